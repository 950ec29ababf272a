import { Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { GrantContext } from '../../constructs/job-functions/grant';
import { PermissionSet } from '../../constructs/permission-set/permission-set';
import type { CustomPermissionSet } from '../config/schema';

/** The permission sets that the configuration defines, by their name there. */
export const customPermissionSets = (
  scope: Construct,
  { name, instanceArn }: GrantContext & { readonly instanceArn: string },
  sets: readonly CustomPermissionSet[],
): ReadonlyMap<string, PermissionSet> =>
  new Map(
    sets.map((set) => [
      set.name,
      new PermissionSet(scope, `Custom-${set.name}`, {
        permissionSetName: `${name}-${set.name}`,
        instanceArn,
        description: set.description,
        grants: set.grants,
        longestSession: Duration.hours(set.hours),
      }),
    ]),
  );
