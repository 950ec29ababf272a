import { RemovalPolicy } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { RecordBucket, type RecordBucketProps } from './record-bucket';

/**
 * Where records arrive whose sender cannot write into a bucket that locks by default, as AWS Config cannot: everything a
 * `SealedBucket` has but the lock. It must replicate into a `SealedBucket`, whose default retention locks the replicas.
 *
 * Object Lock is off and not merely without a default: replicas take over the lock of a source that has one.
 *
 * @see https://docs.aws.amazon.com/config/latest/developerguide/manage-delivery-channel.html
 * @throws when `retention` is known at synthesis and shorter than 183 days, or `expiration` is shorter than `retention`.
 */
export class LandingBucket extends RecordBucket {
  constructor(scope: Construct, id: string, props: RecordBucketProps) {
    super(scope, id, props, { objectLockEnabled: undefined, objectLockDefaultRetention: undefined });
    this.bucket.policy?.applyRemovalPolicy(RemovalPolicy.RETAIN);
  }
}
