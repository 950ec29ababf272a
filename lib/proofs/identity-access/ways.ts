import type { Bilingual, FacetId } from '../../../constructs/standard';
import type { Attack } from '../policy/attack';
import { ATTACKS } from '../policy/attacks';
import { ESCALATIONS } from '../policy/escalations';
import {
  assumeRole,
  BREAK_GLASS,
  OWN_STACK,
  on,
  onEach,
  onKey,
  own,
  passRole,
  USER,
  WORKLOAD_FUNCTION,
} from '../policy/targets';

/** What is shown of everybody but the exempt, and what the ways are called in which it would be broken. */
export const SHOWN = {
  '8.2/least-privilege#privilege-escalation-denied': { en: 'ways to more rights', zh: '条提权途径' },
  '8.2/identity#identity-provider-protection': { en: 'ways to change who is let in', zh: '条变更准入的途径' },
  '8.1/c#baseline-tamper-protection': { en: 'ways to undo the baseline', zh: '条破坏基线的途径' },
  '8.2/operation-audit#audit-tamper-protection': {
    en: 'ways to stop or alter what is logged',
    zh: '条停用或篡改审计的途径',
  },
  '8.4/leak-prevention#public-exposure-blocked': { en: 'ways to lay data open', zh: '条公开数据的途径' },
} as const satisfies Partial<Record<FacetId, Bilingual>>;

export type Shown = keyof typeof SHOWN;

export const FACETS = Object.keys(SHOWN) as readonly Shown[];

/** Something that is done with too many rights. */
export type Way = Pick<Attack, 'id' | 'title' | 'facets' | 'attempts'>;

const ESCALATION: readonly Shown[] = ['8.2/least-privilege#privilege-escalation-denied'];

/** The roles by which the CDK deploys, which take on or pass the one that may do everything. */
const BY_DEPLOYING = ['deploy', 'file-publishing'].map((role) =>
  assumeRole(`arn:{partition}:iam::{account}:role/cdk-hnb659fds-${role}-role-{account}-{region}`),
);

/** Ways of the matrix that show one of the facets. What policies cannot refuse everywhere, and detection meets, is not asked. */
export const WAYS: readonly Way[] = [
  ...[...ESCALATIONS, ...ATTACKS].filter(
    ({ facets, detection }) => detection === undefined && FACETS.some((facet) => facets.includes(facet)),
  ),
  {
    id: 'deploying-role-taken',
    title: { en: 'taking a role that deploys', zh: '扮演负责部署的角色' },
    facets: ESCALATION,
    attempts: BY_DEPLOYING,
  },
];

const BASELINE = 'arn:{partition}:cloudformation:{region}:{account}:stackset/{name}-baseline:1a2b';

const HANDLER = 'arn:{partition}:lambda:{region}:{account}:function:{name}-identity-assignments';

const MEMBER = 'account/{organizationId}/{neighbour}';

/**
 * Ways into the accounts of an organization and out of its reach: from the account that manages it past every guardrail, from a
 * member past those of its unit. They are asked in every place.
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_accounts_access-cross-account-role.html
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-orgs-enable-trusted-access.html
 * @see https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-update-root-user-email.html
 */
