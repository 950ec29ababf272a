import { bindsCaller, bindsSource, isAnyone, isService } from '../../callers';
import { finding } from '../../findings';
import { type Statement, statementsOf } from '../../policy';
import { type Finding, type Rule, verdictFrom } from '../../rule';

/** A topic is published and subscribed to by named principals, and by services on behalf of named accounts. */
export const snsTopicNamedPrincipals: Rule = {
  id: 'sns-topic-named-principals',
  demand: {
    en: 'A topic policy names its principals, and for services on whose behalf they may publish.',
    zh: '主题策略须指明主体，并限定服务可代表谁发布消息。',
  },
  types: ['AWS::SNS::TopicPolicy', 'AWS::SNS::TopicInlinePolicy'],
  reference: 'https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html',
  judge: (policy) =>
    verdictFrom(
      statementsOf(policy, 'PolicyDocument')
        .filter(({ effect }) => effect === 'Allow')
        .flatMap(principalFindings),
    ),
};

function principalFindings(statement: Statement): readonly Finding[] {
  const { path, principals, notPrincipals } = statement;
  const services = principals.filter(isService);
  if (services.length > 0 && !bindsSource(statement)) {
    return [
      finding(
        `${path}.Condition`,
        `does not say for whom ${services.join(', ')} may publish (aws:SourceAccount, aws:SourceArn or aws:SourceOrgID)`,
        `未限定 ${services.join('、')} 代表谁发布（aws:SourceAccount、aws:SourceArn 或 aws:SourceOrgID）`,
      ),
    ];
  }
  const open = principals.some(isAnyone) || notPrincipals.length > 0;
  if (!open || bindsCaller(statement)) return [];
  return [
    finding(
      `${path}.Principal`,
      'lets in everyone, and no condition names an account or organization',
      '允许任何人，且条件未限定账号或组织',
    ),
  ];
}
