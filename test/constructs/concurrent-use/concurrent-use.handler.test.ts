import { gzipSync } from 'node:zlib';
import { DynamoDBClient, PutItemCommand, type PutItemCommandInput, QueryCommand } from '@aws-sdk/client-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import fc from 'fast-check';
import { handler, type SubscriptionEvent } from '../../../constructs/concurrent-use/concurrent-use.handler';
import { clock } from '../../../constructs/handler-function/runtime/retry';
import { notes, serviceError } from '../../support/notes';

const dynamo = mockClient(DynamoDBClient);

type Item = NonNullable<PutItemCommandInput['Item']>;

/** The table: by identity and what was seen. */
let table: Map<string, Item>;
let noted: ReturnType<typeof notes>;

beforeEach(() => {
  table = new Map();
  noted = notes();
  jest.spyOn(clock, 'wait').mockResolvedValue();
  dynamo.reset();
  dynamo.on(PutItemCommand).callsFake(({ Item: item }: { Item: Item }) => {
    table.set(`${item['identity']?.S}|${item['seen']?.S}`, item);
    return {};
  });
  dynamo.on(QueryCommand).callsFake(({ ExpressionAttributeValues: values }) => {
    const of = values[':identity'].S;
    const [from, to] = [values[':from'].S, values[':to'].S];
    const between = (seen = ''): boolean => seen >= from && seen <= to;
    return { Items: [...table.values()].filter((item) => item['identity']?.S === of && between(item['seen']?.S)) };
  });
  Object.assign(process.env, { TABLE: 'acme-sightings', WINDOW_MINUTES: '60', EXPECTED_EGRESS: '["192.0.2.0/24"]' });
});
afterEach(() => jest.restoreAllMocks());

const HOME = '203.0.113.7';
const ABROAD = '198.51.100.9';
const MAC = 'os/macos#24.1.0';
const WINDOWS = 'os/windows#10';

interface Call {
  readonly at: string;
  readonly from?: string;
  readonly on?: string;
  readonly who?: string;
}

const message = ({ at, from = HOME, on = MAC, who = 'alice' }: Call): string =>
  JSON.stringify({
    eventTime: `2026-11-27T${at}Z`,
    eventType: 'AwsApiCall',
    sourceIPAddress: from,
    userAgent: on,
    userIdentity: { type: 'AssumedRole', sessionContext: { sourceIdentity: who } },
  });

const packed = (delivery: object): SubscriptionEvent => ({
  awslogs: { data: gzipSync(JSON.stringify(delivery)).toString('base64') },
});

const deliver = (...messages: readonly string[]): Promise<void> =>
  handler(packed({ messageType: 'DATA_MESSAGE', logEvents: messages.map((text) => ({ message: text })) }));

const alarms = (): number => noted.events().filter((event) => event === 'concurrent-use').length;

describe('8.2/no-shared-accounts#concurrent-use-detection', () => {
  test('8.2/no-shared-accounts#concurrent-use-detection: one identity from two networks within 60 minutes is noted', async () => {
    await deliver(message({ at: '10:00:00' }));
    await deliver(message({ at: '11:00:00', from: ABROAD }));

    expect(noted.lines).toEqual([
      {
        event: 'concurrent-use',
        identity: 'person alice',
        seen: [
          { identity: 'person alice', place: '198.51.0.0/16', device: 'macos', minute: '2026-11-27T11:00' },
          { identity: 'person alice', place: '203.0.0.0/16', device: 'macos', minute: '2026-11-27T10:00' },
        ],
      },
    ]);
  });

  test('8.2/no-shared-accounts#concurrent-use-detection: one identity on two devices within 60 minutes is noted', async () => {
    await deliver(message({ at: '10:00:00' }));
    await deliver(message({ at: '10:59:59', on: WINDOWS }));

    expect(alarms()).toBe(1);
  });

  test('both in one delivery are noted', async () => {
    await deliver(message({ at: '10:00:00' }), message({ at: '10:01:00', from: ABROAD }));

    expect(alarms()).toBe(2);
  });

  test.each([
    ['the same network and device', message({ at: '10:30:00' })],
    ['another person', message({ at: '10:30:00', from: ABROAD, who: 'bob' })],
    ['more than an hour between', message({ at: '11:01:00', from: ABROAD })],
    ['a service that acts', message({ at: '10:30:00', from: 'athena.amazonaws.com' })],
  ])('%s are not', async (_, second) => {
    await deliver(message({ at: '10:00:00' }));
    await deliver(second);

    expect(alarms()).toBe(0);
  });

  test('two expected networks are one place', async () => {
    await deliver(message({ at: '10:00:00', from: '192.0.2.1' }));
    await deliver(message({ at: '10:01:00', from: '192.0.2.200' }));

    expect(alarms()).toBe(0);
  });

  test('events that come late and in reverse are compared by their own time', async () => {
    await deliver(message({ at: '12:00:00' }));
    await deliver(message({ at: '10:00:00' }));
    await deliver(message({ at: '10:30:00', from: ABROAD }));

    expect(alarms()).toBe(1);
  });
});

