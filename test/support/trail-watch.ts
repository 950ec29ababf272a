import { fires, parsePattern } from '../../constructs/nag/filter-pattern';
import type { LandingZone } from './landing-zone';
import { at, listOf, type Placed, resourcesIn, templatesOf } from './templates';
import { type TrailEvent, valuesAt } from './trail-events';

/** An alarm that a single event on the trail raises, and who hears of it. */
export interface Raised {
  readonly alarm: string;
  readonly hearers: readonly string[];
}

/** The alarms of a landing zone whose filters an event of its trail matches, in the order of the template. */
export function raisedBy(landingZone: LandingZone, event: TrailEvent): readonly Raised[] {
  return templatesOf(landingZone)
    .filter((template) => resourcesIn(template, 'AWS::CloudTrail::Trail').length > 0)
    .flatMap((template) => {
      const [trail] = resourcesIn(template, 'AWS::CloudTrail::Trail');
      const logGroup = at(trail?.properties, 'CloudWatchLogsLogGroupArn.Fn::GetAtt.0');
      const metrics = resourcesIn(template, 'AWS::Logs::MetricFilter')
        .filter(({ properties }) => at(properties, 'LogGroupName.Ref') === logGroup && matches(properties, event))
        .map(({ properties }) => metricOf(at(properties, 'MetricTransformations.0') as object, 'Metric'));
      return resourcesIn(template, 'AWS::CloudWatch::Alarm')
        .filter(({ properties }) => metrics.includes(metricOf(properties)))
        .map((alarm) => ({ alarm: String(alarm.properties['AlarmName']), hearers: hearersOf(alarm) }));
    });
}

const matches = (filter: Placed['properties'], event: TrailEvent): boolean =>
  fires(parsePattern(String(filter['FilterPattern'])), (selector) => valuesAt(event, selector)) === true;

/** A filter spells the namespace `MetricNamespace`, an alarm `Namespace`. */
const metricOf = (properties: object, prefix = ''): string => {
  const named = properties as Readonly<Record<string, unknown>>;
  return `${named[`${prefix}Namespace`]} ${named['MetricName']}`;
};

function hearersOf({ template, properties }: Placed): readonly string[] {
  const topics = listOf(properties['AlarmActions']).map((action) => at(action, 'Ref'));
  return resourcesIn(template, 'AWS::SNS::Subscription')
    .filter((subscription) => topics.includes(at(subscription.properties, 'TopicArn.Ref')))
    .map((subscription) => String(subscription.properties['Endpoint']));
}
