import { finding } from '../../findings';
import { type Finding, nonCompliant, type Rule, verdictFrom } from '../../rule';
import type { Resource } from '../../template';
import { deliveredElsewhere } from '../storage/log-buckets';

const LOGGING = 'AWS::WAFv2::LoggingConfiguration';

/** A web firewall has a log, and no filter leaves out what it blocked. */
export const webFirewallLogged: Rule = {
  id: 'web-firewall-logged',
  demand: {
    en: 'A web firewall logs the requests that it blocks.',
    zh: 'Web 应用防火墙记录其阻断的请求。',
  },
  types: ['AWS::WAFv2::WebACL'],
  reference: 'https://docs.aws.amazon.com/waf/latest/developerguide/logging.html',
  judge(acl) {
    const logs = acl.companions(LOGGING, (log) => log.referent('ResourceArn') === acl);
    if (logs.length === 0) return nonCompliant(NOT_LOGGED);
    const kept = logs.some(keepsAll) ? [] : logs.flatMap(unlessBlockedKept);
    return verdictFrom([...kept, ...logs.flatMap(unlessOurs)]);
  },
};

const NOT_LOGGED = finding(
  LOGGING,
  'is missing for this web firewall: what it blocks leaves no trace',
  '未针对该 Web 应用防火墙设置：其阻断不留痕迹',
);

const keepsAll = (log: Resource): boolean => !log.isSet('LoggingFilter');

/** Filters count in their order; what none of them names behaves by default. */
function unlessBlockedKept(log: Resource): readonly Finding[] {
  const filters = log.places('LoggingFilter.Filters');
  const onBlocked = filters.find((at) =>
    log.places(`${at}.Conditions`).some((place) => log.literal(`${place}.ActionCondition.Action`) === 'BLOCK'),
  );
  const behavior = onBlocked ? `${onBlocked}.Behavior` : 'LoggingFilter.DefaultBehavior';
  if (log.literal(behavior) === 'KEEP') return [];
  return [
    finding(`${log.id}.${behavior}`, 'is not KEEP: blocked requests leave no trace', '不是 KEEP：被阻断的请求不留痕迹'),
  ];
}

/** A log may go to a log group or a stream, too, which rules of their own judge. */
function unlessOurs(log: Resource): readonly Finding[] {
  const destinations = log.places('LogDestinationConfigs');
  if (destinations.length === 0) return [finding(`${log.id}.LogDestinationConfigs`, ...NOWHERE)];
  return destinations.filter((at) => log.text(at).includes(':s3:::')).flatMap((at) => deliveredElsewhere(log, at));
}

const NOWHERE = ['names nowhere to log to', '未指明日志去向'] as const;
