import { UNKNOWN } from '../../../constructs/guardrails/conditions';
import type { Call, Said } from '../../../constructs/guardrails/deployment-calls';
import { type Indispensable, indispensableOf, type Request } from '../../../constructs/guardrails/indispensable';
import type { JudgedEstate } from '../../evidence/estate';
import type { Evidence } from '../../evidence/evidence';
import { memberContext, ownerContext } from './askers';
import { FULL_ACCESS, type OrganizationEstate, type OrganizationPath, organizationsIn } from './estate';
import { evaluate } from './evaluate';
import type { Context, Decision, Policy, Principal, Verdict } from './model';
import { parsePolicy } from './parse';
import { POLICY_SIMULATION } from './policy-simulation';
import { organizationScene, type Scene } from './scene';

/**
 * Decides, on the synthesized policies with their inheritance, that nobody is locked out who must not be: the roles that deploy
 * the landing zone, and the break-glass identities, from whatever network. A locked-out pipeline cannot mend its own guardrails.
 */
export function nobodyLockedOut(estate: JudgedEstate): readonly Evidence[] {
  return organizationsIn(estate).flatMap((organization) => {
    const scene = organizationScene(estate, organization);
    const roles = scene.platformRoles.map((role) => `arn:${scene.partition}:iam::*:role/${role}`);
    const ways = apart(organization.paths);
    return indispensableOf(scene, roles).map((whom) => {
      const principal = principalOf(whom.arn.replace(/::\d{12}:/, `::${scene.account}:`));
      const attempts = attemptsOf(whom, scene);
      const trials = ways.flatMap(([path, places]) =>
        attempts.map((attempt) => ({
          action: attempt.call.action,
          places,
          decision: decide(principal, attempt, path, organization, scene),
        })),
      );
      return evidenceOf(whom.who, trials, estate, organization);
    });
  });
}

/** What no landing zone lacks. All else that is made was tried at synthesis. */
const TRIED: ReadonlySet<string> = new Set([
  'iam:CreateRole',
  's3:CreateBucket',
  'kms:CreateKey',
  'logs:CreateLogGroup',
]);

/** A call, and what its request says of who makes it. */
interface Attempt {
  readonly call: Call;
  readonly said: Context;
}

/** Each call in the first of the ways in which somebody calls, and the first call in all others. */
function attemptsOf(whom: Indispensable, { organizationId }: Scene): readonly Attempt[] {
  const creates = whom.creates.filter(({ action }) => TRIED.has(action));
  return [[whom.calls, whom.requests] as const, [creates, whom.forwarded] as const].flatMap(([calls, requests]) =>
    requests.flatMap((request, index) => {
      const said = saidIn(request, organizationId);
      return (index === 0 ? calls : calls.slice(0, 1)).map((call) => ({ call, said }));
    }),
  );
}

/** What a request says, with a value of nobody's where each request has one of its own. */
const saidIn = (request: Request, organizationId: string | undefined): Context => ({
  ...Object.fromEntries(
    Object.entries(request).flatMap(([key, state]) => {
      const value = state === UNKNOWN ? SAMPLES[key] : state;
      return typeof value === 'string' && !DERIVED.has(key) ? [[key, value]] : [];
    }),
  ),
  ...(organizationId !== undefined && { 'aws:principalorgpaths': [`${organizationId}/r-x/ou-x/`] }),
});

/** What follows from who asks and what is asked for. */
const DERIVED: ReadonlySet<string> = new Set(['aws:principalaccount', 'aws:principalarn', 'aws:resourceaccount']);

/** What differs from request to request. 240.0.0.0/4 is reserved, and its addresses are nobody's. */
const SAMPLES: Readonly<Record<string, string>> = {
  'aws:currenttime': '9999-12-31T00:00:00Z',
  'aws:epochtime': '253402214400',
  'aws:sourceip': '240.0.0.1',
  'aws:sourcevpc': 'vpc-x',
  'aws:sourcevpce': 'vpce-x',
  'aws:useragent': 'client',
  'aws:userid': 'AROAX:session',
};

