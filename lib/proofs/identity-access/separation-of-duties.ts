import type { Bilingual } from '../../../constructs/standard';
import type { Evidence, Outcome } from '../../evidence/evidence';
import type { AccessEstate } from '../access/access-estate';
import { ANSWERS, type AnswerVerdict } from '../access/answer';
import type { Place } from '../access/places';
import type { AccessPrincipal } from '../access/principals';
import { leftToAccount } from '../policy/left-to-account';
import type { Policy } from '../policy/model';
import { CONFLICTS, type Duty, type DutyCall } from './duties';
import { evidence } from './trial';

const FACET = '8.2/no-excess-access#separation-of-duties';

/**
 * Each role and permission set: of two duties that exclude each other it has at most one. Whether it has a duty is decided by
 * the calls of the duty, on the keys of the templates and on resources of its account that leave the decision to it.
 */
export const separationOfDuties = (estate: AccessEstate): readonly Evidence[] =>
  estate.principals
    .filter(({ kind }) => kind === 'role' || kind === 'permission-set')
    .flatMap((asker) => (asker.place ? [evidenceOf(asker, asker.place, estate)] : []));

interface Joined {
  readonly outcome: Outcome;
  readonly message: Bilingual;
}

function evidenceOf(asker: AccessPrincipal, place: Place, estate: AccessEstate): Evidence {
  const joined = CONFLICTS.map(([one, other]) => {
    const first = having(one, asker, place, estate);
    // who has not the one joins it with nothing: the other need not be asked about
    return first.verdict === 'refused' ? apart(one, other) : join(first, having(other, asker, place, estate), asker);
  });
  const outcome =
    (['failed', 'unknown'] as const).find((worst) => joined.some((pair) => pair.outcome === worst)) ?? 'passed';
  const messages = joined.filter((pair) => pair.outcome === outcome).map(({ message }) => message);
  const about = { facet: FACET, ...(asker.resource && { resource: asker.resource }) } as const;
  if (outcome !== 'passed') return evidence(estate, about, outcome, messages);
  const all = { en: messages.map(({ en }) => en).join(', '), zh: messages.map(({ zh }) => zh).join('、') };
  return evidence(estate, about, outcome, [
    { en: `${asker.id} joins none of these duties: ${all.en}`, zh: `${asker.id} 不兼有以下任何职责组合：${all.zh}` },
  ]);
}

interface Having {
  readonly duty: Duty;
  readonly verdict: AnswerVerdict;
  /** The call that goes furthest. */
  readonly call: DutyCall;
}

function having(duty: Duty, asker: AccessPrincipal, place: Place, estate: AccessEstate): Having {
  let furthest: Having = { duty, verdict: 'refused', call: duty.calls[0] ?? NONE };
  for (const { action, resource, policy } of duty.calls.flatMap((call) => askingsOf(call, place, estate))) {
    const owned = { account: place.account, ...(policy && { policy }) };
    const { verdict } = estate.decide(asker, { action, resource, owned });
    if (ANSWERS.indexOf(verdict) < ANSWERS.indexOf(furthest.verdict)) {
      furthest = { duty, verdict, call: { action, resource } };
    }
    if (verdict === 'allowed') break;
  }
  return furthest;
}

const NONE: DutyCall = { action: '', resource: '' };

interface Owned extends DutyCall {
  readonly policy?: Policy;
}

/** One of the account that leaves the decision to it, and the keys that the templates make in it. */
function askingsOf({ action, resource }: DutyCall, place: Place, { resources }: AccessEstate): readonly Owned[] {
  const arn = resource.replace(
    /\{(partition|region|account)\}/g,
    (_, word: 'partition' | 'region' | 'account') => place[word],
  );
  if (!action.startsWith('kms:')) return [{ action, resource: arn }];
  const keys = resources.filter((one) => one.resource.type === 'AWS::KMS::Key' && one.place.account === place.account);
  return [
    { action, resource: arn, policy: leftToAccount('key', place) },
    ...keys.map((key) => ({ action, resource: key.arn, ...(key.policy && { policy: key.policy }) })),
  ];
}

const CAN: ReadonlySet<AnswerVerdict> = new Set<AnswerVerdict>(['allowed', 'conditional']);

const together = (one: Duty, other: Duty): Bilingual => ({
  en: `${one.title.en} with ${other.title.en}`,
  zh: `${one.title.zh}与${other.title.zh}`,
});

const apart = (one: Duty, other: Duty): Joined => ({ outcome: 'passed', message: together(one, other) });

function join(one: Having, other: Having, { id }: AccessPrincipal): Joined {
  const verdicts = [one.verdict, other.verdict];
  const both = together(one.duty, other.duty);
  if (verdicts.includes('refused')) return apart(one.duty, other.duty);
  const calls = [one, other].map(({ call }) => `${call.action} on ${call.resource}`);
  const callsZh = [one, other].map(({ call }) => `${call.action}（${call.resource}）`);
  if (verdicts.every((verdict) => CAN.has(verdict))) {
    return {
      outcome: 'failed',
      message: {
        en: `${id} joins ${both.en}: it may do ${calls.join(' and ')}`,
        zh: `${id} 兼有${both.zh}：可执行 ${callsZh.join(' 与 ')}`,
      },
    };
  }
  return {
    outcome: 'unknown',
    message: {
      en: `whether ${id} joins ${both.en} is not known: ${calls.join(' and ')}`,
      zh: `无法判定 ${id} 是否兼有${both.zh}：${callsZh.join(' 与 ')}`,
    },
  };
}
