import type { Bilingual } from '../../../constructs/standard';
import type { SimulatedStatement, SimulatedTrial, SimulatedVerdict } from '../../evidence/simulation';
import { ASKERS, type Asker, isMember, ownerContext } from './askers';
import { type Call, type Chain, callsOf } from './attack';
import { evaluate, ReadForRequest } from './evaluate';
import { leftToAccount } from './left-to-account';
import type {
  Context,
  DecidingStatement,
  Decision,
  OrganizationLevel,
  Policies,
  Policy,
  Principal,
  Request,
  Verdict,
} from './model';
import { parsePolicy } from './parse';
import type { Scene } from './scene';

/** Where something is tried, with the policies from above. */
export interface Place {
  /** Nodes of an organization with the same policies, or the one account. */
  readonly at: readonly string[];
  readonly serviceControl?: readonly OrganizationLevel[];
  readonly resourceControl?: readonly OrganizationLevel[];
  readonly managementAccount?: string;
}

/** What is tried, by whom, and what has to come of it. */
export interface Attempt {
  readonly purpose: SimulatedTrial['purpose'];
  readonly calls: Call | Chain;
  readonly asker: Asker;
  readonly wanted: SimulatedTrial['wanted'];
}

/** Tries it. Every call, on every resource, is decided by itself; the worst decides. */
export const trial = (attempt: Attempt, place: Place, scene: Scene): SimulatedTrial => trialOf(attempt, scene)(place);

/** An attempt that is tried at several places: all that they have in common is read once. */
export function trialOf({ purpose, calls, asker, wanted }: Attempt, scene: Scene): (place: Place) => SimulatedTrial {
  const asked = callsOf(calls).flatMap((call) =>
    call.resources.map((resource) => ({ call, arn: scene.fill(resource) })),
  );
  const prepared = asked.map(({ call, arn }) => requestOf(call, arn, asker, scene));
  const about = {
    purpose,
    actor: asker.kind,
    who: ASKERS[asker.kind],
    principal: nameOf(asker.principal),
    actions: [...new Set(asked.map(({ call }) => call.action))],
    resources: [...new Set(asked.map(({ arn }) => arn))],
    context: contextOf(callsOf(calls), scene),
    wanted,
  };
  return (place) => {
    const decisions = prepared.map((one) => decide(one, place));
    const decision = worst(decisions);
    return {
      ...about,
      at: place.at,
      verdict: VERDICTS[decision.verdict],
      because: decision.because,
      deciding: decision.deciding.map(named),
      outcome: outcomeOf(decision.verdict, wanted, asker),
    };
  };
}

/** The ARN of the role or user, or the name of a service. */
function nameOf(principal: Asker['principal']): string {
  if (principal.kind === 'role-session') return principal.roleArn;
  return principal.kind === 'service' ? principal.name : principal.arn;
}

function worst(decisions: readonly Decision[]): Decision {
  for (const verdict of WORST) {
    const found = decisions.find((each) => each.verdict === verdict);
    if (found) return found;
  }
  return NOTHING;
}

/** A statement by its name alone: the resource that holds it is looked up where rows are told. */
const named = ({ kind, policy, sid, path, node }: DecidingStatement): SimulatedStatement => ({
  kind,
  policy,
  ...(sid !== undefined && { sid }),
  path,
  ...(node !== undefined && { node }),
});

const WORST: readonly Verdict[] = ['explicitDeny', 'implicitDeny', 'unknown', 'allowed'];

const NOTHING: Decision = { verdict: 'unknown', deciding: [], because: { en: 'nothing was decided', zh: '无可判定' } };

const VERDICTS: Readonly<Record<Verdict, SimulatedVerdict>> = {
  allowed: 'allowed',
  explicitDeny: 'refused',
  implicitDeny: 'not-granted',
  unknown: 'undecided',
};

/**
 * Of somebody who may do everything only a statement's refusal counts: a lack of permissions is no guardrail. Whom a boundary
 * or the templates' own grants limit, these refuse as well.
 */
