import { fires, parsePattern } from '../../../constructs/nag/filter-pattern';
import { type TrailEvent, valuesAt } from '../../support/trail-events';

const decided = (pattern: string, event: TrailEvent) =>
  fires(parsePattern(pattern), (selector) => valuesAt(event, selector));

/**
 * The two events of the documentation, and the patterns that it shows on them.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 */
const UPDATE_TRAIL = {
  eventType: 'UpdateTrail',
  sourceIPAddress: '111.111.111.111',
  arrayKey: ['value', 'another value'],
  objectList: [
    { name: 'a', id: 1 },
    { name: 'b', id: 2 },
  ],
  SomeObject: null,
  ThisFlag: true,
  'cluster.name': 'c',
};
const USERS = {
  user: { id: 1, email: 'John.Stiles@example.com' },
  users: [
    { id: 2, email: 'John.Doe@example.com' },
    { id: 3, email: 'Jane.Doe@example.com' },
  ],
  actions: ['GET', 'PUT', 'DELETE'],
  coordinates: [
    [0, 1, 2],
    [4, 5, 6],
    [7, 8, 9],
  ],
};

describe('filter patterns, as documented', () => {
  test.each([
    '{ $.eventType = "UpdateTrail" }',
    '{ $.sourceIPAddress != 123.123.* }',
    '{ $.arrayKey[0] = "value" }',
    '{ $.objectList[1].id = 2 }',
    '{ $.SomeObject IS NULL }',
    '{ $.SomeOtherObject NOT EXISTS }',
    '{ $.ThisFlag IS TRUE }',
    `{ $.['cluster.name'] = "c" }`,
    '{ $.arrayKey[*] = "another value" }',
  ])('%s fires', (pattern) => {
    expect(decided(pattern, UPDATE_TRAIL)).toBe(true);
  });

  test.each([
    '{ ($.user.id = 1) && ($.users[0].email = "John.Doe@example.com") }',
    '{ $.user.email = "John.Stiles@example.com" || $.coordinates[0][1] = "nonmatch" && $.actions[2] = "nonmatch" }',
  ])('%s fires', (pattern) => {
    expect(decided(pattern, USERS)).toBe(true);
  });

  test.each([
    '{ ($.user.email = "John.Stiles@example.com" || $.coordinates[0][1] = "nonmatch") && $.actions[2] = "nonmatch" }',
    '{ ($.user.id = 2 && $.users[0].email = "nonmatch") || $.actions[2] = "GET" }',
    '{ $.users = 1 }',
    '{ $.users != 1 }',
  ])('%s keeps still', (pattern) => {
    expect(decided(pattern, USERS)).toBe(false);
  });

  test.each([
    ['{ $.bandwidth > 75 }', { bandwidth: 76 }, { bandwidth: 75 }],
    ['{ $.latency < 50 }', { latency: 49 }, { latency: 50 }],
    ['{ $.refreshRate >= 60 }', { refreshRate: 60 }, { refreshRate: 59 }],
    ['{ $.responseTime <= 5 }', { responseTime: 5 }, { responseTime: 6 }],
    ['{ $.errorCode = 400}', { errorCode: 400 }, { errorCode: 401 }],
    ['{ $.errorCode != 500 }', { errorCode: 400 }, { errorCode: 500 }],
    ['{ $.number[0] = 1e+3 }', { number: [1000] }, { number: [1001] }],
    ['{ $.number[0] != 1e-3 }', { number: [1] }, { number: [0.001] }],
    ['{ $.name = *Event }', { name: 'PutEvent' }, { name: 'EventId' }],
    ['{ $.name = Event* }', { name: 'EventId' }, { name: 'PutEvent' }],
    ['{ $.name = "Ev*ent" }', { name: 'Ev*ent' }, { name: 'Event' }],
    ['{ $.latency = * }', { latency: 1 }, {}],
  ])('%s tells one from the other', (pattern, one, other) => {
    expect([decided(pattern, one), decided(pattern, other)]).toEqual([true, false]);
  });

  test('everything is matched by an empty pattern, and by a blank in quotes', () => {
    expect(['', '" "'].map((pattern) => decided(pattern, {}))).toEqual([true, true]);
  });
});

describe('what is not decided', () => {
  test.each([
    'ERROR',
    '?ERROR ?WARN',
    '[ip, user, status_code = 4*, bytes]',
    '{ $.eventType = %Trail% }',
    '{ $.eventType }',
    '{ $.eventType = "a" && }',
    '{ ($.eventType = "a" }',
    '{ $.eventType IS NOT NULL }',
    '{ $.eventType EXISTS }',
    '{ $.eventType = }',
    '{ $.eventType = "a" $.eventType = "b" }',
    '{ $.absent != "a" }',
  ])('%s', (pattern) => {
    expect(decided(pattern, UPDATE_TRAIL)).toBeUndefined();
  });

  test('does not hide what is decided beside it', () => {
    expect(decided('{ $.eventType = %Trail% || $.eventType = "UpdateTrail" }', UPDATE_TRAIL)).toBe(true);
    expect(decided('{ $.eventType = %Trail% && $.eventType = "StopLogging" }', UPDATE_TRAIL)).toBe(false);
  });

  test('a field of which nothing is known', () => {
    const nothing = () => undefined;

    expect(fires(parsePattern('{ $.eventName = "StopLogging" }'), nothing)).toBeUndefined();
    expect(fires(parsePattern('{ $.eventName NOT EXISTS }'), nothing)).toBeUndefined();
  });
});
