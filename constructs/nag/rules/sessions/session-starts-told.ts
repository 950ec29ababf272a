import { parseArn } from '../../arns';
import { isAt, type Place, takesFrom } from '../../event-buses';
import { finding } from '../../findings';
import { isObject, render } from '../../intrinsics';
import { compliant, nonCompliant, notApplicable, type Rule } from '../../rule';
import { type Estate, type Resource, Unresolved } from '../../template';
import { opensSessions } from './session-document';

const RULE = 'AWS::Events::Rule';

/**
 * Where a document of sessions stands, starts of sessions are told of, so that they can be held against recordings. Where they are handed
 * on to the bus of another account, it takes them, and a rule there hands them on.
 */
export const sessionStartsTold: Rule = {
  id: 'session-starts-told',
  demand: {
    en: 'In the account and region of a session document, an event rule hands on each StartSession, and whoever it hands them to takes them.',
    zh: '会话文档所在账号与区域须有事件规则转送每次 StartSession，且接收方予以接收。',
  },
  types: ['AWS::SSM::Document'],
  reference: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html',
  judge(document) {
    if (!opensSessions(document)) return OTHER;
    const { estate, environment } = document.template;
    const telling = rulesAt(environment, estate).filter(tellsOfStarts);
    if (telling.length === 0) return nonCompliant(UNTOLD);
    return telling.some((rule) => isTaken(rule, document)) ? compliant : nonCompliant(UNTAKEN);
  },
};

const OTHER = notApplicable({ en: 'no session of the bastion starts with it', zh: '堡垒机会话不使用该文档' });

const UNTOLD = finding(
  RULE,
  'is missing: nobody is told that a session has started, and none is missed that was not recorded',
  '缺失：会话启动无人获知，未录制的会话亦无从发现',
);

const UNTAKEN = finding(
  RULE,
  'hands starts of sessions on to a bus that does not admit them, or on which no rule hands them on: none is missed that was not recorded',
  '所转送的会话启动事件被目标总线拒绝，或该总线上没有规则继续转送：未录制的会话无从发现',
);

const rulesAt = (place: Place, estate: Estate): readonly Resource[] =>
  estate.ofType(RULE).filter(({ template }) => isAt(template, place));

/** What each start has alike: a pattern that asks for more tells of some alone. */
const OF_EACH_START: ReadonlySet<string> = new Set(['awsRegion', 'errorCode', 'eventName', 'eventSource', 'eventType']);

function detailOf(rule: Resource): object {
  const detail = rule.raw('EventPattern.detail');
  return isObject(detail) ? detail : {};
}

const tellsOfStarts = (rule: Resource): boolean =>
  (rule.literal('State') ?? 'ENABLED') === 'ENABLED' &&
  rule.list('Targets').length > 0 &&
  render(rule.raw('EventPattern'), rule.template.environment).includes('"StartSession"') &&
  Object.keys(detailOf(rule)).every((key) => OF_EACH_START.has(key)) &&
  // of those that were refused alone nobody needs to hear
  rule.literal('EventPattern.detail.errorCode.0.exists') !== true;

/** A target that is no bus takes what it gets: that it may, other rules say. */
const isTaken = (rule: Resource, document: Resource): boolean =>
  rule.list('Targets').some((_, index) => {
    const bus = parseArn(rule.text(`Targets.${index}.Arn`));
    return bus?.service !== 'events' || isTakenAt(bus, document);
  });

/** @throws Unresolved where no template goes to the account and region of the bus. */
function isTakenAt(bus: Place, { template: { estate, environment } }: Resource): boolean {
  if (!estate.templates.some((template) => isAt(template, bus))) throw new Unresolved(`${RULE}.Targets.Arn`);
  return (
    takesFrom(bus, environment, estate) &&
    rulesAt(bus, estate).some((rule) => tellsOfStarts(rule) && hears(rule, environment))
  );
}

const hears = (rule: Resource, { account }: Place): boolean =>
  !rule.has('EventPattern.account') || rule.list('EventPattern.account').includes(account);
