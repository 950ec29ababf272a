import { RemovalPolicy, Tags } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { requireLogRetention } from '../partition';
import { meets } from '../standard';

/** What a log group for streamed sessions needs to know. */
export interface SessionLogProps {
  /** Its name, for which the key must be usable: `KeyUse.cloudWatchLogs(logGroupName)`. */
  readonly logGroupName: string;

  /** Encrypts it: without a customer key no session starts. */
  readonly key: IKey;

  /**
   * How long sessions are kept. At least 183 days.
   * @default RetentionDays.ONE_YEAR
   */
  readonly retention?: RetentionDays;
}

/**
 * The log group to which sessions are streamed while they last. It outlives its stack.
 *
 * @throws when the retention is shorter than the law allows.
 */
export function sessionLog(
  scope: Construct,
  id: string,
  { logGroupName, key, retention = RetentionDays.ONE_YEAR }: SessionLogProps,
): LogGroup {
  requireLogRetention(retention, scope.node.path);
  const group = new LogGroup(scope, id, {
    logGroupName,
    encryptionKey: key,
    retention,
    removalPolicy: RemovalPolicy.RETAIN,
  });
  Tags.of(group).add('isms:holds', 'recordings');
  meets(group, '8.6/log-retention#minimum-period', '8.4/encryption-at-rest#customer-managed-keys');
  return group;
}
