import { compliant, type Rule, verdictFrom } from '../../constructs/nag/rule';
import { firewallFindings } from './firewalls';

/**
 * A key vault refuses public networks: altogether, or by a firewall that denies what it does not name. It is open to all by
 * default.
 *
 * @see https://learn.microsoft.com/azure/key-vault/general/network-security
 */
export const azureKeyVaultNetwork: Rule = {
  id: 'azure-key-vault-network',
  demand: {
    en: 'A key vault refuses public network access, or its firewall denies whatever it does not name.',
    zh: '密钥保管库拒绝公共网络访问，或其防火墙默认拒绝、仅放行列明来源。',
  },
  types: ['azurerm_key_vault'],
  reference:
    'https://github.com/hashicorp/terraform-provider-azurerm/blob/v4.55.0/website/docs/r/key_vault.html.markdown',
  judge(vault) {
    if (vault.flag('public_network_access_enabled') === false) return compliant;
    return verdictFrom(firewallFindings(vault, 'network_acls.', { en: 'the vault', zh: '保管库' }));
  },
};
