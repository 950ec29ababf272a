import { finding } from '../../findings';
import { isObject } from '../../intrinsics';
import { compliant, type Finding, nonCompliant, notApplicable, type Verdict, verdictFromEach } from '../../rule';
import { type Resource, Unresolved } from '../../template';
import { type Heard, handlerAt, isHandler, permissionFindings, standstillFindings, unheard } from './handlers';

/** A handler that has to run again and again, and be heard of. */
export interface Scheduled {
  readonly handler: string;
  /** In minutes, what may lie between two runs. */
  readonly longestInterval: number;
  readonly heard: readonly Heard[];
  /** What else may be wrong with it. */
  readonly more?: readonly ((handler: Resource) => readonly Finding[])[];
}

/** What such a handler has to look after, and how its schedule tells it to. */
export interface LookedAfter {
  /** The key of the schedule's input that says what is looked after. */
  readonly key: string;
  /** Whether the input of a schedule takes in the resource. */
  readonly takesIn: (input: Readonly<Record<string, unknown>>, schedule: Resource) => boolean;
  /** What is to be said where no schedule does. */
  readonly missing: Finding;
}

const MINUTES_OF: Readonly<Record<string, number>> = { minute: 1, hour: 60, day: 24 * 60 };

const OTHER: Verdict = notApplicable({
  en: 'it is neither the handler nor its schedule',
  zh: '既非该处理函数，也非其计划任务',
});

/** Judges such a handler, and rules of EventBridge that call it by the clock. */
export const judgeScheduled = (resource: Resource, scheduled: Scheduled): Verdict =>
  resource.type === 'AWS::Events::Rule' ? judgeSchedule(resource, scheduled) : judgeHandler(resource, scheduled);

/**
 * Judges what such a handler has to look after: some schedule in the estate has it do so.
 * @throws Unresolved where there is a schedule of which no template says what it has the handler look after.
 */
export function judgeLookedAfter(
  resource: Resource,
  { handler }: Pick<Scheduled, 'handler'>,
  { key, takesIn, missing }: LookedAfter,
): Verdict {
  const told = resource.template.estate
    .ofType('AWS::Events::Rule')
    .flatMap((schedule) => inputsOf(schedule, handler).map((input) => ({ schedule, input })));
  if (told.some(({ schedule, input }) => input?.[key] !== undefined && takesIn(input, schedule))) return compliant;
  const untold = told.find(({ input }) => input?.[key] === undefined);
  if (untold) throw new Unresolved(`${untold.schedule.id}.Targets.Input`);
  return nonCompliant(missing);
}

/** What a schedule tells a handler each time: undefined where the template does not say. None where it is no schedule of it. */
function inputsOf(schedule: Resource, handler: string): readonly (Readonly<Record<string, unknown>> | undefined)[] {
  return schedule
    .list('Targets')
    .map((_, index) => `Targets.${index}`)
    .filter((path) => handlerAt(schedule, `${path}.Arn`, handler) && schedule.has('ScheduleExpression'))
    .map((path) => objectIn(schedule.text(`${path}.Input`)));
}

function objectIn(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** A rule that waits for events calls it as well, and is no schedule. */
function judgeSchedule(rule: Resource, { handler, longestInterval }: Scheduled): Verdict {
  if (!reaches(rule, handler) || rule.has('EventPattern')) return OTHER;
  return verdictFromEach<(rule: Resource) => readonly Finding[]>(
    [enabledFindings, (schedule) => intervalFindings(schedule, longestInterval)],
    (judge) => judge(rule),
  );
}

function judgeHandler(resource: Resource, { handler, heard, more = [] }: Scheduled): Verdict {
  if (!isHandler(resource, handler)) return OTHER;
  return verdictFromEach<(resource: Resource) => readonly Finding[]>(
    [
      standstillFindings,
      (called) => scheduleFindings(called, handler),
      (called) => permissionFindings(called, 'events.amazonaws.com'),
      ...heard.map((one) => (called: Resource) => unheard(called, one)),
      ...more,
    ],
    (judge) => judge(resource),
  );
}

const scheduleFindings = (resource: Resource, handler: string): readonly Finding[] =>
  resource.template
    .ofType('AWS::Events::Rule')
    .some((schedule) => reaches(schedule, handler) && schedule.has('ScheduleExpression'))
    ? []
    : [finding('AWS::Events::Rule', 'is missing: nothing runs the function', '缺失：函数不会被触发')];

const reaches = (schedule: Resource, handler: string): boolean =>
  schedule.list('Targets').some((_, index) => handlerAt(schedule, `Targets.${index}.Arn`, handler) !== undefined);

const enabledFindings = (schedule: Resource): readonly Finding[] =>
  (schedule.literal('State') ?? 'ENABLED') === 'ENABLED'
    ? []
    : [
        finding(
          'State',
          `is ${schedule.literal('State')}: nothing runs the function`,
          `为 ${schedule.literal('State')}：函数不会被触发`,
        ),
      ];

function intervalFindings(schedule: Resource, longestInterval: number): readonly Finding[] {
  const expression = String(schedule.literal('ScheduleExpression') ?? '');
  if (minutesBetween(expression) <= longestInterval) return [];
  const [en, zh] =
    longestInterval % 60 === 0
      ? [`${longestInterval / 60} hours`, `${longestInterval / 60} 小时`]
      : [`${longestInterval} minutes`, `${longestInterval} 分钟`];
  return [
    finding(
      'ScheduleExpression',
      `is '${expression}', which is not known to be at least every ${en}`,
      `为“${expression}”，无法确认至少每 ${zh}执行一次`,
    ),
  ];
}

/** Of a rate alone; times of day are endless in kind, and what is to come often has a rate. */
function minutesBetween(expression: string): number {
  const [, count, unit = ''] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression) ?? [];
  return count === undefined
    ? Number.POSITIVE_INFINITY
    : Number(count) * (MINUTES_OF[unit] ?? Number.POSITIVE_INFINITY);
}
