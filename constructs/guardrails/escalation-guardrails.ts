import { boundaryName } from '../workload-boundary/names';
import type { Guardrail, GuardrailContext } from './guardrail';
import { CDK_ROLES, STACK_SET_ROLES } from './platform-roles';

const arn = ({ partition }: GuardrailContext, rest: string): string => `arn:${partition}:${rest}`;

/** The roles in which CloudFormation StackSets, of either kind, and the CDK act in a member account. */
const PLATFORM_ROLES = [...Object.values(STACK_SET_ROLES), CDK_ROLES];

/** Where IAM Identity Center keeps the roles of its permission sets. */
const RESERVED_ROLES = 'aws-reserved/*';

const roles = (context: GuardrailContext, ...names: readonly string[]): readonly string[] =>
  names.map((name) => arn(context, `iam::*:role/${name}`));

const boundary = (context: GuardrailContext): string => arn(context, `iam::*:policy/${boundaryName(context.name)}`);

/**
 * Refusals that keep an administrator of a workload from more rights than were given: roles keep the boundary, and neither
 * the landing zone's identities nor what runs with their rights can be changed, taken or passed on.
 *
 * Actions and condition keys are those of the Service Authorization Reference.
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html
 */
export const ESCALATION_GUARDRAILS: readonly Guardrail[] = [
  {
    id: 'roles-without-boundary',
    theme: 'landing-zone',
    stops: {
      en: 'Making or changing a role that does not carry the workload boundary',
      zh: '创建或变更未附加工作负载权限边界的角色',
    },
    brief: 'making, changing roles without boundary',
    facets: ['8.2/least-privilege#permission-boundaries', '8.2/least-privilege#privilege-escalation-denied'],
    exempt: 'platform',
    refuses: (context) => ({
      actions: [
        'iam:AttachRolePolicy',
        'iam:CreateRole',
        'iam:PutRolePermissionsBoundary',
        'iam:PutRolePolicy',
        'iam:UpdateAssumeRolePolicy',
      ],
      // where the role has no boundary the key is absent, and the statement refuses
      condition: { ArnNotLike: { 'iam:PermissionsBoundary': boundary(context) } },
    }),
  },
  {
    id: 'boundary-removal',
    theme: 'landing-zone',
    stops: { en: 'Taking the boundary off a role', zh: '移除角色的权限边界' },
    brief: 'boundary removal',
    facets: ['8.2/least-privilege#permission-boundaries', '8.2/least-privilege#privilege-escalation-denied'],
    exempt: 'platform',
    refuses: () => ({ actions: ['iam:DeleteRolePermissionsBoundary'] }),
  },
  {
    id: 'platform-role-tampering',
    theme: 'landing-zone',
    stops: {
      en: 'Changing or making the roles and policies of the landing zone',
      zh: '变更或创建着陆区的角色与策略',
    },
    brief: 'making, changing platform roles, policies',
    facets: ['8.1/c#baseline-tamper-protection', '8.2/least-privilege#privilege-escalation-denied'],
    exempt: 'platform',
    refuses: (context) => ({
      actions: [
        'iam:AddRoleToInstanceProfile',
        'iam:AttachRolePolicy',
        'iam:CreatePolicy',
        'iam:CreatePolicyVersion',
        'iam:CreateRole',
        'iam:DeletePolicy',
        'iam:DeletePolicyVersion',
        'iam:DeleteRole',
        'iam:DeleteRolePolicy',
        'iam:DetachRolePolicy',
        'iam:PutRolePermissionsBoundary',
        'iam:PutRolePolicy',
        'iam:RemoveRoleFromInstanceProfile',
        'iam:SetDefaultPolicyVersion',
        'iam:TagRole',
        'iam:UntagRole',
        'iam:UpdateAssumeRolePolicy',
        'iam:UpdateRole',
      ],
      resources: [
        ...roles(context, ...PLATFORM_ROLES, RESERVED_ROLES, `${context.name}-*`),
        arn(context, `iam::*:policy/${context.name}-*`),
        arn(context, `iam::*:instance-profile/${context.name}-*`),
      ],
    }),
  },
  {
    id: 'platform-role-use',
    theme: 'landing-zone',
    stops: {
      en: 'Taking or passing on the roles that are exempt from these guardrails, or those of permission sets',
      zh: '切换至或传递不受护栏约束的角色或权限集角色',
    },
    brief: 'taking, passing exempt roles',
    facets: ['8.2/least-privilege#privilege-escalation-denied', '8.1/c#baseline-tamper-protection'],
    exempt: 'platform',
    refuses: (context) => ({
      actions: ['iam:PassRole', 'sts:AssumeRole'],
      resources: roles(context, ...PLATFORM_ROLES, RESERVED_ROLES),
    }),
  },
  {
    id: 'landing-zone-role-passing',
    theme: 'landing-zone',
    stops: {
      en: "Passing the landing zone's own roles to services, backup excepted",
      zh: '将着陆区自身的角色传递给服务（备份服务除外）',
    },
    brief: 'passing platform roles',
    facets: ['8.2/least-privilege#privilege-escalation-denied'],
    exempt: 'platform',
    refuses: (context) => ({
      actions: ['iam:PassRole'],
      resources: roles(context, `${context.name}-*`),
      condition: { StringNotEquals: { 'iam:PassedToService': 'backup.amazonaws.com' } },
    }),
  },
  {
    id: 'permission-set-changes',
    theme: 'identities',
    stops: {
      en: 'Widening permission sets, and assigning them, outside the platform',
      zh: '在平台之外扩大权限集或进行授权',
    },
    brief: 'changing permission sets',
    facets: ['8.2/identity#identity-provider-protection', '8.2/least-privilege#privilege-escalation-denied'],
    exempt: 'platform',
    refuses: () => ({
      actions: [
        'identitystore:CreateGroupMembership',
        'sso:AttachCustomerManagedPolicyReferenceToPermissionSet',
        'sso:AttachManagedPolicyToPermissionSet',
        'sso:CreateAccountAssignment',
        'sso:CreatePermissionSet',
        'sso:DeletePermissionsBoundaryFromPermissionSet',
        'sso:PutInlinePolicyToPermissionSet',
        'sso:PutPermissionsBoundaryToPermissionSet',
        'sso:UpdatePermissionSet',
      ],
    }),
  },
  {
    id: 'organization-changes',
    theme: 'landing-zone',
    stops: {
      en: "Changing the organization's policies and structure by delegation",
      zh: '通过委派变更组织的策略与结构',
    },
    brief: 'changing organization policies, structure',
    facets: ['8.1/c#baseline-tamper-protection', '8.2/least-privilege#privilege-escalation-denied'],
    exempt: 'platform',
    refuses: () => ({
      actions: [
        'organizations:AttachPolicy',
        'organizations:DeletePolicy',
        'organizations:DetachPolicy',
        'organizations:DisablePolicyType',
        'organizations:MoveAccount',
        'organizations:PutResourcePolicy',
        'organizations:RegisterDelegatedAdministrator',
        'organizations:UpdatePolicy',
      ],
    }),
  },
  {
    id: 'platform-function-tampering',
    theme: 'landing-zone',
    stops: { en: 'Changing or silencing the functions of the landing zone', zh: '变更着陆区的函数或使其失效' },
    brief: 'changing platform functions',
    facets: ['8.1/c#baseline-tamper-protection', '8.2/least-privilege#privilege-escalation-denied'],
    exempt: 'platform',
    refuses: (context) => ({
      actions: ['lambda:*Permission', 'lambda:Delete*', 'lambda:Put*', 'lambda:Update*'],
      resources: ownFunctions(context),
    }),
  },
  {
    id: 'function-feeds',
    theme: 'landing-zone',
    stops: {
      en: 'Feeding the functions of the landing zone from other sources, or cutting theirs',
      zh: '为着陆区的函数接入其他事件源，或切断其事件源',
    },
    brief: 'feeding, starving platform functions',
    facets: ['8.1/c#baseline-tamper-protection', '8.2/least-privilege#privilege-escalation-denied'],
    exempt: 'platform',
    refuses: (context) => ({
      actions: [
        'lambda:CreateEventSourceMapping',
        'lambda:DeleteEventSourceMapping',
        'lambda:UpdateEventSourceMapping',
      ],
      condition: { ArnLike: { 'lambda:FunctionArn': ownFunctions(context) } },
    }),
  },
  {
    id: 'detection-tampering',
    theme: 'evidence',
    stops: { en: 'Silencing alarms, detection and alert topics', zh: '使告警、检测与告警主题失效' },
    brief: 'silencing platform alarms',
    facets: ['8.1/c#baseline-tamper-protection', '8.2/operation-audit#audit-tamper-protection'],
    exempt: 'platform',
    refuses: (context) => ({
      actions: [
        'cloudwatch:DeleteAlarms',
        'cloudwatch:DisableAlarmActions',
        // alarms of every kind, and rules that mute them
        'cloudwatch:Put*Alarm*',
        'cloudwatch:SetAlarmState',
        'events:DeleteRule',
        'events:DisableRule',
        'events:PutRule',
        'events:PutTargets',
        'events:RemoveTargets',
        'sns:*Permission',
        'sns:DeleteTopic',
        'sns:PutDataProtectionPolicy',
        'sns:Set*Attributes',
        'sns:Unsubscribe',
      ],
      resources: ownNames(context).flatMap((name) => [
        arn(context, `cloudwatch:*:*:alarm:${name}`),
        arn(context, `events:*:*:rule/${name}`),
        arn(context, `sns:*:*:${name}`),
      ]),
    }),
  },
  {
    id: 'detector-tampering',
    theme: 'evidence',
    stops: {
      en: 'Stopping, narrowing or blinding GuardDuty and Security Hub',
      zh: '停用、缩小或屏蔽 GuardDuty 与 Security Hub',
    },
    brief: 'blinding threat detection',
    facets: ['8.1/c#baseline-tamper-protection', '8.2/operation-audit#audit-tamper-protection'],
    exempt: 'platform',
    refuses: () => ({
      actions: [
        // lists of what is trusted, and of what is a threat
        'guardduty:Create*Set',
        'guardduty:CreateFilter',
        'guardduty:Delete*',
        'guardduty:Disa*',
        'guardduty:StopMonitoringMembers',
        'guardduty:Update*',
        'securityhub:BatchDisableStandards',
        'securityhub:BatchUpdateAutomationRules',
        'securityhub:BatchUpdateStandardsControlAssociations',
        'securityhub:CreateAutomationRule*',
        'securityhub:Delete*',
        'securityhub:Disa*',
        'securityhub:StartConfigurationPolicyDisassociation',
        'securityhub:Update*',
      ],
    }),
  },
];

const ownFunctions = (context: GuardrailContext): readonly string[] =>
  ownNames(context).map((name) => arn(context, `lambda:*:*:function:${name}`));

/** What the landing zone makes is named after it, or after the stack set that made it. */
const ownNames = ({ name }: GuardrailContext): readonly string[] => [`${name}-*`, 'StackSet-*'];
