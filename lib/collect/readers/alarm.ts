import { CloudWatchClient, DescribeAlarmsCommand, type MetricAlarm } from '@aws-sdk/client-cloudwatch';
import { found } from '../missing';
import type { Reach, Reader } from '../reader';

/** An alarm on one metric: what it watches, when it rings, and whom it tells. */
export const alarm: Reader = async (reach, name) => written(await alarmNamed(reach, name));

/** An alarm on one metric, as the service tells it. */
export async function alarmNamed({ client: settings }: Reach, name: string): Promise<MetricAlarm> {
  const { MetricAlarms: [live] = [] } = await new CloudWatchClient(settings).send(
    new DescribeAlarmsCommand({ AlarmNames: [name], AlarmTypes: ['MetricAlarm'] }),
  );
  return found(live, 'alarm', name);
}

/** Descriptions are for people, and states come and go. */
const written = (live: MetricAlarm) => ({
  ActionsEnabled: live.ActionsEnabled,
  AlarmActions: live.AlarmActions,
  ComparisonOperator: live.ComparisonOperator,
  DatapointsToAlarm: live.DatapointsToAlarm,
  Dimensions: live.Dimensions,
  EvaluationPeriods: live.EvaluationPeriods,
  ExtendedStatistic: live.ExtendedStatistic,
  InsufficientDataActions: live.InsufficientDataActions,
  MetricName: live.MetricName,
  Metrics: live.Metrics,
  Namespace: live.Namespace,
  OKActions: live.OKActions,
  Period: live.Period,
  Statistic: live.Statistic,
  Threshold: live.Threshold,
  TreatMissingData: live.TreatMissingData,
  Unit: live.Unit,
});
