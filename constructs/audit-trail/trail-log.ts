import { RemovalPolicy, Tags } from 'aws-cdk-lib';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { requireLogRetention } from '../partition';
import { KeyUse } from '../purpose-key/key-use';
import { PurposeKey } from '../purpose-key/purpose-key';
import { meets } from '../standard';

/** What a `TrailLog` needs to know. */
export interface TrailLogProps {
  /** The landing zone's name: the log group is `/<name>/trail`. */
  readonly name: string;

  /**
   * How long events stay in it; the archive has them in any case. At least 183 days.
   * @default RetentionDays.ONE_YEAR
   */
  readonly retention?: RetentionDays;
}

/**
 * The log group to which a trail also sends its events, in the trail's own account and region: under a key of its own, and
 * refusing to be deleted until somebody lifts that protection. It outlives its stack.
 *
 * @throws when the retention is shorter than the law allows.
 * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutLogGroupDeletionProtection.html
 */
export class TrailLog extends Construct {
  /** The name, which alarms and detections know. */
  static logGroupName(name: string): string {
    return `/${name}/trail`;
  }

  readonly key: PurposeKey;
  readonly logGroup: LogGroup;

  constructor(scope: Construct, id: string, { name, retention = RetentionDays.ONE_YEAR }: TrailLogProps) {
    super(scope, id);
    requireLogRetention(retention, this.node.path);
    const logGroupName = TrailLog.logGroupName(name);

    this.key = new PurposeKey(this, 'Key', { name, purpose: 'trail', uses: [KeyUse.cloudWatchLogs(logGroupName)] });
    this.logGroup = new LogGroup(this, 'Group', {
      logGroupName,
      encryptionKey: this.key.key,
      retention,
      deletionProtectionEnabled: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    Tags.of(this.logGroup).add('isms:holds', 'logs');
    meets(
      this.logGroup,
      '8.6/log-retention#minimum-period',
      '8.4/encryption-at-rest#customer-managed-keys',
      '8.2/operation-audit#audit-tamper-protection',
    );
  }
}
