import { OrganizationsClient } from '@aws-sdk/client-organizations';
import { SSOAdminClient } from '@aws-sdk/client-sso-admin';
import { type CustomResourceEvent, respond } from '../handler-function/runtime/custom-resource';
import { messageOf, note } from '../handler-function/runtime/note';
import { clock } from '../handler-function/runtime/retry';
import { PATIENCE } from '../sdk-client/patience';
import { type Assignment, assignmentsOf, type Grant, keyOf } from './assignment';
import { type Change, type Changed, makeChanges } from './change';
import { grantsOfGroups, grantsThrough, type Instance } from './live';
import { wantedGrants } from './wanted';

/** What the schedule sends. */
export interface ScheduledEvent {
  readonly Assignments: readonly Assignment[];
}

/** What Lambda tells of a run. */
interface Run {
  getRemainingTimeInMillis(): number;
}

/** Left of a run when no more changes begin: a change that is under way may take two minutes. */
const LEFT_FOR_CHANGES_MS = 150_000;

/** From one scheduled run to the next, by which runs are numbered. */
const INTERVAL_MS = 15 * 60_000;

/**
 * Brings the assignments of IAM Identity Center in line with those configured, whoever calls: the schedule, or CloudFormation.
 *
 * Every run starts from what there is, so that it may end anywhere, be repeated, or come twice.
 */
export async function handler(event: ScheduledEvent | CustomResourceEvent, run: Run): Promise<void> {
  const until = clock.now() + run.getRemainingTimeInMillis() - LEFT_FOR_CHANGES_MS;
  if (!('RequestType' in event)) {
    const assignments = assignmentsOf({ ...event });
    report(await reconcile({ assignments, managed: setsOf(assignments), until }));
    return;
  }
  try {
    const changed = event.RequestType === 'Delete' ? await withdraw(event, until) : await apply(event, until);
    report(changed);
    await respond(event, outcomeOf(event, changed));
  } catch (error) {
    note('run-failed', { reason: messageOf(error) });
    await respond(event, { status: 'FAILED', reason: messageOf(error) });
  }
}

/** What a reconciliation is about. */
interface Reconciliation {
  /** None: everything is taken away. */
  readonly assignments: readonly Assignment[];
  /** Permission sets through which nobody has anything but what is assigned. Others are none of our business. */
  readonly managed: readonly string[];
  /** Groups whose assignments are looked at in any case, beside those of `assignments`. */
  readonly groups?: readonly string[];
  readonly until: number;
  /** The number of the run decides whose turn it is. */
  readonly everything?: true;
}

const apply = ({ ResourceProperties, OldResourceProperties }: CustomResourceEvent, until: number): Promise<Changed> => {
  const assignments = assignmentsOf(ResourceProperties);
  const before = OldResourceProperties === undefined ? [] : assignmentsOf(OldResourceProperties);
  // a permission set that is configured no more is deleted next, and cannot be while somebody has it
  const managed = setsOf([...assignments, ...before]);
  return reconcile({ assignments, managed, groups: groupsOf(before), until });
};

function withdraw({ ResourceProperties }: CustomResourceEvent, until: number): Promise<Changed> {
  const before = assignmentsOf(ResourceProperties);
  return reconcile({ assignments: [], managed: setsOf(before), groups: groupsOf(before), until, everything: true });
}

async function reconcile(reconciliation: Reconciliation): Promise<Changed> {
  const { assignments, managed, groups = [], until, everything } = reconciliation;
  const instance: Instance = {
    client: new SSOAdminClient({ ...PATIENCE, region: process.env['IDENTITY_REGION'] }),
    arn: String(process.env['INSTANCE_ARN']),
  };
  const wanted: ReadonlyMap<string, Grant> =
    assignments.length === 0 ? new Map() : await wantedGrants(new OrganizationsClient(PATIENCE), assignments);
  const ofGroups = await grantsOfGroups(instance, [...new Set([...groupsOf(assignments), ...groups])]);
  const run = everything ? undefined : Math.floor(clock.now() / INTERVAL_MS);
  const throughSets = await grantsThrough(instance, managed, run);

  const live = new Map([...ofGroups, ...throughSets].map((grant) => [keyOf(grant), grant]));
  const surplus = [...live].filter(([key, { permissionSet }]) => !wanted.has(key) && managed.includes(permissionSet));
  const missing = [...wanted].filter(([key]) => !live.has(key));
  for (const [, grant] of surplus) note(grant.principalType === 'GROUP' ? 'surplus' : 'person-assigned', { ...grant });
  const changes: readonly Change[] = [
    ...surplus.map(([, grant]) => ({ kind: 'delete' as const, grant })),
    ...missing.map(([, grant]) => ({ kind: 'create' as const, grant })),
  ];
  return makeChanges(instance, changes, until);
}

function report({ created, deleted, failed, remaining }: Changed): void {
  for (const { change, reason } of failed) note('assignment-failed', { kind: change.kind, ...change.grant, reason });
  const complete = failed.length === 0 && remaining === 0;
  note(complete ? 'completed' : 'incomplete', { created, deleted, failed: failed.length, remaining });
}

/**
 * A stack is created and updated though assignments are still to come, for an organization may have more of them than one run can
 * make, and an account may refuse them for reasons of its own: the schedule goes on, and alarms. It is not deleted before all are gone.
 */
function outcomeOf({ RequestType }: CustomResourceEvent, { created, deleted, failed, remaining }: Changed) {
  const open = failed.length + remaining;
  if (RequestType === 'Delete' && open > 0) {
    const reason = `${open} assignments are still there: ${failed[0]?.reason ?? 'time was up'}. Delete again.`;
    return { status: 'FAILED', reason } as const;
  }
  const data = {
    Created: String(created),
    Deleted: String(deleted),
    Failed: String(failed.length),
    Remaining: String(remaining),
  };
  return { status: 'SUCCESS', data } as const;
}

const setsOf = (assignments: readonly Assignment[]): readonly string[] => [
  ...new Set(assignments.map(({ PermissionSetArn }) => PermissionSetArn)),
];

const groupsOf = (assignments: readonly Assignment[]): readonly string[] => [
  ...new Set(assignments.map(({ PrincipalId }) => PrincipalId)),
];
