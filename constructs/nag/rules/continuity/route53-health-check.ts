import { finding } from '../../findings';
import { type Finding, notApplicable, type Rule, type Verdict, verdictFrom, verdictFromEach } from '../../rule';
import type { Resource } from '../../template';

const CONFIG = 'HealthCheckConfig';

/** Seconds from the first failed request to the verdict: Route 53's defaults, three requests 30 seconds apart. */
const LONGEST_DETECTION_SECONDS = 90;
const DEFAULT_INTERVAL_SECONDS = 30;
const DEFAULT_FAILURES = 3;

/**
 * A health check asks the service over HTTPS and decides in time, or counts the votes of several that do: one observer
 * alone does not decide. What is neither seen nor heard of is not healthy.
 */
export const route53HealthCheck: Rule = {
  id: 'route53-health-check',
  demand: {
    en: `A health check asks over HTTPS and decides within ${LONGEST_DETECTION_SECONDS} seconds, or takes a quorum of others.`,
    zh: `健康检查使用 HTTPS 并在 ${LONGEST_DETECTION_SECONDS} 秒内作出判定，或由多个检查按法定数判定。`,
  },
  types: ['AWS::Route53::HealthCheck'],
  reference:
    'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-determining-health-of-endpoints.html',
  judge(check) {
    const type = String(check.literal(`${CONFIG}.Type`));
    return (JUDGES[type] ?? refuseType)(check, type);
  },
};

const JUDGES: Readonly<Record<string, (check: Resource, type: string) => Verdict>> = {
  HTTPS: (check) => verdictFrom(detectionFindings(check)),
  HTTPS_STR_MATCH: (check) => verdictFrom(detectionFindings(check)),
  CALCULATED: (check) => verdictFromEach([quorumFindings], (judge) => judge(check)),
  CLOUDWATCH_METRIC: (check) => verdictFrom(silenceFindings(check)),
  RECOVERY_CONTROL: () => SWITCHED_BY_PEOPLE,
};

const SWITCHED_BY_PEOPLE = notApplicable({ en: 'people switch it; it observes nothing', zh: '由人工切换，不作观测' });

const refuseType = (_: Resource, type: string): Verdict =>
  verdictFrom([
    finding(
      `${CONFIG}.Type`,
      `is ${type}: an open port, or an answer in clear text that anyone can forge, does not show that the service works`,
      `为 ${type}：端口可达或可被伪造的明文应答不能证明服务正常`,
    ),
  ]);

function detectionFindings(check: Resource): readonly Finding[] {
  const interval = check.number(`${CONFIG}.RequestInterval`) ?? DEFAULT_INTERVAL_SECONDS;
  const failures = check.number(`${CONFIG}.FailureThreshold`) ?? DEFAULT_FAILURES;
  const seconds = interval * failures;
  if (seconds <= LONGEST_DETECTION_SECONDS) return [];
  return [
    finding(
      `${CONFIG}.FailureThreshold`,
      `makes ${seconds} seconds with an interval of ${interval}, more than ${LONGEST_DETECTION_SECONDS}`,
      `配合 ${interval} 秒间隔需 ${seconds} 秒方可判定，超过 ${LONGEST_DETECTION_SECONDS} 秒`,
    ),
  ];
}

/** At least two votes are needed to declare failure, and failure must be possible. */
function quorumFindings(check: Resource): readonly Finding[] {
  const children = check.list(`${CONFIG}.ChildHealthChecks`).length;
  const healthy = check.number(`${CONFIG}.HealthThreshold`) ?? 0;
  if (healthy < 1) {
    return [finding(`${CONFIG}.HealthThreshold`, 'is 0: failure is never declared', '为 0：永远不会判定为故障')];
  }
  if (healthy > children) {
    return [
      finding(
        `${CONFIG}.HealthThreshold`,
        `is ${healthy} with ${children} checks: health is never declared`,
        `为 ${healthy}，而检查仅 ${children} 个：永远不会判定为健康`,
      ),
    ];
  }
  if (children - healthy >= 1) return [];
  return [
    finding(
      `${CONFIG}.HealthThreshold`,
      `is ${healthy} of ${children}: a single observer declares failure`,
      `为 ${children} 个中的 ${healthy} 个：单个观测点即可判定故障`,
    ),
  ];
}

function silenceFindings(check: Resource): readonly Finding[] {
  const path = `${CONFIG}.InsufficientDataHealthStatus`;
  if (check.literal(path) !== 'Healthy') return [];
  return [finding(path, 'is Healthy: what falls silent passes for healthy', '为 Healthy：数据中断会被视为健康')];
}
