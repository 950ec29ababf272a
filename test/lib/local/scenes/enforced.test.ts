import { CloudTrailClient, StopLoggingCommand } from '@aws-sdk/client-cloudtrail';
import {
  CreateAccessKeyCommand,
  CreatePolicyCommand,
  CreateUserCommand,
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetUserPolicyCommand,
  IAMClient,
  ListUserPoliciesCommand,
  ListUsersCommand,
  PutUserPolicyCommand,
} from '@aws-sdk/client-iam';
import { DescribeOrganizationCommand, OrganizationsClient } from '@aws-sdk/client-organizations';
import {
  GetBucketPolicyCommand,
  ListBucketsCommand,
  PutBucketPolicyCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import { type LoggedEvent, valuesAt } from '../../../../constructs/nag/event-values';
import { fires, parsePattern } from '../../../../constructs/nag/filter-pattern';
import { DETECTIONS } from '../../../../constructs/trail-alarms/detections';
import { patternsOf } from '../../../../constructs/trail-alarms/pattern';
import { BREAK_GLASS_SCENES } from '../../../../lib/local/scenes/break-glass';
import { DENIED_SCENES } from '../../../../lib/local/scenes/denied';
import { WatchedLog } from '../../../../lib/local/scenes/logs';
import { OPENED_GROUP_SCENES } from '../../../../lib/local/scenes/opened-group';
import type { Played, Scene } from '../../../../lib/local/scenes/scene';
import { TAMPERING_SCENES } from '../../../../lib/local/scenes/tampering';
import { deployed, stageWith } from './stage';

const iam = mockClient(IAMClient);
const s3 = mockClient(S3Client);
const trails = mockClient(CloudTrailClient);
const organizations = mockClient(OrganizationsClient);

const stage = stageWith([
  deployed('AWS::CloudTrail::Trail', 'Trail', 'acme-trail'),
  deployed('AWS::S3::Bucket', 'TrailBucket', 'acme-trail-bucket'),
  deployed('AWS::Logs::LogGroup', 'TrailLog', '/acme/trail'),
  deployed('AWS::EC2::SecurityGroup', 'Group', 'sg-1'),
  deployed('AWS::IAM::User', 'One', 'acme-break-glass-1'),
  deployed('AWS::IAM::User', 'Two', 'acme-break-glass-2'),
  deployed('AWS::IAM::ManagedPolicy', 'Boundary', 'arn:aws:iam::111111111111:policy/acme-workload-boundary'),
]);

const play = (scenes: readonly Scene[], id: string): Promise<Played> | undefined =>
  scenes.find((scene) => scene.id === id)?.play(stage);

/** Who asks, by the access key, which is called as the user is. */
type Asks = () => { readonly config: { readonly credentials: () => Promise<{ readonly accessKeyId: string }> } };

/** Answers those whose key is none of these, and refuses the others. */
const refusing =
  (...refused: readonly string[]) =>
  async (_: unknown, client: unknown) => {
    const { accessKeyId } = await (client as Asks)().config.credentials();
    if (!refused.includes(accessKeyId)) return {};
    throw Object.assign(new Error('no'), { name: 'AccessDenied' });
  };

const SEALED = '{"Statement":[{"Effect":"Deny"}]}';

beforeEach(() => {
  for (const mock of [iam, s3, trails, organizations]) mock.reset();
  iam.on(CreateAccessKeyCommand).callsFake(({ UserName }) => ({
    AccessKey: { UserName, AccessKeyId: UserName, SecretAccessKey: 'key', Status: 'Active' },
  }));
  iam.on(ListUserPoliciesCommand).resolves({ PolicyNames: ['sealed'] });
  iam.on(GetUserPolicyCommand).resolves({ PolicyDocument: encodeURIComponent(SEALED) });
  iam.on(GetPolicyCommand).resolves({ Policy: { DefaultVersionId: 'v3' } });
  iam.on(GetPolicyVersionCommand).resolves({ PolicyVersion: { Document: encodeURIComponent('{"boundary":1}') } });
  iam.on(CreatePolicyCommand).resolves({ Policy: { Arn: 'arn:of:boundary' } });
  organizations.on(DescribeOrganizationCommand).resolves({ Organization: { Id: 'o-court00000' } });
});

describe('break-glass without a second factor', () => {
  const scene = () => play(BREAK_GLASS_SCENES, 'break-glass-needs-second-factor');

  test.each<[Played['ending'], string, readonly string[]]>([
    ['as-expected', 'both are refused, and nobody else', ['acme-break-glass-1', 'acme-break-glass-2']],
    ['wrong', 'one is answered', ['acme-break-glass-1']],
    ['wrong', 'everybody is refused', ['acme-break-glass-1', 'acme-break-glass-2', 'unsealed']],
  ])('goes %s where %s', async (ending, _, refused) => {
    iam.on(ListUsersCommand).callsFake(refusing(...refused));
    s3.on(ListBucketsCommand).callsFake(refusing(...refused));

    await expect(scene()).resolves.toMatchObject({ ending });
  });

  test('tries with the policies as deployed, and all rights besides', async () => {
    await scene();
    const put = iam.commandCalls(PutUserPolicyCommand).map(({ args }) => args[0].input);

    expect(put.filter(({ UserName }) => UserName === 'acme-break-glass-2')).toEqual([
      expect.objectContaining({ PolicyName: 'sealed', PolicyDocument: SEALED }),
      expect.objectContaining({ PolicyDocument: expect.stringContaining('"Action":"*"') }),
    ]);
  });
});

describe('what the policy of the archive denies', () => {
  /** Refuses requests by what they say, and where they come from. */
  const policy = (denies: (put: { readonly encryption?: string; readonly tls: boolean }) => boolean) =>
    s3.on(PutObjectCommand).callsFake(({ ServerSideEncryption: encryption }, client) => {
      const named = (client() as S3Client).middlewareStack.identify();
      const tls = named.some((name) => name.startsWith('overTls'));
      if (!denies({ encryption, tls })) return {};
      throw Object.assign(new Error('no'), { name: 'AccessDenied' });
    });

  beforeEach(() => s3.on(GetBucketPolicyCommand).resolves({ Policy: '{"aws:PrincipalOrgID":"o-exampleorg1"}' }));

  test.each<[string, Played['ending'], Parameters<typeof policy>[0]]>([
    ['other-encryption-refused', 'as-expected', ({ encryption }) => encryption === 'AES256'],
    ['other-encryption-refused', 'wrong', ({ tls }) => !tls],
    ['plaintext-request-refused', 'as-expected', ({ tls }) => !tls],
    ['plaintext-request-refused', 'wrong', ({ encryption }) => encryption === 'AES256'],
    ['plaintext-request-refused', 'wrong', () => true],
  ])('%s goes %s', async (id, ending, denies) => {
    policy(denies);

    await expect(play(DENIED_SCENES, id)).resolves.toMatchObject({ ending });
  });

  test('is tried with the policy as deployed, but for the organization', async () => {
    policy(() => false);
    await play(DENIED_SCENES, 'plaintext-request-refused');

    expect(s3.commandCalls(PutBucketPolicyCommand)[0]?.args[0].input).toEqual({
      Bucket: 'acme-trail-bucket',
      Policy: '{"aws:PrincipalOrgID":"o-court00000"}',
    });
  });

  test('an error that is no refusal breaks the scene', async () => {
    s3.on(PutObjectCommand).rejects(Object.assign(new Error('gone'), { name: 'NoSuchBucket' }));

    await expect(play(DENIED_SCENES, 'plaintext-request-refused')).rejects.toThrow('gone');
  });
});

describe('stopping the trail', () => {
  const alarm = (heard: boolean) => [{ alarm: 'acme-audit-change', metric: 'audit-change', heard }];

  test.each([
    ['as-expected', ['bounded'], alarm(true)],
    ['wrong', [], alarm(true)],
    ['wrong', ['bounded', 'unbounded'], alarm(true)],
    ['wrong', ['bounded'], alarm(false)],
    ['wrong', ['bounded'], []],
  ])('goes %s where %j are refused, and of alarms %j', async (ending, refused, raised) => {
    trails.on(StopLoggingCommand).callsFake(refusing(...refused));
    jest.spyOn(WatchedLog.prototype, 'arrive').mockImplementation(async (lines) => lines);
    jest.spyOn(WatchedLog.prototype, 'count').mockResolvedValue(raised);

    await expect(play(TAMPERING_SCENES, 'trail-stop-denied-and-alarmed')).resolves.toMatchObject({ ending });
    expect(iam.commandCalls(CreatePolicyCommand)[0]?.args[0].input.PolicyDocument).toBe('{"boundary":1}');
    expect(iam.commandCalls(CreateUserCommand).map(({ args }) => args[0].input.PermissionsBoundary)).toEqual([
      'arn:of:boundary',
      undefined,
    ]);
  });
});

describe('the use of break-glass', () => {
  test.each([
    ['as-expected', true, false],
    ['wrong', false, false],
    ['wrong', true, true],
  ])('goes %s where the event is heard: %s, and the look-alike fires: %s', async (ending, heard, alike) => {
    const raised = { alarm: 'acme-break-glass-use', metric: 'break-glass-use', heard };
    jest.spyOn(WatchedLog.prototype, 'arrive').mockImplementation(async (lines) => lines);
    jest
      .spyOn(WatchedLog.prototype, 'count')
      .mockImplementation(async ([line = '']) => (line.includes('-review') && !alike ? [] : [raised]));

    await expect(play(BREAK_GLASS_SCENES, 'break-glass-use-alarmed')).resolves.toMatchObject({ ending });
  });
});

describe('the opening of a security group', () => {
  test.each([
    ['as-expected', ['0.0.0.0/0']],
    ['wrong', []],
    ['wrong', ['0.0.0.0/0', '10.10.0.0/20']],
  ])('goes %s where the alarm goes off of %j', async (ending, firing: readonly string[]) => {
    const raised = { alarm: 'acme-security-group-opened', metric: 'security-group-opened', heard: true };
    jest.spyOn(WatchedLog.prototype, 'arrive').mockImplementation(async (lines) => lines);
    jest
      .spyOn(WatchedLog.prototype, 'count')
      .mockImplementation(async ([line = '']) => (firing.some((range) => line.includes(range)) ? [raised] : []));

    await expect(play(OPENED_GROUP_SCENES, 'opened-group-alarmed')).resolves.toMatchObject({ ending });
  });

  test('is an event that the deployed detection finds, and its look-alike none', async () => {
    const lines: string[] = [];
    jest.spyOn(WatchedLog.prototype, 'arrive').mockImplementation(async (arrived) => {
      lines.push(...arrived);
      return arrived;
    });
    jest.spyOn(WatchedLog.prototype, 'count').mockResolvedValue([]);
    await play(OPENED_GROUP_SCENES, 'opened-group-alarmed');
    const detection = DETECTIONS.find(({ id }) => id === 'security-group-opened');
    const patterns = patternsOf(detection?.when({ name: 'acme', partition: 'aws' }) ?? [], 'test').map(parsePattern);
    const found = lines
      .map((line) => JSON.parse(line) as LoggedEvent)
      .map((event) => patterns.some((pattern) => fires(pattern, (selector) => valuesAt(event, selector)) === true));

    expect(found).toEqual([false, true]);
  });
});

afterEach(() => jest.restoreAllMocks());
