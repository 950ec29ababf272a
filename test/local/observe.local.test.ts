import {
  CreateInternetGatewayCommand,
  CreateRouteCommand,
  DescribeRouteTablesCommand,
  DescribeSubnetsCommand,
  EC2Client,
} from '@aws-sdk/client-ec2';
import { CreatePolicyVersionCommand, IAMClient, ListPoliciesCommand } from '@aws-sdk/client-iam';
import { PutBucketEncryptionCommand } from '@aws-sdk/client-s3';
import { PATIENCE } from '../../lib/collect/auditor';
import { collect } from '../../lib/collect/collect';
import type { Observation, Observations } from '../../lib/collect/observe';
import { s3Client } from '../../lib/collect/s3-client';
import { clientOf, endpointOf } from '../../lib/local/environment';
import { SCENES } from '../../lib/local/scenes';
import type { Report } from '../../lib/report/report';
import { quoted } from '../support/quoted';
import { FAULTS, FaultyProxy } from './faulty-proxy';
import { LocalProject } from './project';
import { standingIn, takeApart } from './taken-apart';

const ACCOUNT = '111111111111';
const HOME = 'eu-central-1';
const PORT = Number(process.env['ISMS_TEST_PORT'] ?? 4589);

/** What is to be found wrong once a route and a policy were opened. */
const SINCE_OPENED: Readonly<Record<string, string>> = {
  'AWS::EC2::Subnet': 'sealed-subnet-unroutable',
  'AWS::IAM::ManagedPolicy': 'iam-no-wildcard-grants',
};

/** The configuration assigns nobody in Identity Center. */
const PLAYED = SCENES.map(({ id }) => id).filter((id) => id !== 'blind-assignment-changes-nothing');

interface Collected {
  readonly emulated: boolean;
  readonly sha256: string;
  readonly ineffective: readonly {
    readonly check: string;
    readonly property: string | null;
    readonly subject: { readonly logicalId: string; readonly type: string };
  }[];
}

