import { DeleteItemCommand, DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import type { Raised } from '../../../../lib/local/scenes/alarms';
import { CONCURRENT_USE_SCENES } from '../../../../lib/local/scenes/concurrent-use';
import { HANDLER_SCENES } from '../../../../lib/local/scenes/handlers';
import { WatchedLog } from '../../../../lib/local/scenes/logs';
import type { Played, Scene } from '../../../../lib/local/scenes/scene';
import { deployed, stageWith } from './stage';

const table = mockClient(DynamoDBClient);

const stage = stageWith([
  deployed('AWS::DynamoDB::Table', 'Sightings', 'acme-sightings'),
  deployed('AWS::Logs::LogGroup', 'TrailLog', '/acme/trail'),
  deployed('AWS::Logs::LogGroup', 'UseLog', '/acme/handlers/concurrent-use'),
  deployed('AWS::Logs::LogGroup', 'LeaverLog', '/acme/handlers/leaver-reconciliation'),
  deployed('AWS::Logs::LogGroup', 'AssignmentLog', '/acme/handlers/identity-assignments'),
  deployed('AWS::Lambda::Function', 'Leavers', 'acme-leaver-reconciliation'),
  deployed('AWS::Lambda::Function', 'Assignments', 'acme-identity-assignments'),
  deployed('AWS::Events::Rule', 'Schedule', 'every-six-hours'),
]);

const play = (scenes: readonly Scene[], id: string): Promise<Played> | undefined =>
  scenes.find((scene) => scene.id === id)?.play(stage);

const raisedOn = (metric: string, heard = true): Raised => ({ alarm: `acme-${metric}`, metric, heard });

beforeEach(() => table.reset());
afterEach(() => jest.restoreAllMocks());

describe('a person in two places', () => {
  interface Sent {
    readonly sourceIPAddress: string;
    readonly userIdentity: { readonly sessionContext: { readonly sourceIdentity: string } };
  }

  /** Hands events on to a function that notes the person where it sees her in so many places. */
  function watched(places: number, ...error: readonly string[]) {
    let noted: string[] = [];
    const people: string[] = [];
    jest.spyOn(WatchedLog.prototype, 'handOver').mockImplementation(async (lines) => {
      const events = lines.map((line) => JSON.parse(line) as Sent);
      const person = events[0]?.userIdentity.sessionContext.sourceIdentity ?? '';
      people.push(person);
      if (new Set(events.map(({ sourceIPAddress }) => sourceIPAddress)).size >= places) noted = [`found ${person}`];
      return [{ error: error[0], body: 'thrown' }];
    });
    jest.spyOn(WatchedLog.prototype, 'since').mockImplementation(async () => ['found somebody else', ...noted]);
    return people;
  }

  const counted = (heard: boolean) =>
    jest
      .spyOn(WatchedLog.prototype, 'count')
      .mockImplementation(async (lines) => lines.map(() => raisedOn('ConcurrentUse', heard)));

  const scene = () => play(CONCURRENT_USE_SCENES, 'double-use-alarmed');

  test.each<[Played['ending'], string, number, boolean]>([
    ['as-expected', 'two places are found, and heard of', 2, true],
    ['wrong', 'nobody hears of it', 2, false],
    ['wrong', 'one place is found too', 1, true],
    ['wrong', 'two places are not found', 3, true],
  ])('goes %s where %s', async (ending, _, places, heard) => {
    watched(places);
    counted(heard);
    table.on(QueryCommand).resolves({ Items: [] });

    await expect(scene()).resolves.toMatchObject({ ending });
  });

  test('is forgotten afterwards, though the function fails', async () => {
    const people = watched(2, 'Unhandled');
    const key = { identity: { S: 'person x' }, seen: { S: 'y' } };
    table.on(QueryCommand).resolves({ Items: [{ ...key, minute: { S: 'z' } }] });

    await expect(scene()).rejects.toThrow('the function ended with Unhandled: thrown');

    expect(table.commandCalls(QueryCommand)[0]?.args[0].input.ExpressionAttributeValues).toEqual({
      ':identity': { S: `person ${people[0]}` },
    });
    expect(table.commandCalls(DeleteItemCommand)[0]?.args[0].input).toEqual({ TableName: 'acme-sightings', Key: key });
  });

  test('breaks where no subscription takes the events', async () => {
    jest.spyOn(WatchedLog.prototype, 'handOver').mockResolvedValue([]);
    table.on(QueryCommand).resolves({ Items: [] });

    await expect(scene()).rejects.toThrow('no deployed subscription takes the events of a person');
  });
});

describe('a handler that cannot look', () => {
  /** What its deployed schedule sends. */
  const INPUT = { places: [{ region: 'eu-central-1' }] };

  function handler(name: string, ends: { readonly error?: string; readonly notes?: readonly string[] }): object[] {
    const inputs: object[] = [];
    jest.spyOn(globalThis, 'fetch').mockImplementation(async (url, init) => {
      if (!String(url).endsWith(`/functions/acme-${name}/invocations`)) {
        const Arn = `arn:aws:lambda:eu-central-1:111111111111:function:acme-${name}`;
        return Response.json({ Targets: [{ Arn, Input: JSON.stringify(INPUT) }] });
      }
      inputs.push(JSON.parse(String(init?.body)) as object);
      return new Response('{}', { headers: ends.error ? { 'x-amz-function-error': ends.error } : {} });
    });
    const lines = (ends.notes ?? []).map((event) => JSON.stringify({ event }));
    jest.spyOn(WatchedLog.prototype, 'since').mockResolvedValue(['START RequestId: 1', ...lines]);
    return inputs;
  }

  test.each<[Played['ending'], { error?: string; notes: readonly string[] }, readonly Raised[]]>([
    ['as-expected', { error: 'Unhandled', notes: ['could-not-look'] }, [raisedOn('LeaversUnseen')]],
    ['wrong', { error: 'Unhandled', notes: ['could-not-look'] }, [raisedOn('LeaversUnseen', false)]],
    ['wrong', { error: 'Unhandled', notes: ['could-not-look'] }, [raisedOn('LeaverFound')]],
    ['wrong', { error: 'Unhandled', notes: [] }, [raisedOn('LeaversUnseen')]],
    ['wrong', { notes: ['could-not-look'] }, [raisedOn('LeaversUnseen')]],
    ['wrong', { error: 'Unhandled', notes: ['could-not-look', 'completed'] }, [raisedOn('LeaversUnseen')]],
  ])('the search for leavers goes %s where it ends with %j, and alarms %j', async (ending, ends, raised) => {
    const inputs = handler('leaver-reconciliation', ends);
    jest.spyOn(WatchedLog.prototype, 'count').mockResolvedValue(raised);

    await expect(play(HANDLER_SCENES, 'blind-leaver-search-alarmed')).resolves.toMatchObject({ ending });
    expect(inputs).toEqual([INPUT]);
  });

  test.each<[Played['ending'], { error?: string; notes?: readonly string[] }]>([
    ['as-expected', { error: 'Unhandled' }],
    ['wrong', {}],
    ['wrong', { error: 'Unhandled', notes: ['surplus'] }],
  ])('the comparison of assignments goes %s where it ends with %j', async (ending, ends) => {
    handler('identity-assignments', ends);
    jest.spyOn(WatchedLog.prototype, 'count').mockResolvedValue([]);

    await expect(play(HANDLER_SCENES, 'blind-assignment-changes-nothing')).resolves.toMatchObject({ ending });
  });

  test('one that no schedule calls breaks the scene', async () => {
    handler('somebody-else', {});

    await expect(play(HANDLER_SCENES, 'blind-leaver-search-alarmed')).rejects.toThrow('no schedule calls');
  });
});
