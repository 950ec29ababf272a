import { finding } from '../../constructs/nag/findings';
import { compliant, nonCompliant, notApplicable, type Rule } from '../../constructs/nag/rule';
import { FLOW_LOG } from './log-accounts';
import { referring } from './references';

/**
 * A storage account takes Entra identities only, no account keys and nothing signed with them. Keys are on by default.
 *
 * An account into which a flow log writes is not judged: Network Watcher signs with its key, since the provider cannot give
 * a flow log an identity. It must then let no one else use that key: its firewall denies all but Azure's own services.
 *
 * @see https://learn.microsoft.com/azure/storage/common/shared-key-authorization-prevent
 * @see https://github.com/hashicorp/terraform-provider-azurerm/issues/30219
 */
export const azureStorageNoSharedKeys: Rule = {
  id: 'azure-storage-no-shared-keys',
  demand: {
    en: 'A storage account takes Entra identities only, no shared keys.',
    zh: '存储账户仅接受 Entra 身份，不接受共享密钥。',
  },
  types: ['azurerm_storage_account'],
  reference:
    'https://github.com/hashicorp/terraform-provider-azurerm/blob/v4.55.0/website/docs/r/storage_account.html.markdown',
  judge(account) {
    if (account.flag('shared_access_key_enabled') === false) return compliant;
    const forFlowLogs = referring(account, FLOW_LOG, 'storage_account_id').length > 0;
    if (forFlowLogs && account.literal('network_rules.default_action') === 'Deny') return FLOW_LOGS;
    return nonCompliant(
      finding(
        'shared_access_key_enabled',
        'is not false, and the default is true: a copied key opens the account to whoever has it',
        '未设为 false（默认 true）：密钥一旦泄露，持有者即可访问账户',
      ),
    );
  },
};

const FLOW_LOGS = notApplicable({
  en: 'Network Watcher signs flow logs with the key of this account, as the provider cannot give it an identity; the firewall keeps everyone else out',
  zh: '网络观察程序须以该账户密钥写入流日志（提供程序尚不支持为其指定身份）；防火墙拒绝其他来源',
});
