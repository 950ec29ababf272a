import {
  CloudWatchClient,
  type MetricAlarm,
  type MetricDatum,
  PutMetricDataCommand,
  paginateDescribeAlarms,
  SetAlarmStateCommand,
} from '@aws-sdk/client-cloudwatch';
import { onCall } from './on-call';
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

/** Measures something, and tells of every deployed alarm that watches it whether its news reaches each topic that it names. */
export async function measure(stage: Stage, place: Place, { namespace, datum }: Measured): Promise<readonly Raised[]> {
  const client = new CloudWatchClient(stage.client(place.account, place.region));
  const raised: Raised[] = [];
  for (const { AlarmName = '', AlarmActions = [], StateValue } of await alarmsOn(client, namespace, datum)) {
    const set = (state: MetricAlarm['StateValue'], StateReason: string) =>
      client.send(new SetAlarmStateCommand({ AlarmName, StateValue: state, StateReason }));
    const heardAt = (topic: string): Promise<boolean> =>
      onCall(stage, place, topic, async (heard) => {
        // one that has gone off already would not do so again
        await set('INSUFFICIENT_DATA', 'isms local demo begins');
        await client.send(new PutMetricDataCommand({ Namespace: namespace, MetricData: [datum] }));
        return heard(AlarmName);
      });
    const heard: boolean[] = [];
    for (const topic of AlarmActions) heard.push(await heardAt(topic));
    await set(StateValue, 'isms local demo is over');
    raised.push({ alarm: AlarmName, metric: datum.MetricName, heard: heard.length > 0 && heard.every(Boolean) });
  }
  return raised;
}

async function alarmsOn(
  client: CloudWatchClient,
  namespace: string,
  { MetricName, Dimensions = [] }: Measured['datum'],
): Promise<readonly MetricAlarm[]> {
  const wanted = JSON.stringify(Dimensions);
  const found: MetricAlarm[] = [];
  for await (const { MetricAlarms = [] } of paginateDescribeAlarms({ client }, {})) {
    found.push(
      ...MetricAlarms.filter(
        (alarm) =>
          alarm.Namespace === namespace &&
          alarm.MetricName === MetricName &&
          JSON.stringify((alarm.Dimensions ?? []).map(({ Name, Value }) => ({ Name, Value }))) === wanted,
      ),
    );
  }
  return found;
}
