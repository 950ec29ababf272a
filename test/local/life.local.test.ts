import { existsSync, readdirSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { DeleteRolePolicyCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import {
  CancelKeyDeletionCommand,
  DisableKeyCommand,
  EnableKeyCommand,
  KMSClient,
  ScheduleKeyDeletionCommand,
} from '@aws-sdk/client-kms';
import { PutBucketEncryptionCommand, S3Client } from '@aws-sdk/client-s3';
import { clientOf } from '../../lib/local/environment';
import { commandLineOf } from '../../lib/local/process';
import { ended, Life, written } from './life';

/** The life of one local cloud, in order: each test goes on where the one before has ended. */
let project: Life;
beforeAll(async () => {
  project = await Life.begin();
});
afterAll(() => project.down());

const told = (stdout: string) => JSON.parse(stdout);

interface Placed {
  readonly type: string;
  readonly region: string;
  readonly physicalId: string;
}

test('up deploys the single account, at least 70 % of it behind real APIs, and names the rest', async () => {
  const { code, stdout, stderr } = await project.bringUp('--json');

  expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringContaining('✅ quickstart-operations') });
  const { counts, resources, comparison, emulated } = told(stdout);
  const all = counts.real + counts.recorded + counts.refused;
  expect(all).toBeGreaterThan(200);
  expect(counts.real / all).toBeGreaterThanOrEqual(0.7);
  expect(counts.refused).toBe(0);
  expect(resources).toHaveLength(all);
  expect(comparison.read).toBeGreaterThan(20);
  expect(emulated).toBe(true);
});

test('a second up changes nothing', async () => {
  const pid = project.emulatorPid();

  const { code, stderr } = await project.bringUp();

  expect({ code, stderr }).toEqual({ code: 0, stderr: expect.not.stringContaining('empty emulator') });
  expect(project.emulatorPid()).toBe(pid);
  await expect(project.local('diff')).resolves.toMatchObject({ code: 0 });
});

test('a changed configuration shows in diff, then is deployed in place', async () => {
  const pid = project.emulatorPid();
  project.edit('shop-eu-west-1.example.com', 'shop-recovery.example.com');

  await expect(project.local('diff')).resolves.toMatchObject({
    code: 1,
    stdout: expect.stringContaining('shop-recovery.example.com'),
  });
  await expect(project.bringUp()).resolves.toMatchObject({ code: 0 });

  expect(project.emulatorPid()).toBe(pid);
  await expect(project.local('diff')).resolves.toMatchObject({ code: 0 });
});

test('up refuses another port while it runs', async () => {
  const elsewhere = await project.local('up', '--port', '4999');

  expect(elsewhere).toMatchObject({ code: 2, stderr: expect.stringContaining(`runs at port ${project.port} already`) });
});

