import { notApplicable, type Verdict } from '../../constructs/nag/rule';
import { tagOf } from '../../constructs/nag/tags';
import type { Resource } from '../../constructs/nag/template';
import { referring } from './references';

/** Sends what a resource logs. */
export const DIAGNOSTIC_SETTING = 'azurerm_monitor_diagnostic_setting';
/** Records the flows of a network. */
export const FLOW_LOG = 'azurerm_network_watcher_flow_log';

/** The diagnostic settings and flow logs that write into a storage account. */
export const writersOf = (account: Resource): readonly Resource[] =>
  [DIAGNOSTIC_SETTING, FLOW_LOG].flatMap((type) => referring(account, type, 'storage_account_id'));

/** Whether a storage account holds logs, recordings or records: it says so in `isms:holds`, or something writes logs into it. */
export const holdsLogs = (account: Resource): boolean =>
  writersOf(account).length > 0 || tagOf(account, 'isms:holds', 'tags') !== undefined;

/** Judges accounts that hold logs, recordings or records; all others are not its concern. */
export const ofLogAccounts =
  (judge: (account: Resource) => Verdict) =>
  (account: Resource): Verdict =>
    holdsLogs(account) ? judge(account) : NO_LOGS;

const NO_LOGS = notApplicable({
  en: 'holds no logs, recordings or records',
  zh: '未存放日志、录像或记录',
});
