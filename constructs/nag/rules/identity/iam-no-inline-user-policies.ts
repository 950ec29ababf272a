import { finding } from '../../findings';
import { type Statement, statementsOf } from '../../policy';
import { type Finding, notApplicable, type Rule, verdictFromEach } from '../../rule';
import type { Resource } from '../../template';

/** What is granted to one person is seen by no review of groups, and outlives what it was granted for. To enter a role is the way to rights, and none itself. */
export const iamNoInlineUserPolicies: Rule = {
  id: 'iam-no-inline-user-policies',
  demand: {
    en: 'Policies that stand inline in a user grant nothing but to enter a role: rights come through groups and roles.',
    zh: '用户的内联策略除切换角色外不得授予权限：权限经由组与角色授予。',
  },
  types: ['AWS::IAM::Policy', 'AWS::IAM::User', 'AWS::IAM::UserPolicy'],
  reference: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-vs-inline.html',
  judge(resource) {
    if (resource.type === 'AWS::IAM::Policy' && resource.list('Users').length === 0) return NO_USERS;
    return verdictFromEach(documentsOf(resource), (path) => grantsIn(resource, path));
  },
};

const NO_USERS = notApplicable({ en: 'it stands in no user', zh: '其不属于任何用户' });

const documentsOf = (resource: Resource): readonly string[] =>
  resource.type === 'AWS::IAM::User'
    ? resource.list('Policies').map((_, index) => `Policies.${index}.PolicyDocument`)
    : ['PolicyDocument'];

const grantsIn = (resource: Resource, path: string): readonly Finding[] =>
  statementsOf(resource, path)
    .filter((statement) => statement.effect === 'Allow' && !onlyEnters(statement))
    .map((statement) =>
      finding(
        statement.path,
        'gives rights to one user, beside the groups that are reviewed',
        '将权限直接授予单个用户，绕开了受复核的组',
      ),
    );

const ENTERING = /^sts:(AssumeRole|SetSourceIdentity|TagSession)$/i;

const onlyEnters = ({ actions }: Statement): boolean =>
  actions.length > 0 && actions.every((action) => ENTERING.test(action));
