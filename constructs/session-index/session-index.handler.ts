import { S3Client } from '@aws-sdk/client-s3';
import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import { messageOf, note } from '../handler-function/runtime/note';
import { retrying } from '../handler-function/runtime/retry';
import { PATIENCE } from '../sdk-client/patience';
import { SESSION_ID } from '../session-recording/recording/recording-files';
import { storedSessions } from '../session-recording/recording/stored-recordings';
import type { IndexedSession } from './index-item';
import { IndexTable } from './index-table';
import { type Archive, look } from './look';
import { publicKeys } from './public-keys';

/** What the queue brings: notifications of S3, and what a sweep sends. */
export interface QueueEvent {
  readonly Records: readonly { readonly messageId: string; readonly body: string }[];
}

/** What the schedule brings. */
export interface SweepEvent {
  readonly sweep: true;
}

/** Messages that come again. */
export interface BatchResponse {
  readonly batchItemFailures: readonly { readonly itemIdentifier: string }[];
}

const DAY_MS = 86_400_000;

/** In days, how far back a sweep looks: no session lasts as long as one, and replicas come within hours. */
const SWEPT_DAYS = 3;

/** What a queue takes in one call. */
const BATCH = 10;

/**
 * Indexes recordings. The queue brings sessions one by one, so that one that cannot be read holds up no other; the schedule looks for
 * those that have to be looked at: which nobody told of, which go on, and once a day those that have ended.
 */
export async function handler(event: QueueEvent | SweepEvent): Promise<BatchResponse | undefined> {
  const archive = archiveOf(process.env);
  if ('sweep' in event) {
    await sweep(archive);
    return undefined;
  }
  const failed: { itemIdentifier: string }[] = [];
  for (const { messageId, body } of event.Records) {
    try {
      for (const session of sessionsIn(body, archive.place.prefix)) await look(session, archive);
    } catch (error) {
      note('not-indexed', { message: body.slice(0, 1000), reason: messageOf(error) });
      failed.push({ itemIdentifier: messageId });
    }
  }
  return { batchItemFailures: failed };
}

function archiveOf(environment: NodeJS.ProcessEnv): Archive {
  const value = (name: string): string => {
    const found = environment[name];
    if (found === undefined || found === '') throw new Error(`${name} is missing`);
    return found;
  };
  return {
    s3: new S3Client(PATIENCE),
    place: { bucket: value('BUCKET'), prefix: value('PREFIX') },
    table: new IndexTable(value('TABLE')),
    keys: () => publicKeys(value('SIGNING_KEYS').split(' ')),
    now: Date.now(),
  };
}

/** Sessions that a message is about: objects of ours alone, whatever else is stored in the bucket. */
function sessionsIn(body: string, prefix: string): readonly string[] {
  const message = JSON.parse(body) as Message;
  if (message.Event === 's3:TestEvent') return [];
  if (message.session !== undefined) return [message.session].filter((id) => SESSION_ID.test(id));
  if (!Array.isArray(message.Records)) throw new Error('the message is neither of S3 nor of a sweep');
  const found = message.Records.map(({ s3 }) => decodeURIComponent((s3?.object?.key ?? '').replaceAll('+', ' ')))
    .filter((key) => key.startsWith(prefix))
    .map((key) => key.slice(prefix.length).split('/')[0] ?? '')
    .filter((id) => SESSION_ID.test(id));
  return [...new Set(found)];
}

interface Message {
  readonly Event?: string;
  readonly session?: string;
  readonly Records?: readonly { readonly s3?: { readonly object?: { readonly key?: string } } }[];
}

async function sweep({ s3, place, table, now }: Archive): Promise<void> {
  const days = Array.from({ length: SWEPT_DAYS }, (_, index) =>
    new Date(now - index * DAY_MS).toISOString().slice(0, 10),
  );
  const indexed = (await Promise.all(days.map((day) => table.ofDay(day)))).flat();
  const settled = new Set(indexed.filter((one) => isSettled(one, now)).map(({ row }) => row.session));
  const stored = new Set(await storedSessions(s3, place, (days.at(-1) ?? '').replaceAll('-', '')));
  const gone = indexed.map(({ row }) => row.session).filter((session) => !stored.has(session));
  const due = [...[...stored].filter((session) => !settled.has(session)), ...gone];
  await send(due);
  note('swept', { stored: stored.size, due: due.length });
}

/** In milliseconds: segments are sent side by side, and copied to the other region in no order. One may come after the last. */
const LATE_MS = 60 * 60 * 1000;

/** Whether a look of before still holds: of the day, and of a recording that is whole, or of which nothing will come any more. */
const isSettled = ({ stage, indexed, row }: IndexedSession, now: number): boolean =>
  stage === 'ended' &&
  now - Date.parse(indexed) < DAY_MS &&
  (row.verdict === 'ok' || now - Date.parse(row.end) > LATE_MS);

async function send(sessions: readonly string[]): Promise<void> {
  const client = new SQSClient(PATIENCE);
  for (let at = 0; at < sessions.length; at += BATCH) {
    const entries = sessions.slice(at, at + BATCH).map((session) => ({
      Id: session,
      MessageBody: JSON.stringify({ session }),
    }));
    const { Failed = [] } = await retrying(() =>
      client.send(new SendMessageBatchCommand({ QueueUrl: process.env['QUEUE'], Entries: entries })),
    );
    // the next sweep finds them again
    if (Failed.length > 0) note('not-indexed', { sessions: Failed.map(({ Id }) => Id), reason: 'the queue refused' });
  }
}
