import { WORKLOAD_PATH } from '../../../workload-boundary/names';
import { coversAction } from '../../callers';
import { finding } from '../../findings';
import type { Statement } from '../../policy';
import { compliant, type Finding, nonCompliant, type Rule, type Verdict } from '../../rule';
import type { Resource } from '../../template';
import { IDENTITY_POLICY_TYPES, judgeAllows } from './identity-policies';
import { functionOf } from './people';

/** Job functions whose holders make roles or change workloads. */
const BOUND_FUNCTIONS = ['developer', 'data-owner'];

const BOUNDARY_KEY = 'iam:permissionsboundary';

/** Actions by which a role comes to grant something, each of which IAM can tie to the role's boundary. */
const EMPOWERING = [
  'iam:AttachRolePolicy',
  'iam:CreateRole',
  'iam:PutRolePermissionsBoundary',
  'iam:PutRolePolicy',
  'iam:UpdateAssumeRolePolicy',
];

/** By no condition is this a grant that keeps a boundary. */
const UNBINDING = 'iam:DeleteRolePermissionsBoundary';

/**
 * A boundary is on the roles under the path of workloads and on those of the job functions whose holders make roles; and
 * whoever is allowed to make or empower roles is so only for roles that carry a named boundary, which none may take off.
 *
 * Not judged: roles of the landing zone's own services and of the other job functions, none of which makes a role.
 */
export const iamRolePermissionBoundary: Rule = {
  id: 'iam-role-permission-boundary',
  demand: {
    en: 'Roles of workloads and of their makers carry a permission boundary, and are made with one only.',
    zh: '业务角色及其创建者的角色须带权限边界，且只能创建带边界的角色。',
  },
  types: [...new Set(['AWS::IAM::Role', ...IDENTITY_POLICY_TYPES])].sort(),
  reference: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html',
  judge(resource) {
    const own = isBound(resource) ? boundaryOf(resource) : undefined;
    return joined(own, judgeAllows(resource, MAKES_NO_ROLE, unboundedIn));
  },
};

const MAKES_NO_ROLE = { en: 'it is no role of a workload and makes none', zh: '其不是业务角色，也不创建角色' };

const isBound = (resource: Resource): boolean =>
  ['AWS::IAM::Role', 'AWS::SSO::PermissionSet'].includes(resource.type) &&
  (BOUND_FUNCTIONS.includes(functionOf(resource) ?? '') || resource.text('Path').startsWith(WORKLOAD_PATH));

function boundaryOf(resource: Resource): Verdict {
  if (resource.has('PermissionsBoundary')) return compliant;
  return nonCompliant(
    finding(
      'PermissionsBoundary',
      'is missing: the role may do whatever it comes to grant itself',
      '缺失：该角色可为自身扩权',
    ),
  );
}

function unboundedIn(allow: Statement): readonly Finding[] | undefined {
  const made = EMPOWERING.filter((action) => coversAction(allow, action));
  const taken = coversAction(allow, UNBINDING);
  if (made.length === 0 && !taken) return undefined;
  return [
    ...(taken
      ? [finding(`${allow.path}.Action`, `takes boundaries off (${UNBINDING})`, `可移除权限边界（${UNBINDING}）`)]
      : []),
    ...(made.length > 0 && !namesBoundary(allow)
      ? [
          finding(
            `${allow.path}.Condition`,
            `does not name the boundary of the roles (iam:PermissionsBoundary) for ${made.join(', ')}`,
            `未以 iam:PermissionsBoundary 限定 ${made.join('、')} 所涉角色的边界`,
          ),
        ]
      : []),
  ];
}

/** The account may stay open, since a role and its boundary are always in the same; the policy's name may not. */
const namesBoundary = ({ conditions }: Statement): boolean =>
  ['StringEquals', 'StringLike', 'ArnEquals', 'ArnLike'].some((operator) => {
    const values = conditions[operator]?.[BOUNDARY_KEY] ?? [];
    return values.length > 0 && values.every((value) => /:policy\/[^*?]+$/.test(value));
  });

/** What is wrong in either is wrong; what does not apply in either does not apply. */
function joined(own: Verdict | undefined, grants: Verdict): Verdict {
  if (own === undefined || own.outcome === grants.outcome) {
    return own?.outcome === 'non-compliant' && grants.outcome === 'non-compliant'
      ? nonCompliant(...own.findings, ...grants.findings)
      : grants;
  }
  if (grants.outcome === 'not-applicable') return own;
  return own.outcome === 'non-compliant' ? own : grants;
}
