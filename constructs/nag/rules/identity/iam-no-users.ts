import { BREAK_GLASS_PATH } from '../../../job-functions/names';
import { finding } from '../../findings';
import { compliant, type Finding, nonCompliant, type Rule, verdictFrom } from '../../rule';
import type { Resource } from '../../template';

/** One for each holder; a third would be somebody's habit. */
const SEALED_AT_MOST = 2;

/**
 * People are federated and workloads assume roles. Two users may be, for emergencies: under the path of the sealed, and
 * without a credential that the template knows.
 */
export const iamNoUsers: Rule = {
  id: 'iam-no-users',
  demand: {
    en: 'No IAM user is created but two sealed ones under /break-glass/, without password, group or access key.',
    zh: '不创建 IAM 用户；例外仅为 /break-glass/ 路径下两个封存用户，且不带口令、用户组与访问密钥。',
  },
  types: ['AWS::IAM::User', 'AWS::IAM::UserToGroupAddition'],
  reference: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#bp-users-federation-idp',
  judge(resource) {
    if (!isSealed(resource)) {
      return nonCompliant(
        finding('Type', `is ${resource.type}: its credentials do not expire`, `为 ${resource.type}：其凭证不会过期`),
      );
    }
    const findings = [...credentials(resource), ...tooMany(resource)];
    return findings.length === 0 ? compliant : verdictFrom(findings);
  },
};

const isSealed = (resource: Resource): boolean =>
  resource.type === 'AWS::IAM::User' && resource.literal('Path') === BREAK_GLASS_PATH;

const credentials = (user: Resource): readonly Finding[] => [
  ...(user.has('LoginProfile')
    ? [
        finding(
          'LoginProfile',
          'gives a sealed user a password that the template knows',
          '为封存用户设置了模板可知的口令',
        ),
      ]
    : []),
  ...(user.list('Groups').length > 0
    ? [finding('Groups', 'gives a sealed user rights beyond its role', '使封存用户获得其角色以外的权限')]
    : []),
  ...user
    .referrers('AWS::IAM::AccessKey', 'UserName', 'UserName')
    .map(({ id }) =>
      finding(id, 'is an access key of a sealed user that the template knows', '为模板可知的封存用户访问密钥'),
    ),
];

function tooMany(user: Resource): readonly Finding[] {
  const sealed = user.template.estate.ofType('AWS::IAM::User').filter(isSealed);
  return sealed.indexOf(user) < SEALED_AT_MOST
    ? []
    : [finding('Path', `makes more than ${SEALED_AT_MOST} sealed users`, `使封存用户超过 ${SEALED_AT_MOST} 个`)];
}
