import { type AzureLocation, azureLocations } from '../constructs/partition/azure-locations';

/**
 * Locations that offer geo-zone-redundant storage, of those that have a pair. Compared with the sources on 2026-11-23.
 *
 * @see https://learn.microsoft.com/azure/storage/common/redundancy-regions-gzrs
 * @see https://docs.azure.cn/en-us/storage/common/redundancy-regions-gzrs
 */
const ZONE_REDUNDANT: readonly string[] = [
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

/** `West Europe` and `westeurope` are one location. */
const nameOf = (location: string): string => location.toLowerCase().replaceAll(' ', '');

/** What is known of a location, by its name or by the name that people read. */
export const locationOf = (location: string): AzureLocation | undefined => azureLocations[nameOf(location)];

export const isZoneRedundant = (location: string): boolean => ZONE_REDUNDANT.includes(nameOf(location));
