import { Duration, RemovalPolicy, Tags } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { CfnMetricFilter, LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { pascalCase } from '../naming/pascal-case';
import { type Bilingual, type FacetId, meets } from '../standard';

/** The log group of what the hosts of a bastion tell of themselves. */
export const hostLogName = (name: string): string => `/${name}/bastion/host`;

/** What is looked for in the host log, whose lines are objects of JSON with an `event`. */
interface Watch {
  readonly id: string;
  readonly pattern: string;
  readonly title: Bilingual;
  readonly facets: readonly FacetId[];
}

/** Seconds: a clock further from the provider's is told of. */
const LARGEST_OFFSET = 1;

const WATCHES: readonly Watch[] = [
  {
    id: 'host-clock',
    pattern: `{ ($.event = "heartbeat") && (($.clockOffset > ${LARGEST_OFFSET}) || ($.clockOffset < -${LARGEST_OFFSET})) }`,
    title: {
      en: 'The clock of a bastion host is more than a second off',
      zh: '堡垒机主机时钟偏差超过 1 秒',
    },
    facets: ['8.6/traceability#time-synchronisation'],
  },
  {
    id: 'host-records-lost',
    pattern: '{ ($.event = "heartbeat") && ($.lostRecords > 0) }',
    title: {
      en: 'The kernel of a bastion host lost records of commands',
      zh: '堡垒机主机内核丢失了命令记录',
    },
    facets: ['8.6/traceability#command-events'],
  },
  {
    id: 'host-command-alert',
    pattern: '{ ($.event = "command-alert") && (($.severity = "alarm") || ($.severity = "end")) }',
    title: {
      en: 'Somebody ran a command on the bastion that is to be told of',
      zh: '有人在堡垒机上执行了须告警的命令',
    },
    facets: ['8.6/traceability#command-events'],
  },
  {
    id: 'host-unrecorded-process',
    pattern: '{ $.event = "unrecorded-process" }',
    title: {
      en: 'A process of a person ran on the bastion outside a recorded session, and was ended',
      zh: '堡垒机上出现录制会话之外的个人进程，已终止',
    },
    facets: ['8.2/session-recording#fail-closed'],
  },
  {
    id: 'host-session-refused',
    pattern: '{ $.event = "refused" }',
    title: { en: 'The recorder refused a session', zh: '录制器拒绝了一次会话' },
    facets: ['8.2/session-recording#fail-closed'],
  },
];

/** How long no host may tell that it is well. It tells it each minute. */
const SILENCE = { period: Duration.minutes(1), periods: 5 } as const;

/** What a `HostLog` needs to know. */
export interface HostLogProps {
  /** The landing zone's name. */
  readonly name: string;
  /** Encrypts the log group: `KeyUse.cloudWatchLogs(hostLogName(name))`. */
  readonly key: IKey;
  readonly retention: RetentionDays;
  /** Who is told. */
  readonly topic: ITopic;
}

/** What the hosts of a bastion tell of themselves, and the alarms on it. */
export class HostLog extends Construct {
  readonly logGroup: LogGroup;
  readonly alarms: readonly Alarm[];

  constructor(scope: Construct, id: string, props: HostLogProps) {
    super(scope, id);
    this.logGroup = new LogGroup(this, 'Group', {
      logGroupName: hostLogName(props.name),
      encryptionKey: props.key,
      retention: props.retention,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    Tags.of(this.logGroup).add('isms:holds', 'logs');
    meets(this.logGroup, '8.6/log-retention#minimum-period', '8.4/encryption-at-rest#customer-managed-keys');
    this.alarms = [...WATCHES.map((watch) => this.watched(watch, props)), this.silence(props)];
    for (const alarm of this.alarms) alarm.addAlarmAction(new SnsAction(props.topic));
  }

  private watched({ id, pattern, title, facets }: Watch, { name }: HostLogProps): Alarm {
    const metric = this.count(id, pattern, name);
    const alarm = new Alarm(this, pascalCase(id), {
      alarmName: `${name}-${id}`,
      alarmDescription: `${title.en}. · ${title.zh}。`,
      metric: metric.with({ period: Duration.minutes(1) }),
      threshold: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      evaluationPeriods: 1,
      // no match, no data
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    meets(alarm, ...facets);
    return alarm;
  }

  private silence({ name }: HostLogProps): Alarm {
    const alarm = new Alarm(this, 'HostSilent', {
      alarmName: `${name}-host-silent`,
      alarmDescription: `No bastion host has told for ${SILENCE.periods} minutes that it records. · 已有 ${SILENCE.periods} 分钟没有堡垒机主机报告录制正常。`,
      metric: this.count('host-heartbeat', '{ $.event = "heartbeat" }', name).with({ period: SILENCE.period }),
      threshold: 1,
      comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
      evaluationPeriods: SILENCE.periods,
      treatMissingData: TreatMissingData.BREACHING,
    });
    meets(alarm, '8.2/session-recording#fail-closed');
    return alarm;
  }

  /** Counts the lines that match. */
  private count(id: string, filterPattern: string, name: string): Metric {
    const [metricName, namespace] = [id, `${name}/bastion`];
    new CfnMetricFilter(this, `${pascalCase(id)}Filter`, {
      filterName: `${name}-${id}`,
      logGroupName: this.logGroup.logGroupName,
      filterPattern,
      metricTransformations: [{ metricNamespace: namespace, metricName, metricValue: '1' }],
    });
    return new Metric({ namespace, metricName, statistic: 'Sum' });
  }
}
