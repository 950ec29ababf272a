import { existsSync, lstatSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { PATIENCE } from '../../constructs/sdk-client/patience';
import { LARGEST_FILE, SESSION_ID } from '../../constructs/session-recording/recording/recording-files';
import { UsageError } from '../commands/io';
import { visibleLine } from '../report/visible';
import type { SegmentSource } from './live-recording';

const segmentName = (sequence: number): string => `${String(sequence).padStart(8, '0')}.seg`;

/**
 * Opens the recording of a session to be followed: in a folder, or in an archive, which is asked for each segment by its name.
 * @param from a folder, or `s3://<bucket>/<prefix>`
 * @throws UsageError for an id that is none, and a folder that is not there
 */
export function segmentSource(from: string, session: string): SegmentSource {
  if (!SESSION_ID.test(session)) {
    throw new UsageError({
      en: `${session} is no id of a recording. The waiting session shows its own; isms sessions list --from tells those that are there.`,
      zh: `${session} 不是录像 ID。等待中的会话会显示其 ID，也可用 isms sessions list --from 查看。`,
    });
  }
  const [, bucket, prefix] = /^s3:\/\/([^/]+)\/?(.*)$/.exec(from) ?? [];
  if (bucket !== undefined) return inArchive(bucket, prefix ?? '', session);
  if (existsSync(from) && statSync(from).isDirectory()) return inFolder(from, session);
  throw new UsageError({ en: `${from} is no folder`, zh: `${from} 不是目录` });
}

const inFolder = (folder: string, session: string): SegmentSource => ({
  session,
  read: async (sequence) => {
    const file = join(folder, session, segmentName(sequence));
    const found = lstatSync(file, { throwIfNoEntry: false });
    return found?.isFile() && found.size <= LARGEST_FILE ? readFileSync(file) : undefined;
  },
});

function inArchive(bucket: string, prefix: string, session: string): SegmentSource {
  const s3 = new S3Client({ ...PATIENCE, followRegionRedirects: true });
  const below = prefix === '' || prefix.endsWith('/') ? prefix : `${prefix}/`;
  return {
    session,
    read: async (sequence) => {
      const Key = `${below}${session}/${segmentName(sequence)}`;
      try {
        const { Body, ContentLength = 0 } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key }));
        return Body && ContentLength <= LARGEST_FILE ? Buffer.from(await Body.transformToByteArray()) : undefined;
      } catch (error) {
        if (!(error instanceof Error)) throw error;
        if (error.name === 'NoSuchKey') return undefined;
        // without the right to list, what is not there yet is answered as if it were forbidden
        const why = visibleLine(`${error.name}: ${error.message}`);
        throw new UsageError({
          en: `${bucket} cannot be read (${why}). Sign in as a session moderator in the account of the archive.`,
          zh: `无法读取 ${bucket}（${why}）。请以归档账号的会话监看员身份登录。`,
        });
      }
    },
  };
}
