import { finding } from '../../constructs/nag/findings';
import { type Finding, type Rule, verdictFrom } from '../../constructs/nag/rule';
import type { Resource } from '../../constructs/nag/template';
import { SHORTEST_LOG_RETENTION_DAYS } from '../../constructs/partition/legal-retention';
import { FLOW_LOG } from './log-accounts';
import { referring } from './references';

const NETWORK = 'azurerm_virtual_network';

/**
 * A virtual network records all its flows, keeps them at least 183 days, and has them analysed. Flow logs of security groups
 * can no longer be made, and end in September 2027.
 *
 * @see https://learn.microsoft.com/azure/network-watcher/vnet-flow-logs-overview
 */
export const azureFlowLogs: Rule = {
  id: 'azure-flow-logs',
  demand: {
    en: `A virtual network has flow logs that are kept for at least ${SHORTEST_LOG_RETENTION_DAYS} days and analysed.`,
    zh: `虚拟网络启用流日志并进行流量分析，保留不少于 ${SHORTEST_LOG_RETENTION_DAYS} 天。`,
  },
  types: [NETWORK, FLOW_LOG],
  reference:
    'https://github.com/hashicorp/terraform-provider-azurerm/blob/v4.55.0/website/docs/r/network_watcher_flow_log.html.markdown',
  judge: (resource) => verdictFrom(resource.type === NETWORK ? unlogged(resource) : shortcomings(resource)),
};

function unlogged(network: Resource): readonly Finding[] {
  const logs = referring(network, FLOW_LOG, 'target_resource_id');
  if (logs.some((log) => log.flag('enabled'))) return [];
  return [finding(FLOW_LOG, 'records this network nowhere, or is switched off', '未记录该虚拟网络，或已停用')];
}

function shortcomings(log: Resource): readonly Finding[] {
  const required: readonly (readonly [boolean, Finding])[] = [
    [
      log.flag('enabled') === true,
      finding('enabled', 'is not true: no flow is recorded', '未设为 true：不记录任何流量'),
    ],
    [
      !log.has('network_security_group_id'),
      finding(
        'network_security_group_id',
        'makes it a flow log of a security group, which Azure retires: target the virtual network',
        '：安全组流日志即将停用，应以虚拟网络为目标',
      ),
    ],
    [
      log.flag('traffic_analytics.enabled') === true,
      finding('traffic_analytics.enabled', 'is not true: nobody looks at the flows', '未设为 true：流量无人分析'),
    ],
  ];
  return [...required.filter(([holds]) => !holds).map(([, found]) => found), ...shortRetention(log)];
}

/** A retention that is not enabled, or of 0 days, keeps flow logs without end. */
function shortRetention(log: Resource): readonly Finding[] {
  const days = log.number('retention_policy.days') ?? 0;
  const endless = log.flag('retention_policy.enabled') === false || days === 0;
  const least = log.template.estate.leastRetentionDays;
  if (endless || days >= least) return [];
  return [finding('retention_policy.days', `is ${days}, less than ${least}`, `为 ${days}，少于 ${least} 天`)];
}
