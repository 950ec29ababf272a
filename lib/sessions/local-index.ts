import { createHash, type KeyObject } from 'node:crypto';
import {
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Contents, type Extent, KINDS } from '../../constructs/session-recording/recording/contents';
import type { RecordingFiles } from '../../constructs/session-recording/recording/recording-files';
import { type SessionRow, sessionRow } from '../../constructs/session-recording/recording/session-row';
import { INDEX_FOLDER, recordingsIn } from './recording-files';

/** In characters: a folder has more room than an item of a table. */
export const FOLDER_EXTENT: Extent = { ran: 8 << 20, entered: 4 << 20, alerts: 1 << 20, lines: 16 << 20 };

/** What the files hold; those of another version are made anew. */
const FORMAT = 'isms-session-index/1';

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
  /** Takes away an index that could not be left beside the recordings. */
  readonly close: () => void;
}

/**
 * The index of a folder, made of what is new or has changed; made wholly where the keys are others. It stands beside the recordings,
 * or, where nothing may be written there, in a folder of its own for as long as it is open.
 *
 * Of a session a line each for what can be searched: the moment, the kind, the text. Once as it is, once with small letters for the
 * search; both of the same length, since the letters of ASCII alone change.
 */
export async function indexFolder(from: string, keys: readonly KeyObject[]): Promise<Indexed> {
  const before = readIndex(from);
  const print = fingerprint(keys);
  const usable = before && (keys.length === 0 || before.keys === print) ? before : undefined;
  const known = new Map(usable?.entries.map((entry) => [entry.row.session, entry]));
  const recordings = recordingsIn(from).map((files) => ({ files, stamp: statSync(join(from, files.session)).mtimeMs }));
  const isCurrent = ({ files, stamp }: (typeof recordings)[number]): boolean =>
    known.get(files.session)?.stamp === stamp;
  const folder = join(from, INDEX_FOLDER);
  if (usable && recordings.every(isCurrent) && recordings.length === known.size) {
    return { folder, entries: usable.entries, failures: [], read: 0, close: () => undefined };
  }
  const written = new IndexWriter(from, usable?.keys ?? print);
  const old = usable && openSync(join(folder, FILES.text), 'r');
  for (const recording of recordings) {
    const entry = known.get(recording.files.session);
    if (entry && old !== undefined && isCurrent(recording)) written.copy(entry, slice(old, entry));
    else await written.add(recording.files, recording.stamp, keys);
  }
  if (old !== undefined) closeSync(old);
  return written.finish();
}

/** An index as it was written; undefined for none, and for one that cannot be read. */
function readIndex(from: string): { readonly keys: string; readonly entries: readonly Entry[] } | undefined {
  try {
    const [head = '', ...lines] = readFileSync(join(from, INDEX_FOLDER, FILES.entries), 'utf8')
      .trimEnd()
      .split('\n');
    const { format, keys, sessions } = JSON.parse(head) as { format: string; keys: string; sessions: number };
    if (format !== FORMAT || sessions !== lines.length) return undefined;
    return { keys, entries: lines.map((line) => JSON.parse(line) as Entry) };
  } catch {
    return undefined;
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
  private readonly folder: string;
  private readonly beside: boolean;
  private readonly text: number;
  private readonly foldedText: number;
  private readonly entries: Entry[] = [];
  private readonly failures: NotIndexed[] = [];
  private offset = 0;
  private read = 0;

  constructor(
    private readonly from: string,
    private readonly keys: string,
  ) {
    const aside = join(from, `${INDEX_FOLDER}.${process.pid}`);
    this.beside = madeFolder(aside);
    this.folder = this.beside ? aside : mkdtempSync(join(tmpdir(), 'isms-sessions-'));
    this.text = openSync(join(this.folder, FILES.text), 'w', PRIVATE.file);
    this.foldedText = openSync(join(this.folder, FILES.folded), 'w', PRIVATE.file);
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
    const file = openSync(join(this.folder, FILES.entries), 'w', PRIVATE.file);
    const head = { format: FORMAT, keys: this.keys, sessions: this.entries.length };
    writeSync(file, [head, ...this.entries].map((line) => `${JSON.stringify(line)}\n`).join(''));
    for (const descriptor of [file, this.text, this.foldedText]) closeSync(descriptor);
    const { entries, failures, read, folder: aside } = this;
    if (!this.beside)
      return { folder: aside, entries, failures, read, close: () => rmSync(aside, { recursive: true }) };
    const folder = join(this.from, INDEX_FOLDER);
    rmSync(folder, { recursive: true, force: true });
    renameSync(aside, folder);
    return { folder, entries, failures, read, close: () => undefined };
  }

  private write(row: Entry['row'], stamp: number, text: Buffer): void {
    writeSync(this.text, text);
    writeSync(this.foldedText, withSmallLetters(text));
    this.entries.push({ row, stamp, offset: this.offset, length: text.length });
    this.offset += text.length;
  }
}

/** @returns whether it could be made */
function madeFolder(folder: string): boolean {
  try {
    mkdirSync(folder, { mode: PRIVATE.folder });
    return true;
  } catch {
    return existsSync(folder);
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
