import { finding } from '../../findings';
import { type Finding, notApplicable, type Rule, verdictFromEach } from '../../rule';
import type { Resource } from '../../template';

/**
 * An alarm reaches someone: it has actions, they are on, and silence counts as failure where the alarm watches that
 * something does not fall too low.
 *
 * An alarm that only feeds a composite alarm is not judged: the composite alarm speaks for it.
 */
export const alarmNotifies: Rule = {
  id: 'alarm-notifies',
  demand: {
    en: 'An alarm has actions that are on, and takes missing data for a failure where it guards against too little.',
    zh: '告警须配置并启用动作；用于监测下限的告警将数据缺失视为故障。',
  },
  types: ['AWS::CloudWatch::Alarm', 'AWS::CloudWatch::CompositeAlarm'],
  reference: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html',
  judge: (alarm) =>
    feedsComposite(alarm)
      ? FEEDS_COMPOSITE
      : verdictFromEach([actionFindings, enabledFindings, silenceFindings], (judge) => judge(alarm)),
};

const FEEDS_COMPOSITE = notApplicable({
  en: 'it has no actions of its own and feeds a composite alarm',
  zh: '自身无动作，仅作为复合告警的输入',
});

function feedsComposite(alarm: Resource): boolean {
  if (alarm.has('AlarmActions')) return false;
  const name = alarm.text('AlarmName');
  const spellings = [
    `\${${alarm.id}}`,
    `\${${alarm.id}.Arn}`,
    ...(name === '' ? [] : [`"${name}"`, `:alarm:${name}"`]),
  ];
  return alarm.template
    .ofType('AWS::CloudWatch::CompositeAlarm')
    .some((composite) => spellings.some((spelling) => composite.text('AlarmRule').includes(spelling)));
}

const actionFindings = (alarm: Resource): readonly Finding[] =>
  alarm.list('AlarmActions').length > 0
    ? []
    : [finding('AlarmActions', 'is empty: nobody is told', '为空：无人收到告警')];

const enabledFindings = (alarm: Resource): readonly Finding[] =>
  alarm.flag('ActionsEnabled') === false
    ? [finding('ActionsEnabled', 'is false: nobody is told', '为 false：无人收到告警')]
    : [];

function silenceFindings(alarm: Resource): readonly Finding[] {
  const guardsAgainstTooLittle = String(alarm.literal('ComparisonOperator') ?? '').startsWith('LessThan');
  const treatment = alarm.literal('TreatMissingData');
  if (!guardsAgainstTooLittle || treatment === 'breaching') return [];
  return [
    finding(
      'TreatMissingData',
      `is ${treatment ?? 'missing'}, not breaching: what falls silent raises no alarm`,
      `为 ${treatment ?? '空'} 而非 breaching：数据中断时不会告警`,
    ),
  ];
}