/** Paths with different policies, each with the names of all that have the same: what is decided for one holds for them. */
function apart(paths: readonly OrganizationPath[]): readonly (readonly [OrganizationPath, readonly string[]])[] {
  const ids = new Map<Policy, number>();
  const keyOf = ({ serviceControl, resourceControl }: OrganizationPath): string =>
    [...serviceControl, ...resourceControl]
      .flatMap(({ policies }) => policies)
      // stands on every level
      .filter((policy) => policy !== FULL_ACCESS)
      .map((policy) => ids.get(policy) ?? ids.set(policy, ids.size + 1).size)
      .join();
  const byPolicies = new Map<string, readonly [OrganizationPath, readonly string[]]>();
  for (const path of paths) {
    const key = keyOf(path);
    const [first, names] = byPolicies.get(key) ?? [path, []];
    byPolicies.set(key, [first, [...names, path.name]]);
  }
  return [...byPolicies.values()];
}

function principalOf(arn: string): Principal {
  const [, partition = '', , , account = '', name = ''] = arn.split(':');
  if (name.startsWith('user/')) return { kind: 'user', arn, account };
  const session = `arn:${partition}:sts::${account}:assumed-role/${name.slice(name.lastIndexOf('/') + 1)}/session`;
  return { kind: 'role-session', arn: session, roleArn: arn, account };
}

function decide(
  principal: Principal,
  { call: { action, resource, says }, said }: Attempt,
  { serviceControl, resourceControl }: OrganizationPath,
  { managementAccount }: OrganizationEstate,
  scene: Scene,
): Decision {
  return evaluate(
    {
      principal,
      action,
      resource: { arn: resource.replace(/:\d{12}:/, `:${scene.account}:`), account: scene.account },
      context: {
        'aws:RequestedRegion': scene.region,
        ...memberContext(scene),
        ...said,
        ...valuesOf(says),
        ...ownerContext(scene.account, scene),
      },
    },
    { identity: [FULL_ACCESS], resource: OPEN, serviceControl, resourceControl, managementAccount },
  );
}

/** The keys that a request has. */
const valuesOf = (says: Said = {}): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(says).filter((said): said is [string, string] => typeof said[1] === 'string'));

const OPEN = parsePolicy(
  { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }] },
  { name: 'open' },
);

interface Trial {
  readonly action: string;
  readonly places: readonly string[];
  readonly decision: Decision;
}

const OUTCOMES = { allowed: 'passed', unknown: 'unknown', implicitDeny: 'failed', explicitDeny: 'failed' } as const;
const WORST: readonly Verdict[] = ['explicitDeny', 'implicitDeny', 'unknown'];

function evidenceOf(
  who: string,
  trials: readonly Trial[],
  estate: JudgedEstate,
  { policies }: OrganizationEstate,
): Evidence {
  const verdict = WORST.find((one) => trials.some(({ decision }) => decision.verdict === one)) ?? 'allowed';
  const amiss = trials.filter(({ decision }) => decision.verdict === verdict);
  const actions = [...new Set(amiss.map(({ action }) => action))].join(', ');
  const places = [...new Set(amiss.flatMap((trial) => trial.places))].join(', ');
  const by = [
    ...new Set(
      amiss.flatMap(({ decision }) => decision.deciding.map(({ sid, policy }) => `${sid ?? '?'} (${policy})`)),
    ),
  ].join(', ');
  const messages = {
    passed: { en: `${who}: not locked out in ${places}`, zh: `${who}：在 ${places} 未被锁定` },
    unknown: {
      en: `${who}: whether ${actions} is refused is undecided in ${places}`,
      zh: `${who}：无法判定 ${actions} 在 ${places} 是否被拒绝`,
    },
    failed: {
      en: `${who}: locked out in ${places}, where ${by} refuses ${actions}`,
      zh: `${who}：在 ${places} 被锁定，${by} 拒绝 ${actions}`,
    },
  };
  const [first] = policies;
  return {
    kind: 'proof',
    check: POLICY_SIMULATION,
    outcome: OUTCOMES[verdict],
    subject: first ? estate.subjectOf(first) : null,
    message: messages[OUTCOMES[verdict]],
    requirements: ['8.1/c', '8.2/high-risk-approval'],
    facets: [],
    cloud: 'aws',
  };
}