describe('deliveries', () => {
  const calls = fc.record({
    minute: fc.integer({ min: 0, max: 150 }),
    from: fc.constantFrom(HOME, ABROAD, '192.0.2.1'),
    on: fc.constantFrom(MAC, WINDOWS, 'curl/8'),
  });
  const textOf = ({ minute, from, on }: { minute: number; from: string; on: string }): string =>
    message({ at: new Date(Date.UTC(2026, 10, 27, 8, minute)).toISOString().slice(11, 19), from, on });

  test('in any order, in parts and repeatedly, note whatever is within an hour, and nothing else', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(calls, { minLength: 1, maxLength: 12 }),
        fc.infiniteStream(fc.nat(2)),
        async (all, sizes) => {
          table.clear();
          noted.lines.length = 0;
          const [first] = all;
          const repeated = first ? [...all, first] : all;
          for (let at = 0; at < repeated.length; ) {
            const size = (sizes.next().value ?? 0) + 1;
            await deliver(...repeated.slice(at, at + size).map(textOf));
            at += size;
          }
          const place = ({ from }: { from: string }): string => from;
          const differ = (a: (typeof all)[0], b: (typeof all)[0]): boolean =>
            place(a) !== place(b) || (a.on !== b.on && ![a.on, b.on].includes('curl/8'));
          const twice = all.some((a) => all.some((b) => Math.abs(a.minute - b.minute) <= 60 && differ(a, b)));
          expect(alarms() > 0).toBe(twice);
        },
      ),
      { numRuns: 200, seed: 8201 },
    );
  });

  test('at the same time see each other: what is kept is kept before others are read', async () => {
    await Promise.all([deliver(message({ at: '10:00:00' })), deliver(message({ at: '10:00:00', from: ABROAD }))]);

    expect(alarms()).toBeGreaterThan(0);
  });

  test('that come twice are kept once', async () => {
    await deliver(message({ at: '10:00:00' }));
    await deliver(message({ at: '10:00:30' }));

    expect(table.size).toBe(1);
  });

  test('are forgotten after a day', async () => {
    await deliver(message({ at: '10:00:00' }));

    expect([...table.values()][0]?.['expires']).toEqual({ N: String(Date.parse('2026-11-28T10:00:00Z') / 1000) });
  });

  test('ask for what is there now, page by page', async () => {
    dynamo
      .on(QueryCommand)
      .resolvesOnce({ Items: [], LastEvaluatedKey: { identity: { S: 'person alice' }, seen: { S: 'x' } } })
      .resolvesOnce({ Items: [{ minute: { S: '2026-11-27T10:00' }, place: { S: 'elsewhere' } }] });

    await deliver(message({ at: '10:00:00' }));

    const [first, second] = dynamo.commandCalls(QueryCommand).map(({ args: [{ input }] }) => input);
    expect(first).toMatchObject({ TableName: 'acme-sightings', ConsistentRead: true });
    expect(second?.ExclusiveStartKey).toEqual({ identity: { S: 'person alice' }, seen: { S: 'x' } });
    expect(alarms()).toBe(1);
  });

  test('that only try out the subscription do nothing', async () => {
    await handler(packed({ messageType: 'CONTROL_MESSAGE', logEvents: [{ message: 'CWL CONTROL MESSAGE' }] }));

    expect(dynamo.calls()).toHaveLength(0);
  });

  test('with a message that cannot be read note that, and deal with all others', async () => {
    await deliver('{"eventTime":', message({ at: '10:00:00' }), message({ at: '10:01:00', from: ABROAD }));

    expect(noted.events()).toEqual(['unreadable', 'concurrent-use', 'concurrent-use']);
  });

  test.each([
    ['is no gzip', { awslogs: { data: 'AAAA' } }],
    ['is no JSON', { awslogs: { data: gzipSync('AWS').toString('base64') } }],
    ['holds no events', packed({ messageType: 'DATA_MESSAGE' })],
    ['is not there', {}],
  ])('whose data %s fail, so that Lambda keeps them', async (_, event) => {
    await expect(handler(event as never)).rejects.toThrow();
  });

  test('go on after throttling', async () => {
    for (const command of [PutItemCommand, QueryCommand] as const) {
      dynamo
        .on(command as typeof PutItemCommand)
        .rejectsOnce(serviceError('ProvisionedThroughputExceededException'))
        .resolves({});
    }

    await deliver(message({ at: '10:00:00' }));

    expect(dynamo.calls()).toHaveLength(4);
  });

  test.each([
    ['nothing can be kept', PutItemCommand],
    ['nothing can be read', QueryCommand],
  ])('fail where %s', async (_, command) => {
    dynamo.on(command as typeof PutItemCommand).rejects(serviceError('AccessDeniedException', 403));

    await expect(deliver(message({ at: '10:00:00' }))).rejects.toThrow('AccessDeniedException');
  });
});
