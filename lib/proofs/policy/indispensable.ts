import type { Call } from '../../../constructs/guardrails/deployment-calls';
import { indispensableOf } from '../../../constructs/guardrails/indispensable';
import type { JudgedEstate } from '../../evidence/estate';
import type { Evidence } from '../../evidence/evidence';
import { memberContext, ownerContext } from './askers';
import { FULL_ACCESS, type OrganizationEstate, type OrganizationPath, organizationsIn } from './estate';
import { evaluate } from './evaluate';
import type { Decision, Policy, Principal, Verdict } from './model';
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
    return indispensableOf(scene, roles).map(({ who, arn, calls, creates }) => {
      const principal = principalOf(arn.replace(/::\d{12}:/, `::${scene.account}:`));
      const trials = ways.flatMap(([path, places]) =>
        [...calls, ...creates.filter(({ action }) => TRIED.has(action))].map((call) => ({
          action: call.action,
          places,
          decision: decide(principal, call, path, organization, scene),
        })),
      );
      return evidenceOf(who, trials, estate, organization);
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
  { action, resource, says }: Call,
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
        'aws:MultiFactorAuthPresent': 'true',
        ...FROM_ANYWHERE,
        ...says,
        ...ownerContext(scene.account, scene),
      },
    },
    { identity: [FULL_ACCESS], resource: OPEN, serviceControl, resourceControl, managementAccount },
  );
}

/** An address that is nobody's: 240.0.0.0/4 is reserved. */
const FROM_ANYWHERE = { 'aws:SourceIp': '240.0.0.1' };

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
