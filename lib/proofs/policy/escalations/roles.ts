import {
  assumeRole,
  BASELINE_POLICY,
  BASELINE_ROLE,
  BOUNDED,
  JOB_ROLE,
  OWN_PROFILE,
  on,
  PLATFORM_ROLE,
  passRole,
  RESERVED_ROLE,
  WORKLOAD_BOUNDARY,
  WORKLOAD_POLICY,
  WORKLOAD_PROFILE,
  WORKLOAD_ROLE,
} from '../targets';
import { BOUNDARIES, type Escalation, HACKING_THE_CLOUD, pathfinding, RHINO } from './escalation';

const OTHER_BOUNDARY = { 'iam:PermissionsBoundary': 'arn:{partition}:iam::aws:policy/AdministratorAccess' };

/** Rights of somebody with rights already: the role that is changed carries the boundary all the same. */
const COVETED = [PLATFORM_ROLE, RESERVED_ROLE, JOB_ROLE];

/** One's own role may have been there before the boundary was. */
const UNBOUNDED_ROLE = WORKLOAD_ROLE;

const INSTANCE_PROFILES =
  'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_switch-role-ec2_instance-profiles.html';

const ESCALATION = {
  facets: ['8.2/least-privilege#privilege-escalation-denied'],
  exempt: 'platform',
} as const satisfies Partial<Escalation>;

const BOUNDARY = {
  facets: ['8.2/least-privilege#permission-boundaries', '8.2/least-privilege#privilege-escalation-denied'],
  exempt: 'platform',
} as const satisfies Partial<Escalation>;

