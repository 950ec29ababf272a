import { DescribeOrganizationCommand, OrganizationsClient } from '@aws-sdk/client-organizations';
import {
  CreateBucketCommand,
  GetBucketPolicyCommand,
  PutBucketPolicyCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import type { DeployedResource } from '../../collect/observe';
import type { ClientSettings } from '../../collect/reader';
import { s3Client } from '../../collect/s3-client';
import { trailBucket } from './archive';
import { EVERYTHING, overTls, somebody } from './enforced';
import { type Played, refusal, type Scene } from './scene';

/** A request that the policy of the bucket denies even to who may do everything, and one like it that it lets pass. */
interface Denied {
  readonly scene: Omit<Scene, 'play'>;
  readonly refused: (
    writer: ClientSettings,
    object: { readonly Bucket: string; readonly Key: string },
  ) => Promise<unknown>;
}

const DENIED: readonly Denied[] = [
  {
    scene: {
      id: 'other-encryption-refused',
      title: { en: 'A log is written under a key of the provider', zh: '以云服务商密钥加密写入日志' },
      expected: {
        en: 'refused: the policy of the bucket denies any other encryption',
        zh: '被拒绝：存储桶策略拒绝其他加密方式',
      },
      facets: ['8.6/log-storage#log-encryption'],
    },
    refused: (writer, object) =>
      overTls(writer).send(new PutObjectCommand({ ...object, Body: '{}', ServerSideEncryption: 'AES256' })),
  },
  {
    scene: {
      id: 'plaintext-request-refused',
      title: { en: 'Somebody asks the archive in clear text', zh: '有人以明文方式访问归档' },
      expected: {
        en: 'refused: the policy of the bucket denies what does not come over TLS',
        zh: '被拒绝：存储桶策略拒绝非 TLS 请求',
      },
      facets: ['8.4/encryption-in-transit#stores-refuse-plaintext'],
    },
    refused: (writer, object) => s3Client(writer).send(new PutObjectCommand({ ...object, Body: '{}' })),
  },
];

/** An organization, as policies name it. */
const ORGANIZATION_ID = /\bo-[a-z0-9]{10,32}\b/g;

/**
 * Puts the policy of the bucket, as deployed, on a bucket of the same name where policies are enforced. Whoever acts there is of
 * another organization, whose id takes the place of the landing zone's.
 */
async function copied(deployed: ClientSettings, court: ClientSettings, Bucket: string): Promise<void> {
  const { Policy = '' } = await s3Client(deployed).send(new GetBucketPolicyCommand({ Bucket }));
  const { Organization } = await new OrganizationsClient(court).send(new DescribeOrganizationCommand({}));
  const client = s3Client(court);
  await client.send(new CreateBucketCommand({ Bucket }));
  await client.send(
    new PutBucketPolicyCommand({ Bucket, Policy: Policy.replaceAll(ORGANIZATION_ID, Organization?.Id ?? '') }),
  );
}

const deniedByPolicy = ({ scene, refused }: Denied): Scene => ({
  ...scene,
  async play(stage): Promise<Played> {
    const bucket = trailBucket(stage);
    return stage.enforcing(async (client) => {
      const court = client(bucket.account, bucket.region);
      await copied(stage.client(bucket.account, bucket.region), court, bucket.physicalId);
      const writer = await somebody(court, { UserName: 'writer', policies: { everything: EVERYTHING } });
      const object = { Bucket: bucket.physicalId, Key: 'isms-demo/log.json' };
      const [error, other] = [
        await refusal(() => refused(writer, object), 'AccessDenied'),
        await refusal(() => overTls(writer).send(new PutObjectCommand({ ...object, Body: '{}' })), 'AccessDenied'),
      ];
      return outcome(bucket, error, other);
    });
  },
});

function outcome(subject: DeployedResource, error: string | undefined, other: string | undefined): Played {
  const [en, zh] = [error ? `refused (${error})` : 'answered', error ? `被拒绝（${error}）` : '得到响应'];
  const [usual, usualZh] = other ? ['refused too', '也被拒绝'] : ['answered', '得到响应'];
  return {
    ending: error && !other ? 'as-expected' : 'wrong',
    happened: {
      en: `${en}, and a request as it should be ${usual}: by the policy as deployed, where policies are enforced`,
      zh: `${zh}，合规请求${usualZh}：依据已部署的策略，在执行策略的模拟器中判定`,
    },
    subject,
  };
}

export const DENIED_SCENES: readonly Scene[] = DENIED.map(deniedByPolicy);
