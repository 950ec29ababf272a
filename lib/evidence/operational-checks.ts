import type { FacetId } from '../../constructs/standard';

/** A rule, a live check or a probe whose observation a facet's operation asks for. */
export interface OperationalCheck {
  readonly check: string;
  /** For how many days an observation counts. */
  readonly days: number;
  /** An attempt, which stands for itself; anything else must have been observed of every resource that it judges. */
  readonly probe?: true;
}

export type OperationalChecks = Partial<Readonly<Record<FacetId, readonly OperationalCheck[]>>>;

const within = (days: number, ...checks: readonly string[]): readonly OperationalCheck[] =>
  checks.map((check) => ({ check, days }));

const attempted = (days: number, check: string): OperationalCheck => ({ check, days, probe: true });

/**
 * What shows the operation of a facet: all of a row together, and only where they show what the facet's `operation` says. A
 * facet without a row is never shown by what this version can observe. Where the text names no period, that of its
 * neighbours in the requirement is taken.
 */
export const OPERATIONAL_CHECKS: OperationalChecks = {
  '8.2/bastion#no-network-exposure': within(
    7,
    'bastion-no-inbound',
    'group-without-public-address',
    'vpc-endpoint-private-dns',
  ),
  '8.2/no-shared-accounts#concurrent-use-detection': [attempted(92, 'double-use-alarmed')],
  '8.2/operation-audit#control-plane-coverage': within(
    1,
    'trail-multi-region',
    'trail-management-events',
    'trail-of-organization',
  ),
  '8.2/operation-audit#audit-tamper-protection': [attempted(31, 'trail-stop-denied-and-alarmed')],
  '8.2/operation-audit#log-integrity': within(1, 'trail-validation-quiet'),
  '8.2/session-recording#session-reconciliation': within(1, 'session-reconciliation-quiet'),
  '8.3/security-groups#default-group-empty': within(7, 'default-group-empty'),
  '8.3/security-groups#no-unrestricted-ingress': [
    ...within(1, 'security-group-ingress'),
    attempted(7, 'opened-group-alarmed'),
  ],
  '8.3/zoning#zone-separation': within(7, 'vpc-zones'),
  '8.4/backup#immutable-vault': within(7, 'backup-vault-locked', 'backup-vault-lock-compliance'),
  '8.4/classification#mandatory-class': within(7, 'data-class-tag'),
  '8.4/encryption-at-rest#customer-managed-keys': within(
    7,
    's3-customer-managed-key',
    'log-group-customer-managed-key',
    'sns-topic-customer-managed-key',
    'backup-vault-customer-managed-key',
    'instance-volumes-encrypted',
  ),
  '8.4/encryption-at-rest#key-rotation': within(7, 'kms-key-rotation', 'key-rotated-within-year'),
  '8.4/encryption-at-rest#key-deletion-protection': within(7, 'key-not-pending-deletion'),
  '8.4/encryption-in-transit#stores-refuse-plaintext': [attempted(92, 'plaintext-request-refused')],
  '8.4/retention#technical-enforcement': within(7, 's3-log-retention', 'log-group-retention'),
  '8.6/log-storage#authentic-delivery': [attempted(92, 'foreign-write-refused')],
  '8.6/log-storage#write-once': [
    ...within(7, 's3-object-lock', 's3-object-lock-compliance', 's3-versioning'),
    attempted(31, 'locked-version-deletion-refused'),
  ],
};
