import type { Resource } from '../../../../constructs/nag/template';
import { endToEndRecord } from '../../../../lib/proofs/traceability/end-to-end-record';
import { EXAMPLES, type ExampleName, example } from '../../../support/landing-zone';
import { put, withoutResource } from '../../../support/mutants';
import { estateOfStacks, HOME, resource } from '../access/stacks';

const estate = example('organization').estate();

const SOURCES = [
  'request and approval',
  'starts of sessions',
  'the index of sessions',
  'recordings',
  'commands',
  'changes',
] as const;
type SourceName = (typeof SOURCES)[number];

/** By source, what is said in the home region. */
const said = (of = estate): Readonly<Record<string, string>> =>
  Object.fromEntries(
    endToEndRecord(of)
      .filter(({ message }) => message.en.includes(' in eu-central-1, '))
      .map(({ outcome, message }) => [
        / in eu-central-1, ([^:]+): /.exec(message.en)?.[1] ?? '',
        `${outcome}: ${message.en}`,
      ]),
  );

const found = (id: string, type: string): readonly Resource[] => {
  const all = estate.estate.ofType(type).filter((one) => one.id.startsWith(id));
  if (all.length === 0) throw new Error(`no ${type} ${id}`);
  return all;
};

function after<Result>(undos: readonly (() => void)[], look: () => Result): Result {
  try {
    return look();
  } finally {
    for (const undo of [...undos].reverse()) undo();
  }
}

const removed = (id: string, type: string): Readonly<Record<string, string>> =>
  after(found(id, type).map(withoutResource), said);

const changed = (
  id: string,
  type: string,
  path: string,
  value: (before: unknown) => unknown,
): Readonly<Record<string, string>> =>
  after(
    found(id, type).map((one) => put(one.properties as Record<string, unknown>, path.split('.'), value(one.raw(path)))),
    said,
  );

const replacing =
  (from: string, to: string) =>
  (value: unknown): unknown => {
    const [text, part] = [JSON.stringify(value), JSON.stringify(from).slice(1, -1)];
    if (!text.includes(part)) throw new Error(`nothing of ${from}`);
    return JSON.parse(text.replaceAll(part, () => JSON.stringify(to).slice(1, -1)));
  };

const unasked = () =>
  changed(
    'SessionReconciliationHandlerSchedule',
    'AWS::Events::Rule',
    'Targets.0.Input',
    replacing('"approval":"required"', '"approval":"none"'),
  );

test.each(EXAMPLES)(
  '8.6/traceability#end-to-end-record: every source of the trace is written, kept and joined in examples/%s',
  (name: ExampleName) => {
    const all = endToEndRecord(example(name).estate());

    expect(all).toHaveLength(2 * SOURCES.length);
    for (const { outcome, message, subject } of all) {
      // of a single account whose moderators are made elsewhere, the example asks for no approvals
      const isUnasked = name === 'quickstart' && message.en.includes('request and approval');
      expect(outcome).toBe(isUnasked ? 'unknown' : 'passed');
      expect(message.zh).toMatch(/\p{Script=Han}/u);
      expect(subject?.type).toBe(message.en.includes(', changes: ') ? 'AWS::S3::Bucket' : 'AWS::SSM::Document');
    }
  },
);

test('8.6/traceability#end-to-end-record: request and approval are unknown where the configuration does not ask for them', () => {
  expect(said()['request and approval']).toMatch(/^passed: /);
  expect(unasked()['request and approval']).toMatch(/^unknown: .*does not ask for approvals/);
});

test.each<[string, string, string, readonly SourceName[]]>([
  ['the store of approvals', 'SessionControlTable', 'AWS::DynamoDB::Table', ['request and approval']],
  ['who tells of starts', 'SessionStartsRule', 'AWS::Events::Rule', ['starts of sessions']],
  ['who hears of starts', 'SessionReconciliationHandlerStarts', 'AWS::Events::Rule', ['starts of sessions']],
  [
    'the reconciliation',
    'SessionReconciliationHandlerFunction',
    'AWS::Lambda::Function',
    ['request and approval', 'starts of sessions', 'the index of sessions', 'recordings'],
  ],
  ['the index', 'SessionIndexTable', 'AWS::DynamoDB::Table', ['the index of sessions']],
  ['who indexes', 'SessionIndexHandlerFunction', 'AWS::Lambda::Function', ['recordings']],
  ['the feed of the index', 'SessionIndexFeed', 'AWS::Lambda::EventSourceMapping', ['recordings']],
  ['the store of recordings', 'ArchiveRecordingsBucket', 'AWS::S3::Bucket', ['recordings']],
  ['the hosts', 'BastionLaunchTemplate', 'AWS::EC2::LaunchTemplate', ['recordings', 'commands']],
  ['the trail', 'Trail', 'AWS::CloudTrail::Trail', ['changes']],
  ['the store of the trail', 'ArchiveTrailBucket', 'AWS::S3::Bucket', ['changes']],
])('8.6/traceability#end-to-end-record: fails without %s', (_, id, type, turned) => {
  const without = removed(id, type);

  for (const source of turned) expect(without[source]).toMatch(/^failed: /);
});

