export { amazonLinuxBucket, packageBuckets } from './aws-buckets';
export {
  type AzureCloud,
  type AzureLocation,
  azureLocationOf,
  azureLocations,
  azureLocationsOf,
  azureLocationsSources,
  zoneRedundancySources,
} from './azure-locations';
export { type Capability, type Gap, gapOf, gaps } from './capabilities';
export { type LambdaRuntime, lambdaRuntimes } from './lambda';
export { type LegalPeriod, legalPeriods, requireLogRetention, SHORTEST_LOG_RETENTION_DAYS } from './legal-retention';
export { loadBalancerAccounts, loadBalancerAccountsSource } from './load-balancer-accounts';
export type { Place } from './place';
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
export {
  HEALTH_METRICS_REGION,
  type PartitionName,
  partitionOf,
  type Region,
  regions,
  regionsOf,
  regionsSource,
} from './regions';
export { RESOURCE_CONTROLLED_SERVICES, resourceControlledSource } from './resource-control';
export { servicesMissing, servicesSource } from './services';
export type { Source } from './source';
