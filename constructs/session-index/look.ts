import type { KeyObject } from 'node:crypto';
import type { S3Client } from '@aws-sdk/client-s3';
import { note } from '../handler-function/runtime/note';
import { readSegment, SEGMENT_NAME } from '../session-recording/recording/segment';
import { sessionRow } from '../session-recording/recording/session-row';
import {
  isReplica,
  type RecordingsPlace,
  type StoredFile,
  storedFiles,
  storedRecording,
} from '../session-recording/recording/stored-recordings';
import type { Stage } from './index-item';
import type { IndexTable } from './index-table';

/** What is looked at, and where it is written down. */
export interface Archive {
  readonly s3: S3Client;
  readonly place: RecordingsPlace;
  readonly table: IndexTable;
  /** The public keys that verify recordings. */
  readonly keys: () => Promise<readonly KeyObject[]>;
  /** In milliseconds since the epoch. */
  readonly now: number;
}

/** A recording is sent every two seconds at the latest: when nothing came for so long, nothing will. */
const STALLED_MS = 10 * 60 * 1000;

const DAY_MS = 86_400_000;

/**
 * Looks at a session and writes down what is known of it. Of one that goes on, that is its beginning: it is read wholly once, when it
 * has ended or nothing more comes. What was looked at already, and is no other than it was, is looked at again after a day.
 */
export async function look(session: string, archive: Archive): Promise<void> {
  const { s3, place, table, keys, now } = archive;
  const listed = await storedFiles(s3, place, session);
  const known = await table.get(session);
  if (listed.length === 0) {
    if (known) note('recording-gone', { session, person: known.row.person });
    return;
  }
  const stage = await stageOf(session, listed, archive);
  const isSettled = known && known.stage === stage && known.row.files === listed.length;
  if (isSettled && now - Date.parse(known.indexed) < DAY_MS) return;
  const read = stage === 'recording' ? listed.slice(0, 1) : listed;
  const row = await sessionRow(storedRecording(s3, place, session, read), await keys());
  const indexed = {
    row: { ...row, files: listed.length },
    stage,
    indexed: new Date(now).toISOString(),
    isReplica: known?.isReplica || (await isReplica(s3, place, session, listed[0] as StoredFile)),
  };
  const outcome = await table.keep(indexed);
  note('looked', { session, stage, verdict: row.verdict, outcome });
  if (stage !== 'recording' && row.verdict !== 'ok') {
    note('recording-not-whole', { session, person: row.person, verdict: row.verdict, findings: row.findings });
  }
}

/** The last segment says whether the session has ended; the time when it was stored, whether more will come. */
async function stageOf(session: string, listed: readonly StoredFile[], { s3, place, now }: Archive): Promise<Stage> {
  const last = listed.findLast(({ name }) => SEGMENT_NAME.test(name));
  if (last) {
    const bytes = await storedRecording(s3, place, session, [last]).read(last.name);
    const segment = bytes && readSegment(bytes);
    if (typeof segment === 'object' && segment.header.closes) return 'ended';
  }
  const latest = Math.max(...listed.map(({ stored }) => stored.getTime()));
  return now - latest < STALLED_MS ? 'recording' : 'stalled';
}
