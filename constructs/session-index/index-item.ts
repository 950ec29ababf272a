import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { KINDS } from '../session-recording/recording/content-kinds';
import type { Contents } from '../session-recording/recording/contents';
import type { SessionRow } from '../session-recording/recording/session-row';
import { ENTRY, NOBODY_KNOWN } from './names';

/** An item of the table. */
export type Item = Readonly<Record<string, AttributeValue>>;

/** `recording`: still under way. `stalled`: without an end, and nothing more came. `ended`: its last segment says so. */
export type Stage = 'recording' | 'stalled' | 'ended';

/** What the index says of a session. */
export interface IndexedSession {
  readonly row: SessionRow;
  readonly stage: Stage;
  /** When it was looked at, as an ISO timestamp. */
  readonly indexed: string;
  /** Whether it was recorded in the other region, and is the copy that S3 made: its session is that region's to reconcile. */
  readonly isReplica: boolean;
}

/** In bytes: an item has room for 400 KB, names and all. */
const MOST_CONTENTS = 380 * 1000;

/** In bytes, what contents may unpack to: the table's extent in characters comes to less. */
const MOST_UNPACKED = 32 * 1024 * 1024;

const RANK: Readonly<Record<Stage, number>> = { recording: 0, stalled: 1, ended: 1 };

/** What decides which of two looks at a session came later: more files, then a whole look, then the time. */
const order = ({ row, stage, indexed }: IndexedSession): Item => ({
  files: { N: String(row.files) },
  rank: { N: String(RANK[stage]) },
  indexed: { S: indexed },
});

/** An older look overwrites nothing: `attribute_not_exists` of a session that is new. */
export const LATER =
  'attribute_not_exists(files) OR files < :files OR (files = :files AND (#rank < :rank OR (#rank = :rank AND indexed <= :indexed)))';

/** Names and values of `LATER`. */
export const laterThan = (session: IndexedSession) => ({
  ExpressionAttributeNames: { '#rank': 'rank' },
  ExpressionAttributeValues: Object.fromEntries(
    Object.entries(order(session)).map(([name, value]) => [`:${name}`, value]),
  ),
});

/** What is known of a session, without its contents; with attributes of its own for what others ask for. */
export function recordingItem(session: IndexedSession): Item {
  const { row, stage } = session;
  const { contents, ...known } = row;
  const { person, managed, approval, host } = row;
  return {
    session: { S: row.session },
    entry: { S: ENTRY.recording },
    day: { S: row.start.slice(0, 10) },
    began: { S: row.start },
    ...(row.ending !== undefined && { ended: { S: row.end } }),
    // who looks for a person has to hear of recordings that may be theirs
    person: { S: person || NOBODY_KNOWN },
    // an empty text is no key
    ...(managed && { managed: { S: managed } }),
    ...(host && { host: { S: host } }),
    ...(approval && { approval: { M: { id: { S: approval.id }, by: { S: approval.by } } } }),
    integrity: { S: stage === 'recording' ? stage : row.verdict },
    stage: { S: stage },
    ...(session.isReplica && { replica: { BOOL: true } }),
    ...order(session),
    known: { S: JSON.stringify(known) },
    truncated: { S: JSON.stringify(contents.truncated) },
  };
}

/** What of a session can be searched, with as much of it left out as does not fit an item. */
export function contentsItem(session: IndexedSession): Item {
  const { row } = session;
  let contents = row.contents;
  let packed = packedAway(contents);
  while (packed.length > MOST_CONTENTS) {
    contents = halved(contents);
    packed = packedAway(contents);
  }
  return {
    session: { S: row.session },
    entry: { S: ENTRY.contents },
    ...order(session),
    contents: { B: packed },
  };
}

/** @throws for an item that nobody of ours wrote */
export function sessionIn(item: Item): IndexedSession {
  const known = JSON.parse(item['known']?.S ?? '') as Omit<SessionRow, 'contents'>;
  const truncated = JSON.parse(item['truncated']?.S ?? '[]') as Contents['truncated'];
  return {
    row: { ...known, contents: { ran: [], entered: [], alerts: [], lines: [], truncated } },
    stage: item['stage']?.S as Stage,
    indexed: item['indexed']?.S ?? '',
    isReplica: item['replica']?.BOOL === true,
  };
}

/** @throws for an item that nobody of ours wrote */
export const contentsIn = (item: Item): Contents =>
  JSON.parse(
    inflateRawSync(item['contents']?.B ?? new Uint8Array(), { maxOutputLength: MOST_UNPACKED }).toString(),
  ) as Contents;

const packedAway = (contents: Contents): Buffer => deflateRawSync(JSON.stringify(contents));

/** The first half of each kind. */
function halved(contents: Contents): Contents {
  const half = <Kept>(kept: readonly Kept[]): readonly Kept[] => kept.slice(0, Math.floor(kept.length / 2));
  const { ran, entered, alerts, lines } = contents;
  return { ran: half(ran), entered: half(entered), alerts: half(alerts), lines: half(lines), truncated: KINDS };
}
