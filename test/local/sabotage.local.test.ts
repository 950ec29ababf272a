import type { Observations } from '../../lib/collect/observe';
import { clientOf } from '../../lib/local/environment';
import type { Report } from '../../lib/report/report';
import { Life } from './life';
import { SABOTAGES, type Sabotage } from './sabotages';

/** What the pinned emulator keeps nothing of: its API takes it, where it has a call for it, and does not give it back. */
const NOT_KEPT = [
  ['AWS::Backup::BackupVault', 'AccessPolicy'],
  ['AWS::Backup::BackupVault', 'LockConfiguration'],
  ['AWS::CloudTrail::Trail', 'CloudWatchLogsLogGroupArn'],
  ['AWS::CloudTrail::Trail', 'CloudWatchLogsRoleArn'],
  ['AWS::DynamoDB::Table', 'PointInTimeRecoverySpecification'],
  ['AWS::DynamoDB::Table', 'ResourcePolicy'],
  ['AWS::DynamoDB::Table', 'SSESpecification'],
  ['AWS::DynamoDB::Table', 'TimeToLiveSpecification'],
  ['AWS::EC2::FlowLog', 'DestinationOptions'],
  ['AWS::EC2::FlowLog', 'LogFormat'],
  ['AWS::EC2::FlowLog', 'MaxAggregationInterval'],
  ['AWS::EC2::LaunchTemplate', 'LaunchTemplateData.BlockDeviceMappings.0.Ebs.KmsKeyId'],
  ['AWS::EC2::LaunchTemplate', 'LaunchTemplateData.NetworkInterfaces.0.Groups'],
  ['AWS::EC2::VPCEndpoint', 'PolicyDocument'],
  ['AWS::EC2::VPCEndpoint', 'PrivateDnsEnabled'],
  ['AWS::EC2::VPCEndpoint', 'SecurityGroupIds'],
  ['AWS::Lambda::Function', 'KmsKeyArn'],
  ['AWS::Lambda::Function', 'ReservedConcurrentExecutions'],
  ['AWS::Logs::LogGroup', 'DeletionProtectionEnabled'],
  ['AWS::Route53::HealthCheck', 'HealthCheckConfig.ChildHealthChecks'],
  ['AWS::S3::Bucket', 'LifecycleConfiguration'],
];

interface Found {
  readonly check: string;
  readonly requirements: readonly string[];
  readonly subject: { readonly logicalId: string; readonly region: string; readonly type: string };
}

interface Drifted {
  readonly rule: string;
  readonly type: string;
  readonly logicalId: string;
  readonly region: string;
}

/** The life of one local cloud, in order: each test goes on where the one before has ended. */
let project: Life;
const mends: (() => Promise<unknown>)[] = [];
const broken = new Map<Sabotage, { readonly logicalId: string; readonly region: string }>();

beforeAll(async () => {
  project = await Life.begin();
  project.up();
});
afterAll(() => project.down());

async function collected(): Promise<readonly Found[]> {
  const { ineffective } = JSON.parse((await project.run('collect', '--local', '--json')).stdout) as {
    readonly ineffective: readonly Found[];
  };
  return ineffective;
}

async function drifted(): Promise<readonly Drifted[]> {
  const { stdout } = await project.run('local', 'drift', '--json');
  return (JSON.parse(stdout) as { readonly drifted: readonly Drifted[] }).drifted;
}

function operation(requirement: string): Report['requirements'][number]['operation'] | undefined {
  const { requirements } = project.json('report/report.json') as Report;
  return requirements.find(({ id }) => id === requirement)?.operation;
}

test('an untouched local cloud is found wrong in nothing that only the emulator lost', async () => {
  expect(await collected()).toEqual([]);
  expect(await drifted()).toEqual([]);

  const { observations } = project.json('observations.json') as Observations;
  const notKept = observations.flatMap(({ type, notKept: paths = [] }) => paths.map((path) => `${type} ${path}`));
  expect([...new Set(notKept)].sort()).toEqual(NOT_KEPT.map((row) => row.join(' ')));
});

test('what the emulator does not keep is not known, and the report says so', async () => {
  await project.run('report');
  const { requirements } = project.json('report/report.json') as Report;
  const unknown = requirements.flatMap(({ evidence }) =>
    evidence.filter(({ message }) => message.includes('the emulator does not keep')),
  );

  expect(unknown.length).toBeGreaterThan(10);
  expect(new Set(unknown.map(({ outcome }) => outcome))).toEqual(new Set(['unknown']));
  for (const { requirement } of SABOTAGES) expect(operation(requirement)?.status).toBe('not-observed');
  expect(operation('8.4/encryption-at-rest')?.reason).toMatch(
    /wanting: customer-managed-keys, .*not known: .*LaunchTemplate.*does not keep .*KmsKeyId/,
  );
});

test('each sabotage turns its requirement ineffective, and drift names it', async () => {
  for (const sabotage of SABOTAGES) {
    const { type, named = /./, breakIt } = sabotage;
    const subject = project.inventory().find((one) => one.type === type && named.test(one.physicalId));
    if (!subject) throw new Error(`${type} ${named} does not stand`);
    const mend = await breakIt(clientOf(project.port, subject.account, subject.region), subject.physicalId);
    if (mend) mends.push(mend);
    broken.set(sabotage, subject);
  }
  const found = await collected();
  const named = await drifted();
  await project.run('report');

  for (const [{ what, rule, requirement }, { logicalId, region }] of broken) {
    const seen = found.find(({ check, subject }) => check === rule && subject.logicalId === logicalId);
    expect({ what, requirements: seen?.requirements }).toEqual({
      what,
      requirements: expect.arrayContaining([requirement]),
    });
    expect(named).toContainEqual(expect.objectContaining({ rule, logicalId, region }));
    expect({ what, status: operation(requirement)?.status }).toEqual({ what, status: 'ineffective' });
  }
});

test('a redeployment over it launders none of it', async () => {
  await expect(project.bringUp()).resolves.toMatchObject({
    code: 0,
    stderr: expect.not.stringContaining('empty emulator'),
  });
  const found = await collected();
  const named = await drifted();

  for (const [{ rule }, { logicalId, region }] of broken) {
    expect(found).toContainEqual(
      expect.objectContaining({ check: rule, subject: expect.objectContaining({ logicalId }) }),
    );
    expect(named).toContainEqual(expect.objectContaining({ rule, logicalId, region }));
  }
});

test('what is mended is found wrong no longer; a flow log is not to be mended by hand', async () => {
  for (const mend of mends) await mend();
  const beyondHands = new Set([
    'AWS::EC2::FlowLog flow-log-complete',
    'AWS::EC2::FlowLog as-planned',
    'AWS::EC2::VPC vpc-flow-logs',
  ]);

  expect(mends).toHaveLength(SABOTAGES.length - 1);
  expect(new Set((await collected()).map(({ check, subject }) => `${subject.type} ${check}`))).toEqual(beyondHands);
  expect(new Set((await drifted()).map(({ rule, type }) => `${type} ${rule}`))).toEqual(beyondHands);
});
