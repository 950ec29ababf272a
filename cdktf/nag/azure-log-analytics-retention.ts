import { finding } from '../../constructs/nag/findings';
import { compliant, nonCompliant, type Rule } from '../../constructs/nag/rule';
import { SHORTEST_LOG_RETENTION_DAYS } from '../../constructs/partition/legal-retention';

/** What Azure keeps where nothing is said. */
const DEFAULT_DAYS = 30;

/** The longest that a workspace offers: what must be kept for longer stands in sealed storage, which a rule of its own judges. */
const MOST_DAYS = 730;

/**
 * A Log Analytics workspace keeps logs for at least 183 days. Azure's default is 30.
 *
 * @see https://learn.microsoft.com/azure/azure-monitor/logs/data-retention-configure
 */
export const azureLogAnalyticsRetention: Rule = {
  id: 'azure-log-analytics-retention',
  demand: {
    en: `A Log Analytics workspace keeps logs for at least ${SHORTEST_LOG_RETENTION_DAYS} days, or longer where the configuration says so.`,
    zh: `Log Analytics 工作区的日志保留不少于 ${SHORTEST_LOG_RETENTION_DAYS} 天；配置要求更长的从其规定。`,
  },
  types: ['azurerm_log_analytics_workspace'],
  reference:
    'https://github.com/hashicorp/terraform-provider-azurerm/blob/v4.55.0/website/docs/r/log_analytics_workspace.html.markdown',
  judge(workspace) {
    const days = workspace.number('retention_in_days') ?? DEFAULT_DAYS;
    const least = Math.min(workspace.template.estate.leastRetentionDays, MOST_DAYS);
    if (days >= least) return compliant;
    return nonCompliant(finding('retention_in_days', `is ${days}, less than ${least}`, `为 ${days}，少于 ${least} 天`));
  },
};
