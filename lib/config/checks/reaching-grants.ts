import { takesIn } from '../../../constructs/nag/wildcards';
import { type Bilingual, facetOf, type RequirementId } from '../../../constructs/standard';
import type { AccessEstate } from '../../proofs/access/access-estate';
import type { AnswerVerdict } from '../../proofs/access/answer';
import { reachesOf, storesIn } from '../../proofs/identity-access/evidence-access';
import { type Open, waysOpenTo } from '../../proofs/identity-access/ways-to-more';
import type { Call, Chain } from '../../proofs/policy/attack';
import type { DecidingStatement } from '../../proofs/policy/model';
import { type GrantedSet, type GrantingConfig, grantedEstate } from '../granted-estate';
import type { Fault } from '../problem';
import { placeOf, toldIn, type Written } from './policy-content';

/** A permission set and where it is written. */
export interface WrittenSet extends GrantedSet {
  readonly written: Written;
}

/** Something that a permission set opens, or may open, and should not. */
interface Opened {
  readonly code: string;
  readonly verdict: AnswerVerdict;
  readonly account: string;
  /** What is opened, with the call that does it. */
  readonly what: Bilingual;
  readonly actions: readonly string[];
  readonly deciding: readonly DecidingStatement[];
  readonly mend: Bilingual;
  readonly requirement: RequirementId;
}

const NAME_OTHERS: Bilingual = {
  en: 'Name resources of the workload alone, or remove the actions.',
  zh: '请仅指定工作负载自身的资源，或删除这些操作。',
};

const LEAVE_TO_AUDITORS: Bilingual = {
  en: 'Name resources of the workload alone; whoever has to read evidence is in a group with access: audit.',
  zh: '请仅指定工作负载自身的资源；需查阅证据者应加入 access: audit 的组。',
};

/**
 * What the simulation of policies finds open to permission sets, of statements of which nothing else was told: ways to more rights,
 * and evidence. What cannot be decided is a warning.
 */
export function* reachingFaults(config: GrantingConfig, sets: readonly WrittenSet[]): Iterable<Fault> {
  const estate = grantedEstate(config, sets);
  for (const set of sets) {
    const found = [...waysOf(config, set, estate), ...evidenceOf(config, set, estate)];
    yield* faultsOf(set, found);
  }
}

const askersOf = ({ name }: GrantingConfig, set: GrantedSet, { principals }: AccessEstate) =>
  principals.filter((one) => one.kind === 'permission-set' && one.name === `${name}-${set.name}`);

const waysOf = (config: GrantingConfig, set: GrantedSet, estate: AccessEstate): readonly Opened[] =>
  shortest(waysOpenTo(askersOf(config, set, estate), estate) ?? []).map(({ asker, way, calls, verdict, deciding }) => {
    const actions = [...new Set(calls.map(({ action }) => action))];
    const call = actions.join(' + ');
    return {
      code: 'grants-too-much',
      verdict,
      account: asker.place?.account ?? '',
      what: { en: `${way.title.en} (${call})`, zh: `${way.title.zh}（${call}）` },
      actions,
      deciding,
      mend: NAME_OTHERS,
      requirement: facetOf(way.facets[0] ?? '8.2/least-privilege#privilege-escalation-denied').requirement,
    };
  });

/** Without those that only go on where another one ends already. */
const shortest = (ways: readonly Open[]): readonly Open[] =>
  ways.filter(
    ({ calls }) => !ways.some((other) => other.calls.length < calls.length && other.calls.every(isIn(calls))),
  );

const isIn =
  (calls: Chain) =>
  ({ action }: Call): boolean =>
    calls.some((call) => call.action === action);

const evidenceOf = (config: GrantingConfig, set: GrantedSet, estate: AccessEstate): readonly Opened[] =>
  reachesOf(askersOf(config, set, estate), config.name, storesIn(estate, config.name), estate).map((reach) => ({
    code: 'reaches-evidence',
    verdict: reach.verdict,
    account: reach.asker.place?.account ?? '',
    what: {
      en: `${reach.store.title.en} (${reach.action} on ${reach.resource})`,
      zh: `${reach.store.title.zh}（${reach.action}，${reach.resource}）`,
    },
    actions: [reach.action],
    deciding: reach.deciding,
    mend: LEAVE_TO_AUDITORS,
    requirement: facetOf(reach.store.facet).requirement,
  }));

/** One fault for each statement and kind: the first that it opens says enough, with all actions that do. */
function* faultsOf({ grants, written }: WrittenSet, found: readonly Opened[]): Iterable<Fault> {
  const told = toldIn(grants);
  const groups = new Map<string, Opened[]>();
  for (const opened of found) {
    const numbers = numbersIn(opened.deciding);
    // what is undecided may be so by a statement of which enough was told
    if (numbers.length === 0 ? told.size > 0 : numbers.some((nth) => told.has(nth))) continue;
    const key = `${opened.code} ${numbers[0]}`;
    groups.set(key, [...(groups.get(key) ?? []), opened]);
  }
  for (const group of groups.values()) {
    const certain = group.filter(({ verdict }) => verdict !== 'unknown');
    const [first, ...more] = certain.length > 0 ? certain : group;
    if (first) yield faultOf(first, more, { grants, written });
  }
}

/** Which statements of the set are among those that decide. */
const numbersIn = (deciding: readonly DecidingStatement[]): readonly number[] =>
  deciding.flatMap(({ kind, path }) => {
    const [, nth] = /^InlinePolicy\.Statement\.(\d+)$/.exec(path) ?? [];
    return kind === 'identity' && nth !== undefined ? [Number(nth)] : [];
  });

function faultOf(
  first: Opened,
  more: readonly Opened[],
  { grants, written }: Pick<WrittenSet, 'grants' | 'written'>,
): Fault {
  const [nth] = numbersIn(first.deciding);
  const { place, where } = placeOf(
    written,
    nth ?? 0,
    'actions',
    nth === undefined ? undefined : itemOf(grants[nth], first.actions),
  );
  const others = new Set(more.flatMap(({ actions }) => actions).filter((action) => !first.actions.includes(action)));
  const also = [...others].slice(0, MOST_TOLD).join(', ') + (others.size > MOST_TOLD ? ' …' : '');
  const unknown = first.verdict === 'unknown';
  const said = unknown ? MAY_OPEN : OPENS;
  return {
    code: unknown ? 'undecided-grant' : first.code,
    ...place,
    message: {
      en: `${where.en}${said.en} account ${first.account}: ${first.what.en}${also ? `; so do ${also}` : ''}`,
      zh: `${where.zh}${said.zh} ${first.account} 中开放：${first.what.zh}${also ? `；${also} 亦然` : ''}`,
    },
    mend: first.mend,
    requirement: first.requirement,
    ...(unknown && { severity: 'warning' as const }),
  };
}

const MOST_TOLD = 4;

const OPENS: Bilingual = { en: 'opens in', zh: '在账号' };
const MAY_OPEN: Bilingual = { en: 'opens, or not, which cannot be decided, in', zh: '无法判定是否在账号' };

/** The pattern that grants the first of the actions. */
function itemOf(grant: WrittenSet['grants'][number] | undefined, [action = '']: readonly string[]): number | undefined {
  const item = [grant?.Action ?? []].flat().findIndex((pattern) => takesIn(pattern, action, 'i'));
  return item < 0 ? undefined : item;
}
