import { Duration, RemovalPolicy, Stack, Tags } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type BucketProps,
  type LifecycleRule,
  ObjectOwnership,
  StorageClass,
} from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { requireLogRetention, SHORTEST_LOG_RETENTION_DAYS } from '../partition';
import { requireSenders, type Senders } from '../purpose-key/senders';
import { meets } from '../standard';
import type { Delivery } from './delivery';
import { denyDestruction, denyOtherKeys, denyOutsiders } from './guards';

/** The shortest period that the law allows for logs. */
export const DEFAULT_RETENTION = Duration.days(SHORTEST_LOG_RETENTION_DAYS);

/** Parts of uploads that never ended are no records. */
const ABANDONED_UPLOADS = Duration.days(7);

/** When a record is read less often; infrequent access is still read at once. */
const COOLING = Duration.days(90);

/** What a bucket of records keeps, as its tag `isms:holds` says it. */
export type Holding = 'logs' | 'recordings' | 'records';

/** What the standard decides of a bucket, whatever its user wants. */
const DECIDED = {
  encryption: BucketEncryption.KMS,
  blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
  objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
  enforceSSL: true,
  minimumTLSVersion: 1.2,
  versioned: true,
  autoDeleteObjects: false,
  publicReadAccess: false,
  serverAccessLogsBucket: undefined,
  serverAccessLogsPrefix: undefined,
  removalPolicy: RemovalPolicy.RETAIN,
} as const satisfies BucketProps;

/** What a user's `bucketProps` cannot reach: what is decided, and what has a property of its own. */
type Decided =
  | keyof typeof DECIDED
  | 'bucketName'
  | 'encryptionKey'
  | 'lifecycleRules'
  | 'objectLockDefaultRetention'
  | 'objectLockEnabled';

/** What every bucket of records needs to know. */
export interface RecordBucketProps {
  /** The key that encrypts the records. Its policy must let those who deliver use it. */
  readonly key: IKey;

  /**
   * The ARN of the key's alias, for writers that know the key by it.
   * @default - the key is known by its own ARN only
   */
  readonly keyAliasArn?: string;

  /**
   * The bucket's name; CloudFormation's own names cannot be written down in another stack.
   * @default - CloudFormation names it
   */
  readonly bucketName?: string;

  /**
   * What the bucket keeps.
   * @default 'logs'
   */
  readonly holds?: Holding;

  /**
   * Who writes into the bucket.
   * @default - nobody but those whom IAM policies of the bucket's account allow
   */
  readonly deliveries?: readonly Delivery[];

  /**
   * To whom everybody who touches the bucket must belong.
   * @default - the bucket's own account
   */
  readonly insiders?: Senders;

  /**
   * How long a record is kept. At least 183 days.
   * @default Duration.days(183)
   */
  readonly retention?: Duration;

  /**
   * When records are deleted at last. Not before the retention ends.
   * @default - never
   */
  readonly expiration?: Duration;

  /**
   * Everything else about the bucket. Server access logs are none of it: they cannot be delivered into a locked or
   * KMS-encrypted bucket, so that the trail's data events record access instead.
   * @default - a bucket key, so that KMS is asked once for many objects
   */
  readonly bucketProps?: Omit<BucketProps, Decided>;
}

/** What every bucket of records has in common; how it is locked is for those who extend it. */
export abstract class RecordBucket extends Construct {
  readonly bucket: Bucket;

  constructor(scope: Construct, id: string, props: RecordBucketProps, lock: Partial<BucketProps>) {
    super(scope, id);
    const retention = props.retention ?? DEFAULT_RETENTION;
    const insiders = props.insiders ?? { accounts: [Stack.of(this).account] };
    if (!retention.isUnresolved()) requireLogRetention(retention.toDays(), this.node.path);
    requireExpiration(props.expiration, retention, this.node.path);
    requireSenders(insiders, this.node.path);

    this.bucket = new Bucket(this, 'Bucket', {
      // what is usual
      bucketKeyEnabled: true,
      // what the user wants
      ...props.bucketProps,
      bucketName: props.bucketName,
      lifecycleRules: lifecycle(retention, props.expiration),
      encryptionKey: props.key,
      ...DECIDED,
      ...lock,
    });
    Tags.of(this.bucket).add('isms:holds', props.holds ?? 'logs');
    this.guard(props, insiders);

    meets(
      this.bucket,
      '8.6/log-storage#authentic-delivery',
      '8.6/log-storage#log-encryption',
      '8.4/encryption-at-rest#customer-managed-keys',
      '8.4/encryption-in-transit#stores-refuse-plaintext',
      '8.4/leak-prevention#public-exposure-blocked',
      '8.4/disaster-tolerance#logical-corruption-recovery',
      '8.4/retention#technical-enforcement',
    );
  }

  private guard({ key, keyAliasArn, deliveries = [] }: RecordBucketProps, insiders: Senders): void {
    const { bucketArn } = this.bucket;
    const { partition } = Stack.of(this);
    const keys = [key.keyArn, ...(keyAliasArn === undefined ? [] : [keyAliasArn])];
    for (const statement of [
      denyDestruction(bucketArn),
      ...denyOtherKeys(bucketArn, keys),
      denyOutsiders(bucketArn, insiders),
      ...deliveries.flatMap((delivery) => delivery({ bucketArn, partition })),
    ]) {
      this.bucket.addToResourcePolicy(statement);
    }
  }
}

/** Superseded versions live as long as the records they were: nothing in the lifecycle ends before the retention. */
function lifecycle(retention: Duration, expiration: Duration | undefined): LifecycleRule[] {
  return [
    {
      id: 'keep',
      abortIncompleteMultipartUploadAfter: ABANDONED_UPLOADS,
      transitions: [{ storageClass: StorageClass.INFREQUENT_ACCESS, transitionAfter: COOLING }],
      noncurrentVersionExpiration: retention,
      expiration,
    },
  ];
}

function requireExpiration(expiration: Duration | undefined, retention: Duration, path: string): void {
  if (!expiration || expiration.isUnresolved() || retention.isUnresolved()) return;
  if (expiration.toDays() >= retention.toDays()) return;
  throw new Error(
    `${path}: expiration after ${expiration.toDays()} days contradicts the retention of ${retention.toDays()} days; 8.4/retention#technical-enforcement wants them in agreement. Let records expire when the retention ends, or later.`,
  );
}
