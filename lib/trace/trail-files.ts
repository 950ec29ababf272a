import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** What of an event in the trail says who did what. */
export interface TrailEvent {
  readonly id: string;
  /** ISO 8601, in UTC. */
  readonly at: string;
  /** `ssm:StartSession` */
  readonly action: string;
  readonly account: string;
  readonly region: string;
  readonly readOnly: boolean;
  readonly refused: boolean;
  readonly identity: Identity;
  /** The access key of the credentials that this event gave out. */
  readonly gave: string | undefined;
  /** Session Manager's session that it is about. */
  readonly session: string | undefined;
  readonly target: string;
  readonly document: string;
  readonly reason: string;
  /** ARNs of what it is about. */
  readonly resources: readonly string[];
}

/** Who an event says it was. */
export interface Identity {
  readonly type: string;
  readonly arn: string;
  readonly principal: string;
  readonly userName: string;
  /** The role of an assumed role. */
  readonly role: string;
  readonly sourceIdentity: string;
  readonly onBehalfOf: string;
  readonly accessKey: string;
}

/** Events, and the files that could not be read. */
export interface TrailFiles {
  readonly events: readonly TrailEvent[];
  readonly unreadable: readonly string[];
}

/** In bytes, what a file of the trail may unpack to. */
const LARGEST = 512 * 1024 * 1024;

/**
 * Reads the files of a trail as they lie in the archive, in whatever folders: all events that change something, give credentials or are
 * about a session, and the one of an id. Digests are passed over.
 */
export function trailFilesIn(folder: string, id: string): TrailFiles {
  const events = new Map<string, TrailEvent>();
  const unreadable = readTrail(folder, (record) => {
    const event = eventOf(record);
    const counts = !event.readOnly || event.gave !== undefined || event.session !== undefined || event.id === id;
    if (counts) events.set(event.id, event);
  });
  return { events: [...events.values()].sort((one, other) => one.at.localeCompare(other.at)), unreadable };
}

/**
 * Reads the records of all files of a trail, a file at a time.
 *
 * @returns the files that could not be read, or not to their end
 */
export function readTrail(folder: string, visit: (record: unknown) => void): readonly string[] {
  const unreadable: string[] = [];
  for (const file of filesBelow(folder)) {
    try {
      for (const record of recordsIn(readFileSync(file))) visit(record);
    } catch {
      unreadable.push(relative(folder, file));
    }
  }
  return unreadable;
}

const filesBelow = (folder: string): readonly string[] =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.json(?:\.gz)?$/.test(entry.name))
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter((file) => !/CloudTrail-(?:Digest|Insight)/.test(file))
    .sort();

function recordsIn(bytes: Buffer): readonly unknown[] {
  const packed = bytes[0] === 0x1f && bytes[1] === 0x8b;
  const text = packed ? gunzipSync(bytes, { maxOutputLength: LARGEST }) : bytes;
  const { Records } = JSON.parse(text.toString('utf8')) as { readonly Records?: unknown };
  if (!Array.isArray(Records)) throw new Error('no records');
  return Records;
}

/** @throws for a record without a time */
export function eventOf(record: unknown): TrailEvent {
  const [event, who, asked, given] = [[], ['userIdentity'], ['requestParameters'], ['responseElements']].map(
    (path) => (name: string) => text(at(record, [...path, ...name.split('.')])),
  ) as [Text, Text, Text, Text];
  const resources = at(record, ['resources']);
  return {
    id: event('eventID'),
    at: new Date(event('eventTime')).toISOString(),
    action: `${event('eventSource').split('.')[0]}:${event('eventName')}`,
    account: event('recipientAccountId'),
    region: event('awsRegion'),
    readOnly: at(record, ['readOnly']) === true,
    refused: event('errorCode') !== '',
    identity: {
      type: who('type'),
      arn: who('arn'),
      principal: who('principalId'),
      userName: who('userName'),
      role: who('sessionContext.sessionIssuer.userName'),
      sourceIdentity: who('sessionContext.sourceIdentity'),
      onBehalfOf: who('onBehalfOf.userId'),
      accessKey: who('accessKeyId'),
    },
    gave: given('credentials.accessKeyId') || undefined,
    session: (event('eventSource').startsWith('ssm.') && (given('sessionId') || asked('sessionId'))) || undefined,
    target: asked('target'),
    document: asked('documentName'),
    reason: asked('reason'),
    resources: Array.isArray(resources) ? resources.map((one) => text(at(one, ['ARN']))).filter(Boolean) : [],
  };
}

type Text = (name: string) => string;

const at = (value: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (within, name) =>
      typeof within === 'object' && within !== null && Object.hasOwn(within, name)
        ? (within as Readonly<Record<string, unknown>>)[name]
        : undefined,
    value,
  );

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
