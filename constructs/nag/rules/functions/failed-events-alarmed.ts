import { finding } from '../../findings';
import { type Finding, notApplicable, type Rule, type Verdict, verdictFrom } from '../../rule';
import { tagOf } from '../../tags';
import type { Resource } from '../../template';
import { alarmsBeside, nearest, tellingFindings } from '../logging/alarm-chain';
import { HANDLER_TAG } from './handlers';

/** What fills a queue with events that wait to be dealt with, and the metrics of SQS that tell of it. */
const FILLED_BY: readonly { readonly type: string; readonly path: string; readonly metrics: readonly string[] }[] = [
  {
    type: 'AWS::Lambda::Function',
    path: 'DeadLetterConfig.TargetArn',
    metrics: ['ApproximateNumberOfMessagesVisible'],
  },
  {
    type: 'AWS::SQS::Queue',
    path: 'RedrivePolicy.deadLetterTargetArn',
    metrics: ['ApproximateNumberOfMessagesVisible'],
  },
  {
    type: 'AWS::Lambda::EventSourceMapping',
    path: 'EventSourceArn',
    metrics: ['ApproximateAgeOfOldestMessage', 'ApproximateNumberOfMessagesVisible'],
  },
];

const FED: (typeof FILLED_BY)[number]['type'] = 'AWS::Lambda::EventSourceMapping';

/** An event that a function could not deal with waits in a queue, and an alarm on the queue says so: otherwise it is lost, or nobody looks there. */
export const failedEventsAlarmed: Rule = {
  id: 'failed-events-alarmed',
  demand: {
    en: 'Events that a handler could not deal with are kept, and those that wait for a function or failed raise an alarm.',
    zh: '处理函数处理失败的事件予以保留，等待处理或处理失败的事件触发告警。',
  },
  types: ['AWS::SQS::Queue', 'AWS::Lambda::Function'],
  reference:
    'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html',
  judge: (resource) => (resource.type === 'AWS::SQS::Queue' ? judgeQueue(resource) : judgeHandler(resource)),
};

function judgeQueue(queue: Resource): Verdict {
  const filled = FILLED_BY.filter(({ type, path }) => queue.referrers(type, path).length > 0);
  if (filled.length === 0) return OF_OTHERS;
  const alarms = alarmsBeside(queue).filter((alarm) => isOn(alarm, queue));
  return verdictFrom([
    ...(filled.some(({ type }) => type === FED) ? lostFindings(queue, 'RedrivePolicy') : []),
    ...filled.flatMap(({ metrics }) => unheard(alarms, metrics)),
  ]);
}

function judgeHandler(handler: Resource): Verdict {
  if (tagOf(handler, HANDLER_TAG) === undefined) return OF_OTHERS;
  if (!handler.has('DeadLetterConfig') && answersDeploymentAlone(handler)) return OF_DEPLOYMENT;
  return verdictFrom(lostFindings(handler, 'DeadLetterConfig'));
}

/** Whether custom resources call it, and nobody else may: CloudFormation waits for the answer, and tells where none comes. */
const answersDeploymentAlone = (handler: Resource): boolean =>
  handler.template.resources.some(
    (resource) => CUSTOM_RESOURCE.test(resource.type) && resource.referent('ServiceToken') === handler,
  ) &&
  handler.referrers('AWS::Lambda::Permission', 'FunctionName').length === 0 &&
  handler.referrers(FED, 'FunctionName').length === 0;

const CUSTOM_RESOURCE = /^(Custom::|AWS::CloudFormation::CustomResource$)/;

const OF_DEPLOYMENT = notApplicable({
  en: 'CloudFormation alone calls it, waits for its answer, and tells where none comes',
  zh: '仅由 CloudFormation 调用，CloudFormation 等待其应答，未应答即报告失败',
});

const lostFindings = (resource: Resource, path: string): readonly Finding[] =>
  resource.has(path) ? [] : [finding(path, 'is missing: an event that fails is lost', '缺失：处理失败的事件将丢失')];

const OF_OTHERS = notApplicable({
  en: 'it is no handler of the landing zone, nor a queue that functions get events from or leave them in',
  zh: '其既非着陆区的处理函数，也非函数取用或存放事件的队列',
});

function unheard(alarms: readonly Resource[], metrics: readonly string[]) {
  const meant = alarms.filter((alarm) => metrics.includes(alarm.text('MetricName')));
  return nearest(meant.map(tellingFindings)) ?? [missing(metrics)];
}

const missing = (metrics: readonly string[]) =>
  finding(
    'AWS::CloudWatch::Alarm',
    `on ${metrics.join(' or ')} is missing: nobody hears of events that wait`,
    `缺少针对 ${metrics.join(' 或 ')} 的告警：无人获知滞留事件`,
  );

/** By reference, or by the name that both write down. */
const isOn = (alarm: Resource, queue: Resource): boolean =>
  alarm.text('Namespace') === 'AWS/SQS' &&
  alarm.list('Dimensions').some((_, index) => {
    const path = `Dimensions.${index}.Value`;
    return alarm.referent(path) === queue || (queue.has('QueueName') && alarm.text(path) === queue.text('QueueName'));
  });
