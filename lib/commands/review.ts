import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DetectionPlace } from '../../constructs/trail-alarms/detection';
import { isDay } from '../project';
import { visibleLine } from '../report/visible';
import { tookPart, type WeeklyReview, weekBefore, weeklyReview } from '../review/weekly-review';
import { indexRowsIn } from '../trace/index-rows';
import { ExitCode, type Io, UsageError } from './io';
import { inertJson } from './sessions-text';
import { INDEX, requireFetched, TRAIL } from './trace';

/** What `isms review` is given. */
export interface ReviewOptions {
  readonly from: string;
  /** The day after the week. */
  readonly until: string;
  readonly name: string;
  readonly partition: DetectionPlace['partition'];
  /** Who has reviewed it, who approves that, and what they conclude: all three, or none to look first. */
  readonly reviewer?: string;
  readonly approver?: string;
  readonly conclusion?: string;
  /** Where the signed review goes. */
  readonly out?: string;
}

/** `isms review`: gathers a week's entries of high risk; signed, they are a file and the record that names it. */
export async function reviewCommand(options: ReviewOptions, io: Io): Promise<number> {
  const { from, until, name, partition } = options;
  if (!isDay(until))
    throw new UsageError({
      en: `${until} is no day. Write it as 2026-03-09.`,
      zh: `${until} 不是日期，应写作 2026-03-09。`,
    });
  const [trail, index] = [join(from, TRAIL), join(from, INDEX)];
  requireFetched(trail, index);
  const rows = indexRowsIn(readFileSync(index, 'utf8'), index);
  const review = weeklyReview(trail, rows, weekBefore(until), { name, partition });
  const { reviewer, approver, conclusion, out } = options;
  if (!reviewer && !approver && !conclusion && !out) {
    io.out(io.json ? inertJson(review) : overview(review, io));
    return review.unreadable.length > 0 ? ExitCode.findings : ExitCode.fine;
  }
  if (!reviewer || !approver || !conclusion || !out) {
    throw new UsageError({
      en: 'a signed review needs --reviewer, --approver, --conclusion and --out together',
      zh: '签署评审须同时给出 --reviewer、--approver、--conclusion 与 --out',
    });
  }
  requireIndependent(reviewer, approver, review);
  const signed = `${JSON.stringify({ ...review, reviewer, approver, conclusion }, null, 2)}\n`;
  writeFileSync(out, signed);
  io.out(
    recordEntry({ file: out, sha256: createHash('sha256').update(signed).digest('hex'), until, reviewer, approver }),
  );
  return ExitCode.fine;
}

function requireIndependent(reviewer: string, approver: string, review: WeeklyReview): void {
  if (review.unreadable.length > 0) {
    throw new UsageError({
      en: `files of the trail could not be read, and may hold what is to be reviewed: ${review.unreadable.join(', ')}`,
      zh: `部分跟踪文件无法读取，其中可能含有待评审的条目：${review.unreadable.join('、')}`,
    });
  }
  if (reviewer.toLowerCase() === approver.toLowerCase()) {
    throw new UsageError({ en: 'another person approves the review', zh: '评审须由他人批准' });
  }
  if (!tookPart(reviewer, review)) return;
  throw new UsageError({
    en: `${reviewer} took part in what is reviewed: another auditor reviews it`,
    zh: `${reviewer} 参与了被评审的操作：须由其他审计员评审`,
  });
}

/** As `records` of the configuration takes it. */
const recordEntry = (of: {
  readonly file: string;
  readonly sha256: string;
  readonly until: string;
  readonly reviewer: string;
  readonly approver: string;
}): string =>
  `${[
    '- id: audit-log-review',
    `  file: ${JSON.stringify(of.file)}`,
    `  sha256: ${of.sha256}`,
    `  version: ${JSON.stringify(of.until)}`,
    `  owner: ${of.reviewer}`,
    `  approver: ${of.approver}`,
    `  issued: ${of.until}`,
    `  reviewBy: ${weekAfter(of.until)}`,
  ].join('\n')}\n`;

const weekAfter = (day: string): string => new Date(Date.parse(day) + 7 * 86_400_000).toISOString().slice(0, 10);

function overview(review: WeeklyReview, { lang }: Io): string {
  const says = (en: string, zh: string): string => (lang === 'zh' ? zh : en);
  const { entries, sessions, approvals, commandAlerts, gaps, unreadable } = review;
  const lines = [
    `${review.from} – ${review.until}`,
    `${says('events', '事件')}: ${entries.length}`,
    ...entries.map(
      ({ at, title, action, person, id }) => `  ${at}  ${title[lang]}: ${action}, ${person || '–'}, ${id}`,
    ),
    `${says('sessions', '会话')}: ${sessions.length}`,
    ...sessions.map(({ began, person, session, integrity }) => `  ${began}  ${person}, ${session}, ${integrity}`),
    `${says('approvals', '审批')}: ${approvals.length}`,
    ...approvals.map(({ id, by, person, reason }) => `  ${id}: ${by} → ${person}, ${reason}`),
    `${says('alerts on commands', '命令告警')}: ${commandAlerts.length}`,
    ...commandAlerts.map(({ session, text }) => `  ${session}: ${text}`),
    `${says('gaps', '缺口')}: ${gaps.length}`,
    ...gaps.map(({ gap, by, reason }) => `  ${gap}: ${by ? `${by}, ${reason}` : says('open', '未处理')}`),
    ...unreadable.map((file) => `${says('NOT READ', '无法读取')}: ${file}`),
  ];
  return `${lines.map(visibleLine).join('\n')}\n`;
}
