import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { CfnAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { CfnTable } from 'aws-cdk-lib/aws-dynamodb';
import { AnyPrincipal, Effect, PolicyDocument, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { CfnEventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Bucket, CfnBucket } from 'aws-cdk-lib/aws-s3';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { CfnQueue, CfnQueuePolicy } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { HandlerFunction } from '../handler-function/handler-function';
import { handlerRoleName } from '../handler-function/names';
import { tlsOnly } from '../handler-function/tls-only';
import { functionRolePatterns } from '../job-functions/names';
import { meets } from '../standard';
import { BY_DAY, BY_PERSON, PARTITION, sessionIndexName } from './names';

/** One recording that is read: the longest that Lambda runs. */
const LONGEST_LOOK = Duration.minutes(15);

/** When a message that was not dealt with comes again: not before the look at it has ended. */
const AGAIN_AFTER = Duration.minutes(16);

/** How often a message comes before it counts as failed. */
const ATTEMPTS = 5;

/** The end of a session is known when the next sweep finds its last segment. */
const SWEEP = Duration.minutes(2);

/** A message that waits for so long tells that looks fail, or do not keep up. */
const LONGEST_WAIT = Duration.minutes(30);

/** Looks at the same time; one run more is for the sweep. */
const WIDTH = 4;

/** Every recording has it, and has it once: a notification for each segment would be one a second for each session. */
const FIRST_SEGMENT = '/00000000.seg';

/** What a `SessionIndex` needs to know. */
export interface SessionIndexProps {
  /** The landing zone's name; the table is `<name>-session-index`. */
  readonly name: string;

  /** The bucket of recordings of this account and region. It gets a notification; its policy and its lock stay as they are. */
  readonly recordings: Bucket;

  /** The bucket's name, written down: the queue must admit the bucket before there is one. */
  readonly bucketName: string;

  /**
   * What names of recordings' objects begin with, before the session's id, with a slash at its end.
   * @example 'sessions/'
   */
  readonly prefix: string;

  /** Keys that sign recordings, by the ARNs of their aliases, in whatever account and region. Their policies must admit this account. */
  readonly signingKeys: readonly string[];

  /** Encrypts table, queue and what the handler keeps: `SessionIndex.keyUses`. */
  readonly key: IKey;

  /** Hears of recordings that are not whole or gone, of looks that fail, and of a day without a sweep. */
  readonly topic: ITopic;

  /**
   * How long the handler's log is kept. At least 183 days.
   * @default RetentionDays.ONE_YEAR
   */
  readonly retention?: RetentionDays;
}

/**
 * Knows of each recorded session who, where, when, what was run, and whether the recording is whole: in a table of the archive's account,
 * one for each region. A recording that cannot be read holds up no other.
 *
 * What it holds is made from recordings, and can be made again: the table is protected from deletion and restorable, but not locked as
 * recordings are.
 *
 * @throws when no key is named, or the prefix does not end in a slash.
 */
export class SessionIndex extends Construct {
  /** The name of the role that reads recordings, for the policy of the archive's key. */
  static roleName(name: string, region: string): string {
    return handlerRoleName(name, 'session-index', region);
  }

  readonly table: CfnTable;
  readonly queue: CfnQueue;
  readonly handler: HandlerFunction;

  constructor(scope: Construct, id: string, props: SessionIndexProps) {
    super(scope, id);
    const { name, key, topic, retention, prefix, bucketName, signingKeys } = props;
    requirePlace(props, this.node.path);
    const { region } = Stack.of(this);

    this.table = this.tableFor(name, key);
    const queueName = `${name}-session-index`;
    this.handler = new HandlerFunction(this, 'Handler', {
      name,
      handler: 'session-index',
      place: region,
      description: 'Indexes recorded sessions',
      timeout: LONGEST_LOOK,
      concurrency: WIDTH + 1,
      // a processor of its own, and room for segments that are fetched ahead
      memory: 1769,
      key,
      topic,
      ...(retention && { retention }),
      environment: {
        BUCKET: bucketName,
        PREFIX: prefix,
        TABLE: this.table.ref,
        QUEUE: this.queueUrl(queueName),
        SIGNING_KEYS: signingKeys.join(' '),
      },
      grants: this.grants(props, queueName),
    });
    this.queue = this.queueFor(queueName, props);
    this.feed();
    this.handler.runEvery(SWEEP, { sweep: true });
    this.alarms(topic);

    meets(this.table, '8.4/encryption-at-rest#customer-managed-keys', '8.2/session-recording#replay-and-search');
    meets(
      this.queue,
      '8.4/encryption-at-rest#customer-managed-keys',
      '8.4/encryption-in-transit#stores-refuse-plaintext',
      '8.3/interface-security#message-and-event-interfaces',
    );
  }

  private tableFor(name: string, key: IKey): CfnTable {
    const keys = (hash: string, range: string) => [
      { attributeName: hash, keyType: 'HASH' },
      { attributeName: range, keyType: 'RANGE' },
    ];
    // contents of sessions have neither day nor person, and are in no index
    const index = (indexName: string, hash: string, range: string) => ({
      indexName,
      keySchema: keys(hash, range),
      projection: { projectionType: 'ALL' },
    });
    const table = new CfnTable(this, 'Table', {
      tableName: sessionIndexName(name),
      billingMode: 'PAY_PER_REQUEST',
      attributeDefinitions: ['session', 'entry', 'day', 'person', 'began'].map((attributeName) => ({
        attributeName,
        attributeType: 'S',
      })),
      keySchema: keys('session', 'entry'),
      globalSecondaryIndexes: [index(BY_DAY, 'day', 'session'), index(BY_PERSON, 'person', 'began')],
      sseSpecification: { sseEnabled: true, sseType: 'KMS', kmsMasterKeyId: key.keyArn },
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtectionEnabled: true,
      resourcePolicy: { policyDocument: this.onlyModeratorsResolve(name) },
    });
    table.applyRemovalPolicy(RemovalPolicy.RETAIN);
    return table;
  }

  /**
   * Acknowledgements of gaps are people's: whatever the own policies of others say, handlers among them, the table refuses theirs.
   * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/access-control-resource-based.html
   */
  private onlyModeratorsResolve(name: string): PolicyDocument {
    const { partition, region, account } = Stack.of(this);
    const moderators = functionRolePatterns(name, 'session-moderator');
    return new PolicyDocument({
      statements: [
        new PolicyStatement({
          sid: 'OnlyModeratorsResolve',
          effect: Effect.DENY,
          principals: [new AnyPrincipal()],
          actions: ['BatchWriteItem', 'DeleteItem', 'PutItem', 'UpdateItem'].map((action) => `dynamodb:${action}`),
          resources: [`arn:${partition}:dynamodb:${region}:${account}:table/${sessionIndexName(name)}`],
          conditions: {
            'ForAnyValue:StringEquals': { 'dynamodb:LeadingKeys': PARTITION.acknowledged },
            ArnNotLike: {
              'aws:PrincipalArn': moderators.map((role) => `arn:${partition}:iam::${account}:role/${role}`),
            },
          },
        }),
      ],
    });
  }

  private grants({ name, bucketName, prefix, signingKeys }: SessionIndexProps, queueName: string): PolicyStatement[] {
    const { partition, region, account } = Stack.of(this);
    const table = `arn:${partition}:dynamodb:${region}:${account}:table/${sessionIndexName(name)}`;
    const bucket = `arn:${partition}:s3:::${bucketName}`;
    const places = [...new Set(signingKeys.map((arn) => arn.replace(/:alias\/.*$/, ':key/*')))];
    const aliases = [...new Set(signingKeys.map((arn) => arn.replace(/^.*:alias\//, 'alias/')))];
    return [
      new PolicyStatement({
        sid: 'Index',
        actions: ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query'],
        resources: [table, `${table}/index/*`],
      }),
      new PolicyStatement({ sid: 'ListRecordings', actions: ['s3:ListBucket'], resources: [bucket] }),
      new PolicyStatement({ sid: 'ReadRecordings', actions: ['s3:GetObject'], resources: [`${bucket}/${prefix}*`] }),
      new PolicyStatement({
        sid: 'OwnQueue',
        actions: ['sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ReceiveMessage', 'sqs:SendMessage'],
        resources: [this.queueArn(queueName)],
      }),
      new PolicyStatement({
        sid: 'VerifySignatures',
        actions: ['kms:GetPublicKey'],
        resources: places,
        conditions: { 'ForAnyValue:StringEquals': { 'kms:ResourceAliases': aliases } },
      }),
    ];
  }

  /** Written down: the role that reads the queue comes before it. */
  private queueArn(queueName: string): string {
    const { partition, region, account } = Stack.of(this);
    return `arn:${partition}:sqs:${region}:${account}:${queueName}`;
  }

  private queueUrl(queueName: string): string {
    const { region, account, urlSuffix } = Stack.of(this);
    return `https://sqs.${region}.${urlSuffix}/${account}/${queueName}`;
  }

  private queueFor(queueName: string, { key, bucketName, recordings, prefix }: SessionIndexProps): CfnQueue {
    const { partition, account } = Stack.of(this);
    const queue = new CfnQueue(this, 'Queue', {
      queueName,
      kmsMasterKeyId: key.keyArn,
      visibilityTimeout: AGAIN_AFTER.toSeconds(),
      redrivePolicy: { deadLetterTargetArn: this.handler.failedEvents.attrArn, maxReceiveCount: ATTEMPTS },
    });
    const policy = new CfnQueuePolicy(this, 'QueuePolicy', {
      queues: [queue.ref],
      policyDocument: new PolicyDocument({
        statements: [
          new PolicyStatement({
            sid: 'BucketTells',
            principals: [new ServicePrincipal('s3.amazonaws.com')],
            actions: ['sqs:SendMessage'],
            resources: [queue.attrArn],
            conditions: {
              StringEquals: { 'aws:SourceAccount': account },
              ArnEquals: { 'aws:SourceArn': `arn:${partition}:s3:::${bucketName}` },
            },
          }),
          tlsOnly(queue),
        ],
      }),
    });
    const bucket = recordings.node.defaultChild as CfnBucket;
    bucket.notificationConfiguration = {
      queueConfigurations: [
        {
          event: 's3:ObjectCreated:*',
          queue: queue.attrArn,
          filter: {
            s3Key: {
              rules: [
                { name: 'prefix', value: prefix },
                { name: 'suffix', value: FIRST_SEGMENT },
              ],
            },
          },
        },
      ],
    };
    // S3 tries whether it may send before it takes the notification
    bucket.addResourceDependency(policy);
    return queue;
  }

  /** One message a run: what takes long, or never ends, is alone in it. */
  private feed(): CfnEventSourceMapping {
    return new CfnEventSourceMapping(this, 'Feed', {
      eventSourceArn: this.queue.attrArn,
      functionName: this.handler.function.ref,
      batchSize: 1,
      functionResponseTypes: ['ReportBatchItemFailures'],
      scalingConfig: { maximumConcurrency: WIDTH },
    });
  }

  private alarms(topic: ITopic): void {
    this.handler.alarmOn(
      'recording-not-whole',
      'RecordingNotWhole',
      'A recorded session has no end, a gap, or was tampered with; the log says which',
    );
    this.handler.alarmOn('recording-gone', 'RecordingGone', 'A session is in the index, and its recording is gone');
    this.handler.alarmWithout('swept', 'SessionsSwept', 'For a day nobody has looked for recordings to be indexed');
    new CfnAlarm(this, 'MessagesWait', {
      namespace: 'AWS/SQS',
      metricName: 'ApproximateAgeOfOldestMessage',
      dimensions: [{ name: 'QueueName', value: this.queue.attrQueueName }],
      statistic: 'Maximum',
      period: Duration.minutes(5).toSeconds(),
      evaluationPeriods: 1,
      threshold: LONGEST_WAIT.toSeconds(),
      comparisonOperator: 'GreaterThanOrEqualToThreshold',
      treatMissingData: 'notBreaching',
      alarmDescription: `A recording has waited for ${LONGEST_WAIT.toMinutes()} minutes to be indexed`,
      alarmActions: [topic.topicArn],
    });
  }
}

function requirePlace({ prefix, signingKeys }: SessionIndexProps, path: string): void {
  if (signingKeys.length === 0) {
    throw new Error(
      `${path}: no key signs recordings, and 8.2/session-recording#tamper-evidence verifies each. Give the ARNs of the signing keys' aliases.`,
    );
  }
  if (prefix.endsWith('/')) return;
  throw new Error(
    `${path}: prefix '${prefix}' does not end in a slash, and 8.2/session-recording#replay-and-search finds sessions in folders. Write it as ${prefix}/.`,
  );
}
