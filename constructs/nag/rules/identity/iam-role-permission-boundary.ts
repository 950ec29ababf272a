import { WORKLOAD_PATH } from '../../../workload-boundary/names';
import { coversAction } from '../../callers';
import { finding } from '../../findings';
import { type Statement, statementsOf } from '../../policy';
import { compliant, type Finding, nonCompliant, type Rule, type Verdict, verdictFrom } from '../../rule';
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
 * What the boundary of workloads keeps from them even where it allows the service: to destroy keys and change whose they
 * are, to pass for the bastion, to open buckets to all, and to reach what carries the landing zone's name.
 */
const KEPT_FROM_WORKLOADS = [
  'cloudformation:DeleteStack',
  'ec2:CreateTags',
  'ecs:ExecuteCommand',
  'kms:PutKeyPolicy',
  'kms:ScheduleKeyDeletion',
  'lambda:UpdateFunctionCode',
  'logs:DeleteLogGroup',
  's3:GetObject',
  's3:PutObjectAcl',
];

/**
 * A boundary is on the roles under the path of workloads and on those of the job functions whose holders make roles; and
 * whoever is allowed to make or empower roles is so only for roles that carry a named boundary, which none may take off.
 * The landing zone's own boundary of workloads refuses what is kept from them.
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
    const grants = judgeAllows(resource, MAKES_NO_ROLE, unboundedIn);
    if (isWorkloadBoundary(resource)) return joined(verdictFrom(unrefused(resource)), grants);
    return joined(isBound(resource) ? boundaryOf(resource) : undefined, grants);
  },
};

const MAKES_NO_ROLE = { en: 'it is no role of a workload and makes none', zh: '其不是业务角色，也不创建角色' };

const isBound = (resource: Resource): boolean =>
  ['AWS::IAM::Role', 'AWS::SSO::PermissionSet'].includes(resource.type) &&
  (BOUND_FUNCTIONS.includes(functionOf(resource) ?? '') || resource.text('Path').startsWith(WORKLOAD_PATH));

const isWorkloadBoundary = (resource: Resource): boolean =>
  resource.type === 'AWS::IAM::ManagedPolicy' && /-workload-boundary$/.test(resource.text('ManagedPolicyName'));

function unrefused(boundary: Resource): readonly Finding[] {
  const statements = statementsOf(boundary, 'PolicyDocument');
  const covered = (effect: string, action: string): boolean =>
    statements.some((statement) => statement.effect === effect && coversAction(statement, action));
  const open = KEPT_FROM_WORKLOADS.filter((action) => covered('Allow', action) && !covered('Deny', action));
  if (open.length === 0) return [];
  return [
    finding(
      'PolicyDocument',
      `refuses ${open.join(', ')} nowhere, not even what is the landing zone's`,
      `未在任何情形下拒绝 ${open.join('、')}，着陆区自身的资源亦不例外`,
    ),
  ];
}

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
