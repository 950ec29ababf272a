import { S3Client } from '@aws-sdk/client-s3';
import { STSClient } from '@aws-sdk/client-sts';
import { PATIENCE } from '../../constructs/sdk-client/patience';
import {
  type RecordingsPlace,
  storedRecording,
  storedSessions,
} from '../../constructs/session-recording/recording/stored-recordings';
import { UsageError } from '../commands/io';
import type { Act, SessionsSource, SourceOptions } from './source';
import { writeDown } from './viewing';

/** An archive of recordings, as its address says it. */
export interface ArchiveAddress extends RecordingsPlace {
  /** Of a bucket that is named as those of a landing zone: its name, and the region. */
  readonly landingZone?: { readonly name: string; readonly region: string };
}

/** `acme-recordings-222222222222-eu-west-1` */
const BUCKET = /^(.+)-recordings-\d{12}-([a-z]{2}(?:-[a-z]+)+-\d)$/;

/** @throws UsageError for what is no address */
export function archiveAddress(from: string): ArchiveAddress {
  const [, bucket, path = ''] = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/(.*))?$/.exec(from) ?? [];
  if (bucket === undefined) {
    throw new UsageError({
      en: `${from} is no address in S3. Write it as s3://<bucket>/<prefix>, such as s3://acme-recordings-222222222222-eu-west-1/sessions.`,
      zh: `${from} 不是 S3 地址。请写作 s3://<存储桶>/<前缀>，例如 s3://acme-recordings-222222222222-eu-west-1/sessions。`,
    });
  }
  const [, name, region] = BUCKET.exec(bucket) ?? [];
  const prefix = path === '' || path.endsWith('/') ? path : `${path}/`;
  return { bucket, prefix, ...(name !== undefined && region !== undefined && { landingZone: { name, region } }) };
}

/**
 * Opens the archive for somebody who looks, once that is written down.
 * @throws UsageError when there is no reason, or it could not be written down
 */
export async function openArchive({ from, reason = '' }: SourceOptions, act: Act): Promise<SessionsSource> {
  const address = archiveAddress(from);
  const s3 = await lookingAt(address, { from, reason }, act);
  const sessions = await told(storedSessions(s3, address), from);
  return { recordings: sessions.map((session) => storedRecording(s3, address, session)), others: [] };
}

/** Writes down that somebody looks. @returns the client by which he may */
export async function lookingAt(
  { bucket, landingZone }: ArchiveAddress,
  { from, reason = '' }: SourceOptions,
  act: Act,
): Promise<S3Client> {
  if (reason.trim() === '') {
    throw new UsageError({
      en: 'say why you look at recordings of the archive: --reason TEXT. It is written down there, with who you are.',
      zh: '查看归档中的录像须说明原因：--reason 文字。原因与查看者身份一并记入归档。',
    });
  }
  const place = { ...PATIENCE, ...(landingZone && { region: landingZone.region }) };
  const [s3, sts] = [new S3Client({ ...place, followRegionRedirects: true }), new STSClient(place)];
  try {
    await writeDown({ s3, sts }, bucket, { from, ...act, why: reason });
  } catch (error) {
    const why = whyNot(error);
    throw new UsageError({
      en: `not shown: that you look could not be written down in ${bucket} (${why}). Sign in as an auditor of the archive's account.`,
      zh: `未予展示：无法在 ${bucket} 记录本次查看（${why}）。请以归档账号的审计员身份登录。`,
    });
  }
  return s3;
}

/** What a service refuses is told in a sentence. */
export async function told<Result>(asked: Promise<Result>, from: string): Promise<Result> {
  try {
    return await asked;
  } catch (error) {
    if (!isOfService(error)) throw error;
    const why = whyNot(error);
    throw new UsageError({ en: `${from} cannot be read: ${why}`, zh: `无法读取 ${from}：${why}` });
  }
}

const isOfService = (error: unknown): error is Error =>
  error instanceof Error && ('$metadata' in error || error.name === 'CredentialsProviderError');

const whyNot = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message}`.replace(/\p{Cc}/gu, ' ') : String(error);
