import { BREAK_GLASS, on, ROOT, USER } from '../targets';
import { BOUNDARIES, type Escalation, HACKING_THE_CLOUD, pathfinding, RHINO } from './escalation';

/** Nobody makes users but for emergencies, so nobody is exempt. */
const USERS = {
  facets: ['8.2/least-privilege#privilege-escalation-denied'],
  exempt: 'nobody',
} as const satisfies Partial<Escalation>;

const GROUP = 'arn:{partition}:iam::{account}:group/administrators';

const READ = [on('iam:GetUser', USER), on('iam:ListAccessKeys', USER)];

/** Ways by users, groups and what they sign in with. */
export const CREDENTIALS: readonly Escalation[] = [
  {
    ...USERS,
    id: 'key-of-another-made',
    title: { en: "an access key for another's user", zh: '为他人用户创建访问密钥' },
    sources: [pathfinding('iam-002'), RHINO],
    attempts: [on('iam:CreateAccessKey', USER)],
    harmless: READ,
  },
  {
    ...USERS,
    id: 'key-of-another-replaced',
    title: { en: "an access key in place of one of another's", zh: '替换他人用户的访问密钥' },
    sources: [pathfinding('iam-003')],
    attempts: [[on('iam:DeleteAccessKey', USER), on('iam:CreateAccessKey', USER)]],
    // who finds a key deletes it
    harmless: [on('iam:DeleteAccessKey', USER)],
  },
  {
    ...USERS,
    id: 'key-revived',
    title: { en: 'reviving an access key', zh: '重新启用访问密钥' },
    sources: [HACKING_THE_CLOUD],
    attempts: [on('iam:UpdateAccessKey', USER)],
    harmless: READ,
  },
  {
    ...USERS,
    id: 'password-made',
    title: { en: 'a password for a user without one', zh: '为无口令用户设置口令' },
    sources: [pathfinding('iam-004'), RHINO],
    attempts: [on('iam:CreateLoginProfile', USER)],
    harmless: [on('iam:DeleteLoginProfile', USER)],
  },
  {
    ...USERS,
    id: 'password-changed',
    title: { en: "another's password", zh: '修改他人口令' },
    sources: [pathfinding('iam-006'), RHINO],
    attempts: [on('iam:UpdateLoginProfile', USER)],
    harmless: [on('iam:GetLoginProfile', USER)],
  },
  {
    ...USERS,
    id: 'user-policy-put',
    title: { en: 'an inline policy on a user', zh: '为用户添加内联策略' },
    sources: [pathfinding('iam-007'), RHINO],
    attempts: [on('iam:PutUserPolicy', USER)],
    harmless: [on('iam:DeleteUserPolicy', USER)],
  },
  {
    ...USERS,
    id: 'user-policy-attached',
    title: { en: 'a managed policy on a user', zh: '为用户附加托管策略' },
    sources: [pathfinding('iam-008'), RHINO],
    attempts: [on('iam:AttachUserPolicy', USER)],
    harmless: [on('iam:DetachUserPolicy', USER)],
  },
  {
    ...USERS,
    id: 'user-attached-and-key-made',
    title: { en: 'a managed policy on a user, and a key for it', zh: '为用户附加托管策略并创建访问密钥' },
    sources: [pathfinding('iam-015')],
    attempts: [[on('iam:AttachUserPolicy', USER), on('iam:CreateAccessKey', USER)]],
    harmless: READ,
  },
  {
    ...USERS,
    id: 'user-policy-put-and-key-made',
    title: { en: 'an inline policy on a user, and a key for it', zh: '为用户添加内联策略并创建访问密钥' },
    sources: [pathfinding('iam-018')],
    attempts: [[on('iam:PutUserPolicy', USER), on('iam:CreateAccessKey', USER)]],
    harmless: READ,
  },
  {
    ...USERS,
    id: 'user-boundary-lifted',
    title: { en: 'taking the boundary off a user, or widening it', zh: '移除或放宽用户的权限边界' },
    sources: [BOUNDARIES, HACKING_THE_CLOUD],
    attempts: [on('iam:DeleteUserPermissionsBoundary', USER), on('iam:PutUserPermissionsBoundary', USER)],
    harmless: READ,
  },
  {
    ...USERS,
    id: 'group-policy-attached',
    title: { en: 'a managed policy on a group', zh: '为用户组附加托管策略' },
    sources: [pathfinding('iam-010'), RHINO],
    attempts: [on('iam:AttachGroupPolicy', GROUP)],
    harmless: [on('iam:DetachGroupPolicy', GROUP)],
  },
  {
    ...USERS,
    id: 'group-policy-put',
    title: { en: 'an inline policy on a group', zh: '为用户组添加内联策略' },
    sources: [pathfinding('iam-011'), RHINO],
    attempts: [on('iam:PutGroupPolicy', GROUP)],
    harmless: [on('iam:DeleteGroupPolicy', GROUP)],
  },
  {
    ...USERS,
    id: 'group-joined',
    title: { en: 'joining a group with more rights', zh: '加入高权限用户组' },
    sources: [pathfinding('iam-013'), RHINO],
    attempts: [
      on('iam:AddUserToGroup', GROUP),
      on('iam:CreateGroup', GROUP),
      [on('iam:CreateGroup', GROUP), on('iam:AttachGroupPolicy', GROUP)],
    ],
    harmless: [on('iam:RemoveUserFromGroup', GROUP)],
  },
  {
    ...USERS,
    id: 'other-credentials-made',
    title: { en: 'keys and passwords of other kinds for a user', zh: '为用户创建其他类型的密钥与口令' },
    sources: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_service-specific-creds.html'],
    attempts: [
      on('iam:CreateServiceSpecificCredential', USER),
      on('iam:ResetServiceSpecificCredential', USER),
      on('iam:UploadSSHPublicKey', USER),
      on('iam:UploadSigningCertificate', USER),
    ],
    harmless: [on('iam:ListServiceSpecificCredentials', USER)],
  },
  {
    ...USERS,
    id: 'session-federated',
    title: { en: 'a session that outlives its key', zh: '比密钥存活更久的联合会话' },
    techniques: ['aws.persistence.sts-federation-token'],
    sources: [
      'https://hackingthe.cloud/aws/post_exploitation/survive_access_key_deletion_with_sts_getfederationtoken/',
    ],
    attempts: [on('sts:GetFederationToken', 'arn:{partition}:sts::{account}:federated-user/mallory')],
    harmless: [on('sts:GetAccessKeyInfo', '*')],
  },
  {
    ...USERS,
    id: 'root-session-taken',
    title: { en: "a session of a member's root user", zh: '获取成员账号根用户会话' },
    sources: ['https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoot.html'],
    partitions: ['aws'],
    attempts: [on('sts:AssumeRoot', ROOT)],
    harmless: [on('sts:GetAccessKeyInfo', '*')],
  },
  {
    facets: ['8.2/least-privilege#privilege-escalation-denied'],
    exempt: 'platform',
    id: 'second-factor-replaced',
    title: { en: 'the second factor of a break-glass identity', zh: '替换应急身份的第二认证因子' },
    sources: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_disable.html'],
    attempts: [
      on('iam:DeactivateMFADevice', BREAK_GLASS),
      on('iam:EnableMFADevice', BREAK_GLASS),
      on('iam:ResyncMFADevice', BREAK_GLASS),
      [on('iam:DeactivateMFADevice', BREAK_GLASS), on('iam:UpdateLoginProfile', BREAK_GLASS)],
    ],
    harmless: [on('iam:ListMFADevices', BREAK_GLASS)],
  },
];