/** Ways by roles and the policies that they have. */
export const ROLES: readonly Escalation[] = [
  {
    ...ESCALATION,
    id: 'policy-version-made',
    title: { en: 'a new version of a policy that one has', zh: '为自身所附策略创建新版本' },
    sources: [pathfinding('iam-001'), RHINO],
    attempts: [on('iam:CreatePolicyVersion', BASELINE_POLICY)],
    harmless: [on('iam:CreatePolicyVersion', WORKLOAD_POLICY), on('iam:CreatePolicy', WORKLOAD_POLICY)],
  },
  {
    ...BOUNDARY,
    id: 'boundary-rewritten',
    title: { en: 'rewriting the boundary itself', zh: '改写权限边界策略本身' },
    sources: [BOUNDARIES, pathfinding('iam-001')],
    attempts: [
      on('iam:CreatePolicyVersion', WORKLOAD_BOUNDARY),
      on('iam:SetDefaultPolicyVersion', WORKLOAD_BOUNDARY),
      on('iam:DeletePolicyVersion', WORKLOAD_BOUNDARY),
      on('iam:DeletePolicy', WORKLOAD_BOUNDARY),
      on('iam:CreatePolicy', WORKLOAD_BOUNDARY),
    ],
    harmless: [on('iam:DeletePolicy', WORKLOAD_POLICY), on('iam:GetPolicyVersion', WORKLOAD_BOUNDARY)],
  },
  {
    ...ESCALATION,
    id: 'policy-version-restored',
    title: { en: 'an earlier, wider version of a policy', zh: '恢复权限更大的旧策略版本' },
    sources: [RHINO, HACKING_THE_CLOUD],
    attempts: [on('iam:SetDefaultPolicyVersion', BASELINE_POLICY)],
    harmless: [on('iam:SetDefaultPolicyVersion', WORKLOAD_POLICY)],
  },
  {
    ...ESCALATION,
    id: 'role-policy-put',
    title: { en: 'an inline policy on a role that one has', zh: '为自身角色添加内联策略' },
    sources: [pathfinding('iam-005'), RHINO],
    attempts: [
      on('iam:PutRolePolicy', UNBOUNDED_ROLE),
      ...COVETED.map((role) => on('iam:PutRolePolicy', role, BOUNDED)),
    ],
    harmless: [on('iam:PutRolePolicy', WORKLOAD_ROLE, BOUNDED)],
  },
  {
    ...ESCALATION,
    id: 'role-policy-attached',
    title: { en: 'a managed policy on a role that one has', zh: '为自身角色附加托管策略' },
    sources: [pathfinding('iam-009'), RHINO],
    attempts: [
      on('iam:AttachRolePolicy', UNBOUNDED_ROLE),
      ...COVETED.map((role) => on('iam:AttachRolePolicy', role, BOUNDED)),
    ],
    harmless: [on('iam:AttachRolePolicy', WORKLOAD_ROLE, BOUNDED)],
  },
  {
    ...ESCALATION,
    id: 'role-trust-rewritten',
    title: { en: 'the trust of a role with more rights', zh: '改写高权限角色的信任策略' },
    sources: [pathfinding('iam-012'), RHINO],
    attempts: [
      on('iam:UpdateAssumeRolePolicy', UNBOUNDED_ROLE),
      ...COVETED.map((role) => on('iam:UpdateAssumeRolePolicy', role, BOUNDED)),
    ],
    harmless: [on('iam:UpdateAssumeRolePolicy', WORKLOAD_ROLE, BOUNDED)],
  },
  {
    ...ESCALATION,
    id: 'role-taken',
    title: { en: 'taking a role with more rights', zh: '扮演高权限角色' },
    sources: [pathfinding('sts-001')],
    attempts: [PLATFORM_ROLE, RESERVED_ROLE].map(assumeRole),
    harmless: [assumeRole(WORKLOAD_ROLE)],
  },
  {
    ...ESCALATION,
    id: 'role-attached-and-taken',
    title: { en: 'a managed policy on another role, and taking it', zh: '为其他角色附加托管策略后扮演' },
    sources: [pathfinding('iam-014')],
    attempts: [UNBOUNDED_ROLE, JOB_ROLE].map((role) => [on('iam:AttachRolePolicy', role), assumeRole(role)]),
    harmless: [[on('iam:AttachRolePolicy', WORKLOAD_ROLE, BOUNDED), assumeRole(WORKLOAD_ROLE)]],
  },
  {
    ...ESCALATION,
    id: 'role-policy-version-and-taken',
    title: { en: "a new version of another role's policy, and taking it", zh: '为其他角色的策略创建新版本后扮演' },
    sources: [pathfinding('iam-016')],
    attempts: [[on('iam:CreatePolicyVersion', BASELINE_POLICY), assumeRole(JOB_ROLE)]],
    harmless: [[on('iam:CreatePolicyVersion', WORKLOAD_POLICY), assumeRole(WORKLOAD_ROLE)]],
  },
  {
    ...ESCALATION,
    id: 'role-policy-put-and-taken',
    title: { en: 'an inline policy on another role, and taking it', zh: '为其他角色添加内联策略后扮演' },
    sources: [pathfinding('iam-017')],
    attempts: [UNBOUNDED_ROLE, JOB_ROLE].map((role) => [on('iam:PutRolePolicy', role), assumeRole(role)]),
    harmless: [[on('iam:PutRolePolicy', WORKLOAD_ROLE, BOUNDED), assumeRole(WORKLOAD_ROLE)]],
  },
  {
    ...ESCALATION,
    id: 'role-attached-and-retrusted',
    title: { en: 'a managed policy and a new trust on a role', zh: '为角色附加托管策略并改写信任策略' },
    sources: [pathfinding('iam-019')],
    attempts: [
      [on('iam:AttachRolePolicy', UNBOUNDED_ROLE), on('iam:UpdateAssumeRolePolicy', UNBOUNDED_ROLE)],
      [on('iam:AttachRolePolicy', BASELINE_ROLE, BOUNDED), on('iam:UpdateAssumeRolePolicy', BASELINE_ROLE, BOUNDED)],
    ],
    harmless: [
      [on('iam:AttachRolePolicy', WORKLOAD_ROLE, BOUNDED), on('iam:UpdateAssumeRolePolicy', WORKLOAD_ROLE, BOUNDED)],
    ],
  },
  {
    ...ESCALATION,
    id: 'role-policy-version-and-retrusted',
    title: { en: "a new version of a role's policy and a new trust", zh: '为角色策略创建新版本并改写信任策略' },
    sources: [pathfinding('iam-020')],
    attempts: [[on('iam:CreatePolicyVersion', BASELINE_POLICY), on('iam:UpdateAssumeRolePolicy', JOB_ROLE)]],
    harmless: [
      [on('iam:CreatePolicyVersion', WORKLOAD_POLICY), on('iam:UpdateAssumeRolePolicy', WORKLOAD_ROLE, BOUNDED)],
    ],
  },
  {
    ...ESCALATION,
    id: 'role-policy-put-and-retrusted',
    title: { en: 'an inline policy and a new trust on a role', zh: '为角色添加内联策略并改写信任策略' },
    sources: [pathfinding('iam-021')],
    attempts: [
      [on('iam:PutRolePolicy', UNBOUNDED_ROLE), on('iam:UpdateAssumeRolePolicy', UNBOUNDED_ROLE)],
      [on('iam:PutRolePolicy', BASELINE_ROLE, BOUNDED), on('iam:UpdateAssumeRolePolicy', BASELINE_ROLE, BOUNDED)],
    ],
    harmless: [
      [on('iam:PutRolePolicy', WORKLOAD_ROLE, BOUNDED), on('iam:UpdateAssumeRolePolicy', WORKLOAD_ROLE, BOUNDED)],
    ],
  },
  {
    ...BOUNDARY,
    id: 'role-made-unbounded',
    title: { en: 'making a role without the boundary', zh: '创建未附加权限边界的角色' },
    techniques: ['aws.persistence.iam-create-backdoor-role'],
    sources: [BOUNDARIES, HACKING_THE_CLOUD],
    attempts: [
      [on('iam:CreateRole', WORKLOAD_ROLE), on('iam:AttachRolePolicy', WORKLOAD_ROLE)],
      [on('iam:CreateRole', WORKLOAD_ROLE, OTHER_BOUNDARY), on('iam:PutRolePolicy', WORKLOAD_ROLE, OTHER_BOUNDARY)],
      on('iam:CreateRole', WORKLOAD_ROLE),
    ],
    harmless: [[on('iam:CreateRole', WORKLOAD_ROLE, BOUNDED), on('iam:AttachRolePolicy', WORKLOAD_ROLE, BOUNDED)]],
  },
  {
    ...BOUNDARY,
    id: 'boundary-removed',
    title: { en: 'taking the boundary off a role', zh: '移除角色的权限边界' },
    sources: [BOUNDARIES, HACKING_THE_CLOUD],
    attempts: [
      on('iam:DeleteRolePermissionsBoundary', WORKLOAD_ROLE, BOUNDED),
      on('iam:DeleteRolePermissionsBoundary', JOB_ROLE, BOUNDED),
    ],
    harmless: [on('iam:GetRole', WORKLOAD_ROLE), on('iam:DeleteRole', WORKLOAD_ROLE)],
  },
  {
    ...BOUNDARY,
    id: 'boundary-exchanged',
    title: { en: 'a wider boundary in place of the right one', zh: '以更宽的权限边界替换' },
    sources: [BOUNDARIES],
    attempts: [
      on('iam:PutRolePermissionsBoundary', WORKLOAD_ROLE, OTHER_BOUNDARY),
      on('iam:PutRolePermissionsBoundary', JOB_ROLE, BOUNDED),
    ],
    harmless: [on('iam:PutRolePermissionsBoundary', WORKLOAD_ROLE, BOUNDED)],
  },
  {
    ...ESCALATION,
    id: 'refusal-detached',
    title: { en: 'detaching the policy that refuses', zh: '分离起拒绝作用的策略' },
    sources: [HACKING_THE_CLOUD],
    attempts: [on('iam:DetachRolePolicy', JOB_ROLE), on('iam:DeleteRolePolicy', JOB_ROLE)],
    harmless: [on('iam:DetachRolePolicy', WORKLOAD_ROLE), on('iam:DeleteRolePolicy', WORKLOAD_ROLE)],
  },
  {
    ...ESCALATION,
    id: 'role-retagged',
    title: { en: "changing a role's tags, by which rights are given", zh: '变更据以授权的角色标签' },
    sources: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/introduction_attribute-based-access-control.html'],
    attempts: [on('iam:TagRole', JOB_ROLE), on('iam:UntagRole', JOB_ROLE), on('iam:UpdateRole', JOB_ROLE)],
    harmless: [on('iam:TagRole', WORKLOAD_ROLE)],
  },
  {
    ...ESCALATION,
    id: 'instance-profile-swapped',
    title: { en: 'another role in an instance profile', zh: '更换实例配置文件中的角色' },
    sources: [HACKING_THE_CLOUD, INSTANCE_PROFILES],
    attempts: [
      on('iam:AddRoleToInstanceProfile', OWN_PROFILE),
      on('iam:RemoveRoleFromInstanceProfile', OWN_PROFILE),
      [on('iam:AddRoleToInstanceProfile', WORKLOAD_PROFILE), passRole(PLATFORM_ROLE, 'ec2.amazonaws.com')],
    ],
    harmless: [
      [on('iam:AddRoleToInstanceProfile', WORKLOAD_PROFILE), passRole(WORKLOAD_ROLE, 'ec2.amazonaws.com')],
      on('iam:RemoveRoleFromInstanceProfile', WORKLOAD_PROFILE),
    ],
  },
];
