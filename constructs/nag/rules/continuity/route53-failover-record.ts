import { finding } from '../../findings';
import { type Finding, notApplicable, type Rule, verdictFromEach } from '../../rule';
import type { Resource } from '../../template';

/** Seconds for which resolvers may go on answering with the failed side. */
const LONGEST_TTL_SECONDS = 60;

/**
 * A failover record switches by itself and is seen to: Route 53 knows when its primary fails, and no resolver remembers
 * the old answer for long. A secondary without a health check is served whenever the primary fails.
 */
export const route53FailoverRecord: Rule = {
  id: 'route53-failover-record',
  demand: {
    en: `A failover record has a health check for its primary and a time-to-live of at most ${LONGEST_TTL_SECONDS} seconds.`,
    zh: `故障转移记录的主记录须关联健康检查，TTL 不超过 ${LONGEST_TTL_SECONDS} 秒。`,
  },
  types: ['AWS::Route53::RecordSet', 'AWS::Route53::RecordSetGroup'],
  reference: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-types.html',
  judge(resource) {
    const records = recordsOf(resource).filter((record) => resource.has(`${record}Failover`));
    if (records.length === 0) return NO_FAILOVER;
    return verdictFromEach(
      records.flatMap((record) => [ttlFindings, healthFindings].map((judge) => () => judge(resource, record))),
      (judge) => judge(),
    );
  },
};

const NO_FAILOVER = notApplicable({ en: 'it is no failover record', zh: '不是故障转移记录' });

/** The path before each record's properties. */
const recordsOf = (resource: Resource): readonly string[] =>
  resource.type === 'AWS::Route53::RecordSetGroup'
    ? resource.list('RecordSets').map((_, index) => `RecordSets.${index}.`)
    : [''];

/** An alias takes the time-to-live of its target. */
function ttlFindings(resource: Resource, record: string): readonly Finding[] {
  if (resource.has(`${record}AliasTarget`)) return [];
  const seconds = resource.number(`${record}TTL`);
  if (seconds !== undefined && seconds <= LONGEST_TTL_SECONDS) return [];
  return [
    finding(
      `${record}TTL`,
      `is ${seconds ?? 'missing'}, not at most ${LONGEST_TTL_SECONDS} seconds: resolvers go on answering with the failed side`,
      `为 ${seconds ?? '空'}，未限制在 ${LONGEST_TTL_SECONDS} 秒以内：解析器会继续返回故障端`,
    ),
  ];
}

function healthFindings(resource: Resource, record: string): readonly Finding[] {
  if (resource.literal(`${record}Failover`) !== 'PRIMARY' || resource.has(`${record}HealthCheckId`)) return [];
  if (resource.flag(`${record}AliasTarget.EvaluateTargetHealth`) === true) return [];
  return [
    finding(`${record}HealthCheckId`, 'is missing: a failed primary stays in use', '未设置：主端故障后仍会继续使用'),
  ];
}
