import {
  DeleteGroupMembershipCommand,
  type IdentitystoreClient,
  ListGroupMembershipsForMemberCommand,
  ListUsersCommand,
  type User,
} from '@aws-sdk/client-identitystore';
import {
  DeleteAccountAssignmentCommand,
  ListAccountAssignmentsForPrincipalCommand,
  type SSOAdminClient,
} from '@aws-sdk/client-sso-admin';
import { allPages } from '../handler-function/runtime/pages';
import { retrying } from '../handler-function/runtime/retry';

/** The users of IAM Identity Center, by whether they may still sign in. */
export interface Directory {
  readonly current: readonly User[];
  readonly leavers: readonly User[];
}

/**
 * Reads all users.
 *
 * @throws when there are none, or one has no status: everybody would pass for a leaver, or every leaver for a user.
 */
export async function readDirectory(client: IdentitystoreClient, storeId: string): Promise<Directory> {
  const users = await allPages(async (NextToken) => {
    const page = await client.send(new ListUsersCommand({ IdentityStoreId: storeId, MaxResults: 100, NextToken }));
    return { items: page.Users, next: page.NextToken };
  });
  if (users.length === 0) throw new Error('the identity store lists no user');
  const unclear = users.find(({ UserStatus }) => UserStatus !== 'ENABLED' && UserStatus !== 'DISABLED');
  if (unclear) throw new Error(`the identity store gives no status of user ${unclear.UserId}`);
  return {
    current: users.filter(({ UserStatus }) => UserStatus === 'ENABLED'),
    leavers: users.filter(({ UserStatus }) => UserStatus === 'DISABLED'),
  };
}

/**
 * Takes a disabled user out of all groups: while a portal session lasts, a disabled user can still assume what his groups may.
 *
 * @returns how many groups it were
 * @see https://docs.aws.amazon.com/singlesignon/latest/userguide/revoke-user-permissions.html
 */
export async function leaveGroups(client: IdentitystoreClient, storeId: string, userId: string): Promise<number> {
  const memberships = await allPages(async (NextToken) => {
    const page = await client.send(
      new ListGroupMembershipsForMemberCommand({ IdentityStoreId: storeId, MemberId: { UserId: userId }, NextToken }),
    );
    return { items: page.GroupMemberships, next: page.NextToken };
  });
  for (const { MembershipId } of memberships) {
    await retrying(() => client.send(new DeleteGroupMembershipCommand({ IdentityStoreId: storeId, MembershipId })));
  }
  return memberships.length;
}

/** Takes away what a user was assigned directly, @returns how much it was. IAM Identity Center carries it out by itself. */
export async function loseAssignments(client: SSOAdminClient, instanceArn: string, userId: string): Promise<number> {
  const assigned = await allPages(async (NextToken) => {
    const page = await client.send(
      new ListAccountAssignmentsForPrincipalCommand({
        InstanceArn: instanceArn,
        PrincipalType: 'USER',
        PrincipalId: userId,
        NextToken,
      }),
    );
    return { items: page.AccountAssignments, next: page.NextToken };
  });
  // what a group gives is listed as well, and ends with the membership
  const own = assigned.filter(({ PrincipalType }) => PrincipalType === 'USER');
  for (const { AccountId, PermissionSetArn } of own) {
    await retrying(() =>
      client.send(
        new DeleteAccountAssignmentCommand({
          InstanceArn: instanceArn,
          TargetId: AccountId,
          TargetType: 'AWS_ACCOUNT',
          PermissionSetArn,
          PrincipalType: 'USER',
          PrincipalId: userId,
        }),
      ),
    );
  }
  return own.length;
}
