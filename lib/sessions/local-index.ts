import { createHash, type KeyObject } from 'node:crypto';
import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { z } from 'zod';
import { type Contents, type Extent, KINDS } from '../../constructs/session-recording/recording/contents';
import type { RecordingFiles } from '../../constructs/session-recording/recording/recording-files';
import { type SessionRow, sessionRow } from '../../constructs/session-recording/recording/session-row';
import { recordingsIn } from './recording-files';

/** In characters: a folder has more room than an item of a table. */
export const FOLDER_EXTENT: Extent = { ran: 8 << 20, entered: 4 << 20, alerts: 1 << 20, lines: 16 << 20 };

/** What the files hold; those of another version are made anew. */
const FORMAT = 'isms-session-index/2';

/** What people typed and saw is for who indexes it alone. */
const PRIVATE = { folder: 0o700, file: 0o600 } as const;

const FILES = { entries: 'entries.jsonl', text: 'text', folded: 'folded' } as const;

/** What the index has of a session, and where its text is. */
export interface Entry {
  readonly row: Omit<SessionRow, 'contents'> & { readonly truncated: Contents['truncated'] };
  /** When the session's folder changed last, in milliseconds: an index of before is stale. */
  readonly stamp: number;
  readonly offset: number;
  readonly length: number;
}

/** A recording that could not be indexed. */
export interface NotIndexed {
  readonly session: string;
  readonly why: string;
}

/** What was made of a folder. */
export interface Indexed {
  /** Where the index is. */
  readonly folder: string;
  readonly entries: readonly Entry[];
  readonly failures: readonly NotIndexed[];
  /** How many sessions were read; the others were in the index as they are. */
  readonly read: number;
  /** Takes away an index that could not be kept. */
  readonly close: () => void;
}

const moment = z.string().refine((text) => !Number.isNaN(Date.parse(text)));
const count = z.int().nonnegative();

/** What of an entry is read. */
const entry = z.object({
  row: z.looseObject({
    session: z.string(),
    verdict: z.enum(['ok', 'unverified', 'incomplete', 'tampered']),
    duration: z.number(),
    start: moment,
    end: moment,
    person: z.string().optional(),
    host: z.string().optional(),
    truncated: z.array(z.enum(KINDS)),
  }),
  stamp: z.number(),
  offset: count,
  length: count,
});

const hash = z.string().length(64);
const headOfIndex = z.object({ format: z.literal(FORMAT), keys: hash, entries: hash, text: hash, folded: hash });

/**
 * Where the index of a folder is: with the user's own files, and not beside the recordings, where whoever gives them away could leave one
 * that says what is not so.
 * @see https://specifications.freedesktop.org/basedir-spec/latest/
 */
export function indexFolderOf(from: string): string {
  const { XDG_CACHE_HOME: given = '' } = process.env;
  const cache = isAbsolute(given) ? given : join(homedir(), '.cache');
  return join(cache, 'isms', 'recordings', createHash('sha256').update(realpathSync(from)).digest('hex'));
}

/**
 * The index of a folder, made of what is new or has changed; made wholly where the keys are others, and where it is damaged. It stands in
 * the user's cache, or, where nothing may be written there, in a folder of its own for as long as it is open.
 *
 * Of a session a line each for what can be searched: the moment, the kind, the text. Once as it is, once with small letters for the
 * search; both of the same length, since the letters of ASCII alone change.
 */
export async function indexFolder(from: string, keys: readonly KeyObject[]): Promise<Indexed> {
  const folder = indexFolderOf(from);
  const before = readIndex(folder);
  const print = fingerprint(keys);
  const usable = before && (keys.length === 0 || before.keys === print) ? before : undefined;
  const known = new Map(usable?.entries.map((entry) => [entry.row.session, entry]));
  const recordings = recordingsIn(from).map((files) => ({ files, stamp: statSync(join(from, files.session)).mtimeMs }));
  const isCurrent = ({ files, stamp }: (typeof recordings)[number]): boolean =>
    known.get(files.session)?.stamp === stamp;
  if (usable && recordings.every(isCurrent) && recordings.length === known.size) {
    return { folder, entries: usable.entries, failures: [], read: 0, close: () => undefined };
  }
  const written = new IndexWriter(folder, usable?.keys ?? print);
  const old = usable && openSync(join(folder, FILES.text), 'r');
  for (const recording of recordings) {
    const entry = known.get(recording.files.session);
    if (entry && old !== undefined && isCurrent(recording)) written.copy(entry, slice(old, entry));
    else await written.add(recording.files, recording.stamp, keys);
  }
  if (old !== undefined) closeSync(old);
  return written.finish();
}

/** An index as it was written; undefined for none, and for one that is damaged anywhere. */
function readIndex(folder: string): { readonly keys: string; readonly entries: readonly Entry[] } | undefined {
  try {
    const written = readFileSync(join(folder, FILES.entries), 'utf8');
    const end = written.indexOf('\n') + 1;
    const head = headOfIndex.parse(JSON.parse(written.slice(0, end)));
    const lines = written.slice(end);
    const isAsWritten =
      digestOf(lines) === head.entries &&
      digestOfFile(join(folder, FILES.text)) === head.text &&
      digestOfFile(join(folder, FILES.folded)) === head.folded;
    if (!isAsWritten) return undefined;
    return { keys: head.keys, entries: lines.split('\n').filter(Boolean).map(entryIn) };
  } catch {
    return undefined;
  }
}