test('what is changed past CloudFormation is drift, by resource and property', async () => {
  await expect(project.local('drift')).resolves.toMatchObject({ code: 0 });
  const client = new S3Client({ ...clientOf(project.port, '111111111111', 'eu-central-1'), forcePathStyle: true });
  const byS3 = { Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' as const } }] };
  const Bucket = 'quickstart-flow-111111111111-eu-central-1';
  await client.send(new PutBucketEncryptionCommand({ Bucket, ServerSideEncryptionConfiguration: byS3 }));

  const { code, stdout } = await project.local('drift', '--json');

  expect(code).toBe(1);
  const encryption = expect.stringMatching(/^BucketEncryption\./);
  const ofBucket = { stack: 'quickstart-log-archive', type: 'AWS::S3::Bucket', property: encryption };
  expect(told(stdout).drifted).toEqual([
    expect.objectContaining({ ...ofBucket, rule: 's3-customer-managed-key' }),
    expect.objectContaining({ ...ofBucket, rule: 'as-planned' }),
  ]);
});

test('so is what the template leaves open: a policy in line, a key that is disabled or to be deleted', async () => {
  const settings = clientOf(project.port, '111111111111', 'eu-central-1');
  const iam = new IAMClient(settings);
  const kms = new KMSClient(settings);
  const { resources } = told((await project.local('status', '--json')).stdout);
  const [doomed, idle] = resources
    .filter(({ type, region }: Placed) => type === 'AWS::KMS::Key' && region === 'eu-central-1')
    .map(({ physicalId }: Placed) => physicalId);
  const inLine = { RoleName: 'quickstart-bastion-eu-central-1', PolicyName: 'everything' };
  const PolicyDocument = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}';
  await iam.send(new PutRolePolicyCommand({ ...inLine, PolicyDocument }));
  await kms.send(new ScheduleKeyDeletionCommand({ KeyId: doomed, PendingWindowInDays: 30 }));
  await kms.send(new DisableKeyCommand({ KeyId: idle }));

  const { code, stdout } = await project.local('drift', '--json');

  expect(code).toBe(1);
  const rules = told(stdout).drifted.map(({ rule }: { readonly rule: string }) => rule);
  expect(rules).toEqual(expect.arrayContaining(['iam-no-wildcard-grants', 'key-not-pending-deletion', 'key-enabled']));
  // what follows takes the landing zone down and up again
  await iam.send(new DeleteRolePolicyCommand(inLine));
  await kms.send(new CancelKeyDeletionCommand({ KeyId: doomed }));
  for (const KeyId of [doomed, idle]) await kms.send(new EnableKeyCommand({ KeyId }));
});

test('destroy tells what stays, and the next up takes it in again', async () => {
  const { code, stdout } = await project.local('destroy', '--json');

  expect(code).toBe(0);
  const { retained, unprotected } = told(stdout);
  expect(unprotected).toContain('quickstart-log-archive');
  expect(retained).toContainEqual(
    expect.objectContaining({
      physicalId: 'quickstart-trail-111111111111-eu-central-1',
      because: 'policy',
      seen: true,
    }),
  );
  await expect(project.bringUp()).resolves.toMatchObject({ code: 0, stderr: expect.stringContaining('imported') });
});

test('a second command is refused while one deploys; that one is killed, and the next begins anew', async () => {
  const first = project.startUp();
  await written(first, 'Deploying with the CDK');

  await expect(project.bringUp()).resolves.toMatchObject({
    code: 2,
    stderr: expect.stringContaining(`another isms local is at work here (process ${first.pid})`),
  });

  first.kill('SIGKILL');
  await ended(first);
  await expect(project.bringUp()).resolves.toMatchObject({ code: 0 });
});

test('an emulator that is killed in the middle of a deployment fails it, and the next up recovers', async () => {
  await project.local('down');
  const deploying = project.startUp();
  const end = ended(deploying);
  await written(deploying, 'Deploying with the CDK');
  await wait(1500);
  process.kill(project.emulatorPid(), 'SIGKILL');

  await expect(end).resolves.toMatchObject({
    code: 2,
    stderr: expect.stringContaining('the emulator ended during cdk deploy'),
  });
  await expect(project.bringUp()).resolves.toMatchObject({ code: 0 });
});

test('down leaves no process and no state, and keeps the virtual environment', async () => {
  const pid = project.emulatorPid();

  await expect(project.local('down')).resolves.toMatchObject({ code: 0 });

  expect(commandLineOf(pid)).toBeUndefined();
  await expect(project.isHealthy()).resolves.toBe(false);
  expect(readdirSync(project.folder.root)).toEqual(['venv']);
});

test('an interrupted start leaves no process', async () => {
  const starting = project.startUp();
  const end = ended(starting);
  await written(starting, 'Bootstrapping');
  const emulator = project.emulatorPid();
  const said = written(starting, 'The next isms local up sees that');
  starting.kill('SIGINT');
  await Promise.all([end, said]);
  await wait(500);

  expect(commandLineOf(emulator)).toBeUndefined();
  await expect(project.isHealthy()).resolves.toBe(false);
  expect(existsSync(project.folder.lock)).toBe(false);
});
