import { Token } from 'aws-cdk-lib';
import { takesIn } from '../nag/wildcards';
import { partitionOf, regionsOf } from '../partition';
import { WORKLOAD_PATH } from '../workload-boundary/names';
import { ANY_ACCOUNT } from './deployment-calls';
import { expectedNetworkFaults } from './expected-networks';
import type { GuardrailContext } from './guardrail';
import { peoplesRoles } from './platform-roles';

/**
 * What of a landing zone would make its guardrails refuse nobody or everybody: regions that are none of the partition, ids that
 * are none, networks that take in everybody. What is known at deployment only is not judged.
 */
export const contextFaults = (context: GuardrailContext): readonly string[] => [
  ...regionFaults(context),
  ...idFaults(context),
  ...told(
    'expectedNetworks',
    '8.2/no-excess-access#data-perimeter',
    expectedNetworkFaults(known(context.expectedNetworks)),
  ),
  ...told(
    'endpointNetworks',
    '8.2/no-excess-access#data-perimeter',
    known(context.endpointNetworks)
      .filter((id) => !/^vpc-[0-9a-f]{8,17}$/.test(id))
      .map((id) => `${id} is no id of a VPC: give one such as vpc-0123456789abcdef0`),
  ),
];

function regionFaults({ allowedRegions, partition }: GuardrailContext): readonly string[] {
  const regions = regionsOf(partition);
  const faults = known(allowedRegions)
    .filter((region) => !regions.includes(region))
    .map((region) => {
      const elsewhere = partitionOf(region);
      const what = elsewhere ? `is a region of ${elsewhere}, not of ${partition}` : `is no region of ${partition}`;
      return `${region} ${what}: name regions such as ${regions.slice(-2).join(' or ')} one by one`;
    });
  return told('allowedRegions', '8.4/cross-border#region-restriction', faults);
}

function idFaults({ organizationId, trustedAccounts }: GuardrailContext): readonly string[] {
  const wrongId = known([organizationId ?? []].flat()).filter((id) => !/^o-[a-z0-9]{10,32}$/.test(id));
  const wrongAccounts = known(trustedAccounts).filter((id) => !/^\d{12}$/.test(id));
  const requirement = '8.2/no-excess-access#data-perimeter';
  return [
    ...told(
      'organizationId',
      requirement,
      wrongId.map((id) => `${id} is no id of an organization: give one such as o-a1b2c3d4e5`),
    ),
    ...told(
      'trustedAccounts',
      requirement,
      wrongAccounts.map((id) => `${id} is no account: give its 12 digits`),
    ),
  ];
}

/** `arn:aws:iam::<account or *>:role/<path and name>`. */
const ROLE = /^arn:([a-z-]+):iam::(\d{12}|\*):role\/(.+)$/;

/**
 * What is wrong with patterns of roles that guardrails spare: they are none of the partition's roles, or take in those of people
 * who do not deploy, or of anybody.
 */
export function platformRoleFaults(
  patterns: readonly string[],
  { partition, name }: Pick<GuardrailContext, 'partition' | 'name'>,
): readonly string[] {
  const faults = known(patterns).flatMap((pattern) => {
    const [, named, , role = ''] = ROLE.exec(pattern) ?? [];
    if (named !== partition) {
      return [`${pattern} is no role of ${partition}: write it like arn:${partition}:iam::*:role/deployer`];
    }
    if (/^[*?]/.test(role))
      return [`${pattern} spares roles of any name: begin it with what your pipeline's roles begin with`];
    if (`/${role}`.startsWith(WORKLOAD_PATH)) {
      return [
        `${pattern} spares roles that workload teams make themselves: name the roles of your pipeline, of another path`,
      ];
    }
    const spared = rolesHeldBack({ partition, name }).filter((held) => takesIn(pattern, held));
    if (spared.length === 0) return [];
    return [`${pattern} spares ${spared.join(', ')}, in which people work: name the roles of your pipeline alone`];
  });
  return told('platformRoleArns', '8.2/least-privilege#privilege-escalation-denied', faults);
}

/** A role of each kind in which people work, but for those who administer the platform. */
const rolesHeldBack = (landingZone: Pick<GuardrailContext, 'partition' | 'name'>): readonly string[] =>
  peoplesRoles(landingZone)
    .filter((role) => !role.endsWith(`/${landingZone.name}-platform`))
    .map((role) => role.replace('::*:', `::${ANY_ACCOUNT}:`).replaceAll('*', 'x'));

/** Each value that is wrong with the key that it stands in, and what it would break. */
const told = (key: string, requirement: string, faults: readonly string[]): readonly string[] =>
  faults.map((fault) => `${key}: ${fault} (${requirement})`);

const known = (values: readonly string[] = []): readonly string[] =>
  values.filter((value) => !Token.isUnresolved(value));

/** @throws where there are faults, with all of them. */
export function requireUsable(path: string, faults: readonly string[]): void {
  if (faults.length > 0) throw new Error(`${path}: ${faults.join('; ')}.`);
}