/** @throws for what is no entry */
function entryIn(line: string): Entry {
  const read: unknown = JSON.parse(line);
  entry.parse(read);
  return read as Entry;
}

const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** A piece at a time: the text of many sessions may be larger than the memory. */
function digestOfFile(file: string): string {
  const [hashed, piece, descriptor] = [createHash('sha256'), Buffer.allocUnsafe(1 << 20), openSync(file, 'r')];
  try {
    for (let read = readSync(descriptor, piece); read > 0; read = readSync(descriptor, piece))
      hashed.update(piece.subarray(0, read));
    return hashed.digest('hex');
  } finally {
    closeSync(descriptor);
  }
}

export const openText = (folder: string) => ({
  text: openSync(join(folder, FILES.text), 'r'),
  folded: openSync(join(folder, FILES.folded), 'r'),
});

/** A part of a file. */
export function slice(descriptor: number, { offset, length }: Pick<Entry, 'offset' | 'length'>): Buffer {
  const bytes = Buffer.allocUnsafe(length);
  const read = readSync(descriptor, bytes, 0, length, offset);
  return bytes.subarray(0, read);
}

const fingerprint = (keys: readonly KeyObject[]): string => {
  const each = keys.map((key) => key.export({ format: 'der', type: 'spki' }).toString('base64')).sort();
  return createHash('sha256').update(each.join(' ')).digest('hex');
};

/** Writes an index aside, and puts it in its place when it is whole. */
class IndexWriter {
  private readonly aside: string;
  private readonly isKept: boolean;
  private readonly text: number;
  private readonly foldedText: number;
  private readonly hashed = { text: createHash('sha256'), folded: createHash('sha256') };
  private readonly entries: Entry[] = [];
  private readonly failures: NotIndexed[] = [];
  private offset = 0;
  private read = 0;

  constructor(
    private readonly folder: string,
    private readonly keys: string,
  ) {
    const aside = `${folder}.${process.pid}`;
    this.isKept = madeFolder(aside);
    this.aside = this.isKept ? aside : mkdtempSync(join(tmpdir(), 'isms-sessions-'));
    this.text = openSync(join(this.aside, FILES.text), 'w', PRIVATE.file);
    this.foldedText = openSync(join(this.aside, FILES.folded), 'w', PRIVATE.file);
  }

  copy(entry: Entry, text: Buffer): void {
    this.write(entry.row, entry.stamp, text);
  }

  /** What cannot be read is told, and holds up no other. */
  async add(files: RecordingFiles, stamp: number, keys: readonly KeyObject[]): Promise<void> {
    try {
      const { contents, ...row } = await sessionRow(files, keys, FOLDER_EXTENT);
      this.write({ ...row, truncated: contents.truncated }, stamp, textOf(contents));
      this.read += 1;
    } catch (error) {
      this.failures.push({ session: files.session, why: (error as Error).message });
    }
  }

  finish(): Indexed {
    const lines = this.entries.map((line) => `${JSON.stringify(line)}\n`).join('');
    const [text, folded] = [this.hashed.text.digest('hex'), this.hashed.folded.digest('hex')];
    const head = { format: FORMAT, keys: this.keys, entries: digestOf(lines), text, folded };
    const file = openSync(join(this.aside, FILES.entries), 'w', PRIVATE.file);
    writeSync(file, `${JSON.stringify(head)}\n${lines}`);
    for (const descriptor of [file, this.text, this.foldedText]) closeSync(descriptor);
    const { entries, failures, read, folder, aside } = this;
    if (!this.isKept)
      return { folder: aside, entries, failures, read, close: () => rmSync(aside, { recursive: true }) };
    rmSync(folder, { recursive: true, force: true });
    renameSync(aside, folder);
    return { folder, entries, failures, read, close: () => undefined };
  }

  private write(row: Entry['row'], stamp: number, text: Buffer): void {
    const folded = withSmallLetters(text);
    writeSync(this.text, text);
    writeSync(this.foldedText, folded);
    this.hashed.text.update(text);
    this.hashed.folded.update(folded);
    this.entries.push({ row, stamp, offset: this.offset, length: text.length });
    this.offset += text.length;
  }
}

/** @returns whether it could be made */
function madeFolder(folder: string): boolean {
  try {
    mkdirSync(folder, { recursive: true, mode: PRIVATE.folder });
    return true;
  } catch {
    return false;
  }
}

/** A line each: the moment, the first letter of the kind, the text, which has no tabs and no ends of lines. */
const textOf = (contents: Contents): Buffer =>
  Buffer.from(
    KINDS.flatMap((kind) => contents[kind].map(({ at, text }) => `${at}\t${kind.charAt(0)}\t${text}\n`)).join(''),
  );

function withSmallLetters(text: Buffer): Buffer {
  const small = Buffer.from(text);
  for (let at = 0; at < small.length; at += 1) {
    const byte = small[at] as number;
    if (byte >= 0x41 && byte <= 0x5a) small[at] = byte + 0x20;
  }
  return small;
}
