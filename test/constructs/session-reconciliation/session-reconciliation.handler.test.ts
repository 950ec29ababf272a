import { PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import {
  DescribeInstanceInformationCommand,
  DescribeSessionsCommand,
  type Session,
  SSMClient,
} from '@aws-sdk/client-ssm';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { mockClient } from 'aws-sdk-client-mock';
import { clock } from '../../../constructs/handler-function/runtime/retry';
import {
  handler,
  type ReconciliationEvent,
} from '../../../constructs/session-reconciliation/session-reconciliation.handler';
import type { StartEvent } from '../../../constructs/session-reconciliation/start-event';
import { notes, serviceError } from '../../support/notes';
import { sessionTable } from '../../support/table';

const ssm = mockClient(SSMClient);
const sts = mockClient(STSClient);
const table = sessionTable();

const SCHEDULE: ReconciliationEvent = {
  places: [{ region: 'eu-central-1' }],
  terms: { document: 'acme-bastion', longest: 240, approval: 'none', users: {} },
  control: 'acme-session-control',
};
const BEGAN = Date.UTC(2026, 2, 1, 8);
const MINUTE = 60_000;

const startOf = (session: string): StartEvent => ({
  account: '222222222222',
  region: 'eu-central-1',
  detail: {
    eventID: `event-${session}`,
    eventName: 'StartSession',
    eventTime: '2026-03-01T08:00:00Z',
    userIdentity: {
      arn: 'arn:aws:sts::222222222222:assumed-role/operations/alice@example.com',
      sessionContext: { sourceIdentity: 'alice' },
    },
    requestParameters: { target: 'i-1', documentName: 'acme-bastion', reason: 'change 7' },
    responseElements: { sessionId: session },
  },
});
const listedAs = (id: string, given: Partial<Session> = {}): Session => ({
  SessionId: id,
  StartDate: new Date(BEGAN),
  Owner: 'arn:aws:sts::222222222222:assumed-role/operations/alice',
  Target: 'i-1',
  DocumentName: 'acme-bastion',
  ...given,
});
const recordingOf = (managed: string, given: Record<string, unknown> = {}) =>
  table.put({
    session: `20260301T080000Z-${managed}`,
    entry: 'recording',
    day: '2026-03-01',
    managed,
    person: 'alice',
    began: '2026-03-01T08:00:01.000Z',
    ended: '2026-03-01T08:01:00.000Z',
    integrity: 'ok',
    ...given,
  });
const acknowledge = (entry: string, given: Record<string, string>) =>
  table.put({ session: 'acknowledged', entry, ...given });

let now = BEGAN;
let noted: ReturnType<typeof notes>;
beforeEach(() => {
  ssm.reset();
  sts.reset();
  table.reset();
  noted = notes();
  now = BEGAN;
  jest.spyOn(clock, 'now').mockImplementation(() => now);
  jest.spyOn(clock, 'wait').mockResolvedValue();
  ssm.on(DescribeSessionsCommand).resolves({ Sessions: [] });
  ssm.on(DescribeInstanceInformationCommand).resolves({});
});
afterEach(() => jest.restoreAllMocks());

const runAt = (minute: number): Promise<void> => {
  now = BEGAN + minute * MINUTE;
  return handler(SCHEDULE);
};
const open = () => noted.lines.filter(({ event }) => event === 'gap-open').map(({ id }) => id);

describe('an event of a session that starts', () => {
  test('8.2/session-recording#session-reconciliation: is kept in the index with person, target, document and reason', async () => {
    await handler(startOf('s-1'));

    expect(table.partition('s-1')).toEqual([
      {
        session: 's-1',
        entry: 'start',
        day: '2026-03-01',
        began: '2026-03-01T08:00:00.000Z',
        person: 'alice',
        arn: 'arn:aws:sts::222222222222:assumed-role/operations/alice@example.com',
        account: '222222222222',
        region: 'eu-central-1',
        target: 'i-1',
        document: 'acme-bastion',
        reason: 'change 7',
        event: 'event-s-1',
      },
    ]);
  });

  test('is one when it comes twice', async () => {
    await handler(startOf('s-1'));
    await handler(startOf('s-1'));

    expect(table.items.size).toBe(1);
  });

  test('names the person by the session of the role where there is no source identity', async () => {
    const { detail, ...event } = startOf('s-1');
    const userIdentity = { arn: 'arn:aws-cn:sts::222222222222:assumed-role/operations/carol' };

    await handler({ ...event, detail: { ...detail, userIdentity } });

    expect(table.partition('s-1')).toMatchObject([{ person: 'carol' }]);
  });

  test.each<[string, Partial<StartEvent['detail']>]>([
    ['has no session', { responseElements: null }],
    ['has an id that is none', { responseElements: { sessionId: 'a\n b' } }],
    ['was refused', { errorCode: 'AccessDenied' }],
    ['is another call', { eventName: 'TerminateSession' }],
    ['has no time', { eventTime: 'yesterday' }],
  ])('fails, to be tried again and kept aside, when it %s', async (_, wrong) => {
    const { detail, ...event } = startOf('s-1');

    await expect(handler({ ...event, detail: { ...detail, ...wrong } })).rejects.toThrow('event event-s-1');
    expect(table.items.size).toBe(0);
  });

  test('outlasts a table that is throttled, and fails when it stays so', async () => {
    table.client.on(PutItemCommand).rejectsOnce(serviceError('ProvisionedThroughputExceededException')).resolves({});
    await handler(startOf('s-1'));
    expect(table.client.commandCalls(PutItemCommand)).toHaveLength(2);

    table.client.on(PutItemCommand).rejects(serviceError('ThrottlingException'));
    await expect(handler(startOf('s-1'))).rejects.toThrow('ThrottlingException');
  });
});

describe('a run', () => {
  test('8.2/session-recording#session-reconciliation: leaves a result with equal counts where starts, recordings and approvals fit', async () => {
    await handler(startOf('s-1'));
    recordingOf('s-1');
    ssm
      .on(DescribeSessionsCommand, { State: 'History' })
      .resolves({ Sessions: [listedAs('s-1', { EndDate: new Date(BEGAN + MINUTE) })] });

    await runAt(60);

    expect(noted.lines).toEqual([{ event: 'completed', sessions: 1, started: 1, recorded: 1, approved: 0, gaps: 0 }]);
    expect(table.partition('reconciled')).toEqual([
      {
        session: 'reconciled',
        entry: '2026-03-01T09:00:00.000Z',
        sessions: 1,
        started: 1,
        recorded: 1,
        approved: 0,
        gaps: 0,
      },
    ]);
  });

  test('8.2/session-recording#session-reconciliation: leaves copies of recordings of the other region to that region', async () => {
    recordingOf('s-1', { replica: true });
    await runAt(60);
    expect(noted.lines).toEqual([{ event: 'completed', sessions: 0, started: 0, recorded: 0, approved: 0, gaps: 0 }]);

    recordingOf('s-2', { replica: false });
    await runAt(61);
    expect(open()).toEqual(expect.arrayContaining([expect.stringContaining('recording-without-start#s-2')]));
  });

  test('8.2/session-recording#session-reconciliation: tells of a session without a recording in the first run after two minutes', async () => {
    await handler(startOf('s-1'));

    await runAt(2);
    expect(open()).toEqual([]);
    await runAt(3);

    expect(open()).toEqual(['unrecorded#s-1']);
    expect(table.partition('gaps')).toMatchObject([
      { entry: 'unrecorded#s-1', of: 's-1', kind: 'unrecorded', person: 'alice', found: '2026-03-01T08:03:00.000Z' },
    ]);
  });

  test('8.2/session-recording#session-reconciliation: finds the session without recording when its event is lost', async () => {
    ssm.on(DescribeSessionsCommand, { State: 'Active' }).resolves({ Sessions: [listedAs('s-1')] });

    await runAt(3);
    expect(open()).toEqual(['unrecorded#s-1']);
    await runAt(31);

    expect(open().slice(1)).toEqual(['start-not-logged#s-1', 'unrecorded#s-1'].sort().reverse());
  });

  test('8.2/session-recording#session-reconciliation: tells of a recording on another host than the start was for, in words', async () => {
    await handler(startOf('s-1'));
    recordingOf('s-1', { host: 'ip-10-10-0-9' });
    ssm
      .on(DescribeInstanceInformationCommand)
      .resolvesOnce({
        InstanceInformationList: [{ InstanceId: 'i-2', ComputerName: 'ip-10-10-0-9' }],
        NextToken: 'more',
      })
      .resolves({ InstanceInformationList: [{ InstanceId: 'i-1', ComputerName: 'ip-10-10-0-5.example' }] });
    await runAt(3);

    expect(open()).toEqual(['other-host#s-1']);
    expect(noted.lines[0]).toMatchObject({ told: 'the session was recorded on another host than it was started on' });
  });

  test('8.2/session-recording#session-reconciliation: tells of a recording that belongs to no day', async () => {
    const began = '1970-01-01T00:00:00.000Z';
    table.put({
      session: '20261399T080000Z-0123456789abcdef',
      entry: 'recording',
      day: '1970-01-01',
      began,
      integrity: 'ok',
    });
    await runAt(3);

    expect(open()).toEqual(['recording-undated#20261399T080000Z-0123456789abcdef']);
  });

  test('takes an event that comes late, after its recording and after the session has ended', async () => {
    recordingOf('s-1');
    ssm
      .on(DescribeSessionsCommand, { State: 'History' })
      .resolves({ Sessions: [listedAs('s-1', { EndDate: new Date(BEGAN + MINUTE) })] });
    await runAt(10);
    await handler(startOf('s-1'));
    await runAt(45);

    expect(open()).toEqual([]);
  });

  test('8.2/session-recording#session-reconciliation: tells of a gap again and again, though it has closed by itself', async () => {
    await handler(startOf('s-1'));
    await runAt(3);
    recordingOf('s-1');
    await runAt(8);
    await runAt(3 * 24 * 60);

    expect(open()).toEqual(['unrecorded#s-1', 'unrecorded#s-1', 'unrecorded#s-1']);
    expect(table.partition('gaps')).toMatchObject([{ found: '2026-03-01T08:03:00.000Z' }]);
  });

  const DAY = 24 * 60;
  /** Session Manager's history, of which a run gets what began since it asks for. */
  const history = (...sessions: readonly Session[]) =>
    ssm.on(DescribeSessionsCommand, { State: 'History' }).callsFake(({ Filters }) => ({
      Sessions: sessions.filter(({ StartDate }) => Number(StartDate) >= Date.parse(Filters[0].value)),
    }));

  test.each([3, 10, 29])(
    '8.2/session-recording#session-reconciliation: after an outage of %s days tells of the session without a recording that began as it did',
    async (days) => {
      await runAt(-5);
      history(listedAs('s-1'));

      await runAt(days * DAY);
      expect(open()).toEqual(['start-not-logged#s-1', 'unrecorded#s-1'].sort().reverse());
    },
  );

  test('8.2/session-recording#session-reconciliation: looks as far back as Session Manager does where no run has come to its end', async () => {
    history(listedAs('s-1'));

    await runAt(29 * DAY);
    expect(open()).toContain('unrecorded#s-1');
  });

  test.each(['never', '2027-01-01T00:00:00.000Z'])(
    '8.2/session-recording#session-reconciliation: looks no less far back for a last run that says it was at %s',
    async (entry) => {
      table.put({ session: 'reconciled', entry });
      history(listedAs('s-1'));

      await runAt(29 * DAY);
      expect(open()).toContain('unrecorded#s-1');
    },
  );

  test('looks back two days from the last run that came to its end, and no further', async () => {
    await runAt(3 * DAY);
    ssm.on(DescribeSessionsCommand).rejects(serviceError('AccessDeniedException'));
    await expect(runAt(4 * DAY)).rejects.toThrow();
    ssm.on(DescribeSessionsCommand).resolves({ Sessions: [] });
    history(listedAs('s-1'), listedAs('s-2', { StartDate: new Date(BEGAN + DAY * MINUTE + 1) }));

    await runAt(5 * DAY);
    expect(open()).toEqual(['start-not-logged#s-2', 'unrecorded#s-2'].sort().reverse());
  });

  test('8.2/session-recording#session-reconciliation: is quiet once another person has resolved a gap, with a reason; both are kept', async () => {
    await handler(startOf('s-1'));
    await runAt(3);
    acknowledge('unrecorded#s-1', { by: 'bob', reason: 'refused for want of a watcher' });
    await runAt(8);

    expect(open()).toEqual(['unrecorded#s-1']);
    expect(table.partition('gaps')).toHaveLength(1);
    expect(table.partition('acknowledged')).toHaveLength(1);
  });

  test.each([
    ['by the person herself', { by: 'Alice', reason: 'it was nothing' }],
    ['by the person herself, as STS names her', { by: 'AROAEXAMPLE:Alice@example.com', reason: 'it was nothing' }],
    ['without a reason', { by: 'bob', reason: ' ' }],
    ['without a name', { by: '', reason: 'it was nothing' }],
  ])('8.2/session-recording#session-reconciliation: counts no acknowledgement %s', async (_, given) => {
    await handler(startOf('s-1'));
    await runAt(3);
    acknowledge('unrecorded#s-1', given);
    await runAt(8);

    expect(open()).toEqual(['unrecorded#s-1', 'unrecorded#s-1']);
  });

  test.each<[string, string, string, Record<string, string> | undefined, boolean]>([
    ['by whom Session Manager alone names', 's-1', 'carol', undefined, false],
    ['by whom the recording alone names', 's-1', 'dora', { person: 'dora' }, false],
    ['by whom the id alone names', 'eve@example.com-0123456789abcdef0', 'eve', undefined, false],
    ['by whom nothing names', 's-1', 'frank', { person: 'dora' }, true],
  ])(
    '8.2/session-recording#session-reconciliation: holds an acknowledgement %s',
    async (_, session, by, recorded, counts) => {
      if (recorded) recordingOf(session, recorded);
      const Owner = 'arn:aws:sts::222222222222:assumed-role/operations/carol@example.com';
      ssm.on(DescribeSessionsCommand, { State: 'Active' }).resolves({ Sessions: [listedAs(session, { Owner })] });
      acknowledge(`start-not-logged#${session}`, { by: `AROAEXAMPLE:${by}@example.com`, reason: 'it was nothing' });
      await runAt(31);

      expect(open().includes(`start-not-logged#${session}`)).toBe(!counts);
    },
  );

  const REQUIRED = { ...SCHEDULE, terms: { ...SCHEDULE.terms, approval: 'required' } } as const;
  const approvedRecording = (managed: string) =>
    recordingOf(managed, { approval: { id: 'a-1', by: 'AROAEXAMPLE:bob' } });
  const given = (since: number, until: number, owner = 'AROAEXAMPLE:bob') =>
    table.client.on(QueryCommand, { TableName: 'acme-session-control' }).resolves({
      Items: [
        {
          owner: { S: owner },
          since: { N: String(BEGAN / 1000 + since) },
          until: { N: String(BEGAN / 1000 + until) },
          reason: { S: 'change 7' },
        },
      ],
    });

  test('8.2/session-recording#session-reconciliation: holds recordings against the approvals where they were given, and keeps those', async () => {
    await handler(startOf('s-1'));
    approvedRecording('s-1');
    given(-600, 600);
    now = BEGAN + 10 * MINUTE;
    await handler(REQUIRED);
    expect(noted.lines.at(-1)).toMatchObject({ sessions: 1, started: 1, recorded: 1, approved: 1, gaps: 0 });

    // it has ended, and vanished where it was given
    table.client.on(QueryCommand, { TableName: 'acme-session-control' }).rejects(serviceError('AccessDeniedException'));
    now = BEGAN + 60 * MINUTE;
    await handler(REQUIRED);
    expect(open()).toEqual([]);
    expect(table.partition('s-1')).toContainEqual(
      expect.objectContaining({ entry: 'approval', id: 'a-1', by: 'AROAEXAMPLE:bob', reason: 'change 7' }),
    );
  });

  test.each([
    [
      'that nobody gave',
      () => table.client.on(QueryCommand, { TableName: 'acme-session-control' }).resolves({ Items: [] }),
    ],
    ['that had ended', () => given(-600, 0)],
    ['that was given afterwards', () => given(120, 600)],
    ['that another gave', () => given(-600, 600, 'AROAEXAMPLE:carol')],
  ])('8.2/session-recording#session-reconciliation: tells of an approval %s', async (_, answer) => {
    await handler(startOf('s-1'));
    approvedRecording('s-1');
    answer();
    now = BEGAN + 10 * MINUTE;

    await handler(REQUIRED);
    expect(open()).toEqual(['unapproved#s-1']);
    expect(noted.lines.at(-1)).toMatchObject({ recorded: 1, approved: 0 });
  });

  test('8.2/session-recording#session-reconciliation: has no result when approvals cannot be looked up', async () => {
    approvedRecording('s-1');
    table.client.on(QueryCommand, { TableName: 'acme-session-control' }).rejects(serviceError('AccessDeniedException'));
    now = BEGAN + 10 * MINUTE;

    await expect(handler(REQUIRED)).rejects.toThrow('AccessDeniedException');
    expect(noted.events()).toEqual(['could-not-look']);
  });

  test('looks at sessions on every page, in every account, in the name of a role there', async () => {
    sts.on(AssumeRoleCommand).resolves({
      Credentials: { AccessKeyId: 'k', SecretAccessKey: 's', SessionToken: 't', Expiration: new Date(0) },
    });
    ssm
      .on(DescribeSessionsCommand, { State: 'Active' })
      .resolvesOnce({ Sessions: [listedAs('s-1')], NextToken: 'more' })
      .resolves({ Sessions: [listedAs('s-2')] });
    now = BEGAN + 3 * MINUTE;

    await handler({ ...SCHEDULE, places: [{ region: 'eu-west-1', roleArn: 'role' }] });

    expect(open()).toEqual(['unrecorded#s-1', 'unrecorded#s-2']);
    expect(sts.commandCalls(AssumeRoleCommand)).toHaveLength(1);
  });
});

describe('a run that goes wrong', () => {
  const failures: readonly [string, () => void][] = [
    [
      'Session Manager does not answer',
      () => ssm.on(DescribeSessionsCommand).rejects(serviceError('AccessDeniedException')),
    ],
    [
      'Systems Manager does not tell of its hosts',
      () => ssm.on(DescribeInstanceInformationCommand).rejects(serviceError('AccessDeniedException')),
    ],
    [
      'Session Manager lists what has no start',
      () => ssm.on(DescribeSessionsCommand).resolves({ Sessions: [{ SessionId: 's' }] }),
    ],
    ['the table cannot be read', () => table.client.on(QueryCommand).rejects(serviceError('AccessDeniedException'))],
    [
      'the table is throttled for good',
      () => table.client.on(QueryCommand).rejects(serviceError('ThrottlingException')),
    ],
    [
      'the result cannot be kept',
      () => table.client.on(PutItemCommand).rejects(serviceError('InternalServerError', 500)),
    ],
  ];
  test.each(failures)(
    '8.2/session-recording#session-reconciliation: has no result and says so when %s',
    async (_, fail) => {
      fail();

      await expect(runAt(3)).rejects.toThrow();
      expect(noted.events()).toEqual(['could-not-look']);
      expect(table.partition('reconciled')).toEqual([]);
    },
  );

  test('goes on after throttling', async () => {
    ssm.on(DescribeSessionsCommand).rejectsOnce(serviceError('ThrottlingException')).resolves({ Sessions: [] });

    await runAt(3);
    expect(noted.events()).toEqual(['completed']);
  });

  test.each([
    ['no places', { ...SCHEDULE, places: [] }],
    ['no terms', { ...SCHEDULE, terms: undefined }],
    ['no table of approvals', { ...SCHEDULE, control: '' }],
    ['no document', { ...SCHEDULE, terms: { ...SCHEDULE.terms, document: '' } }],
    ['no word on users', { ...SCHEDULE, terms: { ...SCHEDULE.terms, users: undefined } }],
    ['no word on approvals', { ...SCHEDULE, terms: { ...SCHEDULE.terms, approval: undefined } }],
    ['nothing at all', {}],
  ])('refuses an event with %s', async (_, event) => {
    await expect(handler(event as never)).rejects.toThrow('the event');
    expect(ssm.calls()).toHaveLength(0);
  });
});
