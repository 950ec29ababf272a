import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { CfnEventBusPolicy, CfnRule } from 'aws-cdk-lib/aws-events';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { CfnResourcePolicy, LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { type PartitionName, partitionOf, requireLogRetention } from '../partition';
import { meets } from '../standard';
import { FINDINGS } from './findings';

/** The log group that keeps findings, for which their key must be usable: `KeyUse.cloudWatchLogs(threatLogName(name))`. */
export const threatLogName = (name: string): string => `/${name}/threat-findings`;

/** What a `ThreatFindings` needs to know. */
export interface ThreatFindingsProps {
  /** The landing zone's name, with which the names of what is made begin. */
  readonly name: string;

  /** Encrypts what is kept. Its policy must let CloudWatch Logs use it for `threatLogName(name)`. */
  readonly key: IKey;

  /** Who is told of findings. */
  readonly topic: ITopic;

  /**
   * The organization whose accounts hand findings on, `o-…`.
   * @default - this account alone
   */
  readonly organizationId?: string;

  /**
   * How long findings are kept. At least 183 days.
   * @default RetentionDays.ONE_YEAR
   */
  readonly retention?: RetentionDays;
}

/**
 * Where findings of GuardDuty are looked at: takes in those of the organization, keeps each in a log group, and raises an alarm on
 * each. GuardDuty itself forgets findings after 90 days.
 *
 * @throws when the retention is shorter than the law allows, or in a stack without a region.
 */
export class ThreatFindings extends Construct {
  readonly logGroup: LogGroup;
  readonly rule: CfnRule;
  readonly alarm: Alarm;

  constructor(scope: Construct, id: string, props: ThreatFindingsProps) {
    super(scope, id);
    this.logGroup = this.keep(props);
    this.rule = this.take(props);
    this.alarm = this.tell(props);
    if (props.organizationId !== undefined) this.admit(props.name, props.organizationId);

    meets(this.logGroup, '8.6/log-retention#minimum-period', '8.4/encryption-at-rest#customer-managed-keys');
    for (const part of [this.rule, this.alarm]) meets(part, '8.3/intrusion#threat-detection');
  }

  private keep({ name, key, retention = RetentionDays.ONE_YEAR }: ThreatFindingsProps): LogGroup {
    requireLogRetention(retention, this.node.path);
    return new LogGroup(this, 'Log', {
      logGroupName: threatLogName(name),
      encryptionKey: key,
      retention,
      removalPolicy: RemovalPolicy.RETAIN,
    });
  }

  /**
   * Log groups admit EventBridge by a policy, never by a role of the rule.
   * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html
   */
  private take({ name }: ThreatFindingsProps): CfnRule {
    const { region, account } = Stack.of(this);
    const partition = this.partition();
    const ruleName = `${name}-threat-findings-kept`;
    const log = `arn:${partition}:logs:${region}:${account}:log-group:${threatLogName(name)}`;
    const admitted = new CfnResourcePolicy(this, 'LogPolicy', {
      policyName: `${name}-threat-findings`,
      policyDocument: Stack.of(this).toJsonString({
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: { Service: ['events.amazonaws.com', 'delivery.logs.amazonaws.com'] },
            Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
            Resource: `${log}:*`,
            Condition: {
              StringEquals: { 'aws:SourceAccount': account },
              ArnLike: { 'aws:SourceArn': `arn:${partition}:events:${region}:${account}:rule/${ruleName}` },
            },
          },
        ],
      }),
    });
    const rule = new CfnRule(this, 'Rule', {
      name: ruleName,
      description: 'Keeps each finding of GuardDuty',
      eventPattern: FINDINGS,
      state: 'ENABLED',
      targets: [{ id: 'Log', arn: log }],
    });
    rule.node.addDependency(this.logGroup, admitted);
    return rule;
  }

  /** Known beforehand: a policy that is text cannot be judged where deployment writes it. */
  private partition(): PartitionName {
    const { region } = Stack.of(this);
    const partition = partitionOf(region);
    if (partition) return partition;
    throw new Error(
      `${this.node.path}: the stack has no region, and 8.3/intrusion#threat-detection wants findings taken in at a place that is known. Give the stack an environment.`,
    );
  }

  /** What arrives in the log group is a finding: nothing else is let in. */
  private tell({ name, topic }: ThreatFindingsProps): Alarm {
    const alarm = new Alarm(this, 'Found', {
      alarmName: `${name}-threat-found`,
      alarmDescription: `GuardDuty has found a threat: see log group ${threatLogName(name)}. · GuardDuty 发现威胁：见日志组 ${threatLogName(name)}。`,
      metric: new Metric({
        namespace: 'AWS/Logs',
        metricName: 'IncomingLogEvents',
        dimensionsMap: { LogGroupName: this.logGroup.logGroupName },
        statistic: 'Sum',
        period: Duration.minutes(1),
      }),
      threshold: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      evaluationPeriods: 1,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    alarm.addAlarmAction(new SnsAction(topic));
    return alarm;
  }

  /** @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-bus-perms.html */
  private admit(name: string, organizationId: string): void {
    const { partition, region, account } = Stack.of(this);
    const policy = new CfnEventBusPolicy(this, 'FromOrganization', {
      statementId: `${name}-threat-findings`,
      statement: {
        Effect: 'Allow',
        Principal: '*',
        Action: 'events:PutEvents',
        Resource: `arn:${partition}:events:${region}:${account}:event-bus/default`,
        Condition: {
          StringEquals: { 'aws:PrincipalOrgID': organizationId },
          'ForAllValues:StringEquals': {
            'events:source': FINDINGS.source,
            'events:detail-type': FINDINGS['detail-type'],
          },
        },
      },
    });
    meets(policy, '8.3/intrusion#threat-detection');
  }
}
