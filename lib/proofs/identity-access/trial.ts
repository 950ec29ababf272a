import type { Resource } from '../../../constructs/nag/template';
import { type Bilingual, type FacetId, facetOf } from '../../../constructs/standard';
import type { Evidence, Outcome } from '../../evidence/evidence';
import type { AccessEstate, Asking } from '../access/access-estate';
import type { Answer, AnswerVerdict } from '../access/answer';
import type { AccessPrincipal } from '../access/principals';
import { POLICY_SIMULATION } from '../policy/policy-simulation';

/** A call, what has to come of it, and what does. */
export interface Trial {
  readonly asker: AccessPrincipal;
  readonly asking: Asking;
  /** What is tried, beside the call: `without a second factor`. */
  readonly how: Bilingual;
  readonly wanted: 'refused' | 'allowed';
  readonly answer: Answer;
}

/** Tries a call. */
export const tryOut = (
  estate: AccessEstate,
  asker: AccessPrincipal,
  asking: Asking,
  { wanted, how }: Pick<Trial, 'wanted' | 'how'>,
): Trial => ({ asker, asking, how, wanted, answer: estate.decide(asker, asking) });

/** The same by the policies of the two alone. */
export const tryUnguarded = (
  estate: AccessEstate,
  asker: AccessPrincipal,
  asking: Asking,
  { wanted, how }: Pick<Trial, 'wanted' | 'how'>,
): Trial => ({ asker, asking, how, wanted, answer: estate.decideUnguarded(asker, asking) });

/** A call that cannot be tried: whom a policy names is not known. */
export const untried = (asker: AccessPrincipal, asking: Asking): Trial => ({
  asker,
  asking,
  how: { en: 'as named', zh: '作为所指主体' },
  wanted: 'allowed',
  answer: { verdict: 'unknown', deciding: [], provisos: [], because: UNKNOWN_PRINCIPAL },
});

const UNKNOWN_PRINCIPAL: Bilingual = {
  en: 'whom the policy names is not known before deployment',
  zh: '策略所指主体在部署前未知',
};

/**
 * What counts as what was wanted. A refusal that depends on something is none; what is allowed to whom it is meant for may
 * ask for more.
 */
const FULFILLED: Readonly<Record<Trial['wanted'], readonly AnswerVerdict[]>> = {
  refused: ['refused'],
  allowed: ['allowed', 'conditional'],
};

export const isFulfilled = ({ wanted, answer }: Trial): boolean => FULFILLED[wanted].includes(answer.verdict);

/** What trials show: of which facet, of which resource, in words. */
export interface Claim {
  readonly facet: FacetId;
  /** What they speak of; left out where it is no resource of a template. */
  readonly resource?: Resource;
  /** Of what of the resource, such as `InlinePolicy.Statement.0`. @default - of all of it */
  readonly property?: string | undefined;
  /** What they show where all come out as wanted, as a sentence without its end. */
  readonly shown: Bilingual;
}

/** Passed where all trials came out as wanted; unknown where one could not be decided and none failed. */
export function evidenceFrom(estate: AccessEstate, claim: Claim, trials: readonly Trial[]): Evidence {
  const amiss = trials.filter((trial) => !isFulfilled(trial));
  const failed = amiss.filter(({ answer }) => answer.verdict !== 'unknown');
  const outcome = failed.length > 0 ? 'failed' : amiss.length > 0 ? 'unknown' : 'passed';
  const told = failed.length > 0 ? failed : amiss;
  return evidence(estate, claim, outcome, told.length > 0 ? told.map(amissWords) : [claim.shown]);
}

/** Evidence of an outcome that was reached otherwise. */
export const evidence = (
  { settled }: AccessEstate,
  { facet, resource, property }: Pick<Claim, 'facet' | 'resource' | 'property'>,
  outcome: Outcome,
  messages: readonly Bilingual[],
): Evidence => ({
  kind: 'proof',
  check: POLICY_SIMULATION,
  outcome,
  subject: resource ? settled.subjectOf(resource, property) : null,
  ...(property !== undefined && { property }),
  message: { en: joined(messages, 'en', '; '), zh: joined(messages, 'zh', '；') },
  requirements: [facetOf(facet).requirement],
  facets: [facet],
  cloud: 'aws',
});

/** More than these say no more. */
const MOST_TOLD = 5;

function joined(messages: readonly Bilingual[], lang: keyof Bilingual, between: string): string {
  const distinct = [...new Set(messages.map((message) => message[lang]))];
  const more = distinct.length - MOST_TOLD;
  const rest = more > 0 ? [lang === 'zh' ? `另有 ${more} 项` : `and ${more} more`] : [];
  return [...distinct.slice(0, MOST_TOLD), ...rest].join(between);
}

const WANTED: Readonly<Record<Trial['wanted'], Bilingual>> = {
  refused: { en: 'be refused', zh: '被拒绝' },
  allowed: { en: 'be allowed', zh: '被允许' },
};

const VERDICTS: Readonly<Record<AnswerVerdict, Bilingual>> = {
  allowed: { en: 'allowed', zh: '允许' },
  conditional: { en: 'allowed under conditions', zh: '有条件允许' },
  refused: { en: 'refused', zh: '拒绝' },
  unknown: { en: 'undecided', zh: '无法判定' },
};

function amissWords({ asker, asking, how, wanted, answer }: Trial): Bilingual {
  const by = [
    ...new Set(
      answer.deciding
        .filter(({ resource }) => resource)
        .map(({ sid, policy, path }) => `${sid ? `${sid}, ` : ''}${policy}, ${path}`),
    ),
  ];
  const verdict = VERDICTS[answer.verdict];
  const who = asker.id;
  return {
    en: `${asking.action} on ${asking.resource} by ${who} ${how.en} has to ${WANTED[wanted].en}, and is ${verdict.en}${by.length > 0 ? ` (${by.join('; ')})` : ''}: ${answer.because.en}`,
    zh: `${who} ${how.zh}对 ${asking.resource} 执行 ${asking.action} 应${WANTED[wanted].zh}，结果为${verdict.zh}${by.length > 0 ? `（${by.join('；')}）` : ''}：${answer.because.zh}`,
  };
}
