import { ListAccountsForParentCommand } from '@aws-sdk/client-organizations';
import { CreateAccountAssignmentCommand, ListAccountAssignmentsForPrincipalCommand } from '@aws-sdk/client-sso-admin';
import type { Assignment } from '../../../constructs/identity-assignments/assignment';
import { handler } from '../../../constructs/identity-assignments/identity-assignments.handler';
import { SimulatedIdentityCenter } from '../../support/identity-center';
import { notes, serviceError } from '../../support/notes';
import { customResourceEvent, responseUrl } from '../../support/response-url';

const SET = 'ps-developer';
const OTHER_SET = 'ps-auditor';
const DEVELOPERS: Assignment = {
  PermissionSetArn: SET,
  PrincipalType: 'GROUP',
  PrincipalId: 'developers',
  Units: ['ou-workloads'],
};
const AUDITORS: Assignment = {
  PermissionSetArn: OTHER_SET,
  PrincipalType: 'GROUP',
  PrincipalId: 'auditors',
  Units: ['ou-workloads'],
  Accounts: ['900000000009'],
};

const QUARTER_MS = 15 * 60_000;
const account = (number: number): string => String(100_000_000_000 + number);

let center: SimulatedIdentityCenter;
let noted: ReturnType<typeof notes>;
beforeEach(() => {
  center = new SimulatedIdentityCenter();
  noted = notes();
  center.units.set('ou-workloads', ['ou-production']);
  center.addAccounts('ou-workloads', [account(1)]);
  center.addAccounts('ou-production', [account(2)]);
  Object.assign(process.env, { INSTANCE_ARN: 'instance', IDENTITY_REGION: 'eu-central-1' });
});
afterEach(() => {
  center.sso.restore();
  center.organizations.restore();
  jest.restoreAllMocks();
});

/** One run, of at most a quarter of an hour. */
async function run(
  event: Parameters<typeof handler>[0] = { Assignments: [DEVELOPERS] },
  lasting = QUARTER_MS,
): Promise<number> {
  const end = center.now + lasting;
  const began = center.now;
  await handler(event, { getRemainingTimeInMillis: () => end - center.now });
  return center.now - began;
}

const grant = (id: number, set = SET, type = 'GROUP', principal = 'developers'): string =>
  [account(id), set, type, principal].join(' ');

