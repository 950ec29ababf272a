import { finding } from '../../constructs/nag/findings';
import { type Rule, verdictFrom } from '../../constructs/nag/rule';

/** What `min_tls_version` may be; 1.0 and 1.1 are what it excludes. */
const ACCEPTED: readonly unknown[] = ['TLS1_2', 'TLS1_3'];

/**
 * A storage account takes requests over HTTPS with TLS 1.2 or later only. The provider's defaults are TLS 1.2 and HTTPS.
 *
 * @see https://learn.microsoft.com/azure/storage/common/transport-layer-security-configure-minimum-version
 */
export const azureStorageTls: Rule = {
  id: 'azure-storage-tls',
  demand: {
    en: 'A storage account takes requests over TLS 1.2 or later only.',
    zh: '存储账户仅接受 TLS 1.2 及以上版本的请求。',
  },
  types: ['azurerm_storage_account'],
  reference:
    'https://github.com/hashicorp/terraform-provider-azurerm/blob/v4.55.0/website/docs/r/storage_account.html.markdown',
  judge(account) {
    const version = account.literal('min_tls_version') ?? 'TLS1_2';
    const plain = account.flag('https_traffic_only_enabled') === false;
    return verdictFrom([
      ...(ACCEPTED.includes(version)
        ? []
        : [
            finding(
              'min_tls_version',
              `is ${String(version)}: broken ciphers are accepted`,
              `为 ${String(version)}：接受已不安全的加密套件`,
            ),
          ]),
      ...(plain
        ? [
            finding(
              'https_traffic_only_enabled',
              'is false: requests without encryption are accepted',
              '为 false：接受未加密的请求',
            ),
          ]
        : []),
    ]);
  },
};
