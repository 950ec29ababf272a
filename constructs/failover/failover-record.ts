import { Duration, Fn, Stack, Token } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { CfnHealthCheck, CfnRecordSet, type IHostedZone } from 'aws-cdk-lib/aws-route53';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { pascalCase } from '../naming/pascal-case';
import { HEALTH_METRICS_REGION, partitionOf } from '../partition';
import { meets } from '../standard';

/** Answers older than this send people to the side that is gone. */
const LONGEST_TTL = Duration.seconds(60);

/** One thing that a side must have to be well. */
export interface Observation {
  /** What is observed, such as `sign-in`: unique within the side. */
  readonly name: string;

  /** The host, by a name that does not itself fail over. Reachable from the internet, and with a certificate. */
  readonly host: string;

  /**
   * What is asked for. It should answer 2xx or 3xx only where what it stands for works, its dependencies included.
   * @default '/'
   */
  readonly path?: string;

  /**
   * A text that the first 5,120 bytes of the answer must have.
   * @default - the status alone decides
   */
  readonly contains?: string;
}

/** Where a side's name leads. */
export type RecordTarget =
  | { readonly addresses: readonly string[] }
  | { readonly name: string }
  | { readonly alias: { readonly dnsName: string; readonly hostedZoneId: string } };

/** One of the two regions that can serve: where its name leads, and how it is judged. */
export interface FailoverSide {
  /** Addresses, another name, or an AWS resource. Both sides alike: names, or neither. */
  readonly target: RecordTarget;

  /** At least two things to observe: what one of them says may be its own fault. */
  readonly observations: readonly Observation[];

  /**
   * How many of the observations must be well for the side to be well.
   * @default - half of them, rounded up
   */
  readonly quorum?: number;
}

/** What a `FailoverRecord` needs to know. */
export interface FailoverRecordProps {
  /** The public hosted zone that answers for the name. */
  readonly zone: IHostedZone;

  /** The service's name, below or equal to the zone's. */
  readonly recordName: string;

  /** The side of the home region, which serves while it is well. */
  readonly primary: FailoverSide;

  /** The side of the recovery region. */
  readonly secondary: FailoverSide;

  /**
   * How long resolvers keep an answer. At most 60 seconds. An alias has the time of its target instead.
   * @default Duration.seconds(30)
   */
  readonly timeToLive?: Duration;

  /**
   * How often each checker asks: 10 or 30 seconds.
   * @default Duration.seconds(10)
   */
  readonly interval?: Duration;

  /**
   * How many answers in a row must differ before a checker changes its mind. From 1 to 10.
   * @default 3
   */
  readonly failures?: number;

  /**
   * Who is told when a side fails. Outside China the topic and this stack must be in us-east-1, where alone the metrics are.
   * @default - the switch happens all the same, and nobody is told
   */
  readonly topic?: ITopic;
}

/**
 * A name that moves to the recovery region by itself when the home region's side fails: each side is judged by a quorum of
 * observations, and each observation by Route 53's checkers in several regions.
 *
 * Records and checks are global and answer without the home region. Give them a stack in us-east-1, whose alarm sees them.
 *
 * Meets `8.8/automatic-failover#health-quorum` and `#automatic-switch`.
 *
 * @throws when answers would be kept for over a minute, a side has too few observations or a quorum that cannot be, and when an alarm would see no metrics.
 */
export class FailoverRecord extends Construct {
  /** Per side, and per observation by its name. */
  readonly checks: Readonly<Record<SideName, readonly CfnHealthCheck[]>>;
  /** The quorum of each side. */
  readonly quorums: Readonly<Record<SideName, CfnHealthCheck>>;
  readonly records: Readonly<Record<SideName, CfnRecordSet>>;
  readonly alarms: readonly Alarm[];

  constructor(scope: Construct, id: string, props: FailoverRecordProps) {
    super(scope, id);
    requireTimes(props, this.node.path);
    requireTargets(props, this.node.path);
    for (const side of SIDES) requireQuorum(side, props[side], this.node.path);
    if (props.topic) requireMetrics(this);

    this.checks = bothSides((side) =>
      props[side].observations.map((observation) => this.check(side, observation, props)),
    );
    this.quorums = bothSides((side) => this.quorum(side, this.checks[side], props));
    this.records = bothSides((side) => this.record(side, this.quorums[side], props));
    const { topic } = props;
    this.alarms = topic ? SIDES.map((side) => this.alarm(side, this.quorums[side], topic, props)) : [];
  }

  private check(side: SideName, seen: Observation, { interval, failures }: FailoverRecordProps): CfnHealthCheck {
    const check = new CfnHealthCheck(this, `${pascalCase(side)}-${seen.name}`, {
      healthCheckConfig: {
        type: seen.contains === undefined ? 'HTTPS' : 'HTTPS_STR_MATCH',
        fullyQualifiedDomainName: seen.host,
        port: 443,
        resourcePath: seen.path ?? '/',
        searchString: seen.contains,
        enableSni: true,
        requestInterval: (interval ?? Duration.seconds(10)).toSeconds(),
        failureThreshold: failures ?? 3,
      },
      healthCheckTags: [{ key: 'Name', value: `${side} ${seen.name}` }],
    });
    meets(check, '8.8/automatic-failover#health-quorum');
    return check;
  }

  private quorum(side: SideName, checks: readonly CfnHealthCheck[], props: FailoverRecordProps): CfnHealthCheck {
    const quorum = new CfnHealthCheck(this, `${pascalCase(side)}Quorum`, {
      healthCheckConfig: {
        type: 'CALCULATED',
        childHealthChecks: checks.map((check) => check.attrHealthCheckId),
        healthThreshold: quorumOf(props[side]),
      },
      healthCheckTags: [{ key: 'Name', value: `${props.recordName} ${side}` }],
    });
    meets(quorum, '8.8/automatic-failover#health-quorum');
    return quorum;
  }