describe('a scheduled run', () => {
  test('8.2/identity#group-based-assignment: gives groups what is configured, in the accounts of a unit and of those below', async () => {
    await run({ Assignments: [DEVELOPERS, AUDITORS] });

    expect([...center.grants].sort()).toEqual(
      [
        grant(1),
        grant(2),
        grant(1, OTHER_SET, 'GROUP', 'auditors'),
        grant(2, OTHER_SET, 'GROUP', 'auditors'),
        `900000000009 ${OTHER_SET} GROUP auditors`,
      ].sort(),
    );
    expect(noted.lines.at(-1)).toEqual({ event: 'completed', created: 5, deleted: 0, failed: 0, remaining: 0 });
  });

  test('8.2/identity#group-based-assignment: takes from a person what was assigned directly, and says so', async () => {
    center.grants.add(grant(1));
    center.grants.add(grant(2));
    center.grants.add(grant(2, SET, 'USER', 'alice'));

    await run();

    expect([...center.grants].sort()).toEqual([grant(1), grant(2)]);
    expect(noted.lines[0]).toMatchObject({ event: 'person-assigned', principal: 'alice', account: account(2) });
  });

  test('takes from a group what is configured no more, in accounts that have left the unit as well', async () => {
    center.grants.add(grant(1));
    center.grants.add(grant(2));
    center.grants.add(grant(7));
    center.grants.add(grant(1, SET, 'GROUP', 'strangers'));

    await run();

    expect([...center.grants].sort()).toEqual([grant(1), grant(2)]);
  });

  test('leaves permission sets alone that are not configured', async () => {
    center.grants.add(grant(1, 'ps-of-others', 'GROUP', 'developers'));
    center.grants.add(grant(1, 'ps-of-others', 'USER', 'alice'));

    await run();

    expect([...center.grants].filter((of) => of.includes('ps-of-others'))).toHaveLength(2);
  });

  test('changes nothing the second time', async () => {
    await run();
    center.sso.resetHistory();
    await run();

    expect(center.sso.commandCalls(CreateAccountAssignmentCommand)).toHaveLength(0);
    expect(noted.lines.at(-1)).toEqual({ event: 'completed', created: 0, deleted: 0, failed: 0, remaining: 0 });
  });

  test('passes over accounts that are not active', async () => {
    center.addAccounts('ou-workloads', [account(3)], 'SUSPENDED');
    center.addAccounts('ou-workloads', [account(4)], 'PENDING_ACTIVATION');

    await run();

    expect([...center.grants].sort()).toEqual([grant(1), grant(2)]);
  });

  test('changes nothing when an account has no state: whether it is active is not known', async () => {
    center.grants.add(grant(1));
    center.accounts.get('ou-workloads')?.set(account(3), undefined);

    await expect(run()).rejects.toThrow('no state of account 100000000003');
    expect([...center.grants]).toEqual([grant(1)]);
  });

  test('takes nothing away when Organizations lists no account at all', async () => {
    center.grants.add(grant(1));
    center.accounts.clear();

    await expect(run()).rejects.toThrow('nothing is given or taken away');
    expect([...center.grants]).toEqual([grant(1)]);
  });

  test('goes on where calls are throttled, fail, or meet another change', async () => {
    center.faults.push(
      serviceError('ThrottlingException'),
      serviceError('ConflictException'),
      serviceError('InternalServerException', 500),
    );

    await run();

    expect([...center.grants].sort()).toEqual([grant(1), grant(2)]);
  });

  test('makes all other changes where one fails, and says which', async () => {
    center.refusing.add(account(1));

    await run();

    expect([...center.grants]).toEqual([grant(2)]);
    expect(noted.lines).toContainEqual(
      expect.objectContaining({
        event: 'assignment-failed',
        account: account(1),
        reason: 'Error: the account refuses',
      }),
    );
    expect(noted.events()).not.toContain('completed');
  });

  test('tries again in the next run what has failed', async () => {
    center.refusing.add(account(1));
    await run();
    center.refusing.clear();
    await run();

    expect([...center.grants].sort()).toEqual([grant(1), grant(2)]);
  });

  test('fails as a whole, for Lambda to try again, where it cannot list', async () => {
    center.organizations.on(ListAccountsForParentCommand).rejects(serviceError('AccessDeniedException', 403));

    await expect(run()).rejects.toThrow('AccessDeniedException');
  });

  test('gives a group that is gone nothing, others what is theirs, and says so', async () => {
    center.gone.add('developers');

    await run({ Assignments: [DEVELOPERS, AUDITORS] });

    expect([...center.grants].filter((of) => of.includes('auditors'))).toHaveLength(3);
    expect(noted.lines.filter(({ event }) => event === 'assignment-failed')).toHaveLength(2);
  });

  test('begins no change that it could not see through', async () => {
    const lasting = 150_000;

    await run({ Assignments: [DEVELOPERS] }, lasting);

    expect(center.grants.size).toBe(0);
    expect(noted.lines.at(-1)).toEqual({ event: 'incomplete', created: 0, deleted: 0, failed: 0, remaining: 2 });
  });

  test.each([
    ['no list', {}],
    ['an empty list', { Assignments: [] }],
    ['a person in place of a group', { Assignments: [{ ...DEVELOPERS, PrincipalType: 'USER' }] }],
    ['no permission set', { Assignments: [{ ...DEVELOPERS, PermissionSetArn: '' }] }],
    ['neither units nor accounts', { Assignments: [{ ...DEVELOPERS, Units: [] }] }],
    ['what is no assignment', { Assignments: [null] }],
  ])('refuses an event with %s, and changes nothing', async (_, event) => {
    await expect(run(event as never)).rejects.toThrow(/assignment/);
    expect(center.calls).toBe(0);
  });
});

