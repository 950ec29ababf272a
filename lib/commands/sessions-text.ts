import Table from 'cli-table3';
import type { ContentKind } from '../../constructs/session-recording/recording/content-kinds';
import type { Contents, Moment } from '../../constructs/session-recording/recording/contents';
import { clock, findingPlace } from '../../constructs/session-recording/recording/findings';
import type { Verdict, Verification } from '../../constructs/session-recording/recording/verify';
import type { Bilingual } from '../../constructs/standard/bilingual';
import { visibleLine } from '../report/visible';
import type { Found } from '../sessions/session-filter';
import { ExitCode, type Io, type Language } from './io';

const VERDICTS: Readonly<Record<Verdict, Bilingual>> = {
  ok: { en: 'whole', zh: '完整' },
  unverified: { en: 'not verified: no key', zh: '未校验：未给出公钥' },
  incomplete: { en: 'incomplete', zh: '不完整' },
  tampered: { en: 'TAMPERED', zh: '已被篡改' },
};

/** How a session ended, as the recorder writes it. */
const ENDS: Readonly<Record<string, Bilingual>> = {
  exited: { en: 'shell exited', zh: 'shell 退出' },
  'client-gone': { en: 'terminal closed', zh: '终端关闭' },
  stopped: { en: 'service stopped', zh: '服务停止' },
  'approval-ended': { en: 'approval over', zh: '批准结束' },
  undecided: { en: 'approval unknown', zh: '批准无法查询' },
  unwatched: { en: 'nobody watched', zh: '无人监看' },
  'ended-by-other': { en: 'ended by another', zh: '被他人终止' },
  'keeper-gone': { en: 'keeper gone', zh: '守护进程中止' },
};

const HEAD: Readonly<Record<Language, readonly string[]>> = {
  en: ['session', 'user', 'host', 'began', 'duration', 'end', 'integrity'],
  zh: ['会话', '用户', '主机', '开始', '时长', '结束方式', '完整性'],
};

export const verdictText = (verdict: Verdict, lang: Language): string => VERDICTS[verdict][lang];

/** A row for each recording. */
export function sessionTable(sessions: readonly Verification[], lang: Language): string {
  const table = new Table({ head: [...HEAD[lang]], style: { head: [], border: [] } });
  for (const { session, opens, closes, duration, verdict } of sessions) {
    const end = closes && (ENDS[closes.reason]?.[lang] ?? closes.reason);
    const cells = [session, opens?.user, opens?.host, opens?.began, clock(duration), end];
    table.push([...cells.map((cell) => visibleLine(cell ?? '–')), verdictText(verdict, lang)]);
  }
  return `${table.toString()}\n`;
}

const FOUND_HEAD: Readonly<Record<Language, readonly string[]>> = {
  en: ['session', 'person', 'host', 'began', 'duration', 'integrity'],
  zh: ['会话', '人员', '主机', '开始', '时长', '完整性'],
};

const GOES_ON: Bilingual = { en: 'still being recorded', zh: '录制中' };

/** A row for each session that was found. */
export function foundTable(found: readonly Found[], lang: Language): string {
  const table = new Table({ head: [...FOUND_HEAD[lang]], style: { head: [], border: [] } });
  for (const { row, goesOn } of found) {
    const { session, person, host, start, duration, verdict } = row;
    const cells = [session, person, host, start, clock(duration)].map((cell) => visibleLine(cell ?? '–'));
    table.push([...cells, goesOn ? GOES_ON[lang] : verdictText(verdict, lang)]);
  }
  return `${table.toString()}\n`;
}

/** What is wrong with a recording, a line each. */
export const findingLines = ({ findings }: Verification, lang: Language): readonly string[] =>
  findings.map((one) => `  ${visibleLine(`${findingPlace(one)[lang]}: ${one.told[lang]}`)}`);

export const commandLine = ({ at, text }: Moment): string => `  ${clock(at)}  ${visibleLine(text)}`;

/** What something in a session is. */
export const KIND_TEXTS: Readonly<Record<ContentKind, Bilingual>> = {
  ran: { en: 'ran', zh: '运行' },
  entered: { en: 'entered', zh: '输入' },
  alerts: { en: 'alert', zh: '告警' },
  lines: { en: 'screen', zh: '屏幕' },
};

/** One of them, a line. */
export const momentLine = ({ at, text }: Moment, kind: ContentKind, lang: Language): string =>
  `  ${clock(at)}  ${KIND_TEXTS[kind][lang]}  ${visibleLine(text)}\n`;

/** What the kernel ran, and alerts, in their order. */
export const momentLines = (found: Pick<Contents, 'ran' | 'alerts'>, lang: Language): readonly string[] =>
  (['ran', 'alerts'] as const)
    .flatMap((kind) => found[kind].map((moment) => ({ moment, kind })))
    .sort((one, other) => one.moment.at - other.moment.at)
    .map(({ moment, kind }) => momentLine(moment, kind, lang));

/** A recording that is not whole ends a command with 1: it has been shown all the same, as far as it is sound. */
export const exitCodeOf = (verdicts: readonly Verdict[]): number =>
  verdicts.some((verdict) => verdict === 'incomplete' || verdict === 'tampered') ? ExitCode.findings : ExitCode.fine;

/** JSON on one line. It leaves eight-bit controls as they are, and a terminal would obey them. */
export const inertJson = (value: unknown): string =>
  `${JSON.stringify(value).replace(/\p{Cc}/gu, (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`)}\n`;

export function verdictLines(session: Verification, io: Pick<Io, 'lang'>): string {
  const counted =
    io.lang === 'zh'
      ? `${session.segments} 个分段，${clock(session.duration)}`
      : `${session.segments} segments, ${clock(session.duration)}`;
  const head = `${session.session}: ${verdictText(session.verdict, io.lang)} (${counted})`;
  return `${[head, ...findingLines(session, io.lang)].join('\n')}\n`;
}
