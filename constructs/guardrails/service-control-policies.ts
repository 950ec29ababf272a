import { ARCHIVE_KINDS } from '../log-archive/names';
import type { PartitionName } from '../partition';
import { DEFAULT_SESSION_DOCUMENT } from '../session-document/session-document';
import { ESCALATION_GUARDRAILS } from './escalation-guardrails';
import { GLOBAL_SERVICES } from './global-services';
import type { Guardrail, GuardrailContext } from './guardrail';
import { WORKLOAD_GUARDRAILS } from './workload-guardrails';

/** Paths under which the two sealed break-glass identities live; nobody else is an IAM user. */
const BREAK_GLASS_PATH = 'break-glass';

const arn = ({ partition }: GuardrailContext, rest: string): string => `arn:${partition}:${rest}`;

const archiveBuckets = (context: GuardrailContext): readonly string[] =>
  ARCHIVE_KINDS.map((kind) => arn(context, `s3:::${context.name}-${kind}-*`));

const breakGlassUsers = (context: GuardrailContext): string => arn(context, `iam::*:user/${BREAK_GLASS_PATH}/*`);

/** The session documents that the landing zone makes, in every account and region. */
const sessionDocuments = (context: GuardrailContext): readonly string[] => [
  arn(context, `ssm:*:*:document/${context.name}-*`),
  arn(context, `ssm:*:*:document/${DEFAULT_SESSION_DOCUMENT}`),
];

/** What makes a person, or a key that outlives a session. */
const LASTING_CREDENTIALS = [
  'iam:CreateAccessKey',
  'iam:CreateLoginProfile',
  'iam:CreateServiceSpecificCredential',
  'iam:CreateUser',
  'iam:ResetServiceSpecificCredential',
  'iam:UpdateAccessKey',
  'iam:UpdateLoginProfile',
  'iam:UploadSSHPublicKey',
  'iam:UploadSigningCertificate',
];

/** What gives an IAM user more than it had. */
const USER_RIGHTS = [
  'iam:AttachUserPolicy',
  'iam:DeleteUserPermissionsBoundary',
  'iam:PutUserPermissionsBoundary',
  'iam:PutUserPolicy',
];

/** A session of a member's root user, which China has none of. */
const ROOT_SESSIONS: Readonly<Record<PartitionName, readonly string[]>> = { aws: ['sts:AssumeRoot'], 'aws-cn': [] };

/** How rights come by other ways: membership in a group, a session that a user passes on. */
const RIGHTS_BY_OTHER_WAYS = [
  'iam:AddUserToGroup',
  'iam:AttachGroupPolicy',
  'iam:CreateGroup',
  'iam:PutGroupPolicy',
  'sts:GetFederationToken',
];

