import type { AzureCloud } from '../constructs/partition';

interface Endpoints {
  /** What the provider calls the cloud: https://github.com/hashicorp/terraform-provider-azurerm/blob/v4.55.0/website/docs/index.html.markdown */
  readonly provider: 'public' | 'china';
  /** Private DNS zone by the sub-resource that a private endpoint connects to. */
  readonly privateDnsZones: Readonly<Record<PrivateService, string>>;
}

/** Sub-resources (`groupId`) of a private endpoint. */
export type PrivateService = 'vault' | 'blob';

/**
 * What differs between the clouds beside their locations.
 * @see https://learn.microsoft.com/azure/private-link/private-endpoint-dns#china
 */
export const endpoints: Readonly<Record<AzureCloud, Endpoints>> = {
  global: {
    provider: 'public',
    privateDnsZones: { vault: 'privatelink.vaultcore.azure.net', blob: 'privatelink.blob.core.windows.net' },
  },
  china: {
    provider: 'china',
    privateDnsZones: { vault: 'privatelink.vaultcore.azure.cn', blob: 'privatelink.blob.core.chinacloudapi.cn' },
  },
};
