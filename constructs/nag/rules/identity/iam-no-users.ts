import { finding } from '../../findings';
import { nonCompliant, type Rule } from '../../rule';

/** People are federated and workloads assume roles; the two sealed break-glass users are exceptions with an owner. */
export const iamNoUsers: Rule = {
  id: 'iam-no-users',
  demand: {
    en: 'No IAM user is created: people are federated, and workloads assume roles.',
    zh: '不创建 IAM 用户：人员经联合身份登录，工作负载使用角色。',
  },
  types: ['AWS::IAM::User', 'AWS::IAM::UserToGroupAddition'],
  reference: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#bp-users-federation-idp',
  judge: (resource) =>
    nonCompliant(
      finding('Type', `is ${resource.type}: its credentials do not expire`, `为 ${resource.type}：其凭证不会过期`),
    ),
};