export const WAYS_IN_ORGANIZATION: readonly Way[] = [
  {
    id: 'organization-role-taken',
    title: { en: "taking the role that administers a member's account", zh: '扮演管理成员账号的角色' },
    facets: ESCALATION,
    attempts: ['OrganizationAccountAccessRole', 'AWSControlTowerExecution'].map((role) =>
      assumeRole(`arn:{partition}:iam::{neighbour}:role/${role}`),
    ),
  },
  {
    id: 'stack-set-delivered',
    title: { en: 'stacks in members, delivered by the organization', zh: '经组织向成员账号下发堆栈' },
    facets: ESCALATION,
    attempts: [
      [
        on('cloudformation:CreateStackSet', '*'),
        on(
          'cloudformation:CreateStackInstances',
          'arn:{partition}:cloudformation:{region}:{account}:stackset/any:1a2b',
        ),
      ],
      on('cloudformation:UpdateStackSet', BASELINE),
    ],
  },
  {
    id: 'handler-role-passed',
    title: { en: 'the role by which permission sets are assigned, for a function', zh: '将分配权限集的角色传递给函数' },
    facets: ESCALATION,
    attempts: [
      [
        passRole('arn:{partition}:iam::{account}:role/{name}-identity-assignments', 'lambda.amazonaws.com'),
        on('lambda:CreateFunction', WORKLOAD_FUNCTION),
      ],
    ],
  },
  {
    id: 'deployed-files-replaced',
    title: { en: 'other files where the CDK deploys from', zh: '替换 CDK 部署所用的文件' },
    facets: ESCALATION,
    attempts: [on('s3:PutObject', 'arn:{partition}:s3:::cdk-hnb659fds-assets-{account}-{region}/any.json')],
  },
  {
    id: 'root-address-replaced',
    title: { en: "another address for a member's root user", zh: '更换成员账号根用户的邮箱' },
    facets: ESCALATION,
    attempts: [on('account:StartPrimaryEmailUpdate', `arn:{partition}:account::{account}:${MEMBER}`)],
  },
  {
    id: 'member-released',
    title: { en: 'an account taken out of the organization', zh: '将账号移出组织' },
    facets: ['8.1/c#baseline-tamper-protection'],
    attempts: ['RemoveAccountFromOrganization', 'CloseAccount'].map((action) =>
      on(`organizations:${action}`, `arn:{partition}:organizations::{account}:${MEMBER}`),
    ),
  },
  {
    id: 'handler-invoked',
    title: { en: 'a function of the landing zone called with other input', zh: '以其他输入调用着陆区的函数' },
    facets: ESCALATION,
    attempts: [on('lambda:InvokeFunction', HANDLER)],
  },
  {
    id: 'landing-zone-role-taken',
    title: { en: 'taking a role of the landing zone', zh: '扮演着陆区的角色' },
    facets: ESCALATION,
    attempts: [assumeRole('arn:{partition}:iam::{account}:role/{name}-identity-assignments')],
  },
  {
    id: 'user-made',
    title: { en: 'a user with lasting credentials', zh: '创建持有长期凭证的用户' },
    facets: ESCALATION,
    attempts: [on('iam:CreateUser', USER)],
  },
  {
    id: 'landing-zone-stack-deleted',
    title: { en: 'deleting a stack of the landing zone', zh: '删除着陆区堆栈' },
    facets: ['8.1/c#baseline-tamper-protection'],
    attempts: [on('cloudformation:DeleteStack', OWN_STACK)],
  },
  {
    id: 'delivery-withdrawn',
    title: { en: 'withdrawing or changing what stack sets have delivered', zh: '撤回或变更堆栈集下发的资源' },
    facets: ['8.1/c#baseline-tamper-protection'],
    attempts: onEach(BASELINE, [
      'cloudformation:DeleteStackInstances',
      'cloudformation:DeleteStackSet',
      'cloudformation:UpdateStackInstances',
    ]),
  },
  {
    id: 'central-services-dismissed',
    title: {
      en: 'dismissing the services and accounts that watch over members',
      zh: '解除监管成员账号的服务与委派管理账号',
    },
    facets: ['8.1/c#baseline-tamper-protection', '8.2/operation-audit#audit-tamper-protection'],
    attempts: [
      ...onEach('*', [
        'organizations:DisableAWSServiceAccess',
        'organizations:DeleteOrganization',
        'guardduty:DisableOrganizationAdminAccount',
        'securityhub:DisableOrganizationAdminAccount',
        'cloudtrail:DeregisterOrganizationDelegatedAdmin',
      ]),
      on('organizations:DeregisterDelegatedAdministrator', `arn:{partition}:organizations::{account}:${MEMBER}`),
    ],
  },
  {
    id: 'break-glass-stripped',
    title: { en: 'taking the rights of break-glass users', zh: '剥夺应急用户的权限' },
    facets: ['8.1/c#baseline-tamper-protection'],
    attempts: onEach(BREAK_GLASS, ['iam:DeleteUserPolicy', 'iam:DetachUserPolicy', 'iam:DeleteUser']),
  },
  {
    id: 'state-emptied',
    title: { en: 'deleting what the landing zone has noted in its tables', zh: '删除着陆区表中的记录' },
    facets: ['8.1/c#baseline-tamper-protection'],
    attempts: [on('dynamodb:DeleteItem', own('dynamodb', 'table/{name}-any'))],
  },
];

/**
 * Ways from the account that manages an organization alone. The keys of the landing zone in members are none that their account
 * administers: their own policies, which other proofs ask, leave grants to nobody.
 */
export const WAYS_FROM_MANAGEMENT: readonly Way[] = [
  {
    id: 'key-granted',
    title: { en: "granting others the landing zone's keys", zh: '将着陆区密钥授权给他人' },
    facets: ESCALATION,
    attempts: [onKey('kms:CreateGrant', { 'kms:ResourceAliases': ['alias/{name}/data'] })],
  },
];
