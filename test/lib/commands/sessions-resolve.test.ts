import { join } from 'node:path';
import {
  type AttributeValue,
  ConditionalCheckFailedException,
  DynamoDBClient,
  PutItemCommand,
  QueryCommand,
} from '@aws-sdk/client-dynamodb';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { mockClient } from 'aws-sdk-client-mock';
import { UsageError } from '../../../lib/commands/io';
import { resolveCommand } from '../../../lib/commands/sessions-resolve';
import { folderWith, MINIMAL_ACCOUNT } from '../config/scratch';
import { RecordingIo } from './recording-io';

const OWN = 'AROAEXAMPLE:wang.wei@example.com';
const SESSION = 'li.na@example.com-0123456789abcdef0';
const ID = `unrecorded#${SESSION}`;
const config = join(folderWith({ 'landing-zone.yaml': MINIMAL_ACCOUNT }), 'landing-zone.yaml');
const texts = (item: Readonly<Record<string, string>>): Record<string, AttributeValue> =>
  Object.fromEntries(Object.entries(item).map(([name, S]) => [name, { S }]));
const GAP = { session: 'gaps', entry: ID, of: SESSION, kind: 'unrecorded', person: 'li-na', people: 'lina' };

const [dynamoDb, sts] = [mockClient(DynamoDBClient), mockClient(STSClient)];

/** What the index holds. */
function holds(gaps: readonly Readonly<Record<string, string>>[], acknowledged: typeof gaps = []): void {
  dynamoDb.on(QueryCommand).callsFake(({ TableName, ExpressionAttributeValues }) => {
    expect(TableName).toBe('acme-session-index');
    const items = ExpressionAttributeValues[':session'].S === 'gaps' ? gaps : acknowledged;
    return { Items: items.map(texts) };
  });
}

beforeEach(() => {
  for (const mock of [dynamoDb, sts]) mock.reset();
  sts.on(GetCallerIdentityCommand).resolves({ UserId: OWN });
  dynamoDb.on(PutItemCommand).resolves({});
  holds([GAP]);
});

const resolve = (kind = 'unrecorded', session = SESSION, reason = 'refused: no watcher', io = new RecordingIo()) =>
  resolveCommand(kind, session, { config, reason }, io);
const put = () => dynamoDb.commandCalls(PutItemCommand)[0]?.args[0].input;

describe('8.2/session-recording#session-reconciliation: isms sessions resolve', () => {
  test('8.2/session-recording#session-reconciliation: writes who STS says it is, and why, over nothing', async () => {
    const io = new RecordingIo('en', true);

    expect(await resolve('unrecorded', SESSION, ' refused: no watcher ', io)).toBe(0);

    expect(put()).toMatchObject({
      TableName: 'acme-session-index',
      ConditionExpression: 'attribute_not_exists(entry)',
      Item: texts({ session: 'acknowledged', entry: ID, by: OWN, reason: 'refused: no watcher' }),
    });
    expect(Object.keys(put()?.Item ?? {})).toEqual(['session', 'entry', 'by', 'reason', 'at']);
    expect(JSON.parse(io.stdout)).toEqual({
      kind: 'unrecorded',
      session: SESSION,
      by: OWN,
      reason: 'refused: no watcher',
    });
  });

  test.each(['en', 'zh'] as const)('tells what is resolved, in %s', async (lang) => {
    const io = new RecordingIo(lang);
    await resolve('unrecorded', SESSION, 'x', io);

    expect(io.stdout).toBe(lang === 'zh' ? `${ID} 已处置，处置人 ${OWN}\n` : `${ID} is resolved, by ${OWN}\n`);
  });

  test.each<[string, Parameters<typeof resolve>, RegExp]>([
    ['a kind that is none', ['unrecordet'], /no kind of gap: unrecorded, /],
    ['a gap that is not there', ['unapproved'], /no gap unapproved#.* Open: unrecorded li\.na@/],
    ['no reason', ['unrecorded', SESSION, ' '], /--reason: say why/],
  ])('refuses %s, and writes nothing', async (_, asked, why) => {
    await expect(resolve(...asked)).rejects.toThrow(why);
    expect(put()).toBeUndefined();
  });

  test('refuses a gap when there is none at all', async () => {
    holds([]);
    await expect(resolve()).rejects.toThrow(/None is open/);
  });

  test.each([
    ['that the trail names', { ...GAP, person: 'Wang.Wei', people: '' }],
    ['that something else names', { ...GAP, people: 'lina wangwei' }],
  ])('refuses the person %s', async (_, gap) => {
    holds([gap]);
    await expect(resolve()).rejects.toThrow(/may be whose session it is/);
    expect(put()).toBeUndefined();
  });

  test('refuses what another has resolved, before or at the same time', async () => {
    holds([GAP], [{ session: 'acknowledged', entry: ID, by: 'AROAEXAMPLE:bob', reason: 'seen' }]);
    await expect(resolve()).rejects.toThrow(/is resolved already/);

    holds([GAP]);
    dynamoDb.on(PutItemCommand).rejects(new ConditionalCheckFailedException({ $metadata: {}, message: '' }));
    await expect(resolve()).rejects.toThrow(/is resolved already/);
  });

  test('writes over an acknowledgement that does not count, and over that one alone', async () => {
    holds([GAP], [{ session: 'acknowledged', entry: ID, by: 'Li.Na', reason: 'it was nothing' }]);
    await resolve();

    expect(put()).toMatchObject({
      ConditionExpression: '#by = :before',
      ExpressionAttributeValues: { ':before': { S: 'Li.Na' } },
    });
  });

  test('tells in a sentence that one may not', async () => {
    dynamoDb.on(PutItemCommand).rejects(Object.assign(new Error('not you'), { name: 'AccessDeniedException' }));

    await expect(resolve()).rejects.toThrow(UsageError);
    await expect(resolve()).rejects.toThrow(/AccessDeniedException: not you. Sign in as a session moderator/);
  });
});
