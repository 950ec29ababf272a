import { functionRoleName } from '../../../constructs/job-functions/names';
import type { Bilingual, FacetId } from '../../../constructs/standard';
import type { Evidence } from '../../evidence/evidence';
import type { AccessEstate } from '../access/access-estate';
import { ANSWERS, type AnswerVerdict } from '../access/answer';
import type { AccessPrincipal } from '../access/principals';
import type { AccessResource } from '../access/resources';
import type { DecidingStatement } from '../policy/model';
import { statementsOn } from '../policy/statement';
import { nameFromBoundary } from '../policy/workload-administrator';
import { within } from './alike';
import { EVIDENCE_STORES, type EvidenceStore, type StoreCalls } from './evidence-stores';
import { evidence } from './trial';
import { bySubject, grantIn, isOfPeople, mayMatch } from './ways-to-more';
import { witness } from './witness';

/** Shown where nobody reaches anything; of the others nothing is shown, they can but fail. */
const SHOWN: FacetId = '8.6/log-storage#dedicated-archive';

/** A call by which somebody reaches evidence, or of whom that is not known. */
export interface Reach {
  readonly asker: AccessPrincipal;
  readonly store: EvidenceStore;
  readonly action: string;
  readonly resource: string;
  readonly verdict: Exclude<AnswerVerdict, 'refused'>;
  readonly deciding: readonly DecidingStatement[];
}

/**
 * Each permission set and each role that people or third parties take: it neither reads nor changes evidence, unless it is one of
 * the job functions that are there for it. What a condition narrows counts as reached.
 */
export function evidenceAccess(estate: AccessEstate): readonly Evidence[] {
  const name = nameFromBoundary(estate.settled.estate);
  const stores = name === undefined ? [] : storesIn(estate, name);
  if (name === undefined || stores.length === 0) return [];
  return bySubject(estate.principals.filter(isOfPeople)).flatMap((askers) =>
    evidenceOf(askers, reachesOf(askers, name, stores, estate), estate),
  );
}

/** A store, and the resource that is one. */
export interface Found {
  readonly store: EvidenceStore;
  readonly resource: AccessResource;
}

/** What the templates keep evidence in. */
export const storesIn = ({ resources }: AccessEstate, name: string): readonly Found[] =>
  EVIDENCE_STORES.flatMap((store) =>
    resources
      .filter(({ resource }) => resource.type === store.type && store.isOne(resource, name))
      .map((resource) => ({ store, resource })),
  );

/** By which calls any of them reaches what, one for each action and kind of store: what goes furthest. */
export const reachesOf = (
  askers: readonly AccessPrincipal[],
  name: string,
  stores: readonly Found[],
  estate: AccessEstate,
): readonly Reach[] =>
  askers.flatMap((asker) =>
    stores.flatMap(({ store, resource }) =>
      store.readers.some((reader) => functionRoleName(name, reader) === asker.name)
        ? []
        : store.calls.flatMap((calls) =>
            reachedIn(within(asker, resource.place.account), calls, { store, resource }, estate),
          ),
    ),
  );

export function reachedIn(
  asker: AccessPrincipal,
  { actions, on }: StoreCalls,
  { store, resource }: Found,
  estate: AccessEstate,
): readonly Reach[] {
  return actions
    .filter((action) => mayMatch(asker, action))
    .flatMap((action) => {
      // a recovery point is its vault's, which its ARN does not tell
      const owned = { account: resource.place.account, ...(resource.policy && { policy: resource.policy }) };
      const answers = namedBy(asker, action, BEGINNING[on](resource.arn)).map((arn) => ({
        arn,
        answer: estate.decide(asker, { action, resource: arn, ...(on === 'recovery-points' && { owned }) }),
      }));
      const verdict = ANSWERS.find((one) => answers.some(({ answer }) => answer.verdict === one));
      const found = answers.find(({ answer }) => answer.verdict === verdict);
      if (!found || verdict === undefined || verdict === 'refused') return [];
      return [{ asker, store, action, resource: found.arn, verdict, deciding: found.answer.deciding }];
    });
}

/** How ARNs begin of what is in a store; without more behind it, the store itself. */
const BEGINNING: Readonly<Record<StoreCalls['on'], (arn: string) => string>> = {
  store: (arn) => arn,
  objects: (arn) => `${arn}/`,
  streams: (arn) => `${arn}:log-stream:`,
  'recovery-points': (arn) => arn.replace(/backup-vault:.*$/, 'recovery-point:'),
};

/** What stands for anything there, and what grants of the action name themselves. */
export function namedBy({ identity }: AccessPrincipal, action: string, beginning: string): readonly string[] {
  if (!/[/:]$/.test(beginning)) return [beginning];
  const patterns = identity
    .flatMap((policy) => statementsOn(policy, action))
    .flatMap(({ effect, resources }) => (effect === 'Deny' || resources?.negated ? [] : (resources?.items ?? [])));
  return [...new Set([`${beginning}any`, ...patterns.flatMap((pattern) => witness(pattern, beginning) ?? [])])];
}

function evidenceOf(
  askers: readonly AccessPrincipal[],
  reaches: readonly Reach[],
  estate: AccessEstate,
): readonly Evidence[] {
  const [first] = askers;
  const facets = [...new Set([SHOWN, ...reaches.map(({ store }) => store.facet)])];
  return facets.map((facet) => {
    const here = reaches.filter(({ store }) => store.facet === facet);
    const failed = here.filter(({ verdict }) => verdict !== 'unknown');
    const outcome = failed.length > 0 ? 'failed' : here.length > 0 ? 'unknown' : 'passed';
    const told = failed.length > 0 ? failed : here;
    const about = {
      facet,
      ...(first?.resource && { resource: first.resource }),
      property: first && grantIn(told, first),
    };
    const words = told.length > 0 ? told.map(reachWords) : [nothingReached(first?.name ?? '')];
    return evidence(estate, about, outcome, words);
  });
}

const nothingReached = (name: string): Bilingual => ({
  en: `${name}: reaches no logs or recordings that others are there to read`,
  zh: `${name}：不可触及应由他人查阅的日志与录像`,
});

function reachWords({ asker, store, action, resource, verdict }: Reach): Bilingual {
  const may = verdict === 'unknown' ? UNKNOWN : MAY;
  return {
    en: `${asker.id} ${may.en} ${action} on ${resource}: ${store.title.en}`,
    zh: `${asker.id} ${may.zh} ${action}（${resource}）：${store.title.zh}`,
  };
}

const MAY: Bilingual = { en: 'may', zh: '可执行' };
const UNKNOWN: Bilingual = { en: 'may do this or not, which is not known:', zh: '能否执行尚无法判定：' };
