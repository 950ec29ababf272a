import { randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import {
  CloudWatchLogsClient,
  CreateLogStreamCommand,
  DeleteLogStreamCommand,
  GetLogEventsCommand,
  PutLogEventsCommand,
  paginateDescribeMetricFilters,
  paginateDescribeSubscriptionFilters,
  paginateFilterLogEvents,
} from '@aws-sdk/client-cloudwatch-logs';
import { type LoggedEvent, valuesAt } from '../../../constructs/nag/event-values';
import { fires, parsePattern } from '../../../constructs/nag/filter-pattern';
import { measure, type Raised } from './alarms';
import { type Stage, standing } from './scene';
import { type Place, type Ran, runFunction } from './wire';

/**
 * What CloudWatch Logs does with what arrives in a log group, and the emulator does not: it keeps filters and matches none. Patterns,
 * destinations and metrics are those that are deployed, read back from the service; the patterns are decided here.
 */
export class WatchedLog {
  private readonly client: CloudWatchLogsClient;

  private constructor(
    private readonly stage: Stage,
    private readonly place: Place,
    private readonly logGroupName: string,
  ) {
    this.client = new CloudWatchLogsClient(stage.client(place.account, place.region));
  }

  /** The log group whose name matches. @throws where none was deployed */
  static of(stage: Stage, name: RegExp): WatchedLog {
    const group = standing(stage, 'AWS::Logs::LogGroup', name);
    return new WatchedLog(stage, group, group.physicalId);
  }

  /** What stands in it since a moment, in milliseconds of the epoch. */
  async since(startTime: number): Promise<readonly string[]> {
    const { client, logGroupName } = this;
    const lines: string[] = [];
    for await (const { events = [] } of paginateFilterLogEvents({ client }, { logGroupName, startTime })) {
      lines.push(...events.map(({ message = '' }) => message.trim()));
    }
    return lines;
  }

  /** Lets lines arrive in the log group as the trail does, in a stream that is gone afterwards, and gives what stood there. */
  async arrive(lines: readonly string[]): Promise<readonly string[]> {
    const { client, logGroupName } = this;
    const stream = { logGroupName, logStreamName: `isms-demo-${randomUUID()}` };
    await client.send(new CreateLogStreamCommand(stream));
    try {
      const logEvents = lines.map((message) => ({ timestamp: Date.now(), message }));
      await client.send(new PutLogEventsCommand({ ...stream, logEvents }));
      const { events = [] } = await client.send(new GetLogEventsCommand({ ...stream, startFromHead: true }));
      return events.map(({ message = '' }) => message);
    } finally {
      await client.send(new DeleteLogStreamCommand(stream));
    }
  }

  /** Hands the lines on to the functions that subscribe to them, and waits for their end. */
  async handOver(lines: readonly string[]): Promise<readonly Ran[]> {
    const { client, logGroupName } = this;
    const ran: Ran[] = [];
    for await (const page of paginateDescribeSubscriptionFilters({ client }, { logGroupName })) {
      for (const { filterPattern = '', destinationArn = '' } of page.subscriptionFilters ?? []) {
        const wanted = lines.filter((line) => matches(filterPattern, line));
        if (wanted.length > 0) ran.push(await this.run(destinationArn, wanted));
      }
    }
    return ran;
  }

  /** Counts the lines as the metric filters want it, and tells which alarms went off of it. */
  async count(lines: readonly string[]): Promise<readonly Raised[]> {
    const { client, logGroupName } = this;
    const raised: Raised[] = [];
    for await (const page of paginateDescribeMetricFilters({ client }, { logGroupName })) {
      for (const { filterPattern = '', metricTransformations = [] } of page.metricFilters ?? []) {
        const matched = lines.filter((line) => matches(filterPattern, line)).length;
        if (matched === 0) continue;
        for (const {
          metricNamespace: namespace = '',
          metricName: MetricName = '',
          metricValue,
        } of metricTransformations) {
          const datum = { MetricName, Value: Number(metricValue) * matched };
          raised.push(...(await measure(this.stage, this.place, { namespace, datum })));
        }
      }
    }
    return raised;
  }

  private run(destinationArn: string, lines: readonly string[]): Promise<Ran> {
    const logEvents = lines.map((message) => ({ message }));
    const delivery = { messageType: 'DATA_MESSAGE', logGroup: this.logGroupName, logEvents };
    const data = gzipSync(JSON.stringify(delivery)).toString('base64');
    return runFunction(this.stage, this.place, destinationArn.split(':').at(-1) ?? '', { awslogs: { data } });
  }
}

/** Whether a line matches for sure: what the language's documentation does not decide is no match. */
function matches(pattern: string, line: string): boolean {
  const event = eventIn(line);
  return event !== undefined && fires(parsePattern(pattern), (selector) => valuesAt(event, selector)) === true;
}

/** Lines of another kind, such as those of Lambda itself, match no pattern for JSON. */
function eventIn(line: string): LoggedEvent | undefined {
  try {
    return JSON.parse(line) as LoggedEvent;
  } catch {
    return undefined;
  }
}
