import { bytesOf, CastReader } from '../../constructs/session-recording/recording/cast';
import { SessionContents } from '../../constructs/session-recording/recording/contents';
import type { RecordingFiles } from '../../constructs/session-recording/recording/recording-files';
import { type Verification, verify } from '../../constructs/session-recording/recording/verify';
import { readKeys } from '../sessions/keys';
import { FOLDER_EXTENT } from '../sessions/local-index';
import type { Other } from '../sessions/recording-files';
import { type Pace, Replay } from '../sessions/replay';
import { openSource, recordingNamed, type SessionsOptions } from '../sessions/source';
import { onInterruption } from './interruption';
import { ExitCode, type Io, longStep, UsageError } from './io';
import { commandLine, exitCodeOf, inertJson, momentLines, sessionTable, verdictLines } from './sessions-text';

/** `isms sessions list`: the recordings of a folder, with their integrity. */
export async function listCommand(options: SessionsOptions, io: Io): Promise<number> {
  const { recordings, others } = await openSource(options, { command: 'list', sessions: [] });
  const sessions = await verifyAll(recordings, options, io);
  io.out(io.json ? inertJson(sessions) : sessionTable(sessions, io.lang));
  return exitCodeBeside(others, sessions, io);
}

/** `isms sessions verify`: whether recordings are whole. It needs a key: without, nothing can be said. */
export async function verifyCommand(ids: readonly string[], options: SessionsOptions, io: Io): Promise<number> {
  if ((options.key ?? []).length === 0) {
    throw new UsageError({
      en: 'verify needs the public key of those who signed: --key FILE (aws kms get-public-key gives it)',
      zh: 'verify 需要签名者的公钥：--key 文件（可由 aws kms get-public-key 取得）',
    });
  }
  const { recordings: all, others } = await openSource(options, { command: 'verify', sessions: ids });
  if (all.length === 0) {
    throw new UsageError({ en: `${options.from} holds no recordings`, zh: `${options.from} 中没有录像` });
  }
  const chosen = ids.length === 0 ? all : ids.map((id) => recordingNamed(id, all));
  const sessions = await verifyAll(chosen, options, io);
  io.out(io.json ? inertJson(sessions) : sessions.map((one) => verdictLines(one, io)).join(''));
  return exitCodeBeside(ids.length === 0 ? others : [], sessions, io);
}

/** `isms sessions show`: one recording, what is wrong with it, and what was entered. */
export async function showCommand(id: string, options: SessionsOptions, io: Io): Promise<number> {
  const contents = new SessionContents(FOLDER_EXTENT);
  const reader = new CastReader();
  const { recordings } = await openSource(options, { command: 'show', sessions: [id] });
  const session = await verify(recordingNamed(id, recordings), readKeys(options.key ?? []), (segment) => {
    for (const event of reader.read(segment)) contents.read(event);
  });
  const { ran, entered, alerts, truncated } = contents.end(session.duration);
  io.out(
    io.json
      ? inertJson({ ...session, commands: entered, ran, alerts, truncated })
      : [
          sessionTable([session], io.lang),
          verdictLines(session, io),
          ...entered.map((one) => `${commandLine(one)}\n`),
          ...momentLines({ ran, alerts }, io.lang),
        ].join(''),
  );
  return exitCodeOf([session.verdict]);
}

/** `isms sessions replay`: plays a recording on this terminal. */
export async function replayCommand(id: string, options: SessionsOptions & Partial<Pace>, io: Io): Promise<number> {
  const { recordings } = await openSource(options, { command: 'replay', sessions: [id] });
  const files = recordingNamed(id, recordings);
  const keys = readKeys(options.key ?? []);
  // told before anything is shown, and again of what is read for showing
  const before = await verify(files, keys);
  io.err(verdictLines(before, io));
  if (io.json) return eventsAsJson(files, keys, io);
  const replay = new Replay({ speed: 1, idle: Number.POSITIVE_INFINITY, at: 0, ...options }, io.out);
  const withdraw = onInterruption(() => replay.end());
  const shown = await verify(files, keys, (segment) => replay.play(segment));
  withdraw();
  replay.end();
  io.err(verdictLines(shown, io));
  return exitCodeOf([before.verdict, shown.verdict]);
}

/** Events as lines of JSON, in which nothing commands a terminal. */
async function eventsAsJson(files: RecordingFiles, keys: ReturnType<typeof readKeys>, io: Io): Promise<number> {
  const reader = new CastReader();
  const { verdict } = await verify(files, keys, (segment) => {
    for (const { at, code, data } of reader.read(segment)) {
      io.out(inertJson({ at, code, data: new TextDecoder().decode(bytesOf(data)) }));
    }
  });
  return exitCodeOf([verdict]);
}

const verifyAll = (
  chosen: readonly RecordingFiles[],
  { key = [] }: SessionsOptions,
  io: Io,
): Promise<readonly Verification[]> =>
  longStep(io, { en: 'Verifying', zh: '正在校验' }, async () => {
    const keys = readKeys(key);
    const verified: Verification[] = [];
    for (const files of chosen) verified.push(await verify(files, keys));
    return verified;
  });

/** Tells of what was passed over. Nobody hears that all is whole where a recording may be among that. */
function exitCodeBeside(others: readonly Other[], sessions: readonly Verification[], io: Io): number {
  for (const { name } of others) io.err(passedOver(name, io));
  if (others.some(({ maybeRecording }) => maybeRecording)) return ExitCode.findings;
  return exitCodeOf(sessions.map(({ verdict }) => verdict));
}

const passedOver = (name: string, { lang }: Io): string =>
  lang === 'zh' ? `已忽略非录像：${JSON.stringify(name)}\n` : `Passed over, no recording: ${JSON.stringify(name)}\n`;
