import { parseArn } from '../../arns';
import { coversAction } from '../../callers';
import { isAt, type Place, takesFrom } from '../../event-buses';
import { finding } from '../../findings';
import { statementsOf } from '../../policy';
import { compliant, nonCompliant, type Rule } from '../../rule';
import { type Resource, Unresolved } from '../../template';

const RULE = 'AWS::Events::Rule';
const DETECTED = 'aws.guardduty';

/**
 * What a detector finds is handed on. Where that is to the bus of another account or region, it is admitted there and handed on again;
 * where it ends in a log group, that admits it, and something watches what arrives.
 */
export const threatFindingsTold: Rule = {
  id: 'threat-findings-told',
  demand: {
    en: 'What a threat detector finds is handed on by an event rule, and taken in, kept and watched where it arrives.',
    zh: '威胁检测器的发现须由事件规则转送，并在接收处被接收、保存和监视。',
  },
  types: ['AWS::GuardDuty::Detector'],
  reference: 'https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_findings_eventbridge.html',
  judge(detector) {
    const handing = detector.companions(RULE, (rule) => isBeside(rule, detector) && handsOn(rule));
    if (handing.length === 0) return nonCompliant(UNTOLD);
    return handing.some((rule) => ends(rule, (bus) => isTakenAt(bus, detector))) ? compliant : nonCompliant(UNTAKEN);
  },
};

const UNTOLD = finding(
  RULE,
  'is missing: findings stay in their account, where nobody looks',
  '缺失：发现停留在所在账号，无人查看',
);

const UNTAKEN = finding(
  RULE,
  'hands findings on to where they are not admitted, not kept or not watched',
  '所转送的发现在接收处未获允许、未保存或无人监视',
);

/** A template for many accounts stands beside none but itself. */
const isBeside = ({ template }: Resource, { template: own }: Resource): boolean =>
  template === own || (own.environment.account !== undefined && isAt(template, own.environment));

const handsOn = (rule: Resource): boolean =>
  (rule.literal('State') ?? 'ENABLED') === 'ENABLED' && rule.list('EventPattern.source').includes(DETECTED);

/** Whether one of the targets is a place where findings end well. */
const ends = (rule: Resource, isTaken: (bus: Place) => boolean): boolean =>
  rule.list('Targets').some((_, index) => {
    const target = `Targets.${index}.Arn`;
    const bus = parseArn(rule.text(target));
    return bus?.service === 'events' ? isTaken(bus) : isWatched(rule, target);
  });

/** @throws Unresolved where no template goes to the account and region of the bus. */
function isTakenAt(bus: Place, { template: { estate, environment } }: Resource): boolean {
  if (!estate.templates.some((template) => isAt(template, bus))) throw new Unresolved(`${RULE}.Targets.Arn`);
  const there = estate.ofType(RULE).filter(({ template }) => isAt(template, bus));
  return takesFrom(bus, environment, estate) && there.some((rule) => handsOn(rule) && ends(rule, () => false));
}

/** A target that is no log group takes what it gets: that it may, other rules say. */
function isWatched(rule: Resource, target: string): boolean {
  const { template } = rule;
  const log = template
    .ofType('AWS::Logs::LogGroup')
    .find((group) => rule.referent(target) === group || endsInLog(rule.text(target), group.text('LogGroupName')));
  if (!log) return true;
  const isAdmitted = template.ofType('AWS::Logs::ResourcePolicy').some((policy) => admitsTo(log, policy));
  return isAdmitted && template.ofType('AWS::CloudWatch::Alarm').some((alarm) => watches(alarm, log));
}

const endsInLog = (arn: string, name: string): boolean =>
  [`:log-group:${name}`, `:log-group:${name}:*`].some((end) => arn.endsWith(end));

const admitsTo = (log: Resource, policy: Resource): boolean =>
  statementsOf(policy, 'PolicyDocument').some(
    (allow) =>
      allow.effect === 'Allow' &&
      coversAction(allow, 'logs:PutLogEvents') &&
      allow.principals.some((principal) => principal.includes('events.amazonaws.com')) &&
      allow.resources.some((resource) => endsInLog(resource, log.text('LogGroupName'))),
  );

/** By what arrives there, whatever it is. */
const watches = (alarm: Resource, log: Resource): boolean =>
  alarm.literal('MetricName') === 'IncomingLogEvents' &&
  alarm
    .places('Dimensions')
    .some((at) => alarm.referent(`${at}.Value`) === log || alarm.text(`${at}.Value`) === log.text('LogGroupName'));
