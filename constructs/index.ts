/**
 * What workload teams import: the constructs, compliant by default, the rules as a pack for cdk-nag, and the catalogue that
 * says which requirement each of them meets. Everything else is an implementation detail of the landing zone.
 */
export { AlertTopic, type AlertTopicProps } from './alert-topic/alert-topic';
export { ApiBoundary, type ApiBoundaryProps } from './api-boundary/api-boundary';
export { ApiEndpoint, type ApiEndpointProps } from './api-boundary/api-endpoint';
export { ApiLogging, type ApiLoggingProps } from './api-boundary/api-logging';
export type { ApiClient, Domain, Limits, TrustStore } from './api-boundary/limits';
export type { Privately, Reach, Regionally } from './api-boundary/reach';
export type { Authorization, Route, Target } from './api-boundary/route';
export type { JsonSchema } from './api-boundary/schema';
export { AuditTrail, type AuditTrailProps, type TrailAddress } from './audit-trail/audit-trail';
export { TrailLog, type TrailLogProps } from './audit-trail/trail-log';
export { LockedVault, type LockedVaultProps, type VaultAddress } from './backup-vault/locked-vault';
export { Bastion, type BastionArchive, type BastionExit, type BastionProps } from './bastion/bastion';
export { BastionTarget, type BastionTargetProps } from './bastion-target/bastion-target';
export { BreakGlass, type BreakGlassProps } from './break-glass/break-glass';
export { CentralEndpoints, type CentralEndpointsProps } from './central-endpoints/central-endpoints';
export { ConcurrentUse, type ConcurrentUseProps } from './concurrent-use/concurrent-use';
export { RemoveDefaultNetwork, type RemoveDefaultNetworkProps } from './default-network/remove-default-network';
export {
  EmptyDefaultSecurityGroup,
  type EmptyDefaultSecurityGroupProps,
} from './default-security-group/empty-default-security-group';
export { DnsFirewall, type DnsFirewallProps } from './dns-firewall/dns-firewall';
export {
  FailoverRecord,
  type FailoverRecordProps,
  type FailoverSide,
  type Observation,
  type RecordTarget,
} from './failover/failover-record';
export { FederatedRole, type FederatedRoleProps } from './federated-role/federated-role';
export { Federation, type FederationProps } from './federated-role/federation';
export { Ec2Settings, type Ec2SettingsProps } from './guardrails/ec2-settings';
export { Guardrails, type GuardrailsProps } from './guardrails/guardrails';
export { ResourceControls, type ResourceControlsProps } from './guardrails/resource-controls';
export { HandlerFunction, type HandlerFunctionProps } from './handler-function/handler-function';
export { type HybridLink, HybridLinks, type HybridLinksProps } from './hybrid-link/hybrid-links';
export type { Assignment } from './identity-assignments/assignment';
export { IdentityAssignments, type IdentityAssignmentsProps } from './identity-assignments/identity-assignments';
export type { IngressTarget } from './ingress-vpc/access-entries';
export { IngressAttachment, type IngressAttachmentProps } from './ingress-vpc/ingress-attachment';
export { IngressVpc, type IngressVpcProps } from './ingress-vpc/ingress-vpc';
export { PublishedService, type PublishedServiceProps } from './ingress-vpc/published-service';
export { type AllowedDomain, EgressPolicy } from './inspection-vpc/firewall-policy';
export type { InspectedFlow } from './inspection-vpc/inspected-flows';
export { InspectionVpc, type InspectionVpcProps } from './inspection-vpc/inspection-vpc';
export { IsolatedVpc, type IsolatedVpcProps } from './isolated-vpc/isolated-vpc';
export { allow } from './job-functions/grant';
export {
  functionRoleName,
  type Grant,
  type GrantContext,
  JOB_FUNCTIONS,
  type JobFunction,
  type JobFunctionId,
} from './job-functions/job-functions';
export {
  type IdentityCenterDirectory,
  LeaverReconciliation,
  type LeaverReconciliationProps,
  type SessionAccount,
} from './leaver-reconciliation/leaver-reconciliation';
export { SessionAccess, type SessionAccessProps } from './leaver-reconciliation/session-access';
export { LogArchive, type LogArchiveProps } from './log-archive/log-archive';
export {
  ARCHIVE_KINDS,
  type ArchiveAddress,
  type ArchiveKind,
  archiveBucketName,
  replicationRoleName,
} from './log-archive/names';
export {
  BaselineStackSet,
  type BaselineStackSetProps,
  embeddedBaseline,
} from './member-baseline/baseline-stack-set';
export { MemberBaseline, type MemberBaselineProps } from './member-baseline/member-baseline';
export { IsmsChecks } from './nag/isms-checks';
export { PermissionSet, type PermissionSetProps } from './permission-set/permission-set';
export { KeyUse } from './purpose-key/key-use';
export { type KeyAddress, PurposeKey, type PurposeKeyProps } from './purpose-key/purpose-key';
export type { Senders } from './purpose-key/senders';
export { SigningKey, type SigningKeyProps } from './purpose-key/signing-key';
export { Delivery, type DeliveryTarget } from './sealed-bucket/delivery';
export { LandingBucket } from './sealed-bucket/landing-bucket';
export { RecordBucket, type RecordBucketProps } from './sealed-bucket/record-bucket';
export { type LockMode, SealedBucket, type SealedBucketProps } from './sealed-bucket/sealed-bucket';
export { SessionControl, type SessionControlProps } from './session-control/session-control';
export { SessionDocument, type SessionDocumentProps } from './session-document/session-document';
export { sessionLog } from './session-document/session-log';
export { SessionIndex, type SessionIndexProps } from './session-index/session-index';
export {
  SessionReconciliation,
  type SessionReconciliationProps,
} from './session-reconciliation/session-reconciliation';
export { SessionStarts, type SessionStartsProps } from './session-reconciliation/session-starts';
export { RecorderAsset } from './session-recording/recorder-asset';
export {
  type Bilingual,
  type Facet,
  type FacetId,
  facetOf,
  facetsOf,
  meets,
  type Requirement,
  type RequirementId,
  requirementOf,
  requirements,
} from './standard';
export {
  type AccessWindow,
  ThirdPartyRole,
  type ThirdPartyRoleProps,
  type ThirdPartyStatement,
} from './third-party-role/third-party-role';
export { ThirdPartyTrace, type ThirdPartyTraceProps } from './third-party-role/third-party-trace';
export { type FindingsPlace, ThreatDetector, type ThreatDetectorProps } from './threat-detection/threat-detector';
export { ThreatFindings, type ThreatFindingsProps, threatLogName } from './threat-detection/threat-findings';
export { type BackupTier, TIER_TAG, TieredBackup, type TieredBackupProps } from './tiered-backup/tiered-backup';
export { LoadBalancerLogs, type LoadBalancerLogsProps } from './tls-load-balancer/load-balancer-logs';
export {
  type FromInternet,
  type FromNetworks,
  type RemoteTargets,
  type Targets,
  TlsLoadBalancer,
  type TlsLoadBalancerProps,
  type ZonedNetwork,
} from './tls-load-balancer/tls-load-balancer';
export type { Count, Detection, DetectionPlace } from './trail-alarms/detection';
export { DETECTIONS, detectionFor, detectionsIn } from './trail-alarms/detections';
export { TrailAlarms, type TrailAlarmsProps } from './trail-alarms/trail-alarms';
export {
  TrailValidation,
  type TrailValidationProps,
  type ValidatedTrail,
} from './trail-validation/trail-validation';
export type { Crossing, RouteDomain, SpokeDomain } from './transit-hub/route-domains';
export { type Spoke, TransitHub, type TransitHubProps } from './transit-hub/transit-hub';
export { TransitSpoke, type TransitSpokeProps } from './transit-spoke/transit-spoke';
export { WebFirewall, type WebFirewallProps } from './web-firewall/web-firewall';
export { WorkloadBoundary, type WorkloadBoundaryProps } from './workload-boundary/workload-boundary';
