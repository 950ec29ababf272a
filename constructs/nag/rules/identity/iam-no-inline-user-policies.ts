import { finding } from '../../findings';
import { nonCompliant, notApplicable, type Rule, verdictFrom } from '../../rule';

/** What is granted to one person is seen by no review of groups, and outlives what it was granted for. */
export const iamNoInlineUserPolicies: Rule = {
  id: 'iam-no-inline-user-policies',
  demand: {
    en: 'No policy stands inline in a user: rights come through groups and roles.',
    zh: '用户不得带有内联策略：权限经由组与角色授予。',
  },
  types: ['AWS::IAM::Policy', 'AWS::IAM::User', 'AWS::IAM::UserPolicy'],
  reference: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-vs-inline.html',
  judge(resource) {
    if (resource.type === 'AWS::IAM::UserPolicy') return nonCompliant(inUser('UserName'));
    const property = resource.type === 'AWS::IAM::User' ? 'Policies' : 'Users';
    if (resource.type === 'AWS::IAM::Policy' && !resource.has('Users')) return NO_USERS;
    return verdictFrom(resource.list(property).length > 0 ? [inUser(property)] : []);
  },
};

const NO_USERS = notApplicable({ en: 'it stands in no user', zh: '其不属于任何用户' });

const inUser = (property: string) =>
  finding(
    property,
    'puts rights into one user, beside the groups that are reviewed',
    '将权限直接授予单个用户，绕开了受复核的组',
  );
