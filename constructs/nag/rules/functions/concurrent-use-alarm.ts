import { finding } from '../../findings';
import { type Finding, notApplicable, type Rule, type Verdict, verdictFrom, verdictFromEach } from '../../rule';
import type { Resource } from '../../template';
import { firstMatchFindings, lateFindings } from '../logging/alarm-chain';
import { handlerAt, isHandler, onSomething, permissionFindings, standstillFindings, unheard } from './handlers';

/** The handler's name, and what it notes when it has found something. */
const HANDLER = 'concurrent-use';

const WINDOW_MINUTES = 60;

/** An alarm that looks for longer comes too late to act upon. */
const LONGEST_LOOK_MINUTES = 15;

/** Where events say who the person is. A subscription that leaves one out does not see those people. */
const PEOPLE = [
  '$.userIdentity.sessionContext.sourceIdentity',
  '$.userIdentity.onBehalfOf.userId',
  'AWSReservedSSO_',
  'IAMUser',
] as const;

/**
 * The detection of identities used twice gets the events of people from a log group, looks back an hour, and its finding raises an alarm that
 * somebody hears.
 */
export const concurrentUseAlarm: Rule = {
  id: 'concurrent-use-alarm',
  demand: {
    en: `An identity that is used from two places or on two devices within ${WINDOW_MINUTES} minutes raises an alarm.`,
    zh: `同一身份在 ${WINDOW_MINUTES} 分钟内于两地或两台设备使用时触发告警。`,
  },
  types: ['AWS::Lambda::Function', 'AWS::Logs::SubscriptionFilter'],
  reference: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/SubscriptionFilters.html',
  judge: (resource) =>
    resource.type === 'AWS::Logs::SubscriptionFilter' ? judgeSubscription(resource) : judgeHandler(resource),
};

const OTHER: Verdict = notApplicable({
  en: 'it does not look for identities used twice',
  zh: '并非用于检测同一身份的并发使用',
});

const judgeSubscription = (subscription: Resource): Verdict =>
  feeds(subscription) ? verdictFrom(patternFindings(subscription)) : OTHER;

function judgeHandler(handler: Resource): Verdict {
  if (!isHandler(handler, HANDLER)) return OTHER;
  return verdictFromEach<(handler: Resource) => readonly Finding[]>(
    [
      standstillFindings,
      windowFindings,
      subscriptionFindings,
      (called) => permissionFindings(called, 'logs.'),
      alarmFindings,
    ],
    (judge) => judge(handler),
  );
}

const feeds = (subscription: Resource): boolean => handlerAt(subscription, 'DestinationArn', HANDLER) !== undefined;

/** The empty pattern lets everything through. */
function patternFindings(subscription: Resource): readonly Finding[] {
  const pattern = String(subscription.literal('FilterPattern') ?? '');
  const unseen = pattern.trim() === '' ? [] : PEOPLE.filter((field) => !pattern.includes(field));
  const narrowed = pattern.includes('&&');
  return [
    ...unseen.map((field) =>
      finding('FilterPattern', `leaves out people known by ${field}`, `未涵盖以 ${field} 标识的人员`),
    ),
    ...(narrowed ? [finding('FilterPattern', 'is narrowed by a further condition', '附加了其他限制条件')] : []),
  ];
}

const windowFindings = (handler: Resource): readonly Finding[] => {
  const path = 'Environment.Variables.WINDOW_MINUTES';
  const minutes = handler.number(path);
  if (minutes !== undefined && minutes >= WINDOW_MINUTES) return [];
  return [
    finding(
      path,
      `is ${minutes ?? 'missing'}, less than ${WINDOW_MINUTES}`,
      `为 ${minutes ?? '空'}，少于 ${WINDOW_MINUTES}`,
    ),
  ];
};

const subscriptionFindings = (handler: Resource): readonly Finding[] =>
  handler.template.ofType('AWS::Logs::SubscriptionFilter').some(feeds)
    ? []
    : [finding('AWS::Logs::SubscriptionFilter', 'is missing: the detection sees no events', '缺失：检测无法获得事件')];

const alarmFindings = (handler: Resource): readonly Finding[] =>
  unheard(handler, {
    event: HANDLER,
    by: onSomething,
    missing: finding(
      'AWS::CloudWatch::Alarm',
      'on what it finds is missing: nobody is told',
      '缺少针对发现结果的告警：无人收到通知',
    ),
    more: (alarm) => [...firstMatchFindings(alarm), ...lateFindings(alarm, LONGEST_LOOK_MINUTES)],
  });
