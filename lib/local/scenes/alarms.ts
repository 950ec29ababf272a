import {
  CloudWatchClient,
  type MetricAlarm,
  type MetricDatum,
  PutMetricDataCommand,
  paginateDescribeAlarms,
  SetAlarmStateCommand,
} from '@aws-sdk/client-cloudwatch';
import { type Heard, onCall } from './on-call';
import type { Stage } from './scene';
import type { Place } from './wire';

/** A value of a metric, as whoever measures it sends it. */
export interface Measured {
  readonly namespace: string;
  readonly datum: MetricDatum & { readonly MetricName: string };
}

/** An alarm that watches what was measured, and whether those on call heard that it went off. */
export interface Raised {
  readonly alarm: string;
  readonly metric: string;
  readonly heard: boolean;
}

/**
 * Measures something, and tells of every deployed alarm that watches it whether its news reaches each topic that it names.
 * Afterwards all alarms are in the state that they were in.
 */
export async function measure(stage: Stage, place: Place, measured: Measured): Promise<readonly Raised[]> {
  const client = new CloudWatchClient(stage.client(place.account, place.region));
  const before = await alarmsOf(client);
  const raised: Raised[] = [];
  try {
    for (const { AlarmName = '', AlarmActions = [] } of before.filter((alarm) => watches(alarm, measured))) {
      const heard: boolean[] = [];
      for (const topic of AlarmActions) {
        heard.push(await onCall(stage, place, topic, (hears) => goesOff(client, AlarmName, measured, hears)));
      }
      const metric = measured.datum.MetricName;
      raised.push({ alarm: AlarmName, metric, heard: heard.length > 0 && heard.every(Boolean) });
    }
    return raised;
  } finally {
    await restore(client, before);
  }
}

async function goesOff(
  client: CloudWatchClient,
  AlarmName: string,
  { namespace, datum }: Measured,
  hears: Heard,
): Promise<boolean> {
  // one that has gone off already would not do so again
  await client.send(
    new SetAlarmStateCommand({ AlarmName, StateValue: 'INSUFFICIENT_DATA', StateReason: 'isms local demo begins' }),
  );
  await client.send(new PutMetricDataCommand({ Namespace: namespace, MetricData: [datum] }));
  return hears(AlarmName);
}

/** What was measured is of the alarm's metric, dimension by dimension. */
function watches({ Namespace, MetricName, Dimensions = [] }: MetricAlarm, { namespace, datum }: Measured): boolean {
  const wanted = datum.Dimensions ?? [];
  return (
    Namespace === namespace &&
    MetricName === datum.MetricName &&
    Dimensions.length === wanted.length &&
    wanted.every(({ Name, Value }) => Dimensions.some((one) => one.Name === Name && one.Value === Value))
  );
}

async function alarmsOf(client: CloudWatchClient): Promise<readonly MetricAlarm[]> {
  const found: MetricAlarm[] = [];
  for await (const { MetricAlarms = [] } of paginateDescribeAlarms({ client }, {})) found.push(...MetricAlarms);
  return found;
}

/** The emulator looks at every alarm whenever something is measured, and at no dimensions: others may have gone off too. */
async function restore(client: CloudWatchClient, before: readonly MetricAlarm[]): Promise<void> {
  const states = new Map(before.map(({ AlarmName, StateValue }) => [AlarmName, StateValue]));
  for (const { AlarmName, StateValue } of await alarmsOf(client)) {
    const was = states.get(AlarmName);
    if (was === undefined || was === StateValue) continue;
    await client.send(new SetAlarmStateCommand({ AlarmName, StateValue: was, StateReason: 'isms local demo is over' }));
  }
}
