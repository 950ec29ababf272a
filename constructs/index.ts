/**
 * What workload teams import: the constructs, compliant by default, the rules as a pack for cdk-nag, and the catalogue that
 * says which requirement each of them meets. Everything else is an implementation detail of the landing zone.
 */
export { AlertTopic, type AlertTopicProps } from './alert-topic/alert-topic';
export { AuditTrail, type AuditTrailProps, type TrailAddress } from './audit-trail/audit-trail';
export { LockedVault, type LockedVaultProps, type VaultAddress } from './backup-vault/locked-vault';
export { Bastion, type BastionArchive, type BastionProps } from './bastion/bastion';
export {
  FailoverRecord,
  type FailoverRecordProps,
  type FailoverSide,
  type Observation,
  type RecordTarget,
} from './failover/failover-record';
export { Ec2Settings, type Ec2SettingsProps } from './guardrails/ec2-settings';
export { Guardrails, type GuardrailsProps } from './guardrails/guardrails';
export { ResourceControls, type ResourceControlsProps } from './guardrails/resource-controls';
export { IsolatedVpc, type IsolatedVpcProps } from './isolated-vpc/isolated-vpc';
export { LogArchive, type LogArchiveProps } from './log-archive/log-archive';
export {
  ARCHIVE_KINDS,
  type ArchiveAddress,
  type ArchiveKind,
  archiveBucketName,
  replicationRoleName,
} from './log-archive/names';
export { MemberBaseline, type MemberBaselineProps } from './member-baseline/member-baseline';
export { IsmsChecks } from './nag/isms-checks';
export { KeyUse } from './purpose-key/key-use';
export { type KeyAddress, PurposeKey, type PurposeKeyProps } from './purpose-key/purpose-key';
export type { Senders } from './purpose-key/senders';
export { Delivery, type DeliveryTarget } from './sealed-bucket/delivery';
export { LandingBucket } from './sealed-bucket/landing-bucket';
export { RecordBucket, type RecordBucketProps } from './sealed-bucket/record-bucket';
export { type LockMode, SealedBucket, type SealedBucketProps } from './sealed-bucket/sealed-bucket';
export { SessionDocument, type SessionDocumentProps } from './session-document/session-document';
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
export { type BackupTier, TIER_TAG, TieredBackup, type TieredBackupProps } from './tiered-backup/tiered-backup';