function outcomeOf(verdict: Verdict, wanted: Attempt['wanted'], asker: Asker): SimulatedTrial['outcome'] {
  if (verdict === 'unknown') return 'unknown';
  if (wanted === 'allowed') return verdict === 'allowed' ? 'passed' : 'failed';
  if (verdict === 'explicitDeny') return 'passed';
  return verdict === 'implicitDeny' && LIMITED.has(asker.kind) ? 'passed' : 'failed';
}

const LIMITED: ReadonlySet<Asker['kind']> = new Set<Asker['kind']>(['bounded-administrator', 'workload-administrator']);

/** A call on one resource, with what decides it wherever it is made. */
interface Prepared {
  readonly request: Request;
  readonly read: ReadForRequest;
  readonly policies: Policies;
  /** Which of the policies from above bind it. */
  readonly bound: { readonly serviceControl: boolean; readonly resourceControl: boolean };
}

function requestOf(call: Call, arn: string, asker: Asker, scene: Scene): Prepared {
  const { principal, identity, boundary } = asker;
  const account = ownerOf(arn, call, scene);
  const owner = ownerContext(account, scene);
  const resource = resourcePolicyOf(call, principal, account, scene);
  const context = {
    'aws:RequestedRegion': scene.region,
    ...everyRequestOf(principal),
    ...pathsOf(asker.context['aws:PrincipalOrgID'], 'aws:PrincipalOrgPaths'),
    ...pathsOf(owner['aws:ResourceOrgID'], 'aws:ResourceOrgPaths'),
    ...asker.context,
    ...owner,
    ...filled(call.context, scene),
  };
  const request = { principal, action: call.action, resource: { arn, account }, context };
  return {
    request,
    read: new ReadForRequest(request),
    policies: { identity, ...(boundary && { boundary }), ...(resource && { resource }) },
    bound: { serviceControl: isMember(principal, scene), resourceControl: 'aws:ResourceOrgID' in owner },
  };
}

function decide({ request, read, policies, bound }: Prepared, place: Place): Decision {
  const { serviceControl, resourceControl, managementAccount } = place;
  const all: Policies = {
    ...policies,
    ...(serviceControl && bound.serviceControl && { serviceControl }),
    ...(resourceControl && bound.resourceControl && { resourceControl }),
    ...(managementAccount !== undefined && { managementAccount }),
  };
  return evaluate(request, all, read);
}

/**
 * What every request of an identity says, whatever it is for: a condition that only asks for these narrows nothing. Times are those
 * of the day on which this was written.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
function everyRequestOf(principal: Asker['principal']): Context {
  const id = USER_IDS[principal.kind];
  if (id === undefined) return TIMES;
  return principal.kind === 'role-session'
    ? { ...OF_IDENTITY, ...OF_SESSION, 'aws:userid': id }
    : { ...OF_IDENTITY, 'aws:userid': id };
}

const TIMES: Context = { 'aws:CurrentTime': '2026-11-28T00:00:00Z', 'aws:EpochTime': '1795824000' };
const OF_IDENTITY: Context = { ...TIMES, 'aws:UserAgent': 'any-client/1.0' };
const OF_SESSION: Context = { 'aws:TokenIssueTime': '2026-11-28T00:00:00Z' };

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#principaltable */
const USER_IDS: Readonly<Partial<Record<Principal['kind'], string>>> = {
  root: '111111111111',
  user: 'AIDAEXAMPLEEXAMPLEEXA',
  'role-session': 'AROAEXAMPLEEXAMPLEEXA:session',
};

/** Where in an organization somebody or something lies: in some unit of it, whichever. */
const pathsOf = (organization: Context[string] | undefined, key: string): Context =>
  typeof organization === 'string' ? { [key]: [`${organization}/r-any0/ou-any0-anywhere/`] } : {};

/** Snapshots and documents of AWS have no account in their ARN: taken for one's own, the fewest statements refuse. */
function ownerOf(arn: string, { owner }: Call, scene: Scene): string {
  if (owner !== undefined) return owner === 'aws' ? ACCOUNT_OF_AWS : scene[owner];
  return arn.split(':')[4] || scene.account;
}

