import { createHash, type KeyObject } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { type Extent, KINDS } from '../../constructs/session-recording/recording/content-kinds';
import type { Contents } from '../../constructs/session-recording/recording/contents';
import type { RecordingFiles } from '../../constructs/session-recording/recording/recording-files';
import type { SessionRow } from '../../constructs/session-recording/recording/session-row';
import { makeFolder } from '../project';
import { recordingsIn } from './recording-files';

/** In characters: a folder has more room than an item of a table. */
export const FOLDER_EXTENT: Extent = { ran: 8 << 20, entered: 4 << 20, alerts: 1 << 20, lines: 16 << 20 };

/** What the files hold; those of another version are made anew. */
const FORMAT = 'isms-session-index/3';

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

/** A file as it was left: whatever is written into it afterwards shows. */
interface Mark {
  readonly size: number;
  /** In milliseconds. */
  readonly changed: number;
}

interface Head {
  readonly format: string;
  /** Which keys it was made with. */
  readonly keys: string;
  /** Of the entries that follow. */
  readonly entries: string;
  readonly text: Mark;
  readonly folded: Mark;
}

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
  const texts = old === undefined ? undefined : new Slices(old);
  for (const recording of recordings) {
    const entry = known.get(recording.files.session);
    if (entry && texts && isCurrent(recording)) written.copy(entry, texts.of(entry));
    else await written.add(recording.files, recording.stamp, keys);
  }
  if (old !== undefined) closeSync(old);
  return written.finish();
}

/**
 * An index as it was written; undefined for none, and for one that is damaged anywhere. What it says of sessions is held against a digest;
 * their text, which may be larger than the memory, against the mark that its file had.
 */
function readIndex(folder: string): { readonly keys: string; readonly entries: readonly Entry[] } | undefined {
  try {
    const written = readFileSync(join(folder, FILES.entries), 'utf8');
    const end = written.indexOf('\n') + 1;
    const head = JSON.parse(written.slice(0, end)) as Head;
    const lines = written.slice(end);
    const isAsWritten =
      head.format === FORMAT &&
      digestOf(lines) === head.entries &&
      isDeepStrictEqual(markOf(join(folder, FILES.text)), head.text) &&
      isDeepStrictEqual(markOf(join(folder, FILES.folded)), head.folded);
    return isAsWritten ? { keys: head.keys, entries: JSON.parse(lines) as readonly Entry[] } : undefined;
  } catch {
    return undefined;
  }
}

const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex');

function markOf(file: string): Mark {
  const { size, mtimeMs } = statSync(file);
  return { size, changed: mtimeMs };
}

export const openText = (folder: string) => ({
  text: openSync(join(folder, FILES.text), 'r'),
  folded: openSync(join(folder, FILES.folded), 'r'),
});

/** Parts of a file, one at a time: each stands where the one before stood. */
export class Slices {
  private room = Buffer.alloc(0);

  constructor(private readonly descriptor: number) {}

  of({ offset, length }: Pick<Entry, 'offset' | 'length'>): Buffer {
    if (this.room.length < length) this.room = Buffer.allocUnsafe(length * 2);
    const read = readSync(this.descriptor, this.room, 0, length, offset);
    return this.room.subarray(0, read);
  }
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
    // loaded when needed: a search of what is indexed reads no recording
    const { sessionRow } =
      require('../../constructs/session-recording/recording/session-row') as typeof import('../../constructs/session-recording/recording/session-row');
    try {
      const { contents, ...row } = await sessionRow(files, keys, FOLDER_EXTENT);
      this.write({ ...row, truncated: contents.truncated }, stamp, textOf(contents));
      this.read += 1;
    } catch (error) {
      this.failures.push({ session: files.session, why: (error as Error).message });
    }
  }

  finish(): Indexed {
    for (const descriptor of [this.text, this.foldedText]) {
      // what a mark vouches for is on the disk before the mark is
      fsyncSync(descriptor);
      closeSync(descriptor);
    }
    const lines = `${JSON.stringify(this.entries)}\n`;
    const [text, folded] = [FILES.text, FILES.folded].map((file) => markOf(join(this.aside, file))) as [Mark, Mark];
    const head: Head = { format: FORMAT, keys: this.keys, entries: digestOf(lines), text, folded };
    writeFileSync(join(this.aside, FILES.entries), `${JSON.stringify(head)}\n${lines}`, { mode: PRIVATE.file });
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
    this.entries.push({ row, stamp, offset: this.offset, length: text.length });
    this.offset += text.length;
  }
}

/** @returns whether it could be made */
function madeFolder(folder: string): boolean {
  try {
    makeFolder(folder, PRIVATE.folder);
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