/**
 * The guardrails of an organization, in the order in which policies are filled. Each is one statement that refuses;
 * `FullAWSAccess`, which the service attaches by itself, allows the rest.
 *
 * Actions, resources and condition keys are those of the Service Authorization Reference.
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
export const GUARDRAILS: readonly Guardrail[] = [
  {
    id: 'leave-organization',
    theme: 'landing-zone',
    stops: { en: 'Leaving the organization, closing the account', zh: '脱离组织、关闭账号' },
    brief: 'leaving the organization, closing accounts',
    facets: ['8.1/c#baseline-tamper-protection'],
    exempt: 'nobody',
    refuses: () => ({ actions: ['account:CloseAccount', 'organizations:LeaveOrganization'] }),
  },
  {
    id: 'enable-regions',
    theme: 'landing-zone',
    stops: { en: 'Enabling and disabling regions of the account', zh: '启用或停用账号区域' },
    brief: 'switching regions',
    facets: ['8.4/cross-border#region-restriction'],
    exempt: 'nobody',
    partitions: ['aws'],
    refuses: () => ({ actions: ['account:DisableRegion', 'account:EnableRegion'] }),
  },
  {
    id: 'foreign-regions',
    theme: 'landing-zone',
    stops: {
      en: 'Using regions other than the allowed ones, named global services excepted',
      zh: '使用允许范围以外的区域（列明的全局服务除外）',
    },
    brief: 'regions not allowed',
    facets: ['8.4/cross-border#region-restriction', '8.4/cross-border#residency'],
    exempt: 'nobody',
    refuses: ({ partition, allowedRegions }) => ({
      actions: { allBut: GLOBAL_SERVICES[partition] },
      condition: { StringNotEquals: { 'aws:RequestedRegion': allowedRegions } },
    }),
  },
  {
    id: 'root-user',
    theme: 'identities',
    stops: { en: 'Everything the root user of a member account could do', zh: '成员账号根用户的一切操作' },
    brief: 'root user',
    facets: ['8.2/mfa#root-and-owner-accounts', '8.2/no-shared-accounts#no-generic-logins'],
    exempt: 'nobody',
    partitions: ['aws'],
    refuses: () => ({ actions: ['*'], condition: { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:root' } } }),
  },
  {
    id: 'lasting-credentials',
    theme: 'identities',
    stops: {
      en: 'IAM users, groups, passwords and access keys, and sessions made of them',
      zh: '创建 IAM 用户、用户组、密码与访问密钥，以及由其派生的会话',
    },
    brief: 'IAM users, groups, credentials',
    facets: ['8.2/identity#no-long-lived-credentials', '8.2/identity#single-identity-source'],
    exempt: 'nobody',
    refuses: (context) => ({
      actions: [...LASTING_CREDENTIALS, ...USER_RIGHTS, ...RIGHTS_BY_OTHER_WAYS, ...ROOT_SESSIONS[context.partition]],
      resources: { allBut: [breakGlassUsers(context)] },
    }),
  },
  {
    id: 'break-glass-credentials',
    theme: 'identities',
    stops: { en: 'Changing break-glass identities outside the platform', zh: '在平台之外变更应急身份' },
    brief: 'changing break-glass users',
    facets: ['8.2/identity#no-long-lived-credentials', '8.2/high-risk-approval#break-glass-control'],
    exempt: 'platform',
    refuses: (context) => ({
      actions: [
        ...LASTING_CREDENTIALS,
        ...USER_RIGHTS,
        'iam:DeactivateMFADevice',
        'iam:DeleteUser',
        'iam:DeleteUserPolicy',
        'iam:DetachUserPolicy',
        'iam:EnableMFADevice',
        'iam:ResyncMFADevice',
        'iam:UpdateUser',
      ],
      resources: [breakGlassUsers(context)],
    }),
  },
  {
    id: 'identity-providers',
    theme: 'identities',
    stops: { en: 'Changing who signs people in', zh: '变更身份提供方' },
    brief: 'changing identity providers',
    facets: ['8.2/identity#identity-provider-protection', '8.2/identity#single-identity-source'],
    exempt: 'platform',
    refuses: () => ({
      actions: [
        'iam:AddClientIDToOpenIDConnectProvider',
        'iam:CreateOpenIDConnectProvider',
        'iam:CreateSAMLProvider',
        'iam:DeleteOpenIDConnectProvider',
        'iam:DeleteSAMLProvider',
        'iam:RemoveClientIDFromOpenIDConnectProvider',
        'iam:UpdateOpenIDConnectProviderThumbprint',
        'iam:UpdateSAMLProvider',
        'rolesanywhere:CreateProfile',
        'rolesanywhere:CreateTrustAnchor',
        'rolesanywhere:EnableTrustAnchor',
        'rolesanywhere:UpdateProfile',
        'rolesanywhere:UpdateTrustAnchor',
      ],
    }),
  },
  {
    id: 'trail-tampering',
    theme: 'evidence',
    stops: { en: 'Stopping, narrowing or deleting audit trails', zh: '停止、缩小或删除审计跟踪' },
    brief: 'stopping, changing trails',
    facets: ['8.2/operation-audit#audit-tamper-protection'],
    exempt: 'platform',
    refuses: () => ({
      actions: [
        'cloudtrail:DeleteTrail',
        // selectors, and what is recorded with an event
        'cloudtrail:PutEvent*',
        'cloudtrail:PutInsightSelectors',
        'cloudtrail:StopLogging',
        'cloudtrail:UpdateTrail',
      ],
    }),
  },
  {
    id: 'configuration-recording-tampering',
    theme: 'evidence',
    stops: { en: 'Stopping or redirecting configuration recording', zh: '停止或改向配置记录' },
    brief: 'changing config recording',
    facets: ['8.1/c#baseline-tamper-protection', '8.2/operation-audit#audit-tamper-protection'],
    exempt: 'platform',
    refuses: () => ({
      actions: [
        'config:DeleteAggregationAuthorization',
        'config:Delete*ConfigurationRecorder',
        'config:DisassociateResourceTypes',
        'config:PutConfigurationRecorder',
        'config:StopConfigurationRecorder',
        'config:*DeliveryChannel',
        'config:*RetentionConfiguration',
      ],
    }),
  },
  {
    id: 'flow-log-tampering',
    theme: 'evidence',
    stops: {
      en: 'Deleting flow logs and logs of name queries, and log policies of the whole account',
      zh: '删除流日志与域名查询日志，变更账号级日志策略',
    },
    brief: 'deleting flow, query logs, account log policies',
    facets: ['8.2/operation-audit#audit-tamper-protection', '8.6/log-collection#network-flow-logs'],
    exempt: 'platform',
    refuses: () => ({
      actions: [
        'ec2:DeleteFlowLogs',
        // those of an account mask and rewrite what every log group takes in
        'logs:*AccountPolicy',
        'route53resolver:DeleteResolverQueryLogConfig',
        'route53resolver:DisassociateResolverQueryLogConfig',
      ],
    }),
  },
  {
    id: 'log-group-tampering',
    theme: 'evidence',
    stops: {
      en: "Deleting, shortening, masking, rewriting or diverting the landing zone's log groups, and changing their keys",
      zh: '删除着陆区日志组、缩短其保留期、遮蔽或改写其内容、变更其密钥或筛选器',
    },
    brief: 'altering, diverting platform logs',
    facets: ['8.6/log-retention#shortening-denied', '8.2/operation-audit#audit-tamper-protection'],
    exempt: 'platform',
    refuses: (context) => ({
      actions: [
        'logs:*KmsKey',
        'logs:Delete*',
        'logs:Put*Filter',
        'logs:Put*Policy',
        'logs:PutLogGroup*',
        'logs:PutTransformer',
      ],
      resources: [arn(context, `logs:*:*:log-group:/${context.name}/*`)],
    }),
  },
  {
    id: 'archive-tampering',
    theme: 'evidence',
    stops: {
      en: 'Emptying, shortening or reconfiguring archive buckets',
      zh: '清空归档存储桶、缩短其保留期或变更其配置',
    },
    brief: 'emptying, changing archives',
    facets: ['8.6/log-retention#shortening-denied', '8.6/log-storage#dedicated-archive'],
    exempt: 'platform',
    refuses: (context) => ({
      actions: [
        's3:Delete*',
        's3:Pause*',
        's3:Put*Configuration',
        's3:PutBucket*',
        's3:PutObjectLegalHold',
        's3:PutObjectRetention',
        's3:Update*',
      ],
      resources: archiveBuckets(context),
    }),
  },
  {
    id: 'key-destruction',
    theme: 'keys',
    stops: { en: 'Scheduling keys for deletion, deleting imported material', zh: '计划删除密钥、删除导入的密钥材料' },
    brief: 'deleting keys',
    facets: ['8.4/encryption-at-rest#key-deletion-protection', '8.2/high-risk-approval#high-risk-catalogue'],
    exempt: 'platform',
    refuses: () => ({ actions: ['kms:DeleteImportedKeyMaterial', 'kms:ScheduleKeyDeletion'] }),
  },
  {
    id: 'key-tampering',
    theme: 'keys',
    stops: { en: "Disabling the landing zone's keys, changing who uses them", zh: '停用着陆区密钥、变更密钥使用者' },
    brief: 'disabling, opening platform keys',
    facets: ['8.4/encryption-at-rest#key-duty-separation', '8.4/encryption-at-rest#key-deletion-protection'],
    exempt: 'platform',
    refuses: ({ name }) => ({
      actions: ['kms:DisableKey*', 'kms:PutKeyPolicy', 'kms:RevokeGrant'],
      condition: { 'ForAnyValue:StringLike': { 'kms:ResourceAliases': `alias/${name}/*` } },
    }),
  },
  {
    id: 'key-alias-tampering',
    theme: 'keys',
    stops: {
      en: "Taking the aliases of the landing zone's keys, by which guardrails know them",
      zh: '取走着陆区密钥的别名（护栏据以识别密钥）',
    },
    brief: 'taking platform key aliases',
    facets: ['8.4/encryption-at-rest#key-duty-separation', '8.4/encryption-at-rest#key-deletion-protection'],
    exempt: 'platform',
    refuses: (context) => ({
      actions: ['kms:*Alias'],
      resources: [arn(context, `kms:*:*:alias/${context.name}/*`)],
    }),
  },
  {
    id: 'backup-tampering',
    theme: 'keys',
    stops: {
      en: 'Deleting or changing recovery points, plans or vaults, weakening locks, stopping jobs',
      zh: '删除或变更恢复点、备份计划或保管库，削弱锁定，停止备份任务',
    },
    brief: 'deleting, weakening backups',
    facets: ['8.4/backup#deletion-dual-control', '8.4/backup#immutable-vault'],
    exempt: 'platform',
    refuses: () => ({
      actions: [
        'backup:CancelLegalHold',
        'backup:Delete*',
        'backup:Disassociate*',
        'backup:PutBackupVault*',
        'backup:StopBackupJob',
        'backup:Update*',
      ],
    }),
  },
  {
    id: 'unrecorded-sessions',
    theme: 'hosts',
    stops: {
      en: "Sessions by other documents than the landing zone's, into containers, and port forwarding",
      zh: '使用着陆区以外文档的会话、进入容器的会话及端口转发',
    },
    brief: 'unrecorded sessions',
    facets: [
      '8.2/bastion#single-entry-path',
      '8.2/bastion#fixed-session-documents',
      '8.2/no-unauthorised-export#terminal-channels-closed',
    ],
    exempt: 'nobody',
    refuses: (context) => ({
      actions: ['ssm:StartSession'],
      resources: { allBut: [arn(context, 'ec2:*:*:instance/*'), ...sessionDocuments(context)] },
    }),
  },
  {
    id: 'foreign-session-documents',
    theme: 'hosts',
    stops: {
      en: 'Sessions with documents that another account shares under a name of ours',
      zh: '使用其他账号以同名方式共享的会话文档',
    },
    brief: 'foreign session documents',
    facets: ['8.2/bastion#fixed-session-documents'],
    exempt: 'nobody',
    refuses: () => ({
      actions: ['ssm:StartSession'],
      condition: {
        StringNotEquals: { 'aws:ResourceAccount': '${aws:PrincipalAccount}' },
        // a missing key would count as different, and every session be refused
        Null: { 'aws:ResourceAccount': 'false' },
      },
    }),
  },
  {
    id: 'bastion-impersonation',
    theme: 'hosts',
    stops: { en: 'Making another host pass for the bastion', zh: '将其他主机伪装成堡垒机' },
    brief: 'posing as the bastion',
    facets: ['8.2/bastion#single-entry-path'],
    exempt: 'platform',
    refuses: () => ({
      actions: ['ec2:CreateTags', 'ec2:DeleteTags'],
      condition: { 'ForAnyValue:StringEquals': { 'aws:TagKeys': 'isms:purpose' } },
    }),
  },
  {
    id: 'session-document-tampering',
    theme: 'hosts',
    stops: {
      en: 'Changing session documents and the settings of Systems Manager',
      zh: '变更会话文档及 Systems Manager 设置',
    },
    brief: 'changing session documents, settings',
    facets: ['8.2/bastion#fixed-session-documents'],
    exempt: 'platform',
    refuses: (context) => ({
      actions: [
        'ssm:CreateDocument',
        'ssm:DeleteDocument',
        'ssm:ResetServiceSetting',
        'ssm:UpdateDocument',
        'ssm:UpdateDocumentDefaultVersion',
        'ssm:UpdateServiceSetting',
      ],
      resources: [...sessionDocuments(context), arn(context, 'ssm:*:*:servicesetting/*')],
    }),
  },
  {
    id: 'ways-round-bastion',
    theme: 'hosts',
    stops: {
      en: 'Shells round the bastion: instance connect, serial console, containers, key pairs, first passwords',
      zh: '绕过堡垒机的登录：实例连接、串行控制台、容器执行、密钥对与初始口令',
    },
    brief: 'shells round the bastion',
    facets: ['8.2/bastion#single-entry-path', '8.6/privilege-control#powerful-utilities'],
    exempt: 'nobody',
    refuses: () => ({
      actions: [
        'ec2-instance-connect:OpenTunnel',
        'ec2-instance-connect:SendSSHPublicKey',
        'ec2-instance-connect:SendSerialConsoleSSHPublicKey',
        'ec2:CreateKeyPair',
        'ec2:EnableSerialConsoleAccess',
        'ec2:GetPasswordData',
        'ec2:ImportKeyPair',
        'ecs:ExecuteCommand',
        'ssm-guiconnect:StartConnection',
      ],
    }),
  },
  {
    id: 'remote-commands',
    theme: 'hosts',
    stops: { en: 'Commands sent to hosts outside the platform', zh: '平台以外向主机下发命令' },
    brief: 'remote commands',
    facets: ['8.2/bastion#single-entry-path', '8.6/privilege-control#powerful-utilities'],
    exempt: 'platform',
    refuses: () => ({
      actions: [
        'ssm:CreateAssociation',
        'ssm:CreateAssociationBatch',
        // the task sends its command in a role of the service, which no policy of the organization binds
        'ssm:RegisterTaskWithMaintenanceWindow',
        'ssm:SendCommand',
        'ssm:UpdateAssociation',
        'ssm:UpdateMaintenanceWindowTask',
      ],
    }),
  },
  {
    id: 'snapshot-sharing',
    theme: 'exposure',
    stops: {
      en: 'Sharing snapshots, images, layers and documents with others or with all',
      zh: '向他人或公众共享快照、镜像、层与文档',
    },
    brief: 'sharing snapshots, images, layers, documents',
    facets: ['8.4/leak-prevention#public-exposure-blocked', '8.2/no-unauthorised-export#resource-sharing-denied'],
    exempt: 'platform',
    refuses: () => ({
      actions: [
        'ec2:Modify*ImageAttribute',
        'ec2:ModifySnapshotAttribute',
        'lambda:AddLayerVersionPermission',
        'rds:ModifyDB*SnapshotAttribute',
        'redshift:AuthorizeSnapshotAccess',
        'ssm:ModifyDocumentPermission',
      ],
    }),
  },
  {
    id: 'public-access-unblocked',
    theme: 'exposure',
    stops: {
      en: 'Lifting the blocks on public buckets, snapshots and images',
      zh: '解除存储桶、快照与镜像的公开访问阻止',
    },
    brief: 'lifting public access blocks',
    facets: ['8.4/leak-prevention#public-exposure-blocked'],
    exempt: 'platform',
    refuses: () => ({
      actions: [
        'ec2:Disable*BlockPublicAccess',
        // changed to block new sharing only, it makes public again what had been
        'ec2:EnableSnapshotBlockPublicAccess',
        's3:Put*PublicAccessBlock',
      ],
    }),
  },
  {
    id: 'public-access-lists',
    theme: 'exposure',
    stops: { en: 'Access lists that open buckets and objects to all', zh: '将存储桶与对象开放给所有人的访问控制列表' },
    brief: 'public access lists',
    facets: ['8.4/leak-prevention#public-exposure-blocked'],
    exempt: 'nobody',
    refuses: () => ({
      actions: ['s3:CreateBucket', 's3:Put*Acl', 's3:PutObject'],
      condition: { StringEquals: { 's3:x-amz-acl': ['authenticated-read', 'public-read', 'public-read-write'] } },
    }),
  },
  {
    id: 'external-shares',
    theme: 'exposure',
    stops: { en: 'Resource shares that admit accounts outside the organization', zh: '允许组织外账号的资源共享' },
    brief: 'shares outside the organization',
    facets: ['8.2/no-unauthorised-export#resource-sharing-denied', '8.3/vpc-isolation#cross-network-sharing'],
    exempt: 'nobody',
    refuses: () => ({
      actions: ['ram:CreateResourceShare', 'ram:UpdateResourceShare'],
      condition: { Bool: { 'ram:RequestedAllowsExternalPrincipals': 'true' } },
    }),
  },
  {
    id: 'default-networks',
    theme: 'landing-zone',
    stops: { en: 'Default networks', zh: '创建默认网络' },
    brief: 'default networks',
    facets: ['8.3/vpc-isolation#no-default-network'],
    exempt: 'nobody',
    refuses: () => ({ actions: ['ec2:CreateDefault*'] }),
  },
  {
    id: 'access-analysis-tampering',
    theme: 'evidence',
    stops: {
      en: 'Deleting or narrowing access analyzers, hiding their findings',
      zh: '删除或缩小访问分析器、隐藏其发现',
    },
    brief: 'hiding access findings',
    facets: ['8.1/c#baseline-tamper-protection', '8.7/supervision#supplier-access-analysis'],
    exempt: 'platform',
    refuses: () => ({
      actions: [
        'access-analyzer:ApplyArchiveRule',
        'access-analyzer:CreateArchiveRule',
        'access-analyzer:Delete*Analyzer',
        'access-analyzer:Update*',
      ],
    }),
  },
  {
    id: 'baseline-stack-tampering',
    theme: 'landing-zone',
    stops: {
      en: 'Changing or deleting the stacks of the landing zone, and the files that they are deployed from',
      zh: '变更或删除着陆区堆栈及其部署文件',
    },
    brief: 'changing platform stacks',
    facets: ['8.1/c#baseline-tamper-protection'],
    exempt: 'platform',
    refuses: (context) => ({
      actions: [
        'cloudformation:CreateChangeSet',
        'cloudformation:DeleteStack',
        'cloudformation:ExecuteChangeSet',
        'cloudformation:SetStackPolicy',
        'cloudformation:Update*',
        's3:PutObject',
      ],
      resources: [
        ...['StackSet-*', 'CDKToolkit', `${context.name}-*`].map((stack) =>
          arn(context, `cloudformation:*:*:stack/${stack}/*`),
        ),
        // from there the CDK deploys, by a role that may do everything
        arn(context, 's3:::cdk-*-assets-*'),
      ],
    }),
  },
  ...WORKLOAD_GUARDRAILS,
  ...ESCALATION_GUARDRAILS,
];
