import { CloudTrailClient, StartLoggingCommand, StopLoggingCommand } from '@aws-sdk/client-cloudtrail';
import {
  DisableKeyRotationCommand,
  EnableKeyRotationCommand,
  GetKeyRotationStatusCommand,
  KMSClient,
} from '@aws-sdk/client-kms';
import { GetBucketEncryptionCommand, PutBucketEncryptionCommand } from '@aws-sdk/client-s3';
import type { FacetId } from '../../../constructs/standard';
import type { DeployedResource } from '../../collect/observe';
import { s3Client } from '../../collect/s3-client';
import { type Played, type Scene, type Stage, standing } from './scene';

/** Something that is broken behind the CDK's back, seen by the collectors, and mended. */
interface Sabotage {
  readonly id: string;
  readonly what: { readonly en: string; readonly zh: string };
  readonly facets: readonly FacetId[];
  readonly subject: (stage: Stage) => DeployedResource;
  /** The rule that must see it. */
  readonly rule: string;
  /** Breaks it, and gives back what mends it. */
  readonly breakIt: (stage: Stage, subject: DeployedResource) => Promise<() => Promise<unknown>>;
}

/** The bucket to which the trail delivers: its copy of another region is encrypted too. */
function archiveOfTrail(stage: Stage): DeployedResource {
  const { region } = standing(stage, 'AWS::CloudTrail::Trail');
  const here = stage.resources.filter((resource) => resource.region === region);
  return standing({ ...stage, resources: here }, 'AWS::S3::Bucket', /trail/);
}

const SABOTAGES: readonly Sabotage[] = [
  {
    id: 'stopped-trail-seen',
    what: { en: 'the trail is stopped', zh: '审计跟踪被停止' },
    facets: ['8.2/operation-audit#control-plane-coverage'],
    subject: (stage) => standing(stage, 'AWS::CloudTrail::Trail'),
    rule: 'trail-multi-region',
    async breakIt(stage, { account, region, physicalId: Name }) {
      const client = new CloudTrailClient(stage.client(account, region));
      await client.send(new StopLoggingCommand({ Name }));
      return () => client.send(new StartLoggingCommand({ Name }));
    },
  },
  {
    id: 'encryption-off-seen',
    what: {
      en: 'the encryption of the archive is turned to a key of the provider',
      zh: '归档的加密被改为云服务商密钥',
    },
    facets: ['8.6/log-storage#log-encryption'],
    subject: archiveOfTrail,
    rule: 's3-customer-managed-key',
    async breakIt(stage, { account, region, physicalId: Bucket }) {
      const client = s3Client(stage.client(account, region));
      const { ServerSideEncryptionConfiguration: before } = await client.send(
        new GetBucketEncryptionCommand({ Bucket }),
      );
      const set = (ServerSideEncryptionConfiguration: typeof before) =>
        client.send(new PutBucketEncryptionCommand({ Bucket, ServerSideEncryptionConfiguration }));
      await set({ Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }] });
      return () => set(before);
    },
  },
  {
    id: 'rotation-off-seen',
    what: { en: 'the rotation of a key is turned off', zh: '密钥轮换被关闭' },
    facets: ['8.4/encryption-at-rest#key-rotation'],
    subject: (stage) => standing(stage, 'AWS::KMS::Key'),
    rule: 'kms-key-rotation',
    async breakIt(stage, { account, region, physicalId: KeyId }) {
      const client = new KMSClient(stage.client(account, region));
      const { RotationPeriodInDays } = await client.send(new GetKeyRotationStatusCommand({ KeyId }));
      await client.send(new DisableKeyRotationCommand({ KeyId }));
      return () => client.send(new EnableKeyRotationCommand({ KeyId, RotationPeriodInDays }));
    },
  },
];

export const SABOTAGE_SCENES: readonly Scene[] = SABOTAGES.map(({ id, what, facets, subject, rule, breakIt }) => ({
  id,
  title: { en: `Behind the CDK's back ${what.en}`, zh: `绕过 CDK，${what.zh}` },
  expected: { en: 'the collectors see it, and see it mended', zh: '采集器发现，并确认已恢复' },
  facets,
  async play(stage): Promise<Played> {
    const resource = subject(stage);
    const outcome = async (): Promise<string> => {
      const outcomes = (await stage.judge(resource))
        .filter(({ check }) => check === rule)
        .map((entry) => entry.outcome);
      return outcomes.find((each) => each !== 'effective') ?? outcomes[0] ?? 'nothing';
    };
    const mend = await breakIt(stage, resource);
    const broken = await outcome().finally(mend);
    const mended = await outcome();
    return {
      ending: broken === 'ineffective' && mended === 'effective' ? 'as-expected' : 'wrong',
      happened: { en: `${rule}: ${broken}, then ${mended}`, zh: `${rule}：先为 ${broken}，后为 ${mended}` },
      subject: resource,
    };
  },
}));
