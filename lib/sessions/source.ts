import { existsSync, statSync } from 'node:fs';
import type { RecordingFiles } from '../../constructs/session-recording/recording/recording-files';
import { UsageError } from '../commands/io';
import { suggestions } from '../commands/suggestion';
import { type Other, othersIn, recordingsIn } from './recording-files';
import type { Viewing } from './viewing';

/** Where recordings come from, and why they are looked at. */
export interface SourceOptions {
  /** A folder of recordings as they are stored, or `s3://<bucket>/<prefix>`. */
  readonly from: string;
  /** Why somebody looks: written down where recordings are looked at in the archive. */
  readonly reason?: string;
}

/** What every command on recordings takes. */
export interface SessionsOptions extends SourceOptions {
  /** Files with public keys. @default - none: integrity is not verified */
  readonly key?: readonly string[];
}

/** Recordings that somebody looks at. */
export interface SessionsSource {
  readonly recordings: readonly RecordingFiles[];
  /** What stands there and is no recording. */
  readonly others: readonly Other[];
}

/** What is done with recordings: a command, and the session or the question that it is about. */
export type Act = Pick<Viewing, 'command' | 'sessions' | 'question'>;

export const isArchive = (from: string): boolean => from.startsWith('s3://');

/**
 * Opens a source. Of the archive, only once it is written down there who looks at what and why: what cannot be written down is not
 * shown. Of a folder nothing is written down: whoever has it may copy it.
 *
 * @throws UsageError for what is no source, a look without a reason, and one that could not be written down
 */
export async function openSource(options: SourceOptions, act: Act): Promise<SessionsSource> {
  const { from } = options;
  if (isArchive(from)) {
    // loaded when needed: the SDK's clients take long
    const { openArchive } = require('./archive') as typeof import('./archive');
    return openArchive(options, act);
  }
  requireFolder(from);
  return { recordings: recordingsIn(from), others: othersIn(from) };
}

export function requireFolder(from: string): void {
  if (existsSync(from) && statSync(from).isDirectory()) return;
  throw new UsageError({
    en: `${from} is no folder. Give the one that holds the recordings, a folder each: aws s3 sync fetches them. Or s3://<bucket>/<prefix>.`,
    zh: `${from} 不是目录。请给出存放录像的目录（每个会话一个子目录），可用 aws s3 sync 取得；或给出 s3://<存储桶>/<前缀>。`,
  });
}

/** @throws UsageError when there is no recording of that id */
export function recordingNamed(id: string, all: readonly RecordingFiles[]): RecordingFiles {
  const found = all.find(({ session }) => session === id);
  if (found) return found;
  const near = suggestions(
    id,
    all.map(({ session }) => session),
  );
  const meant = near.length > 0;
  throw new UsageError({
    en: `no recording ${id} there.${meant ? ` Did you mean ${near.join(', ')}?` : ' isms sessions list tells which there are.'}`,
    zh: `没有录像 ${id}。${meant ? `是否指 ${near.join('、')}？` : '可用 isms sessions list 查看。'}`,
  });
}