describe('the local cloud, observed', () => {
  const project = new LocalProject(PORT);
  const archive = `quickstart-trail-${ACCOUNT}-${HOME}`;

  const encrypt = (SSEAlgorithm: 'AES256') =>
    s3Client(clientOf(PORT, ACCOUNT, HOME)).send(
      new PutBucketEncryptionCommand({
        Bucket: archive,
        ServerSideEncryptionConfiguration: { Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm } }] },
      }),
    );

  const collected = async (): Promise<Collected> =>
    JSON.parse((await project.run('collect', '--local', '--json')).stdout) as Collected;

  const isSabotage = ({ check }: { readonly check: string }): boolean => check === 's3-customer-managed-key';

  beforeAll(() => project.up());
  afterAll(() => project.down());

  test('a day is lived: what must be refused is refused, and what is not enforced is told as such', async () => {
    const { status, stdout } = await project.run('local', 'demo', '--json');
    const day = JSON.parse(stdout) as readonly {
      readonly id: string;
      readonly outcome: string;
      readonly emulated: boolean;
    }[];
    const endings = Object.fromEntries(day.map(({ id, outcome }) => [id, outcome]));

    expect(status).toBe(0);
    expect(day.map(({ id }) => id)).toEqual(PLAYED);
    expect(day.every(({ emulated }) => emulated)).toBe(true);
    expect(endings).toMatchObject({
      'locked-version-deletion-refused': 'as-expected',
      'retention-shortening-refused': 'as-expected',
      'foreign-write-refused': 'as-expected',
      'stopped-trail-seen': 'as-expected',
      'encryption-off-seen': 'as-expected',
      'other-encryption-refused': 'as-expected',
      'plaintext-request-refused': 'as-expected',
      'trail-stop-denied-and-alarmed': 'as-expected',
      'opened-group-alarmed': 'as-expected',
      'double-use-alarmed': 'as-expected',
      'break-glass-needs-second-factor': 'as-expected',
      'break-glass-use-alarmed': 'as-expected',
      'blind-leaver-search-alarmed': 'as-expected',
      'failed-side-alarmed': 'as-expected',
      'restore-completes': 'not-enforced',
      'name-moves-when-home-fails': 'not-enforced',
    });
  });

  test('it leaves nothing behind, and can be lived again', async () => {
    const before = await standingIn(PORT);

    expect((await project.run('local', 'demo')).status).toBe(0);

    expect(await standingIn(PORT)).toEqual(before);
    expect(before).toMatchObject({ sightings: 0, streams: [], subscribed: expect.not.arrayContaining(['sqs']) });
  });

  test('encryption that is turned off behind the back of the CDK is seen, and in the report', async () => {
    expect((await collected()).ineffective.filter(isSabotage)).toEqual([]);

    await encrypt('AES256');
    const { emulated, ineffective, sha256 } = await collected();
    const [found] = ineffective.filter(isSabotage);

    expect(emulated).toBe(true);
    expect(found?.property).toMatch(/^BucketEncryption/);
    expect(found?.subject.logicalId).toMatch(/TrailBucket/);

    project.leaveOutAzure();
    const { stdout } = await project.run('report');
    const report = project.json('report/report.json') as Report;
    const operation = report.requirements.find(({ id }) => id === '8.6/log-storage')?.operation;

    expect(report.observed?.emulated).toBe(true);
    expect(report.localCloud?.realPercent).toBeGreaterThanOrEqual(70);
    expect(report.localCloud?.types).toContainEqual(expect.objectContaining({ type: 'AWS::S3::Bucket' }));
    expect(quoted(project.text('report/index.html'))).toContain('<section id="local-cloud"');
    expect(report.generated.inputs).toContainEqual({ path: 'out/observations.json', sha256 });
    expect(stdout).toMatch(/^Facets shown at run time: \d\d of \d+$/m);
    expect(operation).toMatchObject({ status: 'ineffective', emulated: true });
    expect(operation?.reason).toMatch(/Trail\/Bucket.*BucketEncryption/);
    const effective = report.requirements.filter((row) => row.operation.status === 'effective');
    expect(effective.map(({ id }) => id)).toContain('8.3/security-groups');
    expect(effective.filter((row) => !row.operation.emulated)).toEqual([]);
  });

  test('a way out of the data zone and a policy that grants everything are seen, though no template has them', async () => {
    const ec2 = new EC2Client(clientOf(PORT, ACCOUNT, HOME));
    const iam = new IAMClient(clientOf(PORT, ACCOUNT, HOME));
    const { Subnets: [subnet] = [] } = await ec2.send(
      new DescribeSubnetsCommand({ Filters: [{ Name: 'tag:isms:zone', Values: ['data'] }] }),
    );
    const { RouteTables: [table] = [] } = await ec2.send(
      new DescribeRouteTablesCommand({
        Filters: [{ Name: 'association.subnet-id', Values: [subnet?.SubnetId ?? ''] }],
      }),
    );
    const { InternetGateway } = await ec2.send(new CreateInternetGatewayCommand({}));
    const { Policies = [] } = await iam.send(new ListPoliciesCommand({ Scope: 'Local' }));
    const policy = Policies.find(({ PolicyName }) => PolicyName?.includes('-bastion-access-'));
    const found = async () =>
      (await collected()).ineffective
        .filter(({ check, subject: { type } }) => SINCE_OPENED[type] === check)
        .map(({ subject: { logicalId } }) => logicalId);
    expect(await found()).toEqual([]);

    await ec2.send(
      new CreateRouteCommand({
        RouteTableId: table?.RouteTableId,
        DestinationCidrBlock: '0.0.0.0/0',
        GatewayId: InternetGateway?.InternetGatewayId,
      }),
    );
    const everything = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };
    await iam.send(
      new CreatePolicyVersionCommand({
        PolicyArn: policy?.Arn,
        PolicyDocument: JSON.stringify(everything),
        SetAsDefault: true,
      }),
    );
    const opened = await found();

    expect(opened).toContainEqual(expect.stringMatching(/DataSubnet/));
    expect(opened).toContainEqual(expect.stringMatching(/BastionAccess/));
    for (const logicalId of opened) expect(logicalId).toMatch(/DataSubnet|BastionAccess/);
  });

  test('what the scenes showed counts for what they tried', () => {
    const { probes } = project.json('observations.json') as Observations;
    const report = project.json('report/report.json') as Report;
    const shown = report.requirements
      .find(({ id }) => id === '8.6/log-storage')
      ?.evidence.filter(({ kind }) => kind === 'observed');

    expect(probes.map(({ check }) => check)).toEqual(PLAYED);
    expect(shown?.find(({ check }) => check === 'foreign-write-refused')).toMatchObject({ outcome: 'effective' });
    expect(shown?.find(({ check }) => check === 'other-encryption-refused')).toMatchObject({ outcome: 'effective' });
    const failover = report.requirements.find(({ id }) => id === '8.8/automatic-failover');
    expect(failover?.evidence.find(({ check }) => check === 'name-moves-when-home-fails')).toMatchObject({
      outcome: 'unknown',
    });
    const shared = report.requirements.find(({ id }) => id === '8.2/no-shared-accounts');
    expect(shared?.evidence.find(({ check }) => check === 'double-use-alarmed')).toMatchObject({
      outcome: 'effective',
    });
    for (const { message } of shown ?? []) expect(message).toMatch(/^emulated: /);
  });

  test('over a line that throttles, breaks, resets and is slow the same is seen', async () => {
    const proxy = new FaultyProxy(PORT, {
      strikes: (nth) => nth % 4 === 0,
      faults: Object.values(FAULTS),
      latencyMs: 5,
    });
    const port = await proxy.start();
    const places = ['quickstart-log-archive', 'quickstart-baseline'].map((stack) => ({
      stack,
      account: ACCOUNT,
      region: HOME,
    }));
    const through = (door: number) =>
      collect({
        places,
        emulated: true,
        reach: (account, region) => ({ region, client: { ...PATIENCE, ...clientOf(door, account, region) } }),
      });
    const bare = ({ at: _, ...rest }: Observation) => rest;
    try {
      const [straight, troubled] = [await through(PORT), await through(port)];

      expect(proxy.faults).toBeGreaterThan(10);
      expect(straight.observations.length).toBeGreaterThan(20);
      expect(troubled.notReached).toEqual([]);
      expect(troubled.observations.map(bare)).toEqual(straight.observations.map(bare));
    } finally {
      await proxy.stop();
    }
  });

  test('the emulator gives no evidence of production, wherever an environment leads the clients', () => {
    const env = { AWS_ENDPOINT_URL: endpointOf(PORT), AWS_ACCESS_KEY_ID: ACCOUNT, AWS_SECRET_ACCESS_KEY: 'local' };
    const { stdout } = project.runApart({ ...env, AWS_REGION: HOME }, 'collect', '--json', '--out', 'led');

    expect(JSON.parse(stdout)).toMatchObject({ emulated: true });
    expect(JSON.parse(stdout).read).toBeGreaterThan(20);
  });

  test('a landing zone that was taken apart fails its scenes', async () => {
    await takeApart(PORT);
    const { status, stdout } = await project.run('local', 'demo', '--json');
    const day = JSON.parse(stdout) as readonly { readonly id: string; readonly outcome: string }[];
    const wrong = day.filter(({ outcome }) => outcome === 'wrong').map(({ id }) => id);

    expect(status).toBe(1);
    expect(wrong).toEqual([
      'written-log-locked',
      'other-encryption-refused',
      'plaintext-request-refused',
      'trail-stop-denied-and-alarmed',
      'opened-group-alarmed',
      'double-use-alarmed',
      'break-glass-needs-second-factor',
      'break-glass-use-alarmed',
      'blind-leaver-search-alarmed',
      'name-moves-when-home-fails',
      'failed-side-alarmed',
      // the archive's encryption was turned off above
      'encryption-off-seen',
    ]);
  });

  test('once it is down there is nothing to look at', async () => {
    await project.run('local', 'down');
    const { status, stderr } = await project.run('collect', '--local');

    expect(status).toBe(2);
    expect(stderr).toContain('isms local up starts it');
  });
});
