import { RemovalPolicy } from 'aws-cdk-lib';
import { ObjectLockRetention } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { meets } from '../standard';
import { DEFAULT_RETENTION, RecordBucket, type RecordBucketProps } from './record-bucket';

/** `compliance`: nobody, the root user included, shortens it. `governance`: whoever has a special permission can. */
export type LockMode = 'compliance' | 'governance';

/** What a `SealedBucket` needs to know. */
export interface SealedBucketProps extends RecordBucketProps {
  /**
   * How firmly objects are locked. `governance` is for trials that must be taken down again before the retention ends:
   * an administrator can lift such a lock, which is a finding; with an exception the report says `partial`.
   * @default 'compliance'
   */
  readonly lockMode?: LockMode;
}

/**
 * A bucket for records that must not be altered: write once, under a customer key, TLS only, never public, open to named
 * deliveries and to nobody from outside.
 *
 * Meets `8.6/log-storage` and `8.6/log-retention`; `8.4/encryption-at-rest` and `8.4/encryption-in-transit` for what it holds.
 *
 * @throws when `retention` is known at synthesis and shorter than 183 days, or `expiration` is shorter than `retention`.
 */
export class SealedBucket extends RecordBucket {
  constructor(scope: Construct, id: string, props: SealedBucketProps) {
    const retention = props.retention ?? DEFAULT_RETENTION;
    const sealed = props.lockMode !== 'governance';
    super(scope, id, props, {
      objectLockEnabled: true,
      objectLockDefaultRetention: sealed
        ? ObjectLockRetention.compliance(retention)
        : ObjectLockRetention.governance(retention),
    });
    // a trial is taken down with its policy; where the lock holds, what guards the bucket stays as long as the bucket
    if (sealed) this.bucket.policy?.applyRemovalPolicy(RemovalPolicy.RETAIN);

    meets(this.bucket, '8.6/log-storage#write-once', '8.6/log-retention#minimum-period');
    if (props.holds === 'recordings') meets(this.bucket, '8.2/session-recording#immutable-storage');
  }
}
