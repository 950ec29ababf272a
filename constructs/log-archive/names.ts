/** What the archive keeps apart: each kind has its bucket. */
export const ARCHIVE_KINDS = ['trail', 'config', 'flow', 'recordings'] as const;

/** One of them. */
export type ArchiveKind = (typeof ARCHIVE_KINDS)[number];

/** Where an archive is. */
export interface ArchiveAddress {
  /** The landing zone's name. */
  readonly name: string;
  /** The account of the archive. */
  readonly account: string;
  /** The region of the bucket. */
  readonly region: string;
}

/** The name of an archive bucket, which other stacks write down instead of importing it. */
export const archiveBucketName = (kind: ArchiveKind, { name, account, region }: ArchiveAddress): string =>
  `${name}-${kind}-${account}-${region}`;

/** The name of the role in whose name S3 replicates the archive. */
export const replicationRoleName = (name: string): string => `${name}-log-replication`;

/** The id of an archive bucket's one replication rule, a dimension of its metrics. */
export const REPLICATION_RULE = 'to-recovery';

/** The purpose of the archive's key, in its alias. */
export const ARCHIVE_KEY = 'logs';
