import type { KeyObject } from 'node:crypto';
import { CastReader } from './cast';
import type { Extent } from './content-kinds';
import { type Contents, SessionContents, TABLE_EXTENT } from './contents';
import type { Finding } from './findings';
import type { RecordingFiles } from './recording-files';
import { type Verification, verify } from './verify';

/** What is wrong with a recording, without the words. */
export type RowFinding = Omit<Finding, 'told' | 'weight'>;

/** In findings: a recording of which nothing is sound has one for each file. */
const MOST_FINDINGS = 50;

/** When a session began of which nothing tells that: neither its first segment nor its id. */
export const UNDATED = new Date(0).toISOString();

/** What the index knows of a session. */
export interface SessionRow
  extends Pick<Verification, 'session' | 'verdict' | 'segments' | 'duration' | 'size' | 'digest'> {
  /** Files of the recording that were there, sound or not. */
  readonly files: number;
  /** The user of the bastion, which is made for one person; unknown where the first segment is missing or not sound. */
  readonly person?: string;
  readonly uid?: number;
  readonly host?: string;
  /** Session Manager's id of the session. */
  readonly managed?: string;
  readonly approval?: { readonly id: string; readonly by: string };
  readonly watcher?: string;
  /** When the session began and ended, never when it was stored. Of one without an end: the last sound moment. */
  readonly start: string;
  readonly end: string;
  /** How it ended, as the recorder says; undefined of a session that has no end. */
  readonly ending?: string;
  readonly findings: readonly RowFinding[];
  /** How many findings there are, where some are left out. */
  readonly findingsInAll: number;
  readonly contents: Contents;
}

/**
 * What the index keeps of a recording. It is read a segment at a time, and what is kept of it is bounded, however large it is: what
 * does not fit is left out and said.
 *
 * @param keys that sign recordings; with none, the verdict of a sound one is `unverified`
 */
export async function sessionRow(
  files: RecordingFiles,
  keys: readonly KeyObject[],
  extent: Extent = TABLE_EXTENT,
): Promise<SessionRow> {
  const reader = new CastReader();
  const contents = new SessionContents(extent);
  const names = await files.names();
  const verification = await verify({ ...files, names: async () => names }, keys, (segment) => {
    for (const event of reader.read(segment)) contents.read(event);
  });
  const { session, verdict, segments, duration, size, digest, findings, opens, closes } = verification;
  const start = opens?.began ?? beginningIn(session);
  return {
    session,
    verdict,
    segments,
    duration,
    size,
    digest,
    files: names.length,
    ...(opens && openedBy(opens)),
    start: new Date(start).toISOString(),
    end: new Date(Date.parse(start) + Math.round(duration / 1000)).toISOString(),
    ...(closes && { ending: closes.reason }),
    findings: findings.slice(0, MOST_FINDINGS).map(({ told: _told, weight: _weight, ...found }) => found),
    findingsInAll: findings.length,
    contents: contents.end(duration),
  };
}

function openedBy({ user, uid, host, managed, approval, watcher }: NonNullable<Verification['opens']>) {
  return {
    person: user,
    uid,
    host,
    ...(managed !== undefined && { managed }),
    ...(approval && { approval }),
    ...(watcher !== undefined && { watcher }),
  };
}

/** `20260301T080000Z-…` says when it began, to the second. */
function beginningIn(session: string): string {
  const [, year, month, day, hour, minute, second] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z/.exec(session) ?? [];
  const began = `${year}-${month}-${day}T${hour}:${minute}:${second}.000Z`;
  // an id may have the form of a moment that never was
  return Number.isNaN(Date.parse(began)) ? UNDATED : began;
}
