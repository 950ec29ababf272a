export {
  type AzureCloud,
  type AzureLocation,
  azureLocations,
  azureLocationsOf,
  azureLocationsSource,
} from './azure-locations';
export { type Capability, type Gap, gapOf, gaps } from './capabilities';
export { type LegalPeriod, legalPeriods } from './legal-retention';
export { type OrganizationQuotas, organizationQuotas } from './quotas';
export {
  type Attainable,
  attainable,
  attainableSource,
  BACKUP_COPY_MINUTES,
  MANUAL_SWITCH_MINUTES,
  type RecoveryStrategy,
  SHORTEST_BACKUP_INTERVAL_MINUTES,
} from './recovery';
export { type PartitionName, partitionOf, type Region, regions, regionsOf, regionsSource } from './regions';
export type { Source } from './source';
