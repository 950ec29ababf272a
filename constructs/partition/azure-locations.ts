import type { Source } from './source';

/** Azure as Microsoft runs it, or Azure China as 21Vianet runs it: two clouds that share nothing. */
export type AzureCloud = 'global' | 'china';

/** What has to be known of a location before logs and backups are kept there. */
export interface AzureLocation {
  /** The cloud that has it. */
  readonly cloud: AzureCloud;
  /**
   * Where geo-redundant storage and vaults copy to. Undefined where the location stands alone, and where its pair lies in
   * another country, to which nothing may be copied unasked (8.4/cross-border).
   */
  readonly pair: string | undefined;
  /** Whether storage can be zone-redundant at home and geo-redundant at once (GZRS), of those locations that have a pair. */
  readonly zoneRedundant: boolean;
}

/** Sources of the pairs, by cloud. */
export const azureLocationsSources: Readonly<Record<AzureCloud, Source>> = {
  global: {
    url: 'https://learn.microsoft.com/azure/reliability/regions-list',
    checked: '2026-11-23',
    edition: 'the page of 21 March 2025, in MicrosoftDocs/azure-docs',
  },
  china: {
    url: 'https://learn.microsoft.com/azure/china/overview-regions',
    checked: '2026-11-23',
    edition: 'a stored copy of the page',
  },
};

/** Sources of what offers GZRS, by cloud. */
export const zoneRedundancySources: Readonly<Record<AzureCloud, Source>> = {
  global: {
    url: 'https://learn.microsoft.com/azure/storage/common/redundancy-regions-gzrs',
    checked: '2026-11-23',
    edition: 'a stored copy of the page',
  },
  china: {
    url: 'https://docs.azure.cn/en-us/storage/common/redundancy-regions-gzrs',
    checked: '2026-11-23',
    edition: 'a stored copy of the page',
  },
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

/** Locations with a one-way pair, with one in another country (Brazil South copies to Texas), or with none. */
const others: Readonly<Record<string, string | undefined>> = {
  westus3: 'eastus',
  brazilsouth: undefined,
  italynorth: undefined,
  polandcentral: undefined,
  qatarcentral: undefined,
  spaincentral: undefined,
  israelcentral: undefined,
};

const zoneRedundant: readonly string[] = [
  'chinanorth3',
  'australiaeast',
  'canadacentral',
  'centralindia',
  'centralus',
  'eastasia',
  'eastus',
  'eastus2',
  'francecentral',
  'germanywestcentral',
  'japaneast',
  'koreacentral',
  'northeurope',
  'norwayeast',
  'southafricanorth',
  'southcentralus',
  'southeastasia',
  'swedencentral',
  'switzerlandnorth',
  'uaenorth',
  'uksouth',
  'westeurope',
  'westus2',
  'westus3',
];

/** Every location by its name. Pairs cannot be chosen, so the recovery location follows from the home location. */
export const azureLocations: Readonly<Record<string, AzureLocation>> = Object.fromEntries([
  ...pairsOf('china'),
  ...pairsOf('global'),
  ...Object.entries(others).map(([name, pair]) => entry(name, 'global', pair)),
]);

/** Names of the locations of a cloud. */
export const azureLocationsOf = (cloud: AzureCloud): readonly string[] =>
  Object.keys(azureLocations).filter((name) => azureLocations[name]?.cloud === cloud);

/**
 * What is known of a location, by its name (`chinanorth3`) or by the name that people read (`China North 3`).
 *
 * @returns undefined for what is no location
 */
export const azureLocationOf = (location: string): AzureLocation | undefined => {
  const name = location.toLowerCase().replaceAll(' ', '');
  return Object.hasOwn(azureLocations, name) ? azureLocations[name] : undefined;
};

function pairsOf(cloud: AzureCloud): readonly (readonly [string, AzureLocation])[] {
  return mutualPairs[cloud].flatMap(([one, other]) => [entry(one, cloud, other), entry(other, cloud, one)]);
}

function entry(name: string, cloud: AzureCloud, pair: string | undefined): readonly [string, AzureLocation] {
  return [name, { cloud, pair, zoneRedundant: zoneRedundant.includes(name) }];
}