  private record(side: SideName, quorum: CfnHealthCheck, props: FailoverRecordProps): CfnRecordSet {
    const { target } = props[side];
    const record = new CfnRecordSet(this, `${pascalCase(side)}Record`, {
      hostedZoneId: props.zone.hostedZoneId,
      name: absolute(props.recordName),
      type: typeOf(target),
      failover: side.toUpperCase(),
      setIdentifier: side,
      healthCheckId: quorum.attrHealthCheckId,
      ...answer(target, props.timeToLive ?? Duration.seconds(30)),
    });
    meets(record, '8.8/automatic-failover#automatic-switch', '8.8/cross-region#home-region-independence');
    return record;
  }

  private alarm(side: SideName, quorum: CfnHealthCheck, topic: ITopic, { recordName }: FailoverRecordProps): Alarm {
    const alarm = new Alarm(this, `${pascalCase(side)}Unhealthy`, {
      alarmDescription: `The ${side} side of ${recordName} is not well`,
      metric: new Metric({
        namespace: 'AWS/Route53',
        metricName: 'HealthCheckStatus',
        dimensionsMap: { HealthCheckId: quorum.attrHealthCheckId },
        statistic: 'Minimum',
        period: Duration.minutes(1),
      }),
      threshold: 1,
      comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
      evaluationPeriods: 1,
      treatMissingData: TreatMissingData.BREACHING,
    });
    alarm.addAlarmAction(new SnsAction(topic));
    meets(alarm, '8.6/log-alerting#alert-delivery');
    return alarm;
  }
}

const SIDES = ['primary', 'secondary'] as const;

type SideName = (typeof SIDES)[number];

const bothSides = <Made>(make: (side: SideName) => Made): Readonly<Record<SideName, Made>> => ({
  primary: make('primary'),
  secondary: make('secondary'),
});

/** Half of them, rounded up: with any more, one observer of two would declare a failure alone. */
const quorumOf = ({ quorum, observations }: FailoverSide): number => quorum ?? Math.ceil(observations.length / 2);

const typeOf = (target: RecordTarget): 'A' | 'CNAME' => ('name' in target ? 'CNAME' : 'A');

function answer(target: RecordTarget, timeToLive: Duration) {
  if ('alias' in target) return { aliasTarget: { ...target.alias, evaluateTargetHealth: true } };
  const resourceRecords = 'name' in target ? [target.name] : [...target.addresses];
  return { ttl: `${timeToLive.toSeconds()}`, resourceRecords };
}

function requireTimes({ timeToLive, interval, failures = 3 }: FailoverRecordProps, path: string): void {
  if (timeToLive && timeToLive.toSeconds() > LONGEST_TTL.toSeconds()) {
    throw new Error(
      `${path}: a time to live of ${timeToLive.toSeconds()} seconds is longer than the ${LONGEST_TTL.toSeconds()} that 8.8/automatic-failover#automatic-switch allows. Leave it out, or give less.`,
    );
  }
  if (interval && ![10, 30].includes(interval.toSeconds())) {
    throw new Error(
      `${path}: Route 53 asks every 10 or 30 seconds, not every ${interval.toSeconds()} (8.8/automatic-failover#automatic-switch). Give one of the two.`,
    );
  }
  if (!Number.isInteger(failures) || failures < 1 || failures > 10) {
    throw new Error(
      `${path}: ${failures} failures in a row is outside the 1 to 10 that Route 53 counts (8.8/automatic-failover#health-quorum). Leave it out, or give one within.`,
    );
  }
}

function requireTargets({ primary, secondary, recordName, zone }: FailoverRecordProps, path: string): void {
  const [here, there] = [typeOf(primary.target), typeOf(secondary.target)];
  if (here !== there) {
    throw new Error(
      `${path}: a record of type ${here} cannot fail over to one of type ${there} (8.8/automatic-failover#automatic-switch). Give both sides names, or neither.`,
    );
  }
  if (here === 'CNAME' && absolute(recordName) === absolute(zone.zoneName)) {
    throw new Error(
      `${path}: ${recordName} is the zone itself, which can have no CNAME (8.8/automatic-failover#automatic-switch). Give addresses or aliases.`,
    );
  }
}

function requireQuorum(name: SideName, side: FailoverSide, path: string): void {
  const { length } = side.observations;
  if (length < 2) {
    throw new Error(
      `${path}: the ${name} side is judged by ${length} observation, and 8.8/automatic-failover#health-quorum wants a quorum of several. Observe at least two things.`,
    );
  }
  const quorum = quorumOf(side);
  if (Number.isInteger(quorum) && quorum >= 1 && quorum <= length) return;
  throw new Error(
    `${path}: a quorum of ${quorum} out of ${length} observations of the ${name} side cannot be (8.8/automatic-failover#health-quorum). Give one from 1 to ${length}, or leave it out.`,
  );
}

/** Where the metrics are in China, no document says. There, an alarm that sees none goes off: data it lacks is a breach. */
function requireMetrics(scope: Construct): void {
  const { region } = Stack.of(scope);
  if (Token.isUnresolved(region) || region === HEALTH_METRICS_REGION || partitionOf(region) === 'aws-cn') return;
  throw new Error(
    `${scope.node.path}: an alarm in ${region} never sees a health check: Route 53 publishes their metrics in ${HEALTH_METRICS_REGION} alone (8.6/log-alerting#alert-delivery). Move the record to a stack in ${HEALTH_METRICS_REGION}, or leave the topic out.`,
  );
}

const absolute = (name: string): string =>
  Token.isUnresolved(name) ? Fn.join('', [name, '.']) : `${name.replace(/\.$/, '')}.`;