test.each<[string, string, string, string, (before: unknown) => unknown, SourceName, RegExp]>([
  [
    'starts are told of no more',
    ...(['SessionReconciliationHandlerStarts', 'AWS::Events::Rule', 'State'] as const),
    () => 'DISABLED',
    'starts of sessions',
    /hears of no start/,
  ],
  [
    'approvals are not found by person',
    ...(['SessionControlTable', 'AWS::DynamoDB::Table', 'GlobalSecondaryIndexes'] as const),
    () => [],
    'request and approval',
    /not found by person/,
  ],
  [
    'the reconciliation looks for approvals elsewhere',
    ...(['SessionReconciliationHandlerSchedule', 'AWS::Events::Rule', 'Targets.0.Input'] as const),
    replacing('acme-session-control', 'other'),
    'request and approval',
    /keeps approvals/,
  ],
  [
    'the index has another key',
    ...(['SessionIndexTable', 'AWS::DynamoDB::Table', 'KeySchema'] as const),
    () => [{ AttributeName: 'day', KeyType: 'HASH' }],
    'the index of sessions',
    /is not the session/,
  ],
  [
    'entries of the index expire',
    ...(['SessionIndexTable', 'AWS::DynamoDB::Table', 'TimeToLiveSpecification'] as const),
    () => ({ AttributeName: 'began', Enabled: true }),
    'the index of sessions',
    /expire/,
  ],
  [
    'the index can be deleted',
    ...(['SessionIndexTable', 'AWS::DynamoDB::Table', 'DeletionProtectionEnabled'] as const),
    () => false,
    'the index of sessions',
    /can be deleted/,
  ],
  [
    'the index cannot be restored',
    ...(['SessionIndexTable', 'AWS::DynamoDB::Table', 'PointInTimeRecoverySpecification'] as const),
    () => undefined,
    'the index of sessions',
    /cannot be restored/,
  ],
  [
    'recordings are not locked',
    ...(['ArchiveRecordingsBucket', 'AWS::S3::Bucket', 'ObjectLockConfiguration.Rule'] as const),
    () => undefined,
    'recordings',
    /does not lock/,
  ],
  [
    'recordings are kept for a month',
    ...(['ArchiveRecordingsBucket', 'AWS::S3::Bucket', 'ObjectLockConfiguration.Rule.DefaultRetention.Days'] as const),
    () => 30,
    'recordings',
    /does not lock/,
  ],
  [
    'the index is of another table',
    ...(['SessionIndexHandlerFunction', 'AWS::Lambda::Function', 'Environment.Variables.TABLE'] as const),
    () => 'other',
    'recordings',
    /into the index of sessions/,
  ],
  [
    'the index is of another bucket',
    ...(['SessionIndexHandlerFunction', 'AWS::Lambda::Function', 'Environment.Variables.BUCKET'] as const),
    () => 'other',
    'recordings',
    /into the index of sessions/,
  ],
  [
    'sessions begin beside Session Manager',
    ...(['BastionLaunchTemplate', 'AWS::EC2::LaunchTemplate', 'LaunchTemplateData.UserData'] as const),
    replacing('"managed": "required"', '"managed": "none"'),
    'recordings',
    /does not know/,
  ],
  [
    'the recorder is not started',
    ...(['BastionLaunchTemplate', 'AWS::EC2::LaunchTemplate', 'LaunchTemplateData.UserData'] as const),
    replacing('/service.py ', '/other.py '),
    'commands',
    /does not run the recorder/,
  ],
  [
    'the trail is of one region',
    ...(['Trail', 'AWS::CloudTrail::Trail', 'IsMultiRegionTrail'] as const),
    () => false,
    'changes',
    /no trail records/,
  ],
  [
    'files of the trail are not signed',
    ...(['Trail', 'AWS::CloudTrail::Trail', 'EnableLogFileValidation'] as const),
    () => false,
    'changes',
    /no trail records/,
  ],
])('8.6/traceability#end-to-end-record: fails where %s', (_, id, type, path, value, source, because) => {
  expect(changed(id, type, path, value)[source]).toMatch(new RegExp(`^failed: .*${because.source}`));
});

test('8.6/traceability#end-to-end-record: is unknown where deployment decides', () => {
  const open = changed('SessionIndexTable', 'AWS::DynamoDB::Table', 'DeletionProtectionEnabled', () => ({
    Ref: 'Protected',
  }));
  expect(open['the index of sessions']).toMatch(/^unknown: .*DeletionProtectionEnabled/);
});

test('what was done was undone', () => {
  expect(Object.values(said()).filter((one) => !one.startsWith('passed'))).toEqual([]);
});

test('says nothing where no session starts', () => {
  const none = estateOfStacks({ base: { account: HOME, resources: { Bucket: resource('AWS::S3::Bucket') } } });
  expect(endToEndRecord(none)).toEqual([]);
});
