import { finding } from '../../constructs/nag/findings';
import { notApplicable, type Rule, verdictFrom } from '../../constructs/nag/rule';
import type { Resource } from '../../constructs/nag/template';
import { categoriesOf } from './azure-diagnostic-settings';
import { DIAGNOSTIC_SETTING } from './log-accounts';

/** Who did what, which alarms it raised, and what policy decided; the other categories tell of Azure's own health. */
const REQUIRED = ['Administrative', 'Security', 'Policy', 'Alert'];

/** By id, or by reference to the subscription in use. */
const SUBSCRIPTION = /^(\/subscriptions\/[0-9a-f-]{36}|\$\{(data\.)?azurerm_subscription\.[\w-]+\.id\})\/?$/i;

/**
 * The export of a subscription's activity log is whole, and goes both where logs are searched and where they are sealed.
 * Azure itself keeps it for 90 days.
 *
 * @see https://learn.microsoft.com/azure/azure-monitor/platform/activity-log
 */
export const azureActivityLogExported: Rule = {
  id: 'azure-activity-log-exported',
  demand: {
    en: "A subscription's activity log is exported whole, to a workspace and to storage.",
    zh: '订阅活动日志完整导出至工作区与存储。',
  },
  types: [DIAGNOSTIC_SETTING],
  reference: 'https://learn.microsoft.com/azure/azure-monitor/platform/activity-log',
  judge(setting) {
    if (!SUBSCRIPTION.test(setting.text('target_resource_id'))) return NOT_ACTIVITY;
    const exported = categoriesOf(setting);
    return verdictFrom([
      ...REQUIRED.filter((category) => !exported.includes(category)).map((category) =>
        finding('enabled_log', `leaves out ${category}`, `未包含 ${category}`),
      ),
      ...absent(setting, 'storage_account_id', 'is missing: the log is sealed nowhere', '未设置：日志未归档保全'),
      ...absent(setting, 'log_analytics_workspace_id', 'is missing: nobody can search the log', '未设置：日志无法检索'),
    ]);
  },
};

const absent = (setting: Resource, property: string, en: string, zh: string) =>
  setting.has(property) ? [] : [finding(property, en, zh)];

const NOT_ACTIVITY = notApplicable({ en: 'exports no activity log of a subscription', zh: '非订阅活动日志导出' });
