import { createHash, type KeyObject } from 'node:crypto';
import { closeSync, openSync, readSync, rmSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join, resolve } from 'node:path';
import type { RecordingFiles } from '../../constructs/session-recording/recording/recording-files';
import { type Verification, verify } from '../../constructs/session-recording/recording/verify';
import { makeFolder } from '../project';
import { visibleLine } from '../report/visible';
import { ExportedCast, type ExportedPart } from '../sessions/exported-cast';
import { readKeys } from '../sessions/keys';
import { pageFrame, pagePart } from '../sessions/page/page';
import { openSource, recordingNamed, type SessionsOptions } from '../sessions/source';
import { fileSystemProblem, type Io, UsageError } from './io';
import { exitCodeOf, inertJson, verdictLines } from './sessions-text';

/** In characters of the file for players: a browser opens no larger recording with ease. That file has no limit. */
const MOST_IN_PAGE = 64 * 1024 * 1024;

/** In bytes, what is in memory of a page. */
const PIECE = 1 << 20;

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
  const { path = out, syscall } = error as NodeJS.ErrnoException;
  return syscall === 'mkdir' || resolve(path).startsWith(resolve(out)) ? fileSystemProblem(error, out) : undefined;
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
  makeFolder(options.out);
  const [written, parts] = [new HashedFile(options.out, `${id}.cast`), new PageParts(options.out, `${id}.html.parts`)];
  const hashes: { readonly name: string; readonly hash: string }[] = [];
  let verification: Verification;
  try {
    verification = await verify(files, keys, (segment) => {
      const part = cast.read(segment);
      written.add(part.cast);
      parts.add(part);
    });
    parts.add(cast.end(verification.duration));
    hashes.push(written.told());
    if (parts.isTooLarge) io.err(tooLarge(written.length, id, options, io));
    else {
      const { before, after } = pageFrame({ verification, viewer, exported, lang: io.lang });
      const page = new HashedFile(options.out, `${id}.html`);
      page.add(before);
      for (const piece of parts.pieces()) page.add(piece);
      page.add(after);
      page.close();
      hashes.push(page.told());
    }
  } finally {
    written.close();
    parts.remove();
  }
  writeFileSync(join(options.out, `${id}.sha256`), hashes.map(({ name, hash }) => `${hash}  ${name}\n`).join(''));
  io.err(verdictLines(verification, io));
  const told = { ...verification, viewer, exported, files: hashes };
  io.out(io.json ? inertJson(told) : hashes.map(({ name }) => `${join(options.out, name)}\n`).join(''));
  return exitCodeOf([verification.verdict]);
}

/** How large it is, what a page holds, and what plays it all the same. */
function tooLarge(length: number, id: string, { from }: SessionsOptions, { lang }: Io): string {
  const [has, holds] = [length, MOST_IN_PAGE].map((characters) => Math.ceil(characters / 2 ** 20));
  const replay = `isms sessions replay ${id} --from ${visibleLine(from)} --at 0:00:00`;
  return lang === 'zh'
    ? `录像过大，未生成网页：${has} Mi 字符，网页至多 ${holds} Mi。.cast 文件包含全部内容，可用任意 asciicast v3 播放器播放；也可直接回放：${replay}\n`
    : `The recording is too large for a page: ${has} Mi characters, of which a page holds ${holds} Mi. The .cast file has all of it, for any player of asciicast v3; or replay it here: ${replay}\n`;
}

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

/** Written as it comes, and never held. */
class HashedFile {
  /** In characters; of what was added as bytes, in bytes. */
  length = 0;
  private readonly hashed = createHash('sha256');
  private readonly descriptor: number;

  constructor(
    folder: string,
    private readonly name: string,
  ) {
    this.descriptor = openSync(join(folder, name), 'w', PRIVATE.mode);
  }

  add(piece: string | Buffer): void {
    writeFileSync(this.descriptor, piece);
    this.hashed.update(piece);
    this.length += piece.length;
  }

  close(): void {
    closeSync(this.descriptor);
  }

  /** Once all is written. */
  told(): { readonly name: string; readonly hash: string } {
    return { name: this.name, hash: this.hashed.digest('hex') };
  }
}

/** What stands in a page is written aside: what stands before it there, the verdict, is known last. */
class PageParts {
  isTooLarge = false;
  private room = MOST_IN_PAGE;
  private readonly file: string;
  private readonly descriptor: number;

  constructor(folder: string, name: string) {
    this.file = join(folder, name);
    this.descriptor = openSync(this.file, 'w+', PRIVATE.mode);
  }

  add(part: ExportedPart): void {
    this.room -= part.cast.length;
    this.isTooLarge ||= this.room < 0;
    if (!this.isTooLarge) writeFileSync(this.descriptor, pagePart(part));
  }

  *pieces(): Generator<Buffer> {
    const piece = Buffer.allocUnsafe(PIECE);
    for (let at = 0; ; ) {
      const read = readSync(this.descriptor, piece, 0, PIECE, at);
      if (read === 0) return;
      yield piece.subarray(0, read);
      at += read;
    }
  }

  remove(): void {
    closeSync(this.descriptor);
    rmSync(this.file);
  }
}
