import { type Finding, type Rule, verdictFrom } from '../../constructs/nag/rule';
import type { Resource } from '../../constructs/nag/template';
import { firewallFindings } from './firewalls';
import { referring } from './references';

/**
 * A storage account's firewall denies what no rule admits; admitted are named networks and the services of Azure that
 * write into it. Without rules the account answers the whole internet.
 *
 * @see https://learn.microsoft.com/azure/storage/common/storage-network-security
 */
export const azureStorageNetworkRules: Rule = {
  id: 'azure-storage-network-rules',
  demand: {
    en: "A storage account's firewall denies whatever it does not name.",
    zh: '存储账户防火墙默认拒绝，仅放行列明的来源。',
  },
  types: ['azurerm_storage_account'],
  reference:
    'https://github.com/hashicorp/terraform-provider-azurerm/blob/v4.55.0/website/docs/r/storage_account.html.markdown',
  judge(account) {
    if (account.flag('public_network_access_enabled') === false) return verdictFrom([]);
    const [separate] = referring(account, 'azurerm_storage_account_network_rules', 'storage_account_id');
    return verdictFrom(separate ? openings(separate, '') : openings(account, 'network_rules.'));
  },
};

const openings = (resource: Resource, prefix: string): readonly Finding[] =>
  firewallFindings(resource, prefix, { en: 'the account', zh: '该账户' });
