import { finding } from '../../findings';
import { type Finding, notApplicable, type Rule, verdictFrom } from '../../rule';
import type { Resource } from '../../template';

/** A rule of EventBridge that is switched on calls something, and may: one without targets, or whose function does not admit it, sets off nothing. */
export const eventRuleReaches: Rule = {
  id: 'event-rule-reaches',
  demand: {
    en: 'An event rule that is enabled has a target, and functions among its targets admit it.',
    zh: '启用的事件规则须有目标，且作为目标的函数允许其调用。',
  },
  types: ['AWS::Events::Rule'],
  reference: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-targets.html',
  judge(rule) {
    if ((rule.literal('State') ?? 'ENABLED') === 'DISABLED') return OFF;
    return verdictFrom([
      ...targetFindings(rule),
      ...rule.list('Targets').flatMap((_, index) => admittance(rule, index)),
    ]);
  },
};

const targetFindings = (rule: Resource): readonly Finding[] =>
  rule.list('Targets').length > 0
    ? []
    : [finding('Targets', 'is empty: what it waits for sets off nothing', '为空：所等待的事件不触发任何操作')];

/** A function is called by whom its own policy admits: a role of the rule does not help. */
function admittance(rule: Resource, index: number): readonly Finding[] {
  const path = `Targets.${index}.Arn`;
  const called = rule.referent(path);
  if (called?.type !== 'AWS::Lambda::Function') return [];
  const permissions = called.referrers('AWS::Lambda::Permission', 'FunctionName', 'FunctionName');
  if (permissions.some((permission) => admits(permission, rule))) return [];
  return [finding(path, 'is a function that does not admit the rule', '所指函数未允许该规则调用')];
}

/** Without a source it admits each rule of the account. */
const admits = (permission: Resource, rule: Resource): boolean =>
  permission.text('Principal') === 'events.amazonaws.com' &&
  (!permission.has('SourceArn') || permission.referent('SourceArn') === rule);

const OFF = notApplicable({ en: 'it is switched off', zh: '其已停用' });
