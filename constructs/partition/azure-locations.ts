import type { Source } from './source';

/** Azure as Microsoft runs it, or Azure China as 21Vianet runs it: two clouds that share nothing. */
export type AzureCloud = 'global' | 'china';

export interface AzureLocation {
  readonly cloud: AzureCloud;
  /** Where geo-redundant storage and vaults copy to; undefined where the location stands alone. */
  readonly pair: string | undefined;
}

export const azureLocationsSource: Source = {
  url: 'https://learn.microsoft.com/azure/reliability/regions-list and https://docs.azure.cn/en-us/reliability/regions-list',
  checked: '2026-11-23',
};

const mutualPairs: Readonly<Record<AzureCloud, readonly (readonly [string, string])[]>> = {
  china: [
    ['chinaeast', 'chinanorth'],
    ['chinaeast2', 'chinanorth2'],
    ['chinaeast3', 'chinanorth3'],
  ],
  global: [
    ['eastasia', 'southeastasia'],
    ['australiaeast', 'australiasoutheast'],
    ['canadacentral', 'canadaeast'],
    ['northeurope', 'westeurope'],
    ['francecentral', 'francesouth'],
    ['germanywestcentral', 'germanynorth'],
    ['centralindia', 'southindia'],
    ['japaneast', 'japanwest'],
    ['koreacentral', 'koreasouth'],
    ['norwayeast', 'norwaywest'],
    ['southafricanorth', 'southafricawest'],
    ['swedencentral', 'swedensouth'],
    ['switzerlandnorth', 'switzerlandwest'],
    ['uaenorth', 'uaecentral'],
    ['uksouth', 'ukwest'],
    ['eastus', 'westus'],
    ['eastus2', 'centralus'],
    ['northcentralus', 'southcentralus'],
    ['westus2', 'westcentralus'],
  ],
};

/** Locations with a one-way pair, with one in another geography, or with none. */
const others: Readonly<Record<string, AzureLocation>> = {
  westus3: { cloud: 'global', pair: 'eastus' },
  brazilsouth: { cloud: 'global', pair: undefined },
  italynorth: { cloud: 'global', pair: undefined },
  polandcentral: { cloud: 'global', pair: undefined },
  qatarcentral: { cloud: 'global', pair: undefined },
  spaincentral: { cloud: 'global', pair: undefined },
  israelcentral: { cloud: 'global', pair: undefined },
};

/** Every location by its name. Pairs cannot be chosen, so the recovery location follows from the home location. */
export const azureLocations: Readonly<Record<string, AzureLocation>> = {
  ...Object.fromEntries([...pairsOf('china'), ...pairsOf('global')]),
  ...others,
};

export const azureLocationsOf = (cloud: AzureCloud): readonly string[] =>
  Object.keys(azureLocations).filter((name) => azureLocations[name]?.cloud === cloud);

function pairsOf(cloud: AzureCloud): readonly (readonly [string, AzureLocation])[] {
  return mutualPairs[cloud].flatMap(([one, other]) => [
    [one, { cloud, pair: other }] as const,
    [other, { cloud, pair: one }] as const,
  ]);
}