/** Stands for the accounts of AWS, which belong to no organization of ours. */
export const ACCOUNT_OF_AWS = '999999999980';

/** Across accounts whatever is asked for is shared, or was left open, whatever its own policy is. */
function resourcePolicyOf(
  { resourcePolicy }: Call,
  principal: Principal,
  owner: string,
  scene: Scene,
): Policy | undefined {
  if (!('account' in principal && principal.account === owner)) return OPEN;
  // what lets every call pass that its account lets pass: whatever refuses then is a guardrail
  return resourcePolicy && leftToAccount(resourcePolicy, scene);
}

const OPEN: Policy = parsePolicy(
  { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }] },
  { name: 'shared with all' },
);

const filled = (context: Call['context'], { fill }: Scene): Context =>
  Object.fromEntries(
    Object.entries(context ?? {}).map(([key, value]) => [
      key,
      typeof value === 'string' ? fill(value) : value.map(fill),
    ]),
  );

/** The condition keys of all calls, each with its values. */
function contextOf(calls: Chain, scene: Scene): SimulatedTrial['context'] {
  const values = new Map<string, Set<string>>();
  for (const [key, value] of calls.flatMap(({ context }) => Object.entries(filled(context, scene)))) {
    values.set(key, new Set([...(values.get(key) ?? []), ...[value].flat()]));
  }
  return Object.fromEntries([...values].map(([key, of]) => [key, [...of]]));
}

/** What a trial says of itself, where it did not come out as wanted. */
export function amissWords({ actions, who, wanted, at, verdict, deciding, because }: SimulatedTrial): Bilingual {
  const by = statementsIn([{ verdict, deciding }]);
  const places = at.join(', ');
  const what = actions.join(' + ');
  const came = VERDICT_WORDS[verdict];
  return {
    en: `${what} by ${who.en} has to ${WANTED[wanted].en}, and is ${came.en} in ${places}${by && ` by ${by}`}: ${because.en}`,
    zh: `${who.zh}执行 ${what} 应${WANTED[wanted].zh}，但在 ${places} 的结果为${came.zh}${by && `（${by}）`}：${because.zh}`,
  };
}

const WANTED: Readonly<Record<SimulatedTrial['wanted'], Bilingual>> = {
  refused: { en: 'be refused', zh: '被拒绝' },
  allowed: { en: 'be allowed', zh: '被允许' },
};

const VERDICT_WORDS: Readonly<Record<SimulatedVerdict, Bilingual>> = {
  allowed: { en: 'allowed', zh: '允许' },
  refused: { en: 'refused', zh: '明确拒绝' },
  'not-granted': { en: 'not granted', zh: '未授权' },
  undecided: { en: 'undecided', zh: '无法判定' },
};

/** What refuses in trials: the statements that do, and what lacks a statement that allows where none refuses. */
export function refusalWords(trials: readonly SimulatedTrial[]): Bilingual {
  const statements = statementsIn(trials);
  const silent = trials.filter(({ verdict, deciding }) => verdict === 'not-granted' && deciding.length === 0);
  const lacking = [...new Map(silent.map(({ because }) => [because.en, because])).values()];
  const en = lacking.map((because) => because.en).join(' and ');
  const zh = lacking.map((because) => because.zh).join('，');
  return {
    en: [statements && `by ${statements}`, en && `because ${en}`].filter(Boolean).join(', or '),
    zh: [statements && `被 ${statements} 拒绝`, zh && `因${/^\w/.test(zh) ? ' ' : ''}${zh}而未获授权`]
      .filter(Boolean)
      .join('，或'),
  };
}

/** The statements that refuse: `TrailTampering (acme-guardrails-1, Content.Statement.7)`. */
const statementsIn = (trials: readonly Pick<SimulatedTrial, 'verdict' | 'deciding'>[]): string =>
  [
    ...new Set(
      trials
        .filter(({ verdict }) => verdict === 'refused' || verdict === 'not-granted')
        .flatMap(({ deciding }) => deciding)
        .map(({ sid, policy, path }) => `${sid ?? 'a statement'} (${policy}, ${path})`),
    ),
  ].join(', ');
