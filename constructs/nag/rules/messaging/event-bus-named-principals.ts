import { finding } from '../../findings';
import { judgeNamedPrincipals } from '../../named-principals';
import { compliant, nonCompliant, notApplicable, type Rule, type Verdict } from '../../rule';
import type { Resource } from '../../template';

/** Events are put by named accounts or the organization: what a stranger puts may set off anything that listens. */
export const eventBusNamedPrincipals: Rule = {
  id: 'event-bus-named-principals',
  demand: {
    en: 'The policy of an event bus names the accounts or the organization that may put events.',
    zh: '事件总线策略须指明可发送事件的账号或组织。',
  },
  types: ['AWS::Events::EventBus', 'AWS::Events::EventBusPolicy'],
  reference: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-bus-perms.html',
  judge(resource) {
    const path = resource.type === 'AWS::Events::EventBus' ? 'Policy' : '';
    if (resource.has('Principal')) return judgeShort(resource);
    if (path !== '' && !resource.has(path)) return NO_POLICY;
    return judgeNamedPrincipals(resource, path, { en: 'put events', zh: '发送事件' });
  },
};

const NO_POLICY = notApplicable({
  en: 'it has no policy: its own account alone puts events',
  zh: '其没有策略：仅本账号可发送事件',
});

/** The older form, with a principal and a condition in place of a statement. */
function judgeShort(policy: Resource): Verdict {
  if (policy.literal('Principal') !== '*' || policy.text('Condition.Key') === 'aws:PrincipalOrgID') return compliant;
  return nonCompliant(
    finding('Principal', 'is everyone: any account may put events', '为任何人：任意账号均可发送事件'),
  );
}
