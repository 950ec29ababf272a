import { actionsOf } from '../../../constructs/job-functions/grant';
import type { JobFunctionId } from '../../../constructs/job-functions/names';
import { ARCHIVE_KEY, ARCHIVE_KINDS, type ArchiveKind } from '../../../constructs/log-archive/names';
import type { Resource } from '../../../constructs/nag/template';
import { sessionIndexName } from '../../../constructs/session-index/names';
import type { Bilingual, FacetId } from '../../../constructs/standard';

/** Calls by which people reach what is in a store. */
export interface StoreCalls {
  readonly actions: readonly string[];
  /**
   * What they are made on: the store itself, what is in it, whatever grants name of it, or recovery points of its account, whose
   * ARNs do not tell the vault.
   */
  readonly on: 'store' | 'objects' | 'streams' | 'recovery-points';
}

/** Something that holds evidence, and who is there to read it. */
export interface EvidenceStore {
  /** What it holds. */
  readonly title: Bilingual;
  readonly facet: FacetId;
  /** Job functions that read it, as the product designs them; nobody else does. */
  readonly readers: readonly JobFunctionId[];
  readonly type: string;
  /** Whether a resource of the type is one of a landing zone of that name. */
  readonly isOne: (resource: Resource, name: string) => boolean;
  readonly calls: readonly StoreCalls[];
}

const DEDICATED: FacetId = '8.6/log-storage#dedicated-archive';

/** Logs that are streamed, sessions among them. */
const isLogGroup = (resource: Resource, name: string): boolean => resource.text('LogGroupName').startsWith(`/${name}/`);

/** Buckets of the archive, whoever is there to read them. */
const ARCHIVED: Bilingual = { en: 'archived logs and recordings', zh: '归档日志与会话录像' };

/** By which calls a bucket of the archive is reached. */
const BUCKET_CALLS: readonly StoreCalls[] = [
  {
    on: 'objects',
    actions: actionsOf(
      's3',
      `GetObject GetObjectVersion GetObjectTorrent GetObjectVersionForReplication GetObjectVersionTorrent BypassGovernanceRetention
      DeleteObject DeleteObjectVersion PutObject PutObjectAcl PutObjectLegalHold PutObjectRetention PutObjectVersionAcl ReplicateDelete
      ReplicateObject`,
    ),
  },
  {
    on: 'store',
    actions: actionsOf(
      's3',
      `DeleteBucket DeleteBucketPolicy PutBucketAcl PutBucketObjectLockConfiguration PutBucketPolicy PutBucketVersioning
      PutEncryptionConfiguration PutInventoryConfiguration PutLifecycleConfiguration PutReplicationConfiguration`,
    ),
  },
];

/**
 * What evidence lies in, and by which calls it is read, diverted, changed or emptied. Of keys: whoever sets their policy, or
 * ends them, decides who reads.
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatchlogs.html
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awskeymanagementservice.html
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsbackup.html
 */
export const EVIDENCE_STORES: readonly EvidenceStore[] = [
  {
    title: ARCHIVED,
    facet: DEDICATED,
    readers: ['auditor'],
    type: 'AWS::S3::Bucket',
    isOne: isBucketOf(...ARCHIVE_KINDS.filter((kind) => kind !== 'recordings')),
    calls: BUCKET_CALLS,
  },
  {
    title: ARCHIVED,
    facet: DEDICATED,
    // who watches a session reads its recording as it grows
    readers: ['auditor', 'session-moderator'],
    type: 'AWS::S3::Bucket',
    isOne: isBucketOf('recordings'),
    calls: BUCKET_CALLS,
  },
  {
    title: { en: 'the index of recorded sessions', zh: '会话录像索引' },
    facet: DEDICATED,
    // who resolves gaps reads those, and writes acknowledgements alone
    readers: ['auditor', 'session-moderator'],
    type: 'AWS::DynamoDB::Table',
    isOne: (table, name) => table.text('TableName') === sessionIndexName(name),
    calls: [
      {
        on: 'store',
        actions: actionsOf(
          'dynamodb',
          `BatchGetItem BatchWriteItem DeleteItem DeleteTable ExportTableToPointInTime GetItem PartiQLDelete PartiQLInsert PartiQLSelect
          PartiQLUpdate PutItem PutResourcePolicy Query Scan UpdateItem`,
        ),
      },
    ],
  },
  {
    title: { en: 'the key of the archive', zh: '归档密钥' },
    facet: DEDICATED,
    readers: ['auditor', 'session-moderator'],
    type: 'AWS::KMS::Key',
    isOne: isKeyOfArchive,
    calls: [
      {
        on: 'store',
        actions: actionsOf(
          'kms',
          'CreateGrant Decrypt DisableKey PutKeyPolicy ReEncryptFrom ReEncryptTo RevokeGrant ScheduleKeyDeletion',
        ),
      },
    ],
  },
  {
    title: { en: 'streamed logs and sessions', zh: '流式日志与会话记录' },
    facet: DEDICATED,
    // they look after what runs, and are told from each other by what they may do, not by what they may see
    readers: ['auditor', 'operations-administrator', 'developer'],
    type: 'AWS::Logs::LogGroup',
    isOne: isLogGroup,
    calls: [
      {
        on: 'store',
        actions: actionsOf(
          'logs',
          `CreateExportTask DeleteLogGroup DeleteRetentionPolicy FilterLogEvents GetLogRecord PutRetentionPolicy PutSubscriptionFilter
          StartLiveTail StartQuery Unmask`,
        ),
      },
      { on: 'streams', actions: actionsOf('logs', 'DeleteLogStream GetLogEvents PutLogEvents') },
    ],
  },
  {
    title: { en: 'backups kept apart', zh: '独立保管的备份' },
    facet: '8.4/backup#separate-copy',
    // who restores
    readers: ['operations-administrator'],
    type: 'AWS::Backup::BackupVault',
    isOne: (vault, name) => vault.text('BackupVaultName').startsWith(`${name}-central`),
    calls: [
      {
        on: 'store',
        actions: actionsOf(
          'backup',
          `DeleteBackupVault DeleteBackupVaultAccessPolicy DeleteBackupVaultLockConfiguration PutBackupVaultAccessPolicy
          PutBackupVaultLockConfiguration`,
        ),
      },
      {
        on: 'recovery-points',
        actions: actionsOf('backup', 'DeleteRecoveryPoint StartCopyJob StartRestoreJob UpdateRecoveryPointLifecycle'),
      },
    ],
  },
];

/** Buckets of these kinds. */
function isBucketOf(...kinds: readonly ArchiveKind[]): EvidenceStore['isOne'] {
  return (bucket, name) => kinds.some((kind) => bucket.text('BucketName').startsWith(`${name}-${kind}-`));
}

/** The one that the key's alias names: `alias/acme/archive`. */
function isKeyOfArchive(key: Resource, name: string): boolean {
  return key
    .referrers('AWS::KMS::Alias', 'TargetKeyId')
    .some((alias) => alias.text('AliasName') === `alias/${name}/${ARCHIVE_KEY}`);
}
