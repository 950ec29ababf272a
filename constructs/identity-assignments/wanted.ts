import {
  ListAccountsForParentCommand,
  ListOrganizationalUnitsForParentCommand,
  type OrganizationsClient,
} from '@aws-sdk/client-organizations';
import { allPages } from '../handler-function/runtime/pages';
import { type Assignment, type Grant, keyOf } from './assignment';

/**
 * What there should be: each assignment in each active account of its units.
 *
 * @throws when the units hold no account at all: to take everything away because a listing is empty would be wrong more often than
 * right. And when an account has no state.
 */
export async function wantedGrants(
  organizations: OrganizationsClient,
  assignments: readonly Assignment[],
): Promise<ReadonlyMap<string, Grant>> {
  const accountsOf = await accountsByUnit(organizations, new Set(assignments.flatMap(({ Units = [] }) => Units)));
  const grants = assignments.flatMap(({ PermissionSetArn, PrincipalType, PrincipalId, Units = [], Accounts = [] }) =>
    [...Units.flatMap((unit) => accountsOf.get(unit) ?? []), ...Accounts].map((account) => ({
      account,
      permissionSet: PermissionSetArn,
      principalType: PrincipalType,
      principal: PrincipalId,
    })),
  );
  if (grants.length === 0) throw new Error('no account was found for any assignment: nothing is given or taken away');
  return new Map(grants.map((grant) => [keyOf(grant), grant]));
}

async function accountsByUnit(
  organizations: OrganizationsClient,
  units: ReadonlySet<string>,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, readonly string[]>();
  for (const unit of units) found.set(unit, await accountsBelow(organizations, unit));
  return found;
}

async function accountsBelow(organizations: OrganizationsClient, parent: string): Promise<readonly string[]> {
  const accounts = await allPages(async (NextToken) => {
    const page = await organizations.send(new ListAccountsForParentCommand({ ParentId: parent, NextToken }));
    return { items: page.Accounts, next: page.NextToken };
  });
  const units = await allPages(async (NextToken) => {
    const page = await organizations.send(new ListOrganizationalUnitsForParentCommand({ ParentId: parent, NextToken }));
    return { items: page.OrganizationalUnits, next: page.NextToken };
  });
  const own = accounts.filter(isActive).map(({ Id = '' }) => Id);
  const below: string[] = [];
  for (const { Id = '' } of units) below.push(...(await accountsBelow(organizations, Id)));
  return [...own, ...below];
}

/** `State` takes the place of `Status`, which was to end in September 2026. */
function isActive({ Id, State }: { readonly Id?: string; readonly State?: string }): boolean {
  if (State === undefined)
    throw new Error(`Organizations gives no state of account ${Id}: whether it is active is not known`);
  return State === 'ACTIVE';
}
