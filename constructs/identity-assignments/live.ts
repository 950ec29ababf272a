import { createHash } from 'node:crypto';
import {
  ListAccountAssignmentsCommand,
  ListAccountAssignmentsForPrincipalCommand,
  ListAccountsForProvisionedPermissionSetCommand,
  ResourceNotFoundException,
  type SSOAdminClient,
} from '@aws-sdk/client-sso-admin';
import { allPages } from '../handler-function/runtime/pages';
import { inParallel } from '../handler-function/runtime/parallel';
import type { Grant } from './assignment';

/** An instance of IAM Identity Center. */
export interface Instance {
  readonly client: SSOAdminClient;
  readonly arn: string;
}

/** Runs in which every pair of account and permission set is looked at once; with a run every quarter of an hour, a day. */
const RUNS_A_ROUND = 96;

/** So many pairs are looked at in every run, however small the share of a run would be. */
const PAIRS_IN_ANY_RUN = 100;

/**
 * Calls at a time. IAM Identity Center takes 20 a second of all its callers together.
 * @see https://docs.aws.amazon.com/singlesignon/latest/userguide/limits.html
 */
const WIDTH = 4;

/** What groups have: one listing for each group, whatever the number of accounts. */
export async function grantsOfGroups({ client, arn }: Instance, groups: readonly string[]): Promise<readonly Grant[]> {
  const found: Grant[] = [];
  await inParallel(groups, WIDTH, async (group) => {
    const assigned = await allPages(async (NextToken) => {
      const page = await existing(
        client.send(
          new ListAccountAssignmentsForPrincipalCommand({
            InstanceArn: arn,
            PrincipalType: 'GROUP',
            PrincipalId: group,
            MaxResults: 100,
            NextToken,
          }),
        ),
      );
      return { items: page?.AccountAssignments, next: page?.NextToken };
    });
    for (const { AccountId: account = '', PermissionSetArn: permissionSet = '' } of assigned)
      found.push({ account, permissionSet, principalType: 'GROUP', principal: group });
  });
  return found;
}

/**
 * What anybody has through permission sets, persons and deleted principals included. This takes a call for each pair of account and
 * permission set, too many for one run of a large organization: each run looks at its share, and a day's runs at all of them.
 *
 * @param run the number of the run; undefined to look at all pairs
 */
export async function grantsThrough(
  instance: Instance,
  permissionSets: readonly string[],
  run: number | undefined,
): Promise<readonly Grant[]> {
  const pairs = await pairsOf(instance, permissionSets);
  const share =
    run === undefined || pairs.length <= PAIRS_IN_ANY_RUN
      ? pairs
      : pairs.filter((pair) => turnOf(pair) === run % RUNS_A_ROUND);
  const found: Grant[] = [];
  await inParallel(share, WIDTH, async (pair) => {
    found.push(...(await grantsIn(instance, pair)));
  });
  return found;
}

type Pair = Pick<Grant, 'account' | 'permissionSet'>;

async function pairsOf({ client, arn }: Instance, permissionSets: readonly string[]): Promise<readonly Pair[]> {
  const found: Pair[] = [];
  for (const permissionSet of permissionSets) {
    const accounts = await allPages(async (NextToken) => {
      const page = await existing(
        client.send(
          new ListAccountsForProvisionedPermissionSetCommand({
            InstanceArn: arn,
            PermissionSetArn: permissionSet,
            MaxResults: 100,
            NextToken,
          }),
        ),
      );
      return { items: page?.AccountIds, next: page?.NextToken };
    });
    found.push(...accounts.map((account) => ({ account, permissionSet })));
  }
  return found;
}

async function grantsIn({ client, arn }: Instance, pair: Pair): Promise<readonly Grant[]> {
  const assigned = await allPages(async (NextToken) => {
    const page = await client.send(
      new ListAccountAssignmentsCommand({
        InstanceArn: arn,
        AccountId: pair.account,
        PermissionSetArn: pair.permissionSet,
        MaxResults: 100,
        NextToken,
      }),
    );
    return { items: page.AccountAssignments, next: page.NextToken };
  });
  return assigned.map(({ PrincipalType: principalType = '', PrincipalId: principal = '' }) => ({
    ...pair,
    principalType,
    principal,
  }));
}

/** A group or permission set that is gone has no assignments; one that should have them fails where they are made. */
async function existing<Answer>(asked: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
}

/** Of a pair alone, so that accounts that join or leave move no other pair to another run. */
const turnOf = ({ account, permissionSet }: Pair): number =>
  createHash('sha256').update(`${account} ${permissionSet}`).digest().readUInt32BE() % RUNS_A_ROUND;
