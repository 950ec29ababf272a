import { SHORTEST_LOG_RETENTION_DAYS } from '../../../partition/legal-retention';
import { finding } from '../../findings';
import { compliant, nonCompliant, type Rule } from '../../rule';

/** The class of log groups that pass events on to a destination instead of keeping them; it takes no retention. */
const PASSES_ON = 'DELIVERY';

/** A log group keeps its events long enough; one without a period keeps them for ever. */
export const logGroupRetention: Rule = {
  id: 'log-group-retention',
  demand: {
    en: `A log group keeps its events for at least ${SHORTEST_LOG_RETENTION_DAYS} days, or longer where the configuration says so.`,
    zh: `日志组保存事件不少于 ${SHORTEST_LOG_RETENTION_DAYS} 天；配置要求更长的从其规定。`,
  },
  types: ['AWS::Logs::LogGroup'],
  reference: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/Working-with-log-groups-and-streams.html',
  judge(group) {
    if (group.literal('LogGroupClass') === PASSES_ON) return KEEPS_NOTHING;
    const days = group.number('RetentionInDays') ?? Number.POSITIVE_INFINITY;
    const least = group.template.estate.leastRetentionDays;
    if (days >= least) return compliant;
    return nonCompliant(
      finding('RetentionInDays', `is ${days}, less than ${least}`, `为 ${days} 天，少于 ${least} 天`),
    );
  },
};

const KEEPS_NOTHING = nonCompliant(
  finding(
    'LogGroupClass',
    `is ${PASSES_ON}: events are passed on and not kept`,
    `为 ${PASSES_ON}：事件仅转发，不予保存`,
  ),
);
