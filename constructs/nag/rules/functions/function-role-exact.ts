import { finding } from '../../findings';
import { type Statement, statementsOf } from '../../policy';
import { policiesOf } from '../../role-policies';
import { type Finding, type Rule, verdictFromEach } from '../../rule';
import { type Resource, Unresolved } from '../../template';
import { unscopedFindings } from '../../unscoped-grants';

/**
 * A function has a role of its own. What the role allows are actions spelt out on resources that are named, or whose kind is
 * (`arn:aws:sso:::account/*`); all resources only where IAM knows none of the action. No managed policy of AWS, which nobody wrote for
 * this function. Whether the code needs each of the actions is for a test to say: it has the code.
 */
export const functionRoleExact: Rule = {
  id: 'function-role-exact',
  demand: {
    en: 'A function has a role of its own, with exact actions on named resources and no managed policy of AWS.',
    zh: '每个函数使用专属角色，仅含针对具名资源的明确操作，不附加 AWS 托管策略。',
  },
  types: ['AWS::Lambda::Function'],
  reference: 'https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html',
  judge(lambda) {
    const role = lambda.referent('Role');
    if (role?.type !== 'AWS::IAM::Role') throw new Unresolved('Role');
    return verdictFromEach<(lambda: Resource, role: Resource) => readonly Finding[]>(
      [sharedFindings, managedFindings, grantFindings],
      (judge) => judge(lambda, role),
    );
  },
};

function sharedFindings(lambda: Resource, role: Resource): readonly Finding[] {
  const others = lambda.template
    .ofType('AWS::Lambda::Function')
    .filter((other) => other !== lambda && other.referent('Role') === role);
  const [other] = others;
  if (!other) return [];
  return [
    finding(
      'Role',
      `is that of ${other.id} too: each may do what the other needs`,
      `与 ${other.id} 共用：各自拥有对方所需的权限`,
    ),
  ];
}

const managedFindings = (_: Resource, role: Resource): readonly Finding[] =>
  role
    .list('ManagedPolicyArns')
    .map((_arn, index) => `ManagedPolicyArns.${index}`)
    .filter((path) => role.referent(path)?.type !== 'AWS::IAM::ManagedPolicy')
    .map((path) => {
      const name = role.text(path).split('/').at(-1);
      return finding(
        `Role.${path}`,
        `is ${name}, which was not written for this function`,
        `为 ${name}，并非为该函数编写`,
      );
    });

const grantFindings = (_: Resource, role: Resource): readonly Finding[] =>
  policiesOf(role).flatMap(({ resource, path }) =>
    statementsOf(resource, path)
      .filter(({ effect }) => effect === 'Allow')
      .flatMap((allow) => [...actionFindings(allow), ...unscopedFindings(allow, resource)]),
  );

function actionFindings(allow: Statement): readonly Finding[] {
  const inexact = allow.actions.filter((action) => /[*?]/.test(action));
  return [
    ...(inexact.length > 0
      ? [finding(`Role.${allow.path}.Action`, `is not exact: ${inexact.join(', ')}`, `不明确：${inexact.join('、')}`)]
      : []),
    ...(allow.notActions.length > 0
      ? [finding(`Role.${allow.path}.NotAction`, 'grants every other action', '授予除所列之外的全部操作')]
      : []),
  ];
}
