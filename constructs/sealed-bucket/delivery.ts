import { AnyPrincipal, Effect, type IPrincipal, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { type Conditions, principalCondition, type Senders, sourceCondition } from '../purpose-key/senders';
import { AGENT_PREFIX, RECORDINGS_PREFIX, VIEWINGS } from '../session-recording/names';

/** The bucket into which something is delivered. */
export interface DeliveryTarget {
  /** ARN of the bucket, without a slash. */
  readonly bucketArn: string;
  /** `aws`, or `aws-cn` in China. */
  readonly partition: string;
}

/** Lets one service or role write into a bucket, on behalf of named senders, and do nothing else. */
export type Delivery = (target: DeliveryTarget) => readonly PolicyStatement[];

/** Whose trail writes, and below which folders. */
export interface TrailDelivery {
  /** For an organization trail, the ARN in the management account. */
  readonly trailArn: string;
  /** Accounts, and the organization for its trail, whose folders below `AWSLogs/` the trail fills. */
  readonly owners: readonly string[];
}

/**
 * Ready-made deliveries. None asks for the `bucket-owner-full-control` ACL of older examples: where the bucket's owner owns
 * every object, log delivery sends no ACL, and the condition would refuse each of its files.
 */
export const Delivery = {
  /**
   * CloudTrail, for one trail by its ARN.
   *
   * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html
   */
  cloudTrail:
    ({ trailArn, owners }: TrailDelivery): Delivery =>
    ({ bucketArn }) => {
      const cloudTrail = new ServicePrincipal('cloudtrail.amazonaws.com');
      const conditions = { StringEquals: { 'aws:SourceArn': trailArn } };
      return [
        allow('AWSCloudTrailAclCheck', cloudTrail, ['s3:GetBucketAcl'], [bucketArn], conditions),
        allow(
          'AWSCloudTrailWrite',
          cloudTrail,
          ['s3:PutObject'],
          owners.map((owner) => `${bucketArn}/AWSLogs/${owner}/*`),
          conditions,
        ),
      ];
    },

  /**
   * AWS Config, through its service-linked role.
   *
   * @see https://docs.aws.amazon.com/config/latest/developerguide/s3-bucket-policy.html
   */
  config:
    (senders: Senders): Delivery =>
    ({ bucketArn }) => {
      const config = new ServicePrincipal('config.amazonaws.com');
      const conditions = { StringEquals: sourceCondition(senders) };
      return [
        allow('AWSConfigBucketCheck', config, ['s3:GetBucketAcl', 's3:ListBucket'], [bucketArn], conditions),
        allow('AWSConfigWrite', config, ['s3:PutObject'], [`${bucketArn}/AWSLogs/*/Config/*`], conditions),
      ];
    },

  /**
   * The log delivery service, which brings VPC flow logs and DNS query logs. Its statements carry the identifiers under
   * which the service itself would add them, so that it finds nothing missing.
   *
   * @see https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-s3-permissions.html
   */
  logDelivery:
    (senders: Senders): Delivery =>
    ({ bucketArn, partition }) => {
      const service = new ServicePrincipal('delivery.logs.amazonaws.com');
      const conditions = {
        StringEquals: sourceCondition(senders),
        ArnLike: { 'aws:SourceArn': `arn:${partition}:logs:*:*:*` },
      };
      return [
        allow('AWSLogDeliveryWrite', service, ['s3:PutObject'], [`${bucketArn}/AWSLogs/*`], conditions),
        allow('AWSLogDeliveryAclCheck', service, ['s3:GetBucketAcl', 's3:ListBucket'], [bucketArn], conditions),
      ];
    },

  /**
   * Hosts write session recordings in their role's name, and the agent's texts: they can add below those names, and neither read nor
   * list anything. The
   * agent asks whether the bucket is encrypted before it lets a session start.
   *
   * @param roleNames of the hosts, `*` allowed
   * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-logging.html
   */
  sessionRecordings:
    (senders: Senders, ...roleNames: readonly string[]): Delivery =>
    ({ bucketArn, partition }) => {
      const conditions = {
        StringEquals: principalCondition(senders),
        ArnLike: { 'aws:PrincipalArn': roleNames.map((name) => `arn:${partition}:iam::*:role/${name}`) },
      };
      const written = [RECORDINGS_PREFIX, AGENT_PREFIX].map((prefix) => `${bucketArn}/${prefix}*`);
      return [
        allow('HostsCheckEncryption', new AnyPrincipal(), ['s3:GetEncryptionConfiguration'], [bucketArn], conditions),
        allow('HostsWriteRecordings', new AnyPrincipal(), ['s3:PutObject'], written, conditions),
      ];
    },

  /**
   * Who looks at recordings writes that down, each below an own name that IAM gives and nobody chooses: what is written is locked
   * as recordings are, and others write nothing there, hosts neither.
   *
   * @param roleNames of the viewers, `*` allowed
   */
  viewings:
    (senders: Senders, ...roleNames: readonly string[]): Delivery =>
    ({ bucketArn, partition }) => {
      const viewers = { 'aws:PrincipalArn': roleNames.map((name) => `arn:${partition}:iam::*:role/${name}`) };
      return [
        allow('ViewersSaySo', new AnyPrincipal(), ['s3:PutObject'], [`${bucketArn}/${VIEWINGS}\${aws:userid}/*`], {
          StringEquals: principalCondition(senders),
          ArnLike: viewers,
        }),
        new PolicyStatement({
          sid: 'OthersSayNothing',
          effect: Effect.DENY,
          principals: [new AnyPrincipal()],
          actions: ['s3:PutObject'],
          resources: [`${bucketArn}/${VIEWINGS}*`],
          conditions: { ArnNotLike: viewers },
        }),
      ];
    },
} as const;

const allow = (
  sid: string,
  principal: IPrincipal,
  actions: readonly string[],
  resources: readonly string[],
  conditions: Conditions,
): PolicyStatement =>
  new PolicyStatement({ sid, principals: [principal], actions: [...actions], resources: [...resources], conditions });
