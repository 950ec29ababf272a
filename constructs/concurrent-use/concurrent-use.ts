import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { FilterPattern, type ILogGroup, SubscriptionFilter } from 'aws-cdk-lib/aws-logs';
import { LambdaDestination } from 'aws-cdk-lib/aws-logs-destinations';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { HandlerFunction } from '../handler-function/handler-function';
import { meets } from '../standard';
import { expectedEgress } from './sighting';

/** Within which two places or two devices are one too many. */
const WINDOW = Duration.minutes(60);

/** Events that may show a person; the handler looks closer. */
const PEOPLE = FilterPattern.literal(
  '{ ($.userIdentity.sessionContext.sourceIdentity = "*") || ($.userIdentity.onBehalfOf.userId = "*") || ' +
    '($.userIdentity.sessionContext.sessionIssuer.userName = "AWSReservedSSO_*") || ($.userIdentity.type = "IAMUser") }',
);

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
  readonly table: Table;
  readonly subscription: SubscriptionFilter;

  constructor(scope: Construct, id: string, props: ConcurrentUseProps) {
    super(scope, id);
    const { name, logGroup, expectedEgress: ranges = [], key, topic } = props;
    requireRanges(ranges, this.node.path);

    this.table = new Table(this, 'Sightings', {
      tableName: `${name}-sightings`,
      partitionKey: { name: 'identity', type: AttributeType.STRING },
      sortKey: { name: 'seen', type: AttributeType.STRING },
      timeToLiveAttribute: 'expires',
      billingMode: BillingMode.PAY_PER_REQUEST,
      encryption: TableEncryption.CUSTOMER_MANAGED,
      encryptionKey: key,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.handler = new HandlerFunction(this, 'Handler', {
      name,
      handler: 'concurrent-use',
      description: 'Looks for identities used from two places or on two devices',
      timeout: Duration.minutes(1),
      concurrency: 5,
      key,
      topic,
      environment: {
        TABLE: this.table.tableName,
        WINDOW_MINUTES: String(WINDOW.toMinutes()),
        EXPECTED_EGRESS: JSON.stringify(ranges),
      },
      grants: [
        new PolicyStatement({
          sid: 'Sightings',
          actions: ['dynamodb:PutItem', 'dynamodb:Query'],
          resources: [this.table.tableArn],
        }),
      ],
    });
    this.subscription = new SubscriptionFilter(this, 'People', {
      logGroup,
      filterPattern: PEOPLE,
      destination: new LambdaDestination(this.handler.function),
    });
    this.alarms();

    meets(this.subscription, '8.2/no-shared-accounts#concurrent-use-detection');
    meets(this.table, '8.4/encryption-at-rest#customer-managed-keys');
  }

  private alarms(): void {
    const { handler } = this;
    handler.alarmWhen(
      'UsedTwice',
      handler.countOf('concurrent-use', 'ConcurrentUse'),
      `One identity was used from two networks or on two devices within ${WINDOW.toMinutes()} minutes; the log says whose`,
    );
    handler.alarmWhen(
      'Unreadable',
      handler.countOf('unreadable', 'UnreadableTrailEvents'),
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
