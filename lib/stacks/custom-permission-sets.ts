import { Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { GrantContext } from '../../constructs/job-functions/grant';
import { PermissionSet } from '../../constructs/permission-set/permission-set';
import type { CustomPermissionSet } from '../config/schema';
import { describe } from '../evidence/source';

/** The permission sets that the configuration defines, by their name there. */
export const customPermissionSets = (
  scope: Construct,
  { name, instanceArn }: GrantContext & { readonly instanceArn: string },
  sets: readonly CustomPermissionSet[],
): ReadonlyMap<string, PermissionSet> =>
  new Map(
    sets.map((set) => {
      const made = new PermissionSet(scope, `Custom-${set.name}`, {
        permissionSetName: `${name}-${set.name}`,
        instanceArn,
        description: set.description,
        grants: set.grants,
        longestSession: Duration.hours(set.hours),
      });
      const parts = set.grantsAt.map((at, nth) => [`InlinePolicy.Statement.${nth}`, at]);
      describe(made.permissionSet, { at: set.at, parts: Object.fromEntries(parts) });
      return [set.name, made];
    }),
  );
