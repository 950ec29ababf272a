import { finding } from '../../findings';
import { type Finding, notApplicable, type Rule, type Verdict, verdictFromEach } from '../../rule';
import type { Resource } from '../../template';
import {
  type Heard,
  handlerAt,
  isHandler,
  onSilence,
  onSomething,
  permissionFindings,
  standstillFindings,
  unheard,
} from './handlers';

const HANDLER = 'leaver-reconciliation';

/**
 * A role session that was open when a leaver lost his rights lasts twelve hours at most; so much is left of a day.
 * @see https://docs.aws.amazon.com/singlesignon/latest/userguide/howtosessionduration.html
 */
const LONGEST_INTERVAL_HOURS = 12;

const HOURS_OF: Readonly<Record<string, number>> = { minute: 1 / 60, hour: 1, day: 24 };

const missing = (en: string, zh: string): Finding => finding('AWS::CloudWatch::Alarm', en, zh);

/** What people must hear of. A run that fails counts nothing, so that its silence tells. */
const HEARD: readonly Heard[] = [
  {
    event: 'completed',
    by: onSilence,
    missing: missing(
      'on its runs is missing: a search that stays away is not noticed',
      '缺少针对运行的告警：核对未执行时无人知晓',
    ),
  },
  {
    event: 'leaver-found',
    by: onSomething,
    missing: missing(
      'on what it finds is missing: nobody hears of a leaver',
      '缺少针对发现结果的告警：无人获知离职人员仍有权限',
    ),
  },
  {
    event: 'could-not-look',
    by: onSomething,
    missing: missing(
      'on what it cannot see is missing: nobody hears of a place that was passed over',
      '缺少针对无法核对之处的告警：无人获知遗漏',
    ),
  },
];

/**
 * The search for leavers runs at least every twelve hours, may be called by its schedule, and alarms when it finds
 * somebody, cannot look somewhere, or has not come to its end.
 */
export const leaverReconciliationDaily: Rule = {
  id: 'leaver-reconciliation-daily',
  demand: {
    en: `The search for leavers runs at least every ${LONGEST_INTERVAL_HOURS} hours, and alarms when it stays away.`,
    zh: `离职核对至少每 ${LONGEST_INTERVAL_HOURS} 小时执行一次，未执行时告警。`,
  },
  types: ['AWS::Lambda::Function', 'AWS::Events::Rule'],
  reference: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html',
  judge: (resource) => (resource.type === 'AWS::Events::Rule' ? judgeSchedule(resource) : judgeHandler(resource)),
};

const OTHER: Verdict = notApplicable({ en: 'it does not search for leavers', zh: '并非用于离职核对' });

const judgeSchedule = (schedule: Resource): Verdict =>
  reaches(schedule) ? verdictFromEach([enabledFindings, intervalFindings], (judge) => judge(schedule)) : OTHER;

function judgeHandler(handler: Resource): Verdict {
  if (!isHandler(handler, HANDLER)) return OTHER;
  return verdictFromEach<(handler: Resource) => readonly Finding[]>(
    [
      standstillFindings,
      scheduleFindings,
      (called) => permissionFindings(called, 'events.amazonaws.com'),
      ...HEARD.map((heard) => (of: Resource) => unheard(of, heard)),
    ],
    (judge) => judge(handler),
  );
}

const scheduleFindings = (handler: Resource): readonly Finding[] =>
  handler.template
    .ofType('AWS::Events::Rule')
    .some((schedule) => reaches(schedule) && schedule.has('ScheduleExpression'))
    ? []
    : [finding('AWS::Events::Rule', 'is missing: nothing runs the search', '缺失：核对不会被触发')];

const reaches = (schedule: Resource): boolean =>
  schedule.list('Targets').some((_, index) => handlerAt(schedule, `Targets.${index}.Arn`, HANDLER) !== undefined);

const enabledFindings = (schedule: Resource): readonly Finding[] =>
  (schedule.literal('State') ?? 'ENABLED') === 'ENABLED'
    ? []
    : [
        finding(
          'State',
          `is ${schedule.literal('State')}: nothing runs the search`,
          `为 ${schedule.literal('State')}：核对不会被触发`,
        ),
      ];

function intervalFindings(schedule: Resource): readonly Finding[] {
  const expression = String(schedule.literal('ScheduleExpression') ?? '');
  const hours = hoursBetween(expression);
  if (hours <= LONGEST_INTERVAL_HOURS) return [];
  return [
    finding(
      'ScheduleExpression',
      `is '${expression}', which is not known to be at least every ${LONGEST_INTERVAL_HOURS} hours`,
      `为“${expression}”，无法确认至少每 ${LONGEST_INTERVAL_HOURS} 小时执行一次`,
    ),
  ];
}

/** Of a rate alone; times of day are endless in kind, and a search that is to come often has a rate. */
function hoursBetween(expression: string): number {
  const [, count, unit = ''] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression) ?? [];
  return count === undefined ? Number.POSITIVE_INFINITY : Number(count) * (HOURS_OF[unit] ?? Number.POSITIVE_INFINITY);
}
