import { join } from 'node:path';
import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { DescribeSessionsCommand, SSMClient, TerminateSessionCommand } from '@aws-sdk/client-ssm';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { mockClient } from 'aws-sdk-client-mock';
import { UsageError } from '../../../lib/commands/io';
import { approveCommand, liveCommand, terminateCommand } from '../../../lib/commands/sessions-decide';
import { folderWith, MINIMAL_ACCOUNT } from '../config/scratch';
import { RecordingIo } from './recording-io';

const OWN = 'AROAEXAMPLE:wang.wei@example.com';
const MANAGED = 'li.na@example.com-0123456789abcdef0';
const config = join(
  folderWith({ 'landing-zone.yaml': `${MINIMAL_ACCOUNT}identity: { operators: [alice] }\n` }),
  'landing-zone.yaml',
);

const [dynamoDb, ssm, sts] = [mockClient(DynamoDBClient), mockClient(SSMClient), mockClient(STSClient)];

beforeEach(() => {
  for (const mock of [dynamoDb, ssm, sts]) mock.reset();
  sts.on(GetCallerIdentityCommand).resolves({ UserId: OWN });
  dynamoDb.on(PutItemCommand).resolves({});
  ssm.on(TerminateSessionCommand).resolves({});
});

const refused = (name: string) => Object.assign(new Error('not you'), { name });
const putItem = () => dynamoDb.commandCalls(PutItemCommand)[0]?.args[0].input;
const approve = (more: Partial<Parameters<typeof approveCommand>[0]> = {}, io = new RecordingIo()) =>
  approveCommand({ config, person: 'alice', for: 7200, reason: 'change 4711', ...more }, io);

describe('isms sessions approve', () => {
  test('writes an approval in the name of who is signed in, for as long as was said', async () => {
    const io = new RecordingIo('en', true);
    const before = Math.floor(Date.now() / 1000);

    expect(await approve({}, io)).toBe(0);

    const { id, since, until, by } = JSON.parse(io.stdout);
    expect(putItem()).toEqual({
      TableName: 'acme-session-control',
      Item: {
        owner: { S: OWN },
        entry: { S: `approval#${id}` },
        person: { S: 'alice' },
        since: { N: String(since) },
        until: { N: String(until) },
        reason: { S: 'change 4711' },
      },
    });
    expect(by).toBe(OWN);
    expect(until - since).toBe(7200);
    expect(since).toBeGreaterThanOrEqual(before);
  });

  test.each(['en', 'zh'] as const)('tells what was approved, in %s', async (lang) => {
    const io = new RecordingIo(lang);
    await approve({}, io);

    expect(io.stdout).toMatch(lang === 'zh' ? /^alice 可在 .* 前启动会话/ : /^alice may start sessions until/);
  });

  test.each([
    ['nobody of that name', { person: 'bob' }, /nobody's user/],
    ['a name that is none', { person: '../root' }, /nobody's user/],
    ['no reason', { reason: '  ' }, /--reason: say why/],
    ['a region without a bastion', { region: 'us-east-1' }, /no bastion in us-east-1/],
  ])('refuses %s, and writes nothing', async (_, more, why) => {
    await expect(approve(more)).rejects.toThrow(why);
    expect(dynamoDb.calls()).toEqual([]);
  });

  test('tells in a sentence that one may not', async () => {
    dynamoDb.on(PutItemCommand).rejects(refused('AccessDeniedException'));

    await expect(approve()).rejects.toThrow(UsageError);
    await expect(approve()).rejects.toThrow(/AccessDeniedException: not you. Sign in as a session moderator/);
  });
});

describe('isms sessions terminate', () => {
  const terminate = (io: RecordingIo, id = MANAGED) => terminateCommand(id, { config, reason: 'not the change' }, io);

  test('8.6/two-person#moderated-session: tells the recorder and Session Manager', async () => {
    const io = new RecordingIo('en', true);

    expect(await terminate(io)).toBe(0);
    expect(putItem()?.Item).toMatchObject({
      owner: { S: OWN },
      entry: { S: `end#${MANAGED}` },
      person: { S: MANAGED },
      reason: { S: 'not the change' },
    });
    expect(ssm.commandCalls(TerminateSessionCommand)[0]?.args[0].input).toEqual({ SessionId: MANAGED });
    expect(JSON.parse(io.stdout)).toMatchObject({ recorder: null, channel: null });
  });

  test.each([
    [
      'Session Manager does not obey',
      () => ssm.on(TerminateSessionCommand).rejects(refused('AccessDeniedException')),
      0,
    ],
    ['the table cannot be reached', () => dynamoDb.on(PutItemCommand).rejects(refused('TimeoutError')), 0],
    [
      'neither does',
      () => {
        ssm.on(TerminateSessionCommand).rejects(refused('AccessDeniedException'));
        dynamoDb.on(PutItemCommand).rejects(refused('TimeoutError'));
      },
      1,
    ],
  ])('tries both ways where %s', async (_, prepare, code) => {
    prepare();
    const io = new RecordingIo('zh');

    expect(await terminate(io)).toBe(code);
    expect(dynamoDb.commandCalls(PutItemCommand)).toHaveLength(1);
    expect(ssm.commandCalls(TerminateSessionCommand)).toHaveLength(1);
    expect(io.stdout).toMatch(/失败/);
  });

  test.each(['', '20260301T080000Z-0123456789abcdef', 'li.na', 'a b-0123456789abcdef0'])('refuses %j', async (id) => {
    await expect(terminate(new RecordingIo(), id)).rejects.toThrow(/no id of Session Manager/);
    expect(ssm.calls()).toEqual([]);
  });
});

test('isms sessions live lists the bastion’s sessions, all pages of them, and makes what they say visible', async () => {
  const io = new RecordingIo();
  ssm
    .on(DescribeSessionsCommand)
    .resolves({ Sessions: [{ SessionId: `${MANAGED}\u001b[2J`, DocumentName: 'acme-bastion', Owner: 'arn:li' }] })
    .on(DescribeSessionsCommand, { State: 'Active' }, true)
    .resolves({ Sessions: [{ SessionId: 'other', DocumentName: 'another' }], NextToken: 'more' });

  expect(await liveCommand({ config }, io)).toBe(0);
  expect(io.stdout).toContain(`${MANAGED}␛[2J`);
  expect(io.stdout).not.toContain('other');
  expect(ssm.commandCalls(DescribeSessionsCommand)).toHaveLength(2);
});
