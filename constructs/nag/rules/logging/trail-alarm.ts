import type { Bilingual } from '../../../standard';
import { parseArn } from '../../arns';
import { type Decision, fires, type Lookup, parsePattern } from '../../filter-pattern';
import { finding } from '../../findings';
import { isOpen } from '../../intrinsics';
import { type Finding, type Rule, verdictFrom } from '../../rule';
import { type Resource, Unresolved } from '../../template';
import { alarmsOf, countFindings, filtersOn, firstMatchFindings, lateFindings, tellingFindings } from './alarm-chain';

/** What an alarm takes at most to look: with the trail's own delay, of about 5 minutes, it is told within 15. */
const LONGEST_LOOK_MINUTES = 10;

/**
 * What is known of an event of CloudTrail, by selector; `null` where it has no such field. Of other selectors nothing is known,
 * so that a filter that also asks for those is not taken for one that fires.
 */
export type KnownEvent = Readonly<Record<string, string | boolean | null>>;

/** What must raise an alarm, as a rule demands it. */
export interface TrailAlarmProps {
  readonly id: string;
  readonly demand: Bilingual;
  /** The events that do, for a given trail. */
  readonly events: (trail: Resource) => readonly KnownEvent[];
  /**
   * What else must hold of the trail's log group.
   * @default - nothing
   */
  readonly besides?: (logGroup: Resource) => readonly Finding[];
}

/**
 * A rule on a trail: it sends its events to a log group, and there each of the given ones is matched by a metric filter whose
 * alarm goes off at the first match and reaches a topic that somebody has subscribed to.
 */
export const trailAlarm = ({ id, demand, events, besides = () => [] }: TrailAlarmProps): Rule => ({
  id,
  demand,
  types: ['AWS::CloudTrail::Trail'],
  reference:
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/send-cloudtrail-events-to-cloudwatch-logs.html',
  judge(trail) {
    const group = logGroupOf(trail);
    if (group === undefined) return verdictFrom([UNWATCHED]);
    const filters = filtersOn(group).map((filter) => ({ filter, fires: firing(filter) }));
    const unheard = events(trail).flatMap((event) => eventFindings(event, filters));
    return verdictFrom(distinct([...unheard, ...besides(group)]));
  },
});

/** A call that was made, by the names that CloudTrail gives to the service and the operation. */
export const calls = (service: string, ...operations: readonly string[]): readonly KnownEvent[] =>
  operations.map((operation) => ({
    eventSource: `${service}.amazonaws.com`,
    eventName: operation,
    eventType: 'AwsApiCall',
    readOnly: false,
    errorCode: null,
  }));

const UNWATCHED = finding(
  'CloudWatchLogsLogGroupArn',
  'is missing: no alarm sees what the trail records',
  '未设置：跟踪记录的内容无任何告警',
);

/** @throws Unresolved when the log group stands in no template that is judged. */
function logGroupOf(trail: Resource): Resource | undefined {
  const path = 'CloudWatchLogsLogGroupArn';
  if (!trail.has(path)) return undefined;
  const referred = trail.referent(path);
  if (referred) return referred;
  const name =
    parseArn(trail.text(path))
      ?.resource.replace(/^log-group:/, '')
      .replace(/:\*$/, '') ?? '';
  const named = trail.template.estate
    .ofType('AWS::Logs::LogGroup')
    .find((group) => group.text('LogGroupName') === name);
  if (named && !isOpen(name)) return named;
  throw new Unresolved(path);
}

interface Watching {
  readonly filter: Resource;
  readonly fires: (event: KnownEvent) => Decision;
}

function firing(filter: Resource): Watching['fires'] {
  const text = filter.text('FilterPattern');
  // matches are to be counted as they are, of whichever account and whichever value
  if (isOpen(text) || filter.has('FieldSelectionCriteria') || filter.has('MetricTransformations.0.Dimensions')) {
    return () => undefined;
  }
  const expression = parsePattern(text);
  return (event) => fires(expression, knownOf(event));
}

const knownOf =
  (event: KnownEvent): Lookup =>
  (selector) => {
    const value = event[selector];
    return value === undefined ? undefined : [value].filter((known) => known !== null);
  };

function eventFindings(event: KnownEvent, watching: readonly Watching[]): readonly Finding[] {
  const matching = watching.filter(({ fires: fire }) => fire(event) === true);
  const chains = matching.flatMap(({ filter }) => chainsOf(filter));
  const [best] = [...chains].sort((one, other) => one.length - other.length);
  if (best?.length === 0) return [];
  if (watching.some(({ fires: fire }) => fire(event) === undefined)) throw new Unresolved('FilterPattern');
  return best ?? [matching.length > 0 ? unalarmed(event) : unmatched(event)];
}

/** What is wrong on the way from a filter to people, for each of its alarms. */
const chainsOf = (filter: Resource): readonly (readonly Finding[])[] =>
  alarmsOf(filter).map((alarm) => [
    ...countFindings(filter),
    ...firstMatchFindings(alarm),
    ...lateFindings(alarm, LONGEST_LOOK_MINUTES),
    ...tellingFindings(alarm),
  ]);

const titled = ({ eventSource, eventName, 'userIdentity.type': user }: KnownEvent): string =>
  [user, `${eventSource}`.replace('.amazonaws.com', ''), eventName].filter((part) => part !== undefined).join(' ');

const unmatched = (event: KnownEvent): Finding =>
  finding(
    'AWS::Logs::MetricFilter',
    `is missing for ${titled(event)}: it happens without an alarm`,
    `未覆盖 ${titled(event)}：发生时无告警`,
  );

const unalarmed = (event: KnownEvent): Finding =>
  finding(
    'AWS::CloudWatch::Alarm',
    `is missing for ${titled(event)}: its matches are counted and told to nobody`,
    `未覆盖 ${titled(event)}：匹配仅被计数，无人知晓`,
  );

/** One alarm at fault speaks for all events that it should tell. */
const distinct = (findings: readonly Finding[]): readonly Finding[] => [
  ...new Map(findings.map((found) => [`${found.property} ${found.message.en}`, found])).values(),
];
