import { Duration, RemovalPolicy, Stack, Tags } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, type Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Rule, RuleTargetInput, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Code, Function as LambdaFunctionResource, Runtime, RuntimeFamily, Tracing } from 'aws-cdk-lib/aws-lambda';
import { FilterPattern, LogGroup, MetricFilter, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { lambdaRuntimes, partitionOf, requireLogRetention } from '../partition';
import { KeyUse } from '../purpose-key/key-use';
import { meets } from '../standard';
import { bundleOf, HANDLERS, type HandlerName } from './bundle';

/** The tag by which rules know what a function is for. */
export const HANDLER_TAG = 'isms:handler';

/** In whose name a bootstrapped CDK has CloudFormation deploy: it makes functions, queues and tables under the key. */
const DEPLOYERS = 'cdk-*-cfn-exec-role-*';

/** How long an event that no attempt could deal with is kept: the longest that SQS offers. */
const KEPT_AFTER_FAILURE = Duration.days(14);

/** The name of a handler's function, role, and log group behind `/aws/lambda/`. */
export const handlerName = (name: string, handler: HandlerName): string => `${name}-${handler}`;

/** What a `HandlerFunction` needs to know. */
export interface HandlerFunctionProps {
  /** The landing zone's name; function and role are `<name>-<handler>`. */
  readonly name: string;

  /** Which handler: its code is `constructs/<handler>/<handler>.handler.ts`. */
  readonly handler: HandlerName;

  /** What people read beside the function. */
  readonly description: string;

  /**
   * What the code calls, and no more: a test compares the actions with the code. Writing its own log and its own queue of failed
   * events comes on top.
   */
  readonly grants: readonly PolicyStatement[];

  /** How long one run may take, 15 minutes at most. */
  readonly timeout: Duration;

  /** Runs at the same time at most. Lambda leaves a region's other functions at least 100 of its quota, or refuses. */
  readonly concurrency: number;

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

  /** Hears of failures, and of what the handler's alarms find. */
  readonly topic: ITopic;

  /**
   * How long the log is kept. At least 183 days.
   * @default RetentionDays.ONE_YEAR
   */
  readonly retention?: RetentionDays;
}

/**
 * A function of the landing zone's own, with a role of its own that may do what the code calls and nothing else; with a log under a
 * customer key; and with a queue for events that no attempt could deal with, which alarms when there is one.
 *
 * Not traced: X-Ray would add a right on all resources, and the log already tells what a run did.
 *
 * Meets `8.2/least-privilege#function-role-minimum`.
 *
 * @throws when the log is kept for less than the law wants.
 */
export class HandlerFunction extends Construct {
  /** What a key must allow for the handlers of a landing zone: `uses: HandlerFunction.keyUses(name)`. */
  static keyUses(name: string): readonly KeyUse[] {
    const roleNames = HANDLERS.map((handler) => handlerName(name, handler));
    return [
      KeyUse.cloudWatchLogs(...roleNames.map((role) => `/aws/lambda/${role}`)),
      KeyUse.rolesThroughServices({
        services: ['dynamodb', 'lambda', 'sqs'],
        roleNames: [...roleNames, DEPLOYERS],
      }),
    ];
  }

  readonly function: LambdaFunctionResource;
  readonly role: Role;
  readonly logGroup: LogGroup;
  /** Events that no attempt could deal with. */
  readonly failedEvents: Queue;

  private readonly topic: ITopic;
  private readonly namespace: string;

  constructor(scope: Construct, id: string, props: HandlerFunctionProps) {
    super(scope, id);
    const { name, handler, key, topic, retention = RetentionDays.ONE_YEAR } = props;
    requireLogRetention(retention, this.node.path);
    const functionName = handlerName(name, handler);
    this.topic = topic;
    this.namespace = name;

    this.logGroup = new LogGroup(this, 'Log', {
      logGroupName: `/aws/lambda/${functionName}`,
      encryptionKey: key,
      retention,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.failedEvents = new Queue(this, 'FailedEvents', {
      queueName: `${functionName}-failed`,
      encryption: QueueEncryption.KMS,
      encryptionMasterKey: key,
      enforceSSL: true,
      retentionPeriod: KEPT_AFTER_FAILURE,
    });
    this.role = this.roleFor(functionName, props);
    this.function = this.functionFor(functionName, props);
    Tags.of(this.function).add(HANDLER_TAG, handler);
    this.alarmWhen(
      'EventFailed',
      this.failedEvents.metricApproximateNumberOfMessagesVisible({ statistic: 'Maximum' }),
      `${functionName} could not deal with an event, which waits in ${functionName}-failed`,
    );

    meets(this.role, '8.2/least-privilege#function-role-minimum');
    meets(this.logGroup, '8.6/log-retention#minimum-period', '8.4/encryption-at-rest#customer-managed-keys');
    meets(
      this.failedEvents,
      '8.4/encryption-in-transit#stores-refuse-plaintext',
      '8.3/interface-security#message-and-event-interfaces',
    );
  }

  /**
   * Counts the lines of an event in the function's log.
   * @param event as the code notes it, such as `leaver-found`
   * @param metricName such as `LeaverFound`, in the namespace of the landing zone's name
   */
  countOf(event: string, metricName: string): Metric {
    const filter = new MetricFilter(this, `Count-${event}`, {
      logGroup: this.logGroup,
      filterPattern: FilterPattern.stringValue('$.event', '=', event),
      metricNamespace: this.namespace,
      metricName,
      metricValue: '1',
    });
    return filter.metric({ statistic: 'Sum' });
  }

  /** Alarms within five minutes when a metric that is to stay at nought does not. */
  alarmWhen(id: string, metric: Metric, description: string): Alarm {
    return this.alarm(id, metric, {
      description,
      period: Duration.minutes(5),
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
  }

  /** Alarms when a metric that is to come again and again stays away for a day. */
  alarmWithout(id: string, metric: Metric, description: string): Alarm {
    return this.alarm(id, metric, {
      description,
      period: Duration.days(1),
      comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
      treatMissingData: TreatMissingData.BREACHING,
    });
  }

  /**
   * Runs the function again and again.
   * @param input what it gets with every event; 8192 characters at most
   */
  runEvery(interval: Duration, input: object): Rule {
    const rule = new Rule(this, 'Schedule', {
      description: `Runs ${this.node.path} every ${interval.toHumanString()}`,
      schedule: Schedule.rate(interval),
    });
    rule.addTarget(new LambdaFunction(this.function, { event: RuleTargetInput.fromObject(input) }));
    return rule;
  }

  private alarm(id: string, metric: Metric, props: AlarmProps): Alarm {
    const { description: alarmDescription, period, ...others } = props;
    const alarm = new Alarm(this, id, {
      ...others,
      alarmDescription,
      metric: metric.with({ period }),
      threshold: 1,
      evaluationPeriods: 1,
    });
    alarm.addAlarmAction(new SnsAction(this.topic));
    return alarm;
  }

  /** Not the managed policy of Lambda, which writes into every log group of the account and creates them. */
  private roleFor(functionName: string, { grants }: HandlerFunctionProps): Role {
    const { partition, region, account } = Stack.of(this);
    return new Role(this, 'Role', {
      roleName: functionName,
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
                `arn:${partition}:logs:${region}:${account}:log-group:/aws/lambda/${functionName}:log-stream:*`,
              ],
            }),
            new PolicyStatement({
              sid: 'OwnFailedEvents',
              actions: ['sqs:SendMessage'],
              resources: [this.failedEvents.queueArn],
            }),
          ],
        }),
      },
    });
  }

  private functionFor(functionName: string, props: HandlerFunctionProps): LambdaFunctionResource {
    const { handler, description, timeout, concurrency, memory = 256, environment, key } = props;
    const made = new LambdaFunctionResource(this, 'Function', {
      functionName,
      description,
      runtime: new Runtime(lambdaRuntimes[partitionOf(Stack.of(this).region) ?? 'aws'].name, RuntimeFamily.NODEJS),
      handler: 'index.handler',
      code: Code.fromAsset(bundleOf(handler)),
      // what a construct of the library would add to the role is more than the code calls
      role: this.role.withoutPolicyUpdates(),
      timeout,
      memorySize: memory,
      reservedConcurrentExecutions: concurrency,
      ...(environment && { environment: { ...environment } }),
      environmentEncryption: key,
      deadLetterQueue: this.failedEvents,
      tracing: Tracing.DISABLED,
    });
    // it would otherwise write into a group that Lambda makes for it, without key and for ever
    made.node.addDependency(this.logGroup, this.role);
    return made;
  }
}

interface AlarmProps {
  readonly description: string;
  readonly period: Duration;
  readonly comparisonOperator: ComparisonOperator;
  readonly treatMissingData: TreatMissingData;
}
