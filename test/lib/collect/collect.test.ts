import {
  CloudFormationClient,
  ListStackInstancesCommand,
  ListStackResourcesCommand,
} from '@aws-sdk/client-cloudformation';
import { GetKeyPolicyCommand, GetKeyRotationStatusCommand, KMSClient } from '@aws-sdk/client-kms';
import { S3Client } from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import { asConfigured, collect } from '../../../lib/collect/collect';
import { observationsContract } from '../../../lib/collect/contract';
import type { Reach } from '../../../lib/collect/reader';

const cloudformation = mockClient(CloudFormationClient);
const kms = mockClient(KMSClient);
const s3 = mockClient(S3Client);

const reached: string[] = [];
const reach = (account: string, region: string): Reach => {
  reached.push(`${account} ${region}`);
  return { region, client: { region, credentials: { accessKeyId: account, secretAccessKey: 'x' } } };
};

const place = (stack: string) => ({ stack, account: '111111111111', region: 'eu-central-1' });

const row = (
  LogicalResourceId: string,
  ResourceType: string,
  PhysicalResourceId: string | undefined = LogicalResourceId,
  ResourceStatus = 'CREATE_COMPLETE',
) => ({ LogicalResourceId, ResourceType, PhysicalResourceId, ResourceStatus }) as never;

beforeEach(() => {
  cloudformation.reset();
  kms.reset();
  s3.reset();
  s3.onAnyCommand().rejects(Object.assign(new Error('no'), { name: 'AccessDenied' }));
  reached.length = 0;
  kms.on(GetKeyRotationStatusCommand).resolves({ KeyRotationEnabled: true });
  kms.on(GetKeyPolicyCommand).resolves({ Policy: '{}' });
});

const look = (...stacks: readonly string[]) => collect({ places: stacks.map(place), reach, emulated: false });

