import { functionRoleName, type JobFunctionId } from '../../../constructs/job-functions/names';
import { admitsPeople, trustOf } from '../../../constructs/nag/rules/identity/people';
import { thirdPartyEntries } from '../../../constructs/nag/rules/identity/third-parties';
import { type Resource, Unresolved } from '../../../constructs/nag/template';
import type { Bilingual } from '../../../constructs/standard';
import type { Evidence } from '../../evidence/evidence';
import type { AccessEstate } from '../access/access-estate';
import { ANSWERS, type Answer, type AnswerVerdict } from '../access/answer';
import type { Place } from '../access/places';
import type { AccessPrincipal } from '../access/principals';
import { type Call, type Chain, callsOf } from '../policy/attack';

import { leftToAccount } from '../policy/left-to-account';
import type { Context, DecidingStatement } from '../policy/model';
import { accountScene, organizationScene, type Scene } from '../policy/scene';
import { statementsOn } from '../policy/statement';
import { PLATFORM_ROLES } from '../policy/targets';
import { nameFromBoundary } from '../policy/workload-administrator';
import { accountsNamedBy, alike, wherever } from './alike';
import { evidence } from './trial';
import { FACETS, SHOWN, type Shown, WAYS, WAYS_FROM_MANAGEMENT, WAYS_IN_ORGANIZATION, type Way } from './ways';

/** Who administers identities, from day to day and in an emergency. */
const EXEMPT: readonly JobFunctionId[] = ['platform-administrator', 'break-glass'];

/**
 * Each permission set and each role that people or third parties take, wherever it is, the management account included, where
 * no guardrail holds: none of the published ways to more rights is open to it, it changes nothing of who signs people in or
 * what permission sets grant, undoes nothing of the baseline, silences no log, and lays nothing open. Platform administrators
 * and break-glass are left out, since that is their function.
 */
export function waysToMore(estate: AccessEstate): readonly Evidence[] {
  return bySubject(estate.principals.filter(isOfPeople)).flatMap((askers) => evidenceOf(askers, estate));
}

/** Those of one permission set or role together, wherever they are. */
export function bySubject(askers: readonly AccessPrincipal[]): readonly (readonly AccessPrincipal[])[] {
  const found = new Map<Resource | string, AccessPrincipal[]>();
  for (const one of askers) {
    const key = one.resource ?? one.name;
    found.set(key, [...(found.get(key) ?? []), one]);
  }
  return [...found.values()];
}

/** Whether people or third parties have the rights of a principal. */
export function isOfPeople({ kind, resource }: AccessPrincipal): boolean {
  return kind === 'role' && resource ? admitsAnybody(resource) : kind === 'permission-set';
}

/** Whether people or third parties take a role; of one whose trust is not known before deployment, they may. */
function admitsAnybody(role: Resource): boolean {
  try {
    return trustOf(role).some((trust) => admitsPeople(trust, role)) || thirdPartyEntries(role).length > 0;
  } catch (error) {
    if (error instanceof Unresolved) return true;
    throw error;
  }
}

const sceneOf = ({ settled, organization }: AccessEstate, name = 'landing-zone'): Scene =>
  organization ? organizationScene(settled.estate, organization) : accountScene(settled.estate, name);

/** A way that is open, or of which that is not known. */
export interface Open {
  readonly asker: AccessPrincipal;
  readonly way: Way;
  readonly calls: Chain;
  readonly verdict: Exclude<AnswerVerdict, 'refused'>;
  /** What allows the calls. */
  readonly deciding: readonly DecidingStatement[];
}

/** Ways that are open to any of them; undefined where all are exempt. */
export function waysOpenTo(askers: readonly AccessPrincipal[], estate: AccessEstate): readonly Open[] | undefined {
  const name = nameFromBoundary(estate.settled.estate);
  const exempt = name === undefined ? [] : EXEMPT.map((id) => functionRoleName(name, id));
  const asked = askers.filter((one) => !exempt.includes(one.name));
  if (asked.length === 0) return undefined;
  const scene = sceneOf(estate, name);
  return asked.flatMap(wherever).flatMap((asker) => (asker.place ? openTo(asker, asker.place, scene, estate) : []));
}

function evidenceOf(askers: readonly AccessPrincipal[], estate: AccessEstate): readonly Evidence[] {
  const [first] = askers;
  const open = waysOpenTo(askers, estate);
  if (!first || !open) return [];
  return FACETS.map((facet) => {
    const amiss = open.filter(({ way }) => way.facets.includes(facet));
    const failed = amiss.filter(({ verdict }) => verdict !== 'unknown');
    const outcome = failed.length > 0 ? 'failed' : amiss.length > 0 ? 'unknown' : 'passed';
    const told = failed.length > 0 ? failed : amiss;
    const messages = told.length > 0 ? told.map(openWords) : [closedWords(first, facet, askers, estate)];
    const about = { facet, ...(first.resource && { resource: first.resource }), property: grantIn(told, first) };
    return evidence(estate, about, outcome, messages);
  });
}

/** The statement of somebody's own by which the first of what is told comes about. */
export const grantIn = (
  told: readonly { readonly deciding: readonly DecidingStatement[] }[],
  { resource }: AccessPrincipal,
): string | undefined =>
  told[0]?.deciding.find((one) => one.kind === 'identity' && one.resource && one.resource === resource)?.path;

