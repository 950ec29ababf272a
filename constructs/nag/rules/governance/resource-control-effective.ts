import { RESOURCE_CONTROLLED_SERVICES } from '../../../partition';
import { isAnyone } from '../../callers';
import { finding } from '../../findings';
import { type Statement, statementsOf } from '../../policy';
import { type Finding, notApplicable, type Rule, verdictFromEach } from '../../rule';

/**
 * A statement of a resource control policy is one that the service takes, refuses something, and spares somebody: it denies to
 * everybody (`Principal: "*"`, which alone can be written), names actions (`NotAction` cannot be), at services that such policies
 * reach, under a condition that does not refuse the organization its own resources.
 */
export const resourceControlEffective: Rule = {
  id: 'resource-control-effective',
  demand: {
    en: 'A resource control policy refuses named actions at services that it reaches, and not to everybody.',
    zh: '资源控制策略拒绝其所能约束服务的具名操作，且不拒绝所有主体。',
  },
  types: ['AWS::Organizations::Policy'],
  reference: 'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_syntax.html',
  judge(policy) {
    if (policy.literal('Type') !== 'RESOURCE_CONTROL_POLICY') return notApplicable(OTHER_TYPE);
    return verdictFromEach(statementsOf(policy, 'Content'), (statement) => [
      ...form(statement),
      ...reach(statement),
      ...lockOut(statement),
    ]);
  },
};

const OTHER_TYPE = { en: 'the policy is no resource control policy', zh: '该策略不是资源控制策略' };

const form = ({ path, effect, principals, notPrincipals, notActions }: Statement): readonly Finding[] => [
  ...(effect === 'Deny' ? [] : [finding(`${path}.Effect`, 'is not Deny: it is refused', '不是 Deny，将被拒绝')]),
  ...(notPrincipals.length === 0 && principals.length === 1 && principals.every(isAnyone)
    ? []
    : [finding(`${path}.Principal`, 'is not "*": it is refused', '不是 "*"，将被拒绝')]),
  ...(notActions.length === 0
    ? []
    : [finding(`${path}.NotAction`, 'cannot be written in such a policy: it is refused', '此类策略不支持，将被拒绝')]),
];

function reach({ path, actions }: Statement): readonly Finding[] {
  const beyond = actions.filter((action) => {
    const [service = ''] = action.toLowerCase().split(':');
    return service !== '*' && !RESOURCE_CONTROLLED_SERVICES.includes(service);
  });
  if (beyond.length === 0) return [];
  const list = beyond.join(', ');
  return [
    finding(
      `${path}.Action`,
      `has ${list}, which resource control policies do not reach: nothing is refused`,
      `包含资源控制策略无法约束的 ${list}：实际未拒绝任何操作`,
    ),
  ];
}

/** Everything that a service does, refused always. */
const lockOut = ({ path, actions, conditions }: Statement): readonly Finding[] =>
  Object.keys(conditions).length > 0 || !actions.some((action) => /(^|:)\*$/.test(action))
    ? []
    : [
        finding(
          `${path}.Condition`,
          'is missing: the organization itself is refused its resources',
          '未设置：组织自身也无法访问其资源',
        ),
      ];
