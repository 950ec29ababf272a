import {
  type AccountAssignmentOperationStatus,
  CreateAccountAssignmentCommand,
  DeleteAccountAssignmentCommand,
  DescribeAccountAssignmentCreationStatusCommand,
  DescribeAccountAssignmentDeletionStatusCommand,
  type PrincipalType,
} from '@aws-sdk/client-sso-admin';
import { messageOf } from '../handler-function/runtime/note';
import { inParallel } from '../handler-function/runtime/parallel';
import { clock, retrying } from '../handler-function/runtime/retry';
import type { Grant } from './assignment';
import type { Instance } from './live';

/** What is to be done about a grant. */
export interface Change {
  readonly kind: 'create' | 'delete';
  readonly grant: Grant;
}

/** How changes ended. */
export interface Changed {
  readonly created: number;
  readonly deleted: number;
  readonly failed: readonly { readonly change: Change; readonly reason: string }[];
  /** Not begun before time was up. */
  readonly remaining: number;
}

/**
 * Accounts that are changed at a time. IAM Identity Center lets ten changes be under way; some are left to people.
 * @see https://docs.aws.amazon.com/singlesignon/latest/userguide/limits.html
 */
const WIDTH = 8;

/** How long a change may take that IAM Identity Center has accepted; afterwards the next run looks what became of it. */
const LONGEST_CHANGE_MS = 120_000;
const FIRST_LOOK_MS = 1000;
const LONGEST_LOOK_MS = 8000;

/**
 * Makes changes, one at a time in an account, in which IAM Identity Center changes one role at a time. One that fails stops no other.
 *
 * @param until no change begins after this moment, in milliseconds since 1970
 */
export async function makeChanges(instance: Instance, changes: readonly Change[], until: number): Promise<Changed> {
  const done = { create: 0, delete: 0 };
  const failed: Changed['failed'][number][] = [];
  let remaining = 0;
  await inParallel(byAccount(changes), WIDTH, async (ofAccount) => {
    for (const change of ofAccount) {
      if (clock.now() >= until) {
        remaining += 1;
        continue;
      }
      try {
        await make(instance, change);
        done[change.kind] += 1;
      } catch (error) {
        failed.push({ change, reason: messageOf(error) });
      }
    }
  });
  return { created: done.create, deleted: done.delete, failed, remaining };
}

/** Deletions first: what is taken away must not wait for what is given. */
function byAccount(changes: readonly Change[]): readonly (readonly Change[])[] {
  const accounts = new Map<string, Change[]>();
  for (const change of [...changes].sort((a, b) => rank(a) - rank(b))) {
    const { account } = change.grant;
    accounts.set(account, [...(accounts.get(account) ?? []), change]);
  }
  return [...accounts.values()];
}

const rank = ({ kind }: Change): number => (kind === 'delete' ? 0 : 1);

async function make(instance: Instance, change: Change): Promise<void> {
  let status = await retrying(() => begun(instance, change));
  const { RequestId: id } = status;
  const until = clock.now() + LONGEST_CHANGE_MS;
  for (let wait = FIRST_LOOK_MS; status.Status === 'IN_PROGRESS'; wait = Math.min(LONGEST_LOOK_MS, wait * 2)) {
    if (clock.now() >= until) throw new Error(`still under way after ${LONGEST_CHANGE_MS / 1000} s`);
    await clock.wait(wait);
    status = await retrying(() => lookedAt(instance, change, id));
  }
  if (status.Status !== 'SUCCEEDED') throw new Error(status.FailureReason ?? `the status is ${status.Status}`);
}

async function begun({ client, arn }: Instance, { kind, grant }: Change): Promise<AccountAssignmentOperationStatus> {
  const of = {
    InstanceArn: arn,
    TargetId: grant.account,
    TargetType: 'AWS_ACCOUNT',
    PermissionSetArn: grant.permissionSet,
    PrincipalType: grant.principalType as PrincipalType,
    PrincipalId: grant.principal,
  } as const;
  if (kind === 'create') {
    const { AccountAssignmentCreationStatus } = await client.send(new CreateAccountAssignmentCommand(of));
    return AccountAssignmentCreationStatus ?? {};
  }
  const { AccountAssignmentDeletionStatus } = await client.send(new DeleteAccountAssignmentCommand(of));
  return AccountAssignmentDeletionStatus ?? {};
}

async function lookedAt(
  { client, arn }: Instance,
  { kind }: Change,
  id: string | undefined,
): Promise<AccountAssignmentOperationStatus> {
  if (kind === 'create') {
    const { AccountAssignmentCreationStatus } = await client.send(
      new DescribeAccountAssignmentCreationStatusCommand({
        InstanceArn: arn,
        AccountAssignmentCreationRequestId: id,
      }),
    );
    return AccountAssignmentCreationStatus ?? {};
  }
  const { AccountAssignmentDeletionStatus } = await client.send(
    new DescribeAccountAssignmentDeletionStatusCommand({ InstanceArn: arn, AccountAssignmentDeletionRequestId: id }),
  );
  return AccountAssignmentDeletionStatus ?? {};
}
