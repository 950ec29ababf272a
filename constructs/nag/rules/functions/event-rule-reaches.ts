import { finding } from '../../findings';
import { compliant, nonCompliant, notApplicable, type Rule } from '../../rule';

/** A rule of EventBridge that is switched on calls something: one without targets waits for nothing. */
export const eventRuleReaches: Rule = {
  id: 'event-rule-reaches',
  demand: {
    en: 'An event rule that is enabled has a target.',
    zh: '启用的事件规则须有目标。',
  },
  types: ['AWS::Events::Rule'],
  reference: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-targets.html',
  judge(rule) {
    if ((rule.literal('State') ?? 'ENABLED') === 'DISABLED') return OFF;
    return rule.list('Targets').length > 0
      ? compliant
      : nonCompliant(
          finding('Targets', 'is empty: what it waits for sets off nothing', '为空：所等待的事件不触发任何操作'),
        );
  },
};

const OFF = notApplicable({ en: 'it is switched off', zh: '其已停用' });