describe('collect', () => {
  test('tells what is gone from what could not be looked at', async () => {
    cloudformation.on(ListStackResourcesCommand).resolves({
      StackResourceSummaries: [row('Gone', 'AWS::KMS::Key'), row('Hidden', 'AWS::S3::Bucket')],
    });
    kms.on(GetKeyRotationStatusCommand).rejects(Object.assign(new Error('no key'), { name: 'NotFoundException' }));
    const collected = await look('acme');

    expect(collected.observations).toEqual([
      expect.objectContaining({ logicalId: 'Gone', failed: 'NotFoundException: no key', gone: true }),
      expect.not.objectContaining({ gone: true }),
    ]);
    expect(observationsContract.safeParse(collected).success).toBe(true);
  });

  test.each(['AccessDenied', 'ThrottlingException', 'ValidationError'])(
    'a stack of which %s is said may be there',
    async (name) => {
      cloudformation.on(ListStackResourcesCommand).rejects(Object.assign(new Error('no'), { name }));
      const { notReached } = await look('acme');

      expect(notReached).toEqual([expect.not.objectContaining({ gone: expect.anything() })]);
    },
  );

  test('writes an id that an emulator gave as the configuration has it', async () => {
    cloudformation.on(ListStackResourcesCommand).resolves({ StackResourceSummaries: [row('Key', 'AWS::KMS::Key')] });
    kms.on(GetKeyPolicyCommand).resolves({ Policy: '{"Statement":["r-emulated"]}' });
    const given = { 'r-emulated': 'r-ab12' };
    const collected = asConfigured(await collect({ places: [place('acme')], reach, emulated: true }), given);

    expect(collected.observations).toEqual([
      expect.objectContaining({ properties: expect.objectContaining({ KeyPolicy: { Statement: ['r-ab12'] } }) }),
    ]);
  });

  test('enters where an emulator kept nothing, by resource', async () => {
    cloudformation.on(ListStackResourcesCommand).resolves({
      StackResourceSummaries: [row('One', 'AWS::KMS::Key'), row('Two', 'AWS::KMS::Key')],
    });
    const collected = await collect({
      places: [place('acme')],
      reach,
      emulated: true,
      notKept: ({ logicalId }) => (logicalId === 'Two' ? ['KeyPolicy'] : []),
    });

    expect(collected.observations.map(({ notKept }) => notKept)).toEqual([undefined, ['KeyPolicy']]);
    expect(observationsContract.safeParse(collected).success).toBe(true);
  });

  test('reads the resources of every page, and leaves out what was deleted or never made', async () => {
    cloudformation
      .on(ListStackResourcesCommand)
      .resolvesOnce({
        StackResourceSummaries: [row('One', 'AWS::KMS::Key'), row('Gone', 'AWS::KMS::Key', 'x', 'DELETE_COMPLETE')],
        NextToken: 'more',
      })
      .resolvesOnce({
        StackResourceSummaries: [
          row('Two', 'AWS::KMS::Key'),
          row('Failed', 'AWS::KMS::Key', ''),
          row('Other', 'AWS::CDK::Metadata'),
        ],
      });
    const { observations } = await look('acme');

    expect(observations.map(({ logicalId }) => logicalId)).toEqual(['One', 'Two']);
    expect(observations[0]).toMatchObject({
      ...place('acme'),
      physicalId: 'One',
      properties: { EnableKeyRotation: true },
    });
  });

  test('a stack that cannot be looked at is kept with the reason, and hides no other', async () => {
    cloudformation
      .on(ListStackResourcesCommand, { StackName: 'denied' })
      .rejects(Object.assign(new Error('not\nyours'), { name: 'AccessDenied' }))
      .on(ListStackResourcesCommand, { StackName: 'acme' })
      .resolves({ StackResourceSummaries: [row('One', 'AWS::KMS::Key')] });
    const { observations, notReached } = await look('denied', 'acme');

    expect(notReached).toEqual([{ ...place('denied'), failed: 'AccessDenied: not yours' }]);
    expect(observations).toHaveLength(1);
  });

  test('a stack that CloudFormation does not have is gone, and one of a name that it does not take is not', async () => {
    const mistaken = (message: string) => Object.assign(new Error(message), { name: 'ValidationError' });
    cloudformation
      .on(ListStackResourcesCommand, { StackName: 'acme' })
      .rejects(mistaken('Stack with id acme does not exist'))
      .on(ListStackResourcesCommand, { StackName: 'deleted' })
      .resolves({ StackResourceSummaries: [row('Key', 'AWS::KMS::Key', 'x', 'DELETE_COMPLETE')] })
      .on(ListStackResourcesCommand, { StackName: '-' })
      .rejects(mistaken('1 validation error detected'));
    const collected = await look('acme', 'deleted', '-');

    expect(collected.notReached).toEqual([
      { ...place('acme'), failed: expect.stringContaining('does not exist'), gone: expect.stringMatching(/^20.+Z$/) },
      {
        ...place('deleted'),
        failed: 'Missing: the service has no resource in stack deleted',
        gone: expect.stringMatching(/^20.+Z$/),
      },
      { ...place('-'), failed: expect.stringContaining('detected') },
    ]);
    expect(observationsContract.safeParse(collected).success).toBe(true);
  });

  test('a resource that cannot be read is kept with the reason, and hides no other', async () => {
    cloudformation
      .on(ListStackResourcesCommand)
      .resolves({ StackResourceSummaries: [row('One', 'AWS::KMS::Key'), row('Two', 'AWS::KMS::Key')] });
    kms
      .on(GetKeyPolicyCommand, { KeyId: 'One' })
      .rejects(Object.assign(new Error('no'), { name: 'AccessDeniedException' }));
    const { observations } = await look('acme');

    expect(observations[0]).toMatchObject({ logicalId: 'One', failed: 'AccessDeniedException: no' });
    expect(observations[0]).not.toHaveProperty('properties');
    expect(observations[1]).toMatchObject({ logicalId: 'Two', properties: { EnableKeyRotation: true } });
  });

  test('follows a StackSet into the accounts and regions that it has reached', async () => {
    cloudformation
      .on(ListStackResourcesCommand, { StackName: 'acme' })
      .resolves({ StackResourceSummaries: [row('Baseline', 'AWS::CloudFormation::StackSet', 'acme-baseline:uuid')] })
      .on(ListStackInstancesCommand, { StackSetName: 'acme-baseline' })
      .resolvesOnce({
        Summaries: [{ Account: '222222222222', Region: 'eu-west-1', StackId: 'arn:stack/2' }],
        NextToken: 'more',
      })
      .resolvesOnce({
        Summaries: [{ Account: '333333333333', Region: 'eu-west-1', StatusReason: 'refused by a guardrail' }],
      })
      .on(ListStackResourcesCommand, { StackName: 'arn:stack/2' })
      .resolves({ StackResourceSummaries: [row('Key', 'AWS::KMS::Key')] });
    const { observations, notReached } = await look('acme');

    expect(observations).toEqual([
      expect.objectContaining({
        stack: 'acme/Baseline',
        account: '222222222222',
        region: 'eu-west-1',
        logicalId: 'Key',
      }),
    ]);
    expect(notReached).toEqual([
      { stack: 'acme/Baseline', account: '333333333333', region: 'eu-west-1', failed: 'refused by a guardrail' },
    ]);
    expect(reached).toContain('222222222222 eu-west-1');
  });

  test('a StackSet that does not tell its instances is not passed over', async () => {
    cloudformation
      .on(ListStackResourcesCommand)
      .resolves({ StackResourceSummaries: [row('Baseline', 'AWS::CloudFormation::StackSet')] })
      .on(ListStackInstancesCommand)
      .rejects(Object.assign(new Error('slow down'), { name: 'Throttling' }));
    const { notReached } = await look('acme');

    expect(notReached).toEqual([{ ...place('acme/Baseline'), failed: 'Throttling: slow down' }]);
  });

  test('gives what the contract describes', async () => {
    cloudformation
      .on(ListStackResourcesCommand)
      .resolves({ StackResourceSummaries: [row('One', 'AWS::KMS::Key'), row('Two', 'AWS::S3::Bucket')] });
    const written = JSON.parse(JSON.stringify(await look('acme', 'other')));

    expect(written.observations).toHaveLength(4);
    expect(observationsContract.parse(written)).toEqual(written);
  });
});
