import { clock } from '../../constructs/session-recording/recording/findings';
import type { Bilingual } from '../../constructs/standard/bilingual';
import { visibleLine } from '../report/visible';
import { readKeys } from '../sessions/keys';
import { type Indexed, indexFolder, type NotIndexed } from '../sessions/local-index';
import { searchFolder } from '../sessions/search-folder';
import { type Found, type NotWhole, notWholeBeside, type SessionQuestion } from '../sessions/session-filter';
import { isArchive, requireFolder, type SessionsOptions } from '../sessions/source';
import { ExitCode, type Io, longStep, UsageError } from './io';
import { exitCodeOf, foundTable, inertJson, momentLine } from './sessions-text';

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
  if (!io.json) for (const failure of told.failures) io.err(failedText(failure, io));
  return told.failures.length > 0 ? ExitCode.findings : ExitCode.fine;
}

/** `isms sessions search`: finds sessions by who, where and when, and by what was run, entered or shown. */
export async function searchCommand(text: string | undefined, options: SearchOptions, io: Io): Promise<number> {
  const question = questionOf(text, options);
  if (isArchive(options.from)) {
    // loaded when needed: the SDK's clients take long
    const { searchArchive } = require('../sessions/search-archive') as typeof import('../sessions/search-archive');
    const { found, notWhole } = await searchArchive(options, question);
    return tell(found, notWhole, options, io);
  }
  const indexed = await indexOf(options, io);
  try {
    const found = searchFolder(indexed, question);
    const rows = indexed.entries.map(({ row }) => row);
    return tell(found, [...indexed.failures, ...notWholeBeside(found, rows, question)], options, io);
  } finally {
    indexed.close();
  }
}

function questionOf(text: string | undefined, options: SearchOptions): SessionQuestion {
  const { command, person, target, since, until, verdict } = options;
  if (since !== undefined && until !== undefined && since > until) {
    throw new UsageError({
      en: '--since is later than --until: no session is between them',
      zh: '--since 晚于 --until：其间没有会话',
    });
  }
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

function tell(found: readonly Found[], failures: readonly NotWhole[], { from }: SessionsOptions, io: Io): number {
  io.out(io.json ? inertJson({ sessions: found, failures }) : foundText(found, failures.length === 0, from, io));
  if (failures.length > 0) io.err(notWholeText(failures, io));
  const partly = found.filter(({ row }) => row.truncated.length > 0).length;
  if (partly > 0) io.err(partlyText(partly, io));
  const verdicts = found.filter(({ goesOn }) => !goesOn).map(({ row }) => row.verdict);
  return failures.length > 0 ? ExitCode.findings : exitCodeOf(verdicts);
}

const NONE = {
  all: { en: 'No session is like that.\n', zh: '没有符合条件的会话\n' },
  readable: { en: 'Of what could be searched, no session is like that.\n', zh: '已检索的内容中没有符合条件的会话\n' },
} as const;

function foundText(found: readonly Found[], isAll: boolean, from: string, io: Io): string {
  if (found.length === 0) return NONE[isAll ? 'all' : 'readable'][io.lang];
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

const WHY: Readonly<Record<string, Bilingual>> = {
  incomplete: { en: 'incomplete', zh: '不完整' },
  tampered: { en: 'tampered with or not signed by the key', zh: '被篡改或非该公钥签名' },
  recording: { en: 'still being recorded', zh: '录制中' },
  truncated: { en: 'too large: the index has its beginning', zh: '过大：索引仅含开头' },
};

/** Who looks for something is not told that it is nowhere where it may be in what could not be read. */
function notWholeText(failures: readonly NotWhole[], { lang }: Io): string {
  const named = failures
    .slice(0, SHOWN.hits)
    .map(({ session, why }) => `${session} (${visibleLine(WHY[why]?.[lang] ?? why)})`);
  const more = failures.length - named.length;
  return lang === 'zh'
    ? `另有 ${failures.length} 个录像未能完整检索，其中可能有所检索的内容：${named.join('、')}${more > 0 ? `，另有 ${more} 个` : ''}。可用 isms sessions list 查看\n`
    : `${failures.length} more recordings could not be searched wholly, and may hold what was looked for: ${named.join(', ')}${more > 0 ? `, and ${more} more` : ''}. isms sessions list tells of them.\n`;
}

const partlyText = (count: number, { lang }: Io): string =>
  lang === 'zh'
    ? `其中 ${count} 个会话内容过多，索引仅含开头部分；其余内容见录像\n`
    : `Of ${count} of these the index has not all: there is too much. The recordings have the rest.\n`;
