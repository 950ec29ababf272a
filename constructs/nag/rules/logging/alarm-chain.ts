import { finding } from '../../findings';
import type { Environment } from '../../intrinsics';
import type { Finding } from '../../rule';
import { type Resource, Unresolved } from '../../template';

/** The metric filters on a log group, wherever in the estate they stand. */
export const filtersOn = (group: Resource): readonly Resource[] =>
  group.referrers('AWS::Logs::MetricFilter', 'LogGroupName', 'LogGroupName');

/** A metric, with the texts that each of its dimensions may have. */
export interface Watched {
  readonly namespace: string;
  readonly metricName: string;
  readonly dimensions: Readonly<Record<string, readonly string[]>>;
}

/** The alarms that watch exactly a metric. */
export const watching = (alarms: readonly Resource[], { namespace, metricName, dimensions }: Watched) =>
  alarms.filter(
    (alarm) =>
      alarm.text('MetricName') === metricName &&
      alarm.text('Namespace') === namespace &&
      Object.entries(dimensions).every(([name, values]) => values.includes(dimensionOf(alarm, name))),
  );

function dimensionOf(alarm: Resource, name: string): string {
  const paths = alarm.list('Dimensions').map((_, index) => `Dimensions.${index}`);
  const path = paths.find((candidate) => alarm.text(`${candidate}.Name`) === name);
  return path === undefined ? '' : alarm.text(`${path}.Value`);
}

/** The alarms of a resource's account and region. */
export const alarmsBeside = (resource: Resource): readonly Resource[] =>
  resource.template.estate
    .ofType('AWS::CloudWatch::Alarm')
    .filter(
      ({ template }) =>
        template === resource.template || isSamePlace(template.environment, resource.template.environment),
    );

const isSamePlace = (one: Environment, other: Environment): boolean =>
  one.account !== undefined && one.region !== undefined && one.account === other.account && one.region === other.region;

/** What is wrong with the one alarm that is nearest to right; nothing where it is, undefined where there is none. */
export const nearest = (findings: readonly (readonly Finding[])[]): readonly Finding[] | undefined =>
  [...findings].sort((one, other) => one.length - other.length)[0];

/**
 * The alarms on the metric that a filter counts its matches in.
 * @throws Unresolved when there is but one that computes with the metric: what it makes of a match is not decided here.
 */
export function alarmsOf(filter: Resource): readonly Resource[] {
  const transformation = 'MetricTransformations.0';
  const metricName = String(filter.literal(`${transformation}.MetricName`));
  const namespace = String(filter.literal(`${transformation}.MetricNamespace`));
  const alarms = alarmsBeside(filter);
  const plain = watching(alarms, { metricName, namespace, dimensions: {} }).filter(
    (alarm) => alarm.list('Dimensions').length === 0,
  );
  if (plain.length > 0) return plain;
  const computing = alarms.find((alarm) => alarm.text('Metrics').includes(`"MetricName":"${metricName}"`));
  if (computing) throw new Unresolved(`${computing.id}.Metrics`);
  return [];
}

/** Why a filter's matches do not count one by one. */
export function countFindings(filter: Resource): readonly Finding[] {
  const path = 'MetricTransformations.0.MetricValue';
  const value = filter.literal(path);
  if (Number(value) >= 1) return [];
  return [
    finding(
      `${filter.id}.${path}`,
      `is ${value ?? 'missing'}, not 1: matches are not counted`,
      `为 ${value ?? '空'} 而非 1：匹配未被计数`,
    ),
  ];
}

/** Why an alarm tells nobody, whatever it watches. */
export const tellingFindings = (alarm: Resource): readonly Finding[] => [
  ...(alarm.flag('ActionsEnabled') === false
    ? [finding(`${alarm.id}.ActionsEnabled`, 'is false: nobody is told', '为 false：无人收到告警')]
    : []),
  ...actionFindings(alarm),
];

/** Why an alarm looks for too long before it goes off. */
export function lateFindings(alarm: Resource, longestMinutes: number): readonly Finding[] {
  const minutes = ((alarm.number('Period') ?? 0) * (alarm.number('EvaluationPeriods') ?? 1)) / 60;
  if (minutes <= longestMinutes) return [];
  return [
    finding(
      `${alarm.id}.EvaluationPeriods`,
      `make the alarm look for ${minutes} minutes, more than ${longestMinutes}: it comes late`,
      `使告警观察 ${minutes} 分钟，超过 ${longestMinutes} 分钟：告警过迟`,
    ),
  ];
}

function actionFindings(alarm: Resource): readonly Finding[] {
  const actions = alarm.list('AlarmActions');
  const topics = actions
    .map((_, index) => alarm.referent(`AlarmActions.${index}`))
    .filter((target) => target?.type === 'AWS::SNS::Topic');
  if (topics.some((topic) => topic && isHeard(topic))) return [];
  // a topic of another template may have subscribers
  if (actions.length > topics.length) throw new Unresolved(`${alarm.id}.AlarmActions`);
  return [
    finding(
      `${alarm.id}.AlarmActions`,
      'leads to no topic with a subscription: nobody is told',
      '未指向有订阅的主题：无人收到告警',
    ),
  ];
}

const isHeard = (topic: Resource): boolean =>
  topic.list('Subscription').length > 0 || topic.referrers('AWS::SNS::Subscription', 'TopicArn').length > 0;

/** Why an alarm does not go off at the first match. */
export function firstMatchFindings(alarm: Resource): readonly Finding[] {
  const at = (property: string): string => `${alarm.id}.${property}`;
  const needed = alarm.number('DatapointsToAlarm') ?? alarm.number('EvaluationPeriods') ?? 1;
  return [
    ...(goesOffAtOne(alarm)
      ? []
      : [
          finding(
            at('Threshold'),
            'does not let one match raise the alarm, with the operator and the statistic beside it',
            '结合比较运算符与统计方式，单次匹配不会触发告警',
          ),
        ]),
    ...(needed > 1
      ? [
          finding(
            at('DatapointsToAlarm'),
            `wants matches in ${needed} periods: one alone raises no alarm`,
            `要求 ${needed} 个周期均有匹配：单次匹配不会触发告警`,
          ),
        ]
      : []),
    ...(alarm.literal('TreatMissingData') === 'breaching'
      ? [
          finding(
            at('TreatMissingData'),
            'is breaching: the alarm is always on, and a match changes nothing',
            '为 breaching：告警始终触发，匹配不会带来变化',
          ),
        ]
      : []),
  ];
}

function goesOffAtOne(alarm: Resource): boolean {
  const threshold = alarm.number('Threshold') ?? Number.NaN;
  const operator = alarm.literal('ComparisonOperator');
  if (alarm.literal('Statistic') !== 'Sum') return false;
  if (operator === 'GreaterThanOrEqualToThreshold') return threshold > 0 && threshold <= 1;
  return operator === 'GreaterThanThreshold' && threshold >= 0 && threshold < 1;
}

/** Why an alarm stays quiet when what it watches has stopped. */
export function silenceFindings(alarm: Resource): readonly Finding[] {
  const operator = alarm.literal('ComparisonOperator');
  const threshold = alarm.number('Threshold') ?? 0;
  const isBelowOne = operator === 'LessThanOrEqualToThreshold' || (operator === 'LessThanThreshold' && threshold > 0);
  if (isBelowOne && alarm.literal('TreatMissingData') === 'breaching') return [];
  return [
    finding(
      `${alarm.id}.TreatMissingData`,
      'and the operator let silence pass: nothing for too long raises no alarm',
      '与比较运算符使静默不触发：长时间无数据也不告警',
    ),
  ];
}