function openTo(asker: AccessPrincipal, place: Place, scene: Scene, estate: AccessEstate): readonly Open[] {
  return waysFor(place, estate).flatMap((way) =>
    way.attempts.flatMap((attempt) => {
      const calls = callsOf(attempt);
      if (!calls.every(({ action }) => mayMatch(asker, action))) return [];
      const answers = rolesIn(calls).flatMap((role) =>
        neighboursFor(calls, asker, { place, scene, estate }).map((neighbour) =>
          answerTo(calls, { role, neighbour }, { asker, place, scene, estate }),
        ),
      );
      const furthest = furthestOf(answers);
      if (!furthest || furthest.verdict === 'refused') return [];
      return [{ asker, way, calls, verdict: furthest.verdict, deciding: furthest.deciding }];
    }),
  );
}

function waysFor({ account }: Place, { organization }: AccessEstate): readonly Way[] {
  if (!organization) return WAYS;
  const fromThere = account === organization.managementAccount ? WAYS_FROM_MANAGEMENT : [];
  return [...WAYS, ...WAYS_IN_ORGANIZATION, ...fromThere];
}

/** What no statement grants need not be asked. */
export const mayMatch = ({ identity }: AccessPrincipal, action: string): boolean =>
  identity.some((policy) => statementsOn(policy, action).some(({ effect }) => effect !== 'Deny'));

/** Where a role is coveted that deploys, each of them is. */
const rolesIn = (calls: Chain): readonly string[] =>
  calls.some(({ resources }) => resources.some((resource) => resource.endsWith(':role/{exempt}')))
    ? PLATFORM_ROLES
    : [''];

/** Where another member is entered, each that grants name is, beside the one that stands for all. */
const neighboursFor = (
  calls: Chain,
  asker: AccessPrincipal,
  { place, scene, estate }: Omit<Circumstances, 'asker'>,
): readonly string[] =>
  calls.some(({ resources }) => resources.some((resource) => resource.includes('{neighbour}')))
    ? [
        scene.neighbour,
        ...accountsNamedBy(asker).filter((account) => account !== place.account && estate.isOurs(account)),
      ]
    : [scene.neighbour];

/** What stands in an attempt for several. */
interface Wanted {
  readonly role: string;
  readonly neighbour: string;
}

interface Circumstances {
  readonly asker: AccessPrincipal;
  readonly place: Place;
  readonly scene: Scene;
  readonly estate: AccessEstate;
}

/**
 * Every call on every resource, or one alike that grants name, has to be allowed; the one that goes least far decides, and none
 * after one that is refused.
 */
function answerTo(
  calls: Chain,
  { role, neighbour }: Wanted,
  { asker, place, scene, estate }: Circumstances,
): Pick<Answer, 'verdict' | 'deciding'> {
  const fill = (text: string, region = place.region): string =>
    scene.fill(
      text.replaceAll('{account}', place.account).replaceAll('{neighbour}', neighbour).replaceAll('{region}', region),
    );
  const answers: Answer[] = [];
  for (const call of calls) {
    const context = { ...ABSENT, ...filled(call.context, fill) };
    const owned = call.resourcePolicy && {
      account: place.account,
      policy: leftToAccount(call.resourcePolicy, place),
    };
    for (const resource of call.resources) {
      const example = resource.replace('arn:{partition}:iam::{account}:role/{exempt}', role || '$&');
      const tried = alike(asker, call.action, example, fill).map((arn) =>
        estate.decide(asker, { action: call.action, resource: arn, context, ...(owned && { owned }) }),
      );
      const answer = furthestOf(tried);
      if (!answer || answer.verdict === 'refused') return { verdict: 'refused', deciding: answer?.deciding ?? [] };
      answers.push(answer);
    }
  }
  const least = [...ANSWERS].reverse().find((one) => answers.some(({ verdict }) => verdict === one));
  return { verdict: least ?? 'refused', deciding: answers.flatMap(({ deciding }) => deciding) };
}

const furthestOf = <Found extends Pick<Answer, 'verdict'>>(answers: readonly Found[]): Found | undefined =>
  ANSWERS.flatMap((one) => answers.find(({ verdict }) => verdict === one) ?? [])[0];

/** What an attempt does not say it leaves out: a role without a boundary is made by not naming one. */
const ABSENT: Context = { 'iam:PermissionsBoundary': [], 'lambda:Layer': [] };

const filled = (context: Call['context'], fill: (text: string) => string): Context =>
  Object.fromEntries(
    Object.entries(context ?? {}).map(([key, values]) => [key, [values].flat().map((value) => fill(value))]),
  );

function openWords({ asker, way, calls, verdict }: Open): Bilingual {
  const actions = [...new Set(calls.map(({ action }) => action))];
  const came = verdict === 'unknown' ? UNKNOWN : OPEN;
  return {
    en: `${asker.id} ${came.en} ${way.title.en}: ${actions.join(' + ')}`,
    zh: `${asker.id} ${came.zh}${way.title.zh}：${actions.join(' + ')}`,
  };
}

const OPEN: Bilingual = { en: 'may do this:', zh: '可执行：' };
const UNKNOWN: Bilingual = { en: 'may do this or not, which is not known:', zh: '能否执行尚无法判定：' };

function closedWords(
  { name }: AccessPrincipal,
  facet: Shown,
  askers: readonly AccessPrincipal[],
  estate: AccessEstate,
): Bilingual {
  const asked = new Set(askers.flatMap(({ place }) => (place ? waysFor(place, estate) : [])));
  const ways = [...asked].filter(({ facets }) => facets.includes(facet)).length;
  const accounts = new Set(askers.map(({ place }) => place?.account)).size;
  return {
    en: `${name}: none of ${ways} ${SHOWN[facet].en} is open, in ${accounts} ${accounts === 1 ? 'place' : 'places'}`,
    zh: `${name}：在 ${accounts} 处，${ways} ${SHOWN[facet].zh}均不可行`,
  };
}
