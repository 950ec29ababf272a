import { Duration, Stack } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { CfnMetricFilter, type ILogGroup } from 'aws-cdk-lib/aws-logs';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { pascalCase } from '../naming/pascal-case';
import { partitionOf } from '../partition';
import { type Bilingual, meets } from '../standard';
import { type Count, type Detection, titleIn } from './detection';
import { DELIVERY_DELAY, detectionsIn } from './detections';
import { patternsOf } from './pattern';

/** How often first matches are looked for. */
const LOOK = Duration.minutes(1);

/** A trail that has delivered nothing for so long has failed; with the delivery's own delay it is told within the hour. */
const SILENCE = { period: Duration.minutes(5), periods: 9 } as const;

/**
 * Filters that one log group may have.
 * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutMetricFilter.html
 */
const MOST_FILTERS = 100;

/** What `TrailAlarms` needs to know. */
export interface TrailAlarmsProps {
  /** The landing zone's name, with which the names of alarms begin and by which its own resources are known. */
  readonly name: string;

  /** The log group to which the trail sends its events. */
  readonly logGroup: ILogGroup;

  /** Who is told: a topic of the same account and region. */
  readonly topic: ITopic;

  /**
   * What is looked for.
   * @default - everything in the catalogue that the partition can have
   */
  readonly detections?: readonly Detection[];
}

/**
 * Alarms on what the audit trail tells: a metric filter and an alarm for each detection of the catalogue, and one alarm for
 * a trail that tells nothing any more.
 *
 * Each alarm goes off in the minute in which an event arrives in the log group. When it arrives is up to AWS: about 5
 * minutes after the call on average, and no time is guaranteed.
 *
 * @throws in a stack without a region, when two detections share an id, or when they need more filters than a log group may have.
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/send-cloudtrail-events-to-cloudwatch-logs.html
 */
export class TrailAlarms extends Construct {
  readonly filters: readonly CfnMetricFilter[];
  /** One a detection, in their order. */
  readonly alarms: readonly Alarm[];
  /** Goes off when the trail delivers nothing. */
  readonly silence: Alarm;

  constructor(scope: Construct, id: string, props: TrailAlarmsProps) {
    super(scope, id);
    const partition = this.partition();
    const { name, logGroup, detections = detectionsIn(partition) } = props;
    this.requireDistinct(detections);

    this.filters = detections.flatMap((detection) =>
      patternsOf(detection.when({ name, partition }), `${this.node.path}/${detection.id}`).map((pattern, index) =>
        this.filter(detection, pattern, index + 1, { name, logGroup }),
      ),
    );
    this.requireRoom();
    this.alarms = detections.map((detection) => this.detectionAlarm(detection, titleIn(partition, detection), props));
    this.silence = this.silenceAlarm(props);
  }

  private filter(
    { id, facets }: Detection,
    filterPattern: string,
    number: number,
    { name, logGroup }: Pick<TrailAlarmsProps, 'name' | 'logGroup'>,
  ): CfnMetricFilter {
    const filter = new CfnMetricFilter(this, `${pascalCase(id)}Filter${number}`, {
      filterName: `${name}-${id}-${number}`,
      logGroupName: logGroup.logGroupName,
      filterPattern,
      metricTransformations: [{ metricNamespace: namespaceOf(name), metricName: id, metricValue: '1' }],
    });
    meets(filter, ...facets);
    return filter;
  }

  private detectionAlarm({ id, count, facets }: Detection, title: Bilingual, { name, topic }: TrailAlarmsProps): Alarm {
    const alarm = new Alarm(this, pascalCase(id), {
      alarmName: `${name}-${id}`,
      alarmDescription: described(title, count),
      metric: new Metric({
        namespace: namespaceOf(name),
        metricName: id,
        statistic: 'Sum',
        period: count ? Duration.minutes(count.minutes) : LOOK,
      }),
      threshold: count?.atLeast ?? 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      evaluationPeriods: 1,
      // no match, no data: a filter reports nothing where nothing matches
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    alarm.addAlarmAction(new SnsAction(topic));
    meets(alarm, ...facets);
    return alarm;
  }

  private silenceAlarm({ name, logGroup, topic }: TrailAlarmsProps): Alarm {
    const alarm = new Alarm(this, 'Silence', {
      alarmName: `${name}-trail-silence`,
      alarmDescription: `The audit trail has delivered no event for ${SILENCE.period.toMinutes() * SILENCE.periods} minutes: no detection sees anything. · 审计跟踪已 ${SILENCE.period.toMinutes() * SILENCE.periods} 分钟未送达任何事件：所有检测均失明。`,
      metric: new Metric({
        namespace: 'AWS/Logs',
        metricName: 'IncomingLogEvents',
        dimensionsMap: { LogGroupName: logGroup.logGroupName },
        statistic: 'Sum',
        period: SILENCE.period,
      }),
      threshold: 1,
      comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
      evaluationPeriods: SILENCE.periods,
      treatMissingData: TreatMissingData.BREACHING,
    });
    alarm.addAlarmAction(new SnsAction(topic));
    meets(alarm, '8.2/operation-audit#audit-tamper-protection');
    return alarm;
  }

  private partition() {
    const partition = partitionOf(Stack.of(this).region);
    if (partition) return partition;
    throw new Error(
      `${this.node.path}: whether there is a root user to watch depends on the partition (8.6/log-alerting#detection-catalogue). Give the stack a region.`,
    );
  }

  private requireDistinct(detections: readonly Detection[]): void {
    const ids = detections.map(({ id }) => id);
    const twice = ids.find((id, index) => ids.indexOf(id) !== index);
    if (twice === undefined) return;
    throw new Error(
      `${this.node.path}: two detections are called '${twice}', and their matches would be counted as one (8.6/log-alerting#detection-catalogue). Rename one.`,
    );
  }

  private requireRoom(): void {
    if (this.filters.length <= MOST_FILTERS) return;
    throw new Error(
      `${this.node.path}: ${this.filters.length} metric filters are more than the ${MOST_FILTERS} that a log group may have (8.6/log-alerting#detection-catalogue). Leave some detections out.`,
    );
  }
}

/** Under which the matches of each detection are counted. */
const namespaceOf = (name: string): string => `${name}/trail`;

const described = (title: Bilingual, count: Count | undefined): string => {
  const often = count && {
    en: `, ${count.atLeast} times within ${count.minutes} minutes`,
    zh: `，${count.minutes} 分钟内 ${count.atLeast} 次`,
  };
  return [
    `${title.en}${often?.en ?? ''}. ${DELIVERY_DELAY.en}.`,
    `${title.zh}${often?.zh ?? ''}。${DELIVERY_DELAY.zh}。`,
  ].join(' · ');
};
