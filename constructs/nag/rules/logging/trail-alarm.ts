import type { Bilingual } from '../../../standard';
import { parseArn } from '../../arns';
import { conditionsOf, type Decision, type Expression, fires, type Lookup, parsePattern } from '../../filter-pattern';
import { finding } from '../../findings';
import { isOpen } from '../../intrinsics';
import { type Finding, nonCompliant, type Rule, verdictFromEach } from '../../rule';
import { type Resource, Unresolved } from '../../template';
import {
  alarmsOf,
  countFindings,
  filtersOn,
  firstMatchFindings,
  lateFindings,
  nearest,
  tellingFindings,
} from './alarm-chain';

/** What an alarm takes at most to look: with the trail's own delay, of about 5 minutes, it is told within 15. */
const LONGEST_LOOK_MINUTES = 10;

/** What deployment alone knows of an event. */
export const OPEN = Symbol('known at deployment only');

/**
 * Events of CloudTrail, by what they have in common: selectors with their values, `null` where they have no such field. In all
 * else they may differ, so that a filter that asks for more does not fire on each of them.
 */
export type KnownEvent = Readonly<Record<string, string | boolean | null | typeof OPEN>>;

/** How soon an alarm comes. AWS delivers an event about 5 minutes after the call on average, and guarantees no time. */
export const WITHIN: Bilingual = {
  en: "within 15 minutes, AWS's delivery of about 5 minutes on average included",
  zh: '15 分钟内告警（含 AWS 平均约 5 分钟的送达时间）',
};

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
    if (group === undefined) return nonCompliant(UNWATCHED);
    const watchers = filtersOn(group).map(watching);
    const verdict = verdictFromEach<() => readonly Finding[]>(
      [...events(trail).map((event) => () => eventFindings(event, watchers)), () => besides(group)],
      (judge) => judge(),
    );
    return verdict.outcome === 'non-compliant' ? nonCompliant(...distinct(verdict.findings)) : verdict;
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
  /** What is wrong on the way from it to people, for each of its alarms. */
  readonly chains: () => readonly (readonly Finding[])[];
  /** Whether it fires on every such event; undefined where that cannot be read from the template. */
  readonly covers: (event: KnownEvent) => Decision;
}

function watching(filter: Resource): Watching {
  const text = filter.text('FilterPattern');
  // such a filter counts the matches of some accounts, or each value apart
  const isPartial = filter.has('FieldSelectionCriteria') || filter.has('MetricTransformations.0.Dimensions');
  const expression = parsePattern(text);
  let chains: readonly (readonly Finding[])[] | undefined;
  return {
    // the same for every event that it fires on
    chains: () => {
      chains ??= chainsOf(filter);
      return chains;
    },
    covers: (event) => (isOpen(text) || isPartial ? undefined : covers(expression, event)),
  };
}

function covers(expression: Expression, event: KnownEvent): Decision {
  const decision = fires(expression, lookupIn(event));
  if (decision !== undefined) return decision;
  const isLeftOpen = conditionsOf(expression).some(
    (part) => part.kind === 'undecided' || (part.kind === 'comparison' && event[part.selector] === OPEN),
  );
  return isLeftOpen ? undefined : false;
}

const lookupIn =
  (event: KnownEvent): Lookup =>
  (selector) => {
    const value = event[selector];
    return value === undefined || value === OPEN ? undefined : [value].filter((known) => known !== null);
  };

function eventFindings(event: KnownEvent, watchers: readonly Watching[]): readonly Finding[] {
  const covering = watchers.filter((watcher) => watcher.covers(event) === true);
  const best = nearest(covering.flatMap(({ chains }) => chains()));
  if (best?.length === 0) return [];
  if (watchers.some((watcher) => watcher.covers(event) === undefined)) throw new Unresolved('FilterPattern');
  return best ?? [covering.length > 0 ? unalarmed(event) : unmatched(event)];
}

/** What is wrong on the way from a filter to people, for each of its alarms. */
const chainsOf = (filter: Resource): readonly (readonly Finding[])[] =>
  alarmsOf(filter).map((alarm) => [
    ...countFindings(filter),
    ...firstMatchFindings(alarm),
    ...lateFindings(alarm, LONGEST_LOOK_MINUTES),
    ...tellingFindings(alarm),
  ]);

/** Who, where that matters, and what: `Root iam CreateAccessKey`. */
function titled(event: KnownEvent): string {
  const who = ['userIdentity.userName', 'userIdentity.sessionContext.sessionIssuer.userName', 'userIdentity.type'];
  const user = who.map((selector) => event[selector]).find((value) => typeof value === 'string');
  const service = String(event['eventSource']).replace('.amazonaws.com', '');
  return [user, service, event['eventName']].filter((part) => part !== undefined).join(' ');
}

const unmatched = (event: KnownEvent): Finding =>
  finding(
    'AWS::Logs::MetricFilter',
    `is missing that fires on every ${titled(event)}: it may happen without an alarm`,
    `未覆盖所有 ${titled(event)}：可能发生而无告警`,
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