describe('CloudFormation', () => {
  const EVENT = customResourceEvent({ ServiceToken: 'function', Assignments: [DEVELOPERS] });
  let answers: ReturnType<typeof responseUrl>;
  beforeEach(() => {
    answers = responseUrl();
  });
  const outcome = () => answers.bodies.at(-1);

  test('is answered once the assignments are made', async () => {
    await run(EVENT);

    expect([...center.grants].sort()).toEqual([grant(1), grant(2)]);
    expect(outcome()).toMatchObject({
      Status: 'SUCCESS',
      Data: { Created: '2', Deleted: '0', Failed: '0', Remaining: '0' },
    });
  });

  test('gets an answer though assignments are still to come: the schedule goes on', async () => {
    await run(EVENT, 150_000);

    expect(outcome()).toMatchObject({ Status: 'SUCCESS', Data: { Remaining: '2' } });
    expect(noted.events()).toContain('incomplete');
  });

  test('takes away on an update what is configured no more, whole permission sets included', async () => {
    await run({ ...EVENT, ResourceProperties: { Assignments: [DEVELOPERS, AUDITORS] } });
    await run({
      ...EVENT,
      RequestType: 'Update',
      OldResourceProperties: { Assignments: [DEVELOPERS, AUDITORS] },
    });

    expect([...center.grants].sort()).toEqual([grant(1), grant(2)]);
    expect(outcome()).toMatchObject({ Status: 'SUCCESS', Data: { Deleted: '3' } });
  });

  test('leaves nothing behind on deletion', async () => {
    await run(EVENT);
    center.grants.add(grant(1, SET, 'USER', 'alice'));
    await run({ ...EVENT, RequestType: 'Delete' });

    expect([...center.grants]).toEqual([]);
    expect(outcome()).toMatchObject({ Status: 'SUCCESS' });
  });

  test('deletes what was never made, as after a failed creation', async () => {
    center.gone.add('developers');
    center.gone.add(SET);

    await run({ ...EVENT, RequestType: 'Delete' });

    expect(outcome()).toMatchObject({ Status: 'SUCCESS', Data: { Deleted: '0' } });
  });

  test('hears that a deletion is not complete', async () => {
    center.grants.add(grant(1));
    center.refusing.add(account(1));

    await run({ ...EVENT, RequestType: 'Delete' });

    expect(outcome()).toMatchObject({
      Status: 'FAILED',
      Reason: '1 assignments are still there: Error: the account refuses. Delete again.',
    });
  });

  test('hears why nothing could be done, and does not wait for it in vain', async () => {
    center.sso.on(ListAccountAssignmentsForPrincipalCommand).rejects(serviceError('AccessDeniedException', 403));

    await run(EVENT);

    expect(outcome()).toMatchObject({
      Status: 'FAILED',
      Reason: 'AccessDeniedException: simulated AccessDeniedException',
    });
    expect(noted.events()).toEqual(['run-failed']);
  });

  test.each(['Create', 'Update', 'Delete'] as const)(
    'is answered when the properties of a %s are wrong',
    async (RequestType) => {
      await run({ ...EVENT, RequestType, ResourceProperties: {} });

      expect(outcome()).toMatchObject({ Status: 'FAILED', Reason: 'Error: the event names no assignments' });
    },
  );

  test('may send an event twice', async () => {
    await run(EVENT);
    await run(EVENT);

    expect([...center.grants].sort()).toEqual([grant(1), grant(2)]);
    expect(answers.bodies.map(({ Status }) => Status)).toEqual(['SUCCESS', 'SUCCESS']);
  });
});
