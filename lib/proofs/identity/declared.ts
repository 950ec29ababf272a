import { JOB_FUNCTIONS } from '../../../constructs/job-functions/job-functions';
import { functionRoleName } from '../../../constructs/job-functions/names';
import { boundaryName } from '../../../constructs/workload-boundary/names';
import { FUNCTION_OF } from '../../config/access-levels';
import type { LandingZoneConfig, OrganizationConfig } from '../../config/schema';

/** What a configuration says of who people are. */
export interface DeclaredIdentity {
  readonly source: 'identity-center' | 'saml';
  /** ARN of the instance of IAM Identity Center. */
  readonly instanceArn?: string | undefined;
  /** Name of the SAML provider in IAM. */
  readonly provider?: { readonly name: string } | undefined;
  readonly groups: readonly DeclaredGroup[];
  /** What groups are given where. @default - nobody says: whatever is assigned to a group of the configuration is neither too much nor too little */
  readonly given?: DeclaredGrants | undefined;
}

/** A group of the directory; `id` is that of the identity store. */
export interface DeclaredGroup {
  readonly name: string;
  readonly id?: string | undefined;
}

/** What a configuration gives to groups. */
export interface DeclaredGrants {
  readonly sets: readonly DeclaredSet[];
  readonly assignments: readonly DeclaredAssignment[];
}

/** A permission set, which has one policy of its own and no others. */
export interface DeclaredSet {
  readonly name: string;
  /** After which a session ends. */
  readonly seconds: number;
  /** Name of the policy that bounds it. @default - none */
  readonly boundary?: string;
}

/** A permission set that a group has in the accounts of a unit. */
export interface DeclaredAssignment {
  readonly set: string;
  /** Id of the group. */
  readonly group: string;
  /** Name of the unit, or the id of the root. */
  readonly unit: string;
}

/** What the configuration of a landing zone declares. */
export function declaredIdentityOf(config: LandingZoneConfig): DeclaredIdentity {
  const { source, instanceArn, provider, groups } = config.identity;
  const given = config.profile === 'organization' && source === 'identity-center' && instanceArn !== undefined;
  return { source, instanceArn, provider, groups, ...(given && { given: grantsOf(config) }) };
}

function grantsOf({ name, identity, organization }: OrganizationConfig): DeclaredGrants {
  const levels = [...new Set(identity.groups.flatMap(({ access }) => access ?? []))];
  const assignments = identity.groups.flatMap((group) => {
    const { access, id } = group;
    const own = identity.permissionSets
      .filter((set) => set.groups.includes(group.name))
      .map((set) => `${name}-${set.name}`);
    const sets = [...(access === undefined ? [] : [functionRoleName(name, FUNCTION_OF[access])]), ...own];
    const units = group.units.length > 0 ? group.units : [organization.rootId];
    return id === undefined ? [] : sets.flatMap((set) => units.map((unit) => ({ set, group: id, unit })));
  });
  return {
    sets: [
      ...levels.map((level): DeclaredSet => {
        const { longestSession, boundary } = JOB_FUNCTIONS[FUNCTION_OF[level]];
        return {
          name: functionRoleName(name, FUNCTION_OF[level]),
          seconds: longestSession.toSeconds(),
          ...(boundary === 'workload' && { boundary: boundaryName(name) }),
        };
      }),
      ...identity.permissionSets.map((set) => ({ name: `${name}-${set.name}`, seconds: set.hours * HOUR_SECONDS })),
    ],
    assignments,
  };
}

const HOUR_SECONDS = 3600;
