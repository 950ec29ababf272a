import { clock } from '../../constructs/session-recording/recording/findings';
import { visibleLine } from '../report/visible';
import { readKeys } from '../sessions/keys';
import { type Indexed, indexFolder, type NotIndexed } from '../sessions/local-index';
import { searchFolder } from '../sessions/search-folder';
import type { Found, SessionQuestion } from '../sessions/session-filter';
import { isArchive, requireFolder } from '../sessions/source';
import { ExitCode, type Io, longStep, UsageError } from './io';
import { exitCodeOf, inertJson, type SessionsOptions } from './sessions';
import { foundTable, momentLine } from './sessions-text';

/** Sessions, and hits of each, that people are shown; machines get all. */
const SHOWN = { sessions: 100, hits: 5 } as const;

export interface SearchOptions extends SessionsOptions, Omit<SessionQuestion, 'text'> {}

/** `isms sessions index`: makes the index of a folder, of what is new or has changed. */
export async function indexCommand(options: SessionsOptions, io: Io): Promise<number> {
  if (isArchive(options.from)) {
    throw new UsageError({
      en: 'the archive indexes its recordings by itself; index is for a folder',
      zh: '归档会自行建立录像索引；index 仅用于目录',
    });
  }
  const indexed = await indexOf(options, io);
  indexed.close();
  const told = { sessions: indexed.entries.length, read: indexed.read, failures: indexed.failures };
  io.out(io.json ? inertJson(told) : madeText(told, io));
  return told.failures.length > 0 ? ExitCode.findings : ExitCode.fine;
}

/** `isms sessions search`: finds sessions by who, where and when, and by what was run, entered or shown. */
export async function searchCommand(text: string | undefined, options: SearchOptions, io: Io): Promise<number> {
  const question = questionOf(text, options);
  if (isArchive(options.from)) {
    // loaded when needed: the SDK's clients take long
    const { searchArchive } = require('../sessions/search-archive') as typeof import('../sessions/search-archive');
    return tell(await searchArchive(options, question), [], options, io);
  }
  const indexed = await indexOf(options, io);
  try {
    return tell(searchFolder(indexed, question), indexed.failures, options, io);
  } finally {
    indexed.close();
  }
}

function questionOf(text: string | undefined, options: SearchOptions): SessionQuestion {
  const { command, person, target, since, until, verdict } = options;
  return {
    ...(text !== undefined && { text }),
    ...(command !== undefined && { command }),
    ...(person !== undefined && { person }),
    ...(target !== undefined && { target }),
    ...(since !== undefined && { since }),
    ...(until !== undefined && { until }),
    ...(verdict !== undefined && { verdict }),
  };
}

function indexOf(options: SessionsOptions, io: Io): Promise<Indexed> {
  requireFolder(options.from);
  return longStep(io, { en: 'Indexing', zh: '正在建立索引' }, () =>
    indexFolder(options.from, readKeys(options.key ?? [])),
  );
}

function tell(found: readonly Found[], failures: readonly NotIndexed[], { from }: SessionsOptions, io: Io): number {
  io.out(io.json ? inertJson({ sessions: found, failures }) : foundText(found, from, io));
  for (const failure of failures) io.err(failedText(failure, io));
  const partly = found.filter(({ row }) => row.truncated.length > 0).length;
  if (partly > 0) io.err(partlyText(partly, io));
  const verdicts = found.filter(({ goesOn }) => !goesOn).map(({ row }) => row.verdict);
  return failures.length > 0 ? ExitCode.findings : exitCodeOf(verdicts);
}

function foundText(found: readonly Found[], from: string, io: Io): string {
  if (found.length === 0) return io.lang === 'zh' ? '没有符合条件的会话\n' : 'No session is like that.\n';
  const shown = found.slice(0, SHOWN.sessions);
  const hits = shown.filter((one) => one.hits.length > 0).map((one) => hitsText(one, from, io));
  const more = found.length - shown.length;
  const rest =
    io.lang === 'zh' ? `另有 ${more} 个会话，请缩小检索范围\n` : `And ${more} more sessions: ask for less.\n`;
  return [foundTable(shown, io.lang), ...hits, ...(more > 0 ? [rest] : [])].join('');
}

/** Where it stands in a session, and how to get there. */
function hitsText({ row, hits }: Found, from: string, { lang }: Io): string {
  const [first] = hits;
  const shown = hits.slice(0, SHOWN.hits).map((hit) => momentLine(hit, hit.kind, lang));
  const more = hits.length - SHOWN.hits;
  const rest = more > 0 ? [lang === 'zh' ? `  另有 ${more} 处\n` : `  and ${more} more\n`] : [];
  const replay = `isms sessions replay ${row.session} --from ${visibleLine(from)} --at ${clock(first?.at ?? 0)}\n`;
  return [`${row.session}\n`, ...shown, ...rest, `  ${replay}`].join('');
}

const madeText = ({ sessions, read }: { readonly sessions: number; readonly read: number }, { lang }: Io): string =>
  lang === 'zh'
    ? `已索引 ${sessions} 个会话，其中 ${read} 个重新读取\n`
    : `${sessions} sessions are indexed, ${read} of them read now.\n`;

const failedText = ({ session, why }: NotIndexed, { lang }: Io): string =>
  lang === 'zh' ? `未能索引 ${session}：${visibleLine(why)}\n` : `Not indexed: ${session}: ${visibleLine(why)}\n`;

const partlyText = (count: number, { lang }: Io): string =>
  lang === 'zh'
    ? `其中 ${count} 个会话内容过多，索引仅含开头部分；其余内容见录像\n`
    : `Of ${count} of these the index has not all: there is too much. The recordings have the rest.\n`;
