import {
  DeleteObjectCommand,
  GetObjectRetentionCommand,
  HeadObjectCommand,
  PutObjectCommand,
  PutObjectRetentionCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { SHORTEST_LOG_RETENTION_DAYS } from '../../../constructs/partition/legal-retention';
import type { DeployedResource } from '../../collect/observe';
import { s3Client } from '../../collect/s3-client';
import { type Played, refusal, type Scene, type Stage, standing } from './scene';

const DAY_MS = 24 * 60 * 60 * 1000;

/** An account that is none of the landing zone's. */
const STRANGER = '999999999999';

/** How S3 says no. */
const REFUSED = ['AccessDenied', 'InvalidRequest'];

interface Archive {
  readonly bucket: DeployedResource;
  readonly client: S3Client;
}

/** The bucket of the trail, in the trail's region. */
export function trailBucket(stage: Stage): DeployedResource {
  const { region } = standing(stage, 'AWS::CloudTrail::Trail');
  const there = stage.resources.filter((resource) => resource.region === region);
  return standing({ ...stage, resources: there }, 'AWS::S3::Bucket', /trail/);
}

function archiveOn(stage: Stage, account?: string): Archive {
  const bucket = trailBucket(stage);
  return { bucket, client: s3Client(stage.client(account ?? bucket.account, bucket.region)) };
}

const KEY = 'isms-demo/log.json';

/** Writes what a delivery would, and tells the version. */
async function delivered({ bucket, client }: Archive): Promise<{ Bucket: string; Key: string; VersionId: string }> {
  const object = { Bucket: bucket.physicalId, Key: KEY };
  const { VersionId = '' } = await client.send(new PutObjectCommand({ ...object, Body: '{"Records":[]}' }));
  return { ...object, VersionId };
}

const logLocked: Scene = {
  id: 'written-log-locked',
  title: { en: 'A log is written to the archive', zh: '向归档写入一份日志' },
  expected: {
    en: `locked for ${SHORTEST_LOG_RETENTION_DAYS} days or more, under a customer-managed key`,
    zh: `锁定至少 ${SHORTEST_LOG_RETENTION_DAYS} 天，并以客户自管密钥加密`,
  },
  facets: ['8.6/log-storage#write-once'],
  async play(stage): Promise<Played> {
    const archive = archiveOn(stage);
    const written = await delivered(archive);
    const [{ Retention }, head] = await Promise.all([
      archive.client.send(new GetObjectRetentionCommand(written)),
      archive.client.send(new HeadObjectCommand(written)),
    ]);
    const days = Math.round(((Retention?.RetainUntilDate?.getTime() ?? 0) - Date.now()) / DAY_MS);
    const good = days >= SHORTEST_LOG_RETENTION_DAYS && head.ServerSideEncryption === 'aws:kms';
    return {
      ending: good ? 'as-expected' : 'wrong',
      happened: {
        en: `${Retention?.Mode ?? 'no lock'}, ${days} days, ${head.ServerSideEncryption ?? 'not encrypted'}`,
        zh: `${Retention?.Mode ?? '未锁定'}，${days} 天，${head.ServerSideEncryption ?? '未加密'}`,
      },
      subject: archive.bucket,
    };
  },
};

const deletionRefused: Scene = {
  id: 'locked-version-deletion-refused',
  title: { en: 'Somebody deletes a locked log for good', zh: '有人尝试永久删除已锁定的日志' },
  expected: { en: 'refused, and the log is still there', zh: '被拒绝，日志仍在' },
  facets: ['8.6/log-storage#write-once'],
  async play(stage): Promise<Played> {
    const archive = archiveOn(stage);
    const written = await delivered(archive);
    const error = await refusal(() => archive.client.send(new DeleteObjectCommand(written)), ...REFUSED);
    // a refusal alone does not show that nothing was deleted
    await archive.client.send(new HeadObjectCommand(written));
    return outcomeOf(error, archive.bucket);
  },
};

const shorteningRefused: Scene = {
  id: 'retention-shortening-refused',
  title: { en: 'Somebody shortens the lock of a log', zh: '有人尝试缩短日志的锁定期' },
  expected: { en: 'refused', zh: '被拒绝' },
  facets: ['8.6/log-retention#shortening-denied'],
  async play(stage): Promise<Played> {
    const archive = archiveOn(stage);
    const Retention = { Mode: 'COMPLIANCE', RetainUntilDate: new Date(Date.now() + DAY_MS) } as const;
    const written = await delivered(archive);
    const error = await refusal(
      () => archive.client.send(new PutObjectRetentionCommand({ ...written, Retention })),
      ...REFUSED,
    );
    return outcomeOf(error, archive.bucket);
  },
};

const foreignWriteRefused: Scene = {
  id: 'foreign-write-refused',
  title: { en: 'A foreign account writes a log into the archive', zh: '外部账号尝试向归档写入日志' },
  expected: { en: 'refused', zh: '被拒绝' },
  facets: ['8.6/log-storage#authentic-delivery'],
  async play(stage): Promise<Played> {
    const { bucket, client } = archiveOn(stage, STRANGER);
    const forged = new PutObjectCommand({ Bucket: bucket.physicalId, Key: KEY, Body: 'forged' });
    return outcomeOf(await refusal(() => client.send(forged), ...REFUSED), bucket);
  },
};

const outcomeOf = (error: string | undefined, subject: DeployedResource): Played => ({
  ending: error ? 'as-expected' : 'wrong',
  happened: error ? { en: `refused (${error})`, zh: `被拒绝（${error}）` } : { en: 'it was done', zh: '操作成功' },
  subject,
});

export const ARCHIVE_SCENES: readonly Scene[] = [logLocked, deletionRefused, shorteningRefused, foreignWriteRefused];
