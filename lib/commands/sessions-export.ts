import { createHash, type KeyObject } from 'node:crypto';
import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join, resolve } from 'node:path';
import type { RecordingFiles } from '../../constructs/session-recording/recording/recording-files';
import { type Verification, verify } from '../../constructs/session-recording/recording/verify';
import { ExportedCast } from '../sessions/exported-cast';
import { readKeys } from '../sessions/keys';
import { recordingPage } from '../sessions/page/page';
import { openSource, recordingNamed } from '../sessions/source';
import { fileSystemProblem, type Io, UsageError } from './io';
import { exitCodeOf, inertJson, type SessionsOptions, verdictLines } from './sessions';

/** In characters: a browser opens no larger recording with ease. The file for players has no limit. */
const MOST_IN_PAGE = 64 * 1024 * 1024;

/** What people typed and saw is for who exports it alone. */
const PRIVATE = { mode: 0o600 } as const;

export interface ExportOptions extends SessionsOptions {
  readonly out: string;
  /** For whom. @default - the user of this machine */
  readonly viewer?: string;
}

/** `isms sessions export`: one file of asciicast, a page that plays it, and the hashes of both. */
export async function exportCommand(id: string, options: ExportOptions, io: Io): Promise<number> {
  const { recordings } = await openSource(options, { command: 'export', sessions: [id] });
  const files = recordingNamed(id, recordings);
  const keys = readKeys(options.key ?? []);
  const viewer = viewerOf(options);
  try {
    return await write(files, keys, viewer, options, io);
  } catch (error) {
    throw unwritable(error, options.out) ?? error;
  }
}

/** What fails below the folder of the results; a recording that cannot be read is another matter. */
function unwritable(error: unknown, out: string): UsageError | undefined {
  const { path = out } = error as NodeJS.ErrnoException;
  return resolve(path).startsWith(resolve(out)) ? fileSystemProblem(error, out) : undefined;
}

async function write(
  files: RecordingFiles,
  keys: readonly KeyObject[],
  viewer: string,
  options: ExportOptions,
  io: Io,
): Promise<number> {
  const { session: id } = files;
  const exported = new Date().toISOString();
  const cast = new ExportedCast(`${id}, ${viewer}, ${exported}`);
  mkdirSync(options.out, { recursive: true });
  const written = new CastFile(join(options.out, `${id}.cast`));
  let verification: Verification;
  try {
    verification = await verify(files, keys, (segment) => {
      written.add(cast.read(segment));
      if (written.text === undefined) cast.forgetLines();
    });
  } finally {
    written.close();
  }
  cast.end(verification.duration);
  const hashes = [{ name: `${id}.cast`, hash: written.hash() }];
  if (written.text === undefined) io.err(TOO_LARGE[io.lang]);
  else {
    const page = recordingPage({
      verification,
      cast: written.text,
      lines: cast.lines,
      viewer,
      exported,
      lang: io.lang,
    });
    writeFileSync(join(options.out, `${id}.html`), page, PRIVATE);
    hashes.push({ name: `${id}.html`, hash: createHash('sha256').update(page).digest('hex') });
  }
  writeFileSync(join(options.out, `${id}.sha256`), hashes.map(({ name, hash }) => `${hash}  ${name}\n`).join(''));
  io.err(verdictLines(verification, io));
  const told = { ...verification, viewer, exported, files: hashes };
  io.out(io.json ? inertJson(told) : hashes.map(({ name }) => `${join(options.out, name)}\n`).join(''));
  return exitCodeOf([verification.verdict]);
}

const TOO_LARGE = {
  en: 'The recording is too large for a page; the .cast file has all of it.\n',
  zh: '录像过大，未生成网页；.cast 文件包含全部内容。\n',
} as const;

function viewerOf({ viewer = userName() }: ExportOptions): string {
  if (viewer.trim() !== '') return viewer;
  throw new UsageError({ en: '--viewer: name who the export is for', zh: '--viewer：请给出导出对象的姓名' });
}

/** Empty where the machine knows no name for who runs it, as in some containers. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return '';
  }
}

/** Written as it comes; kept as text as long as a page could hold it. */
class CastFile {
  text: string | undefined = '';
  private readonly hashed = createHash('sha256');
  private readonly descriptor: number;

  constructor(file: string) {
    this.descriptor = openSync(file, 'w', PRIVATE.mode);
  }

  add(lines: string): void {
    writeSync(this.descriptor, lines);
    this.hashed.update(lines);
    if (this.text === undefined) return;
    this.text = this.text.length + lines.length > MOST_IN_PAGE ? undefined : this.text + lines;
  }

  close(): void {
    closeSync(this.descriptor);
  }

  hash(): string {
    return this.hashed.digest('hex');
  }
}
