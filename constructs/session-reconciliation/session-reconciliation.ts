import { Duration, Stack } from 'aws-cdk-lib';
import type { CfnTable } from 'aws-cdk-lib/aws-dynamodb';
import { CfnEventBusPolicy } from 'aws-cdk-lib/aws-events';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { HandlerFunction } from '../handler-function/handler-function';
import { sessionControlTable } from '../session-control/names';
import { meets } from '../standard';
import { BY_DAY } from './by-day';
import type { Place } from './listed';
import { lookStatements, sessionLookRoleName, startPattern } from './session-starts';

/** With the two minutes that a recording has, the run itself and the alarm's five, a session without one alarms within fifteen. */
const INTERVAL = Duration.minutes(5);
const LONGEST_RUN = Duration.minutes(1);

/** When runs have stayed away for so long, somebody hears of it. */
const LONGEST_SILENCE = Duration.minutes(15);

const LONGEST_SESSION = Duration.hours(4);

/** What a `SessionReconciliation` needs to know. */
export interface SessionReconciliationProps {
  /** The landing zone's name. */
  readonly name: string;

  /**
   * The index of sessions of this region, by name, with the key `session` and `entry` and the secondary index `by-day`: it has the
   * recordings, and gets starts and gaps.
   */
  readonly table: CfnTable;

  /** Accounts with a bastion in this region. Those other than the stack's need a `SessionStarts` each. */
  readonly accounts: readonly string[];

  /** The one document with which sessions start. */
  readonly document: string;

  /**
   * What a session may last.
   * @default Duration.hours(4)
   */
  readonly longestSession?: Duration;

  /**
   * `required`: a session needs the approval of another person.
   * @default 'none'
   */
  readonly approval?: 'none' | 'required';

  /**
   * By user on the hosts, the name under which its person signs in, where that is not the user's own but for case, punctuation and domain.
   * @default - everybody signs in under the user's name
   */
  readonly users?: Readonly<Record<string, string>>;

  /** Encrypts what the handler keeps: `HandlerFunction.keyUses(name, region)`. */
  readonly key: IKey;

  /** Hears of gaps, of runs that cannot look, and of runs that stay away. */
  readonly topic: ITopic;

  /**
   * How long the handler's log is kept. At least 183 days.
   * @default RetentionDays.ONE_YEAR
   */
  readonly retention?: RetentionDays;
}

/**
 * Holds starts of sessions, recordings and approvals against one another, every five minutes, in the account of the log archive. What
 * does not fit alarms, and stays a gap until a person has resolved it.
 *
 * Meets `8.2/session-recording#session-reconciliation`.
 *
 * @throws when no account has sessions, or a session may last longer than four hours.
 */
export class SessionReconciliation extends Construct {
  readonly handler: HandlerFunction;

  constructor(scope: Construct, id: string, props: SessionReconciliationProps) {
    super(scope, id);
    this.check(props);
    const { name, table, accounts, document, longestSession = LONGEST_SESSION, approval = 'none', users = {} } = props;
    const { region } = Stack.of(this);

    this.handler = new HandlerFunction(this, 'Handler', {
      name,
      handler: 'session-reconciliation',
      place: region,
      description: 'Holds starts of sessions, recordings and approvals against one another',
      timeout: LONGEST_RUN,
      concurrency: 5,
      key: props.key,
      topic: props.topic,
      ...(props.retention && { retention: props.retention }),
      environment: { TABLE: table.ref },
      grants: this.grants(props),
    });
    this.handler.runEvery(INTERVAL, {
      places: this.places(props),
      terms: { document, longest: longestSession.toMinutes(), approval, users },
      control: sessionControlTable(name),
    });
    this.handler.runOn('Starts', 'Keeps the start of each session', startPattern(accounts));
    this.admit(props);
    this.alarms();

    meets(this.handler.function, '8.2/session-recording#session-reconciliation');
  }

  /** @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-bus-perms.html */
  private admit({ name, accounts }: SessionReconciliationProps): void {
    const { partition, region, account: own } = Stack.of(this);
    for (const account of accounts.filter((one) => one !== own)) {
      new CfnEventBusPolicy(this, `From${account}`, {
        statementId: `${name}-session-starts-${account}`,
        statement: {
          Effect: 'Allow',
          Principal: { AWS: `arn:${partition}:iam::${account}:root` },
          Action: 'events:PutEvents',
          Resource: `arn:${partition}:events:${region}:${own}:event-bus/default`,
          Condition: {
            'ForAllValues:StringEquals': {
              'events:source': ['aws.ssm'],
              'events:detail-type': ['AWS API Call via CloudTrail'],
            },
          },
        },
      });
    }
  }

  private places({ name, accounts }: SessionReconciliationProps): readonly Place[] {
    const { partition, region, account: own } = Stack.of(this);
    return accounts.map((account) =>
      account === own
        ? { region }
        : { region, roleArn: `arn:${partition}:iam::${account}:role/${sessionLookRoleName(name, region)}` },
    );
  }

  private grants(props: SessionReconciliationProps): readonly PolicyStatement[] {
    const { partition, region, account } = Stack.of(this);
    const places = this.places(props);
    const roles = places.flatMap(({ roleArn }) => roleArn ?? []);
    const table = `arn:${partition}:dynamodb:${region}:${account}:table/${props.table.tableName}`;
    return [
      new PolicyStatement({
        sid: 'Index',
        actions: ['dynamodb:PutItem', 'dynamodb:Query'],
        resources: [table, `${table}/index/${BY_DAY}`],
      }),
      ...(roles.length < places.length ? lookStatements(this, props) : []),
      ...(roles.length > 0
        ? [new PolicyStatement({ sid: 'LookIntoAccounts', actions: ['sts:AssumeRole'], resources: roles })]
        : []),
    ];
  }

  private alarms(): void {
    this.handler.alarmOn(
      'gap-open',
      'SessionGaps',
      'A session, its start, its recording and its approval do not fit together, and nobody has resolved it; the log says which',
    );
    this.handler.alarmOn(
      'could-not-look',
      'SessionsUnseen',
      'Sessions could not be held against their recordings; the log says why',
    );
    this.handler.alarmWithout(
      'completed',
      'SessionsReconciled',
      `For ${LONGEST_SILENCE.toMinutes()} minutes sessions have not been held against their recordings`,
      LONGEST_SILENCE,
    );
  }

  private check({ table, accounts, longestSession = LONGEST_SESSION }: SessionReconciliationProps): void {
    const { path } = this.node;
    if (table.tableName === undefined) {
      throw new Error(
        `${path}: the index of sessions has no name of its own, and 8.2/least-privilege#no-wildcard-grants lets the handler write to a named one only. Name it.`,
      );
    }
    if (accounts.length === 0) {
      throw new Error(
        `${path}: no account has sessions, and 8.2/session-recording#session-reconciliation reconciles theirs. Name the accounts of bastions.`,
      );
    }
    if (longestSession.toMinutes() <= LONGEST_SESSION.toMinutes()) return;
    throw new Error(
      `${path}: a session may last ${longestSession.toMinutes()} minutes, and 8.2/bastion#session-limits allows ${LONGEST_SESSION.toMinutes()}. Shorten it.`,
    );
  }
}
