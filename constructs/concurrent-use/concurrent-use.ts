import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { CfnTable } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { CfnSubscriptionFilter, type ILogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { HandlerFunction } from '../handler-function/handler-function';
import { meets } from '../standard';
import { expectedEgress } from './sighting';

/** Within which two places or two devices are one too many. */
const WINDOW = Duration.minutes(60);

/** Events that may show a person; the handler looks closer. */
const PEOPLE =
  '{ ($.userIdentity.sessionContext.sourceIdentity = "*") || ($.userIdentity.onBehalfOf.userId = "*") || ' +
  '($.userIdentity.sessionContext.sessionIssuer.userName = "AWSReservedSSO_*") || ($.userIdentity.type = "IAMUser") }';

/** What a `ConcurrentUse` needs to know. */
export interface ConcurrentUseProps {
  /** The landing zone's name. */
  readonly name: string;

  /** The log group to which the trail delivers, of this account and region. It takes two subscriptions at most. */
  readonly logGroup: ILogGroup;

  /**
   * Ranges through which people come from several places as from one, such as the addresses of a company network. All of them together
   * count as one place.
   * @default - none
   */
  readonly expectedEgress?: readonly string[];

  /** Encrypts what the handler keeps: `HandlerFunction.keyUses`. */
  readonly key: IKey;

  /** Hears of identities used twice, of events that cannot be read, and of runs that fail. */
  readonly topic: ITopic;

  /**
   * How long the handler's log is kept. At least 183 days.
   * @default RetentionDays.ONE_YEAR
   */
  readonly retention?: RetentionDays;
}

/**
 * Alarms when one identity is used from two networks, or on two devices, within 60 minutes.
 *
 * A network is the first 16 bits of an IPv4 address and the first 32 of an IPv6 address; a device is an operating system. The README
 * says what this cannot see.
 *
 * Meets `8.2/no-shared-accounts#concurrent-use-detection`.
 *
 * @throws when a range is none.
 */
export class ConcurrentUse extends Construct {
  readonly handler: HandlerFunction;
  readonly table: CfnTable;
  readonly subscription: CfnSubscriptionFilter;

  constructor(scope: Construct, id: string, props: ConcurrentUseProps) {
    super(scope, id);
    const { name, logGroup, expectedEgress: ranges = [], key, topic, retention } = props;
    requireRanges(ranges, this.node.path);

    this.table = this.sightings(`${name}-sightings`, key);
    this.handler = new HandlerFunction(this, 'Handler', {
      name,
      handler: 'concurrent-use',
      description: 'Looks for identities used from two places or on two devices',
      timeout: Duration.minutes(1),
      concurrency: 5,
      key,
      topic,
      ...(retention && { retention }),
      environment: {
        TABLE: this.table.ref,
        WINDOW_MINUTES: String(WINDOW.toMinutes()),
        EXPECTED_EGRESS: JSON.stringify(ranges),
      },
      grants: [
        new PolicyStatement({
          sid: 'Sightings',
          actions: ['dynamodb:PutItem', 'dynamodb:Query'],
          resources: [this.table.attrArn],
        }),
      ],
    });
    this.subscription = this.subscribe(logGroup.logGroupName);
    this.alarms();

    meets(this.subscription, '8.2/no-shared-accounts#concurrent-use-detection');
    meets(this.table, '8.4/encryption-at-rest#customer-managed-keys');
  }

  private sightings(tableName: string, key: IKey): CfnTable {
    const table = new CfnTable(this, 'Sightings', {
      tableName,
      billingMode: 'PAY_PER_REQUEST',
      attributeDefinitions: ['identity', 'seen'].map((attributeName) => ({ attributeName, attributeType: 'S' })),
      keySchema: [
        { attributeName: 'identity', keyType: 'HASH' },
        { attributeName: 'seen', keyType: 'RANGE' },
      ],
      timeToLiveSpecification: { attributeName: 'expires', enabled: true },
      sseSpecification: { sseEnabled: true, sseType: 'KMS', kmsMasterKeyId: key.keyArn },
    });
    table.applyRemovalPolicy(RemovalPolicy.RETAIN);
    return table;
  }

  /** CloudWatch Logs tries whether it may call before it takes the subscription. */
  private subscribe(logGroupName: string): CfnSubscriptionFilter {
    const { partition, region, account } = Stack.of(this);
    const permission = this.handler.admit(
      'logs.amazonaws.com',
      `arn:${partition}:logs:${region}:${account}:log-group:${logGroupName}:*`,
    );
    const subscription = new CfnSubscriptionFilter(this, 'People', {
      logGroupName,
      filterPattern: PEOPLE,
      destinationArn: this.handler.function.attrArn,
    });
    subscription.addResourceDependency(permission);
    return subscription;
  }

  private alarms(): void {
    this.handler.alarmOn(
      'concurrent-use',
      'ConcurrentUse',
      `One identity was used from two networks or on two devices within ${WINDOW.toMinutes()} minutes; the log says whose`,
    );
    this.handler.alarmOn(
      'unreadable',
      'UnreadableTrailEvents',
      'Events of the trail could not be read: whom they show was not looked at',
    );
  }
}

function requireRanges(ranges: readonly string[], path: string): void {
  for (const range of ranges) {
    try {
      if (!/^[^/]+\/\d{1,3}$/.test(range)) throw new Error('no prefix');
      expectedEgress([range]);
    } catch {
      throw new Error(
        `${path}: '${range}' is no range, and 8.2/no-shared-accounts#concurrent-use-detection takes expected networks by range. Write it as 203.0.113.0/24.`,
      );
    }
  }
}
