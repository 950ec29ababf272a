import { Duration, RemovalPolicy, Stack, Tags } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { requireLogRetention, SHORTEST_LOG_RETENTION_DAYS } from '../partition';
import { denyDestruction, denyOutsiders } from '../sealed-bucket/guards';
import { meets } from '../standard';

/** In whose name load balancers write. */
export const LOG_DELIVERY = 'logdelivery.elasticloadbalancing.amazonaws.com';

/** What a `LoadBalancerLogs` needs to know. */
export interface LoadBalancerLogsProps {
  /** The bucket's name. */
  readonly bucketName: string;

  /**
   * How long a log is kept. At least 183 days.
   * @default Duration.days(183)
   */
  readonly retention?: Duration;
}

/**
 * Where load balancers of this account write their logs: Elastic Load Balancing writes into buckets of the same region that are
 * encrypted under keys of S3, and into no others. Nobody deletes what is there before the retention ends.
 *
 * Meets `8.4/leak-prevention#public-exposure-blocked` and `8.4/encryption-in-transit#stores-refuse-plaintext` for what it holds.
 *
 * @throws when `retention` is shorter than 183 days.
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html
 */
export class LoadBalancerLogs extends Construct {
  readonly bucket: Bucket;

  constructor(scope: Construct, id: string, props: LoadBalancerLogsProps) {
    super(scope, id);
    const { bucketName, retention = Duration.days(SHORTEST_LOG_RETENTION_DAYS) } = props;
    requireLogRetention(retention.toDays(), this.node.path);
    this.bucket = new Bucket(this, 'Bucket', {
      bucketName,
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      versioned: true,
      removalPolicy: RemovalPolicy.RETAIN,
      lifecycleRules: [{ id: 'keep', expiration: retention, noncurrentVersionExpiration: retention }],
    });
    // rules know it by this, and except it from keys of one's own
    Tags.of(this.bucket).add('isms:delivered-by', 'load-balancers');
    const { bucketArn } = this.bucket;
    const insiders = { accounts: [Stack.of(this).account] };
    for (const statement of [denyDestruction(bucketArn), denyOutsiders(bucketArn, insiders), this.delivery()]) {
      this.bucket.addToResourcePolicy(statement);
    }
    meets(
      this.bucket,
      '8.4/leak-prevention#public-exposure-blocked',
      '8.4/encryption-in-transit#stores-refuse-plaintext',
    );
  }

  private delivery(): PolicyStatement {
    const { account, partition, region } = Stack.of(this);
    return new PolicyStatement({
      sid: 'LoadBalancersWrite',
      principals: [new ServicePrincipal(LOG_DELIVERY)],
      actions: ['s3:PutObject'],
      resources: [`${this.bucket.bucketArn}/*/AWSLogs/${account}/*`],
      conditions: {
        ArnLike: { 'aws:SourceArn': `arn:${partition}:elasticloadbalancing:${region}:${account}:loadbalancer/*` },
      },
    });
  }
}
