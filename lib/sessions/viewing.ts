import { randomBytes } from 'node:crypto';
import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { GetCallerIdentityCommand, type STSClient } from '@aws-sdk/client-sts';
import { VIEWINGS } from '../../constructs/session-recording/names';

/** What is written down of a look at recordings. */
export interface Viewing {
  readonly format: 'isms-viewing/1';
  /** As STS tells; the policy of the bucket holds the place where it is written to the same id. */
  readonly who: { readonly arn: string; readonly userId: string };
  readonly when: string;
  readonly from: string;
  readonly command: string;
  /** Whose contents may be shown; empty where all may be. */
  readonly sessions: readonly string[];
  /** What was searched for. */
  readonly question?: Readonly<Record<string, string>>;
  readonly why: string;
}

/** Clients of the archive's region. */
export interface ViewingClients {
  readonly s3: S3Client;
  readonly sts: STSClient;
}

/**
 * Writes a viewing into the bucket that holds the recordings, locked as they are, below the id of who looks.
 * @returns the name of the object
 * @throws what the services throw: then nothing was written down
 */
export async function writeDown(
  { s3, sts }: ViewingClients,
  bucket: string,
  looked: Pick<Viewing, 'from' | 'command' | 'sessions' | 'question' | 'why'>,
): Promise<string> {
  const { Arn: arn, UserId: userId } = await sts.send(new GetCallerIdentityCommand({}));
  if (!arn || !userId) throw new Error('STS does not say who asks');
  const when = new Date().toISOString();
  const viewing: Viewing = { format: 'isms-viewing/1', who: { arn, userId }, when, ...looked };
  const Key = `${VIEWINGS}${userId}/${when.replace(/[-:]/g, '')}-${randomBytes(8).toString('hex')}.json`;
  await s3.send(
    new PutObjectCommand({
      Bucket: bucket,
      Key,
      Body: `${JSON.stringify(viewing)}\n`,
      ContentType: 'application/json',
      IfNoneMatch: '*',
      // a bucket that locks wants a checksum
      ChecksumAlgorithm: 'SHA256',
    }),
  );
  return Key;
}
