import { Duration, RemovalPolicy, Stack, Tags } from 'aws-cdk-lib';
import { CfnAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { CfnRule, Schedule } from 'aws-cdk-lib/aws-events';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { CfnFunction, CfnPermission } from 'aws-cdk-lib/aws-lambda';
import { CfnMetricFilter, LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { CfnQueue, CfnQueuePolicy } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { lambdaRuntimes, partitionOf, requireLogRetention } from '../partition';
import { KeyUse } from '../purpose-key/key-use';
import { meets } from '../standard';
import { HANDLERS, type HandlerName } from './bundle';
import { codeOf } from './code';
import { DEPLOYERS, handlerLogGroupName, handlerName, handlerRoleName } from './names';
import { tlsOnly } from './tls-only';

/** The tag by which rules know what a function is for. */
export const HANDLER_TAG = 'isms:handler';

/** What StackSets make with the networks of members; what they make apart has a key of its own. */
const IN_NETWORKS: readonly HandlerName[] = ['default-security-group', 'transit-spoke'];

/** How long an event that no attempt could deal with is kept: the longest that SQS offers. */
const KEPT_AFTER_FAILURE = Duration.days(14);

/** What a `HandlerFunction` needs to know. */
export interface HandlerFunctionProps {
  /** The landing zone's name; function and role are `<name>-<handler>`. */
  readonly name: string;

  /** Which handler: its code is `constructs/<handler>/<handler>.handler.ts`. */
  readonly handler: HandlerName;

  /**
   * Ends the role's name, where an account has the handler in more than one region: IAM knows no region. Such as the region.
   * @default - none: the account has the handler once
   */
  readonly place?: string;

  /** What people read beside the function. */
  readonly description: string;

  /**
   * What the code calls, and no more: a test compares the actions with the code. Writing its own log and its own queue of failed
   * events comes on top.
   */
  readonly grants: readonly PolicyStatement[];

  /** How long one run may take, 15 minutes at most. */
  readonly timeout: Duration;

  /**
   * Runs at the same time at most. Lambda leaves a region's other functions at least 100 of its quota, or refuses.
   * @default - as many as the quota of the account allows: for a handler that is called once a deployment, in accounts of any quota
   */
  readonly concurrency?: number;

  /**
   * Memory in MiB; Lambda gives CPU in proportion.
   * @default 256
   */
  readonly memory?: number;

  /**
   * What the code reads from its environment, encrypted under the key. No secrets.
   * @default - nothing
   */
  readonly environment?: Readonly<Record<string, string>>;

  /** Encrypts environment, log and failed events. Its policy must have `HandlerFunction.keyUses`. */
  readonly key: IKey;

  /**
   * Hears of failures, and of what the handler's alarms find.
   * @default - nobody: CloudFormation alone calls the handler, waits for its answer, and fails where none comes
   */
  readonly topic?: ITopic;

  /**
   * How long the log is kept. At least 183 days.
   * @default RetentionDays.ONE_YEAR
   */
  readonly retention?: RetentionDays;
}

/**
 * A function of the landing zone's own, with a role of its own that may do what the code calls and nothing else; with a log under a
 * customer key; and, unless CloudFormation alone calls it, with a queue for events that no attempt could deal with, which alarms when
 * there is one.
 *
 * Not traced: X-Ray would add a right on all resources, and the log already tells what a run did.
 *
 * Meets `8.2/least-privilege#function-role-minimum`.
 *
 * @throws when the log is kept for less than the law wants; its alarms, when there is no topic.
 */
export class HandlerFunction extends Construct {
  /**
   * What a key must allow for the handlers of a landing zone: `uses: HandlerFunction.keyUses(name)`.
   * @param place as the handlers have it
   * @param deployers where StackSets make them, name of the role in which they do; `*` stands for any characters
   */
  static keyUses(name: string, place?: string, deployers?: string): readonly KeyUse[] {
    const handlers = deployers === undefined ? HANDLERS : IN_NETWORKS;
    const roleNames = handlers.map((handler) => handlerRoleName(name, handler, place));
    return [
      KeyUse.cloudWatchLogs(...handlers.map((handler) => handlerLogGroupName(name, handler))),
      KeyUse.rolesThroughServices({
        services: ['dynamodb', 'lambda', 'sqs'],
        roleNames: [...roleNames, deployers ?? DEPLOYERS],
      }),
    ];
  }

  readonly function: CfnFunction;
  readonly role: Role;
  readonly logGroup: LogGroup;
  private readonly topic: ITopic | undefined;
  private readonly failed: CfnQueue | undefined;
  private readonly namespace: string;

  constructor(scope: Construct, id: string, props: HandlerFunctionProps) {
    super(scope, id);
    const { name, handler, key, topic, retention = RetentionDays.ONE_YEAR } = props;
    requireLogRetention(retention, this.node.path);
    const functionName = handlerName(name, handler);
    this.topic = topic;
    this.namespace = name;

    this.logGroup = new LogGroup(this, 'Log', {
      logGroupName: handlerLogGroupName(name, handler),
      encryptionKey: key,
      retention,
      // what a failed creation leaves would keep the next from taking the name
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    this.failed = topic && this.queue(`${functionName}-failed`, key);
    this.role = this.roleFor(functionName, props);
    this.function = this.functionFor(functionName, props);
    if (this.failed) this.alarmOnFailedEvents(this.failed, `${functionName}-failed`);

    meets(this.role, '8.2/least-privilege#function-role-minimum');
    meets(this.logGroup, '8.6/log-retention#minimum-period', '8.4/encryption-at-rest#customer-managed-keys');
  }

  /**
   * Events that no attempt could deal with.
   * @throws where the handler has no topic: nobody would hear of them.
   */
  get failedEvents(): CfnQueue {
    if (this.failed) return this.failed;
    throw new Error(`${this.node.path}: give a topic: failed events of which nobody hears are not kept.`);
  }

  /**
   * Alarms within five minutes of an event in the function's log that is not to come.
   * @param event as the code notes it, such as `leaver-found`
   * @param metricName such as `LeaverFound`, in the namespace of the landing zone's name
   */
  alarmOn(event: string, metricName: string, alarmDescription: string): CfnAlarm {
    return this.alarm(metricName, {
      ...this.countOf(event, metricName),
      ...ON_THE_FIRST,
      statistic: 'Sum',
      alarmDescription,
    });
  }

  /**
   * Alarms when an event stays away from the function's log.
   * @param within by when it must have come again
   */
  alarmWithout(event: string, metricName: string, alarmDescription: string, within = Duration.days(1)): CfnAlarm {
    return this.alarm(metricName, {
      ...this.countOf(event, metricName),
      statistic: 'Sum',
      period: within.toSeconds(),
      comparisonOperator: 'LessThanThreshold',
      treatMissingData: 'breaching',
      alarmDescription,
    });
  }

  /**
   * Runs the function again and again.
   * @param input what it gets with every event; 8192 characters at most
   */
  runEvery(interval: Duration, input: object): CfnRule {
    const rule = new CfnRule(this, 'Schedule', {
      description: `Runs ${this.node.path} every ${interval.toHumanString()}`,
      scheduleExpression: Schedule.rate(interval).expressionString,
      state: 'ENABLED',
      targets: [{ id: 'Handler', arn: this.function.attrArn, input: Stack.of(this).toJsonString(input) }],
    });
    this.admit('events.amazonaws.com', rule.attrArn);
    return rule;
  }

  /**
   * Runs the function on events of the account's default bus.
   * @param id of the rule in this construct
   * @param eventPattern which events, as EventBridge takes it
   */
  runOn(id: string, description: string, eventPattern: object): CfnRule {
    const rule = new CfnRule(this, id, {
      description,
      eventPattern,
      state: 'ENABLED',
      targets: [{ id: 'Handler', arn: this.function.attrArn }],
    });
    this.admit('events.amazonaws.com', rule.attrArn, `MayCallOn${id}`);
    return rule;
  }

  /** Lets a service call the function for a resource. */
  admit(service: string, sourceArn: string, id = 'MayCall'): CfnPermission {
    return new CfnPermission(this, id, {
      action: 'lambda:InvokeFunction',
      functionName: this.function.attrArn,
      principal: service,
      sourceArn,
    });
  }

  private countOf(event: string, metricName: string): { readonly namespace: string; readonly metricName: string } {
    new CfnMetricFilter(this, `Count${metricName}`, {
      logGroupName: this.logGroup.logGroupName,
      filterPattern: `{ $.event = "${event}" }`,
      metricTransformations: [{ metricNamespace: this.namespace, metricName, metricValue: '1' }],
    });
    return { namespace: this.namespace, metricName };
  }

  private alarmOnFailedEvents(queue: CfnQueue, queueName: string): void {
    this.alarm('EventFailed', {
      namespace: 'AWS/SQS',
      metricName: 'ApproximateNumberOfMessagesVisible',
      dimensions: [{ name: 'QueueName', value: queue.attrQueueName }],
      ...ON_THE_FIRST,
      statistic: 'Maximum',
      alarmDescription: `An event could not be dealt with and waits in ${queueName}`,
    });
  }

  private alarm(id: string, props: Omit<AlarmProps, 'threshold' | 'evaluationPeriods'>): CfnAlarm {
    if (!this.topic) throw new Error(`${this.node.path}: give a topic: an alarm of which nobody hears is none.`);
    return new CfnAlarm(this, id, {
      ...props,
      threshold: 1,
      evaluationPeriods: 1,
      alarmActions: [this.topic.topicArn],
    });
  }

  private queue(queueName: string, key: IKey): CfnQueue {
    const queue = new CfnQueue(this, 'FailedEvents', {
      queueName,
      kmsMasterKeyId: key.keyArn,
      messageRetentionPeriod: KEPT_AFTER_FAILURE.toSeconds(),
    });
    new CfnQueuePolicy(this, 'FailedEventsPolicy', {
      queues: [queue.ref],
      policyDocument: new PolicyDocument({
        statements: [tlsOnly(queue)],
      }),
    });
    meets(
      queue,
      '8.4/encryption-at-rest#customer-managed-keys',
      '8.4/encryption-in-transit#stores-refuse-plaintext',
      '8.3/interface-security#message-and-event-interfaces',
    );
    return queue;
  }

  /** Not the managed policy of Lambda, which writes into every log group of the account and creates them. */
  private roleFor(functionName: string, { name, handler, place, grants }: HandlerFunctionProps): Role {
    const { partition, region, account } = Stack.of(this);
    return new Role(this, 'Role', {
      roleName: handlerRoleName(name, handler, place),
      description: `What ${functionName} calls, and no more`,
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      inlinePolicies: {
        Calls: new PolicyDocument({
          statements: [
            ...grants,
            new PolicyStatement({
              sid: 'OwnLog',
              actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
              resources: [
                `arn:${partition}:logs:${region}:${account}:log-group:${handlerLogGroupName(name, handler)}:log-stream:*`,
              ],
            }),
            ...(this.failed
              ? [
                  new PolicyStatement({
                    sid: 'OwnFailedEvents',
                    actions: ['sqs:SendMessage'],
                    resources: [this.failed.attrArn],
                  }),
                ]
              : []),
          ],
        }),
      },
    });
  }

  /** Of the plain kind: CDK's own would add policies to the role, and takes a tenth of a second to load. */
  private functionFor(functionName: string, props: HandlerFunctionProps): CfnFunction {
    const { handler, description, timeout, concurrency, memory = 256, environment, key } = props;
    const made = new CfnFunction(this, 'Function', {
      functionName,
      // it would otherwise write into a group that Lambda makes for it, without key and for ever
      loggingConfig: { logGroup: this.logGroup.logGroupName },
      description,
      runtime: lambdaRuntimes[partitionOf(Stack.of(this).region) ?? 'aws'].name,
      handler: 'index.handler',
      code: codeOf(this, handler),
      role: this.role.roleArn,
      timeout: timeout.toSeconds(),
      memorySize: memory,
      ...(concurrency !== undefined && { reservedConcurrentExecutions: concurrency }),
      // without an environment there is nothing that the key could encrypt
      ...(environment && { environment: { variables: environment }, kmsKeyArn: key.keyArn }),
      ...(this.failed && { deadLetterConfig: { targetArn: this.failed.attrArn } }),
    });
    Tags.of(made).add(HANDLER_TAG, handler);
    return made;
  }
}

type AlarmProps = ConstructorParameters<typeof CfnAlarm>[2];

const ON_THE_FIRST = {
  period: Duration.minutes(5).toSeconds(),
  comparisonOperator: 'GreaterThanOrEqualToThreshold',
  treatMissingData: 'notBreaching',
} as const;
