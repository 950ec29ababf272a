import Table from 'cli-table3';
import { isBadException } from '../evidence/exceptions';
import type { DesignStatus } from '../evidence/facet-status';
import { STATUS_ZH } from '../evidence/requirement-status';
import { describeSubject } from '../evidence/subject';
import { OPERATION } from './html/words';
import { type FindingEntry, facetsShown, type OperationStatus, type Report } from './report';
import { visibleLine } from './visible';

type Language = 'en' | 'zh';

const STATUSES: readonly DesignStatus[] = [
  'met',
  'partial',
  'not-met',
  'not-evaluated',
  'inherited',
  'manual',
  'not-applicable',
];

const OPERATION_STATUSES = Object.keys(OPERATION) as OperationStatus[];

const WORDS = {
  clause: { en: 'clause', zh: '条款' },
  all: { en: 'all', zh: '合计' },
  findings: { en: 'Open findings', zh: '未关闭的问题' },
  none: { en: 'none', zh: '无' },
  excepted: { en: 'Excepted findings', zh: '已例外的问题' },
  badExceptions: { en: 'Exceptions that are expired or unused', zh: '已过期或未使用的例外' },
  notObserved: {
    en: 'Operation: not observed (nothing has been looked at after deployment)',
    zh: '运行：未观测（部署后尚未采集）',
  },
  operation: { en: 'Operation', zh: '运行' },
  emulated: {
    en: 'EMULATED: the operation of an emulated cloud was observed. Nothing here speaks of production.',
    zh: '模拟环境：所观测的是模拟云的运行情况，不代表生产环境。',
  },
} as const;

/** What stands in the terminal at the end: status by clause, open findings with file and line. */
export function summary(report: Report, lang: Language): string {
  const open = report.findings.filter((finding) => finding.exception === null);
  const excepted = report.findings.length - open.length;
  const bad = report.exceptions.filter(({ state }) => isBadException(state));
  return [
    `${report.standard.id} ${report.standard.title[lang]}, ${report.generated.asOf}`,
    statusTable(report, lang),
    ...operationLines(report, lang),
    `${WORDS.findings[lang]}: ${open.length === 0 ? WORDS.none[lang] : open.length}`,
    ...open.map((finding) => `  ${findingLine(finding, lang)}`),
    ...(excepted > 0 ? [`${WORDS.excepted[lang]}: ${excepted}`] : []),
    ...(bad.length > 0
      ? [`${WORDS.badExceptions[lang]}: ${bad.map(({ id, state }) => visibleLine(`${id} (${state})`)).join(', ')}`]
      : []),
    '',
  ].join('\n');
}

/** How many requirements run how, and each that does not work. */
function operationLines({ observed, requirements }: Report, lang: Language): readonly string[] {
  if (!observed) return [WORDS.notObserved[lang]];
  const count = (status: OperationStatus): number =>
    requirements.filter((row) => row.operation.status === status).length;
  const counts = OPERATION_STATUSES.map((status) => `${OPERATION[status][lang]} ${count(status)}`);
  const { shown, asking } = facetsShown(requirements);
  const bad = requirements.filter(({ operation }) => operation.status === 'ineffective');
  return [
    ...(observed.emulated ? [WORDS.emulated[lang]] : []),
    `${WORDS.operation[lang]}: ${counts.join(', ')}`,
    lang === 'zh'
      ? `运行期已证明的要点：${asking} 项中 ${shown} 项`
      : `Facets shown at run time: ${shown} of ${asking}`,
    ...bad.map(
      ({ id, operation }) => `  ${visibleLine(`${id}: ${lang === 'zh' ? operation.reasonZh : operation.reason}`)}`,
    ),
  ];
}

function statusTable(report: Report, lang: Language): string {
  const names = STATUSES.map((status) => (lang === 'zh' ? STATUS_ZH[status] : status));
  const table = new Table({
    head: [WORDS.clause[lang], ...names, WORDS.all[lang]],
    colAligns: ['left', ...names.map(() => 'right' as const), 'right'],
    // colours are decided by the caller's terminal, not by the table
    style: { head: [], border: [], compact: true },
  });
  const clauses = [...new Set(report.requirements.map(({ clause }) => clause))];
  for (const clause of clauses) table.push(counts(report, clause));
  table.push(counts(report, undefined, WORDS.all[lang]));
  return table.toString();
}

function counts(report: Report, clause: string | undefined, label = clause ?? ''): (string | number)[] {
  const rows = report.requirements.filter((row) => clause === undefined || row.clause === clause);
  const per = STATUSES.map((status) => rows.filter((row) => row.design.status === status).length);
  return [label, ...per.map((count) => count || ''), rows.length];
}

/** `lib/x.ts:12 Stack/Bucket (AWS::S3::Bucket) s3-object-lock ObjectLockEnabled: … [8.6/log-storage]`, on one line whatever is in it. */
export function findingLine(finding: FindingEntry, lang: Language): string {
  const { subject, check, property, requirements } = finding;
  const place = subject?.source && `${subject.source.file}:${subject.source.line}`;
  const resource = subject && describeSubject(subject);
  const message = lang === 'zh' ? finding.messageZh : finding.message;
  const what = [place, resource, check, property].filter(Boolean).join(' ');
  return visibleLine(`${what}: ${message}${requirements.length > 0 ? ` [${requirements.join(', ')}]` : ''}`);
}
