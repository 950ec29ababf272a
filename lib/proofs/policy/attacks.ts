import type { PartitionName } from '../../../constructs/partition';
import type { Bilingual, FacetId, RequirementId } from '../../../constructs/standard';
import type { Owner, Party } from './parties';
import type { TechniqueId } from './techniques';

/**
 * A call to be decided. `{partition}`, `{name}` (the landing zone's), `{account}`, `{region}`, `{foreignRegion}` (one that
 * is not allowed) and `{exempt}` (the name of a role that deploys the landing zone) stand for what the templates tell.
 */
export interface Call {
  readonly action: string;
  /** Every resource that the service authorises: one refusal refuses the call. */
  readonly resources: readonly string[];
  readonly context?: Readonly<Record<string, string | readonly string[]>>;
  /** The resource's own policy, where no call passes without it: both leave the decision to the account. */
  readonly resourcePolicy?: 'key' | 'trust';
  /**
   * Whose the resources are.
   * @default - the account in their ARN, or the one in which attacks play
   */
  readonly owner?: Owner;
  /** @default - as the row says, or the administrator */
  readonly by?: Party;
}

/** What an attacker does, who may do it all the same, and what looks like it and does no harm. */
export interface Attack {
  readonly id: string;
  /** What is attempted, as a noun phrase. */
  readonly title: Bilingual;
  /** Published techniques that go this way, as `techniques.ts` names them. */
  readonly techniques?: readonly TechniqueId[];
  /** Facets whose statement the row shows. */
  readonly facets: readonly FacetId[];
  /** Requirements that it speaks to without showing one of their facets. */
  readonly requirements?: readonly RequirementId[];
  /** Whether the roles that deploy the landing zone may do it. */
  readonly exempt: 'platform' | 'nobody';
  /** @default 'administrator' */
  readonly by?: 'administrator' | 'root' | 'person' | 'outsider' | 'deputy';
  /**
   * What the organization must have for the row to be tried; a partition that is known to have resource control policies needs
   * them in any case.
   * @default - nothing
   */
  readonly needs?: 'resource-control' | 'expected-networks';
  /** All of them have to be refused. */
  readonly attempts: readonly Call[];
  /** What the administrator has to be able to do. */
  readonly harmless: readonly Call[];
  /** @default - both */
  readonly partitions?: readonly PartitionName[];
}

const on = (action: string, resource: string, context?: Call['context']): Call => ({
  action,
  resources: [resource],
  ...(context && { context }),
});

const onKey = (action: string, context?: Call['context']): Call => ({
  ...on(action, 'arn:{partition}:kms:{region}:{account}:key/1234abcd-12ab-34cd-56ef-1234567890ab', context),
  resourcePolicy: 'key',
});

const session = (...resources: readonly string[]): Call => ({ action: 'ssm:StartSession', resources });

const TRAIL = 'arn:{partition}:cloudtrail:{region}:{account}:trail/{name}-trail';
const RECORDER = 'arn:{partition}:config:{region}:{account}:configuration-recorder/default/1a2b3c4d5e6f7a8b';
const BREAK_GLASS = 'arn:{partition}:iam::{account}:user/break-glass/first';
const USER = 'arn:{partition}:iam::{account}:user/mallory';
const SAML = 'arn:{partition}:iam::{account}:saml-provider/staff';
const OIDC = 'arn:{partition}:iam::{account}:oidc-provider/token.example.com';
const LOG_GROUP = 'arn:{partition}:logs:{region}:{account}:log-group:/{name}/sessions';
const WORKLOAD_LOG_GROUP = 'arn:{partition}:logs:{region}:{account}:log-group:/aws/lambda/orders';
const ARCHIVE = 'arn:{partition}:s3:::{name}-trail-{account}-{region}';
const ARCHIVED = `${ARCHIVE}/AWSLogs/{account}/CloudTrail/log.json.gz`;
const WORKLOAD_BUCKET = 'arn:{partition}:s3:::orders-uploads';
const INSTANCE = 'arn:{partition}:ec2:{region}:{account}:instance/i-0123456789abcdef0';
const DOCUMENT = 'arn:{partition}:ssm:{region}:{account}:document/{name}-shell';
const DEFAULT_DOCUMENT = 'arn:{partition}:ssm:{region}:{account}:document/SSM-SessionManagerRunShell';
const SERVICE_SETTING =
  'arn:{partition}:ssm:{region}:{account}:servicesetting/ssm/documents/console/public-sharing-permission';
const COMMAND_DOCUMENT = 'arn:{partition}:ssm:{region}::document/AWS-RunShellScript';
const SNAPSHOT = 'arn:{partition}:ec2:{region}::snapshot/snap-0123456789abcdef0';
const IMAGE = 'arn:{partition}:ec2:{region}::image/ami-0123456789abcdef0';
const DB_SNAPSHOT = 'arn:{partition}:rds:{region}:{account}:snapshot:orders';
const DB_CLUSTER_SNAPSHOT = 'arn:{partition}:rds:{region}:{account}:cluster-snapshot:orders';
const RECOVERY_POINT = 'arn:{partition}:backup:{region}:{account}:recovery-point:1EB3B5E7-9EB0-435A-A80B-108B488B0D45';
const VAULT = 'arn:{partition}:backup:{region}:{account}:backup-vault:{name}-vault';
const PLAN = 'arn:{partition}:backup:{region}:{account}:backup-plan:1a2b3c4d';
const ANALYZER = 'arn:{partition}:access-analyzer:{region}:{account}:analyzer/{name}-external';
const PLATFORM_ROLE = 'arn:{partition}:iam::{account}:role/{exempt}';
const BASELINE_ROLE = 'arn:{partition}:iam::{account}:role/{name}-backup';
const BASELINE_POLICY = 'arn:{partition}:iam::{account}:policy/{name}-operations';
const WORKLOAD_ROLE = 'arn:{partition}:iam::{account}:role/orders-app';
const BASELINE_STACK =
  'arn:{partition}:cloudformation:{region}:{account}:stack/StackSet-{name}-baseline-1a2b3c4d/5e6f7a8b';
const OWN_STACK = 'arn:{partition}:cloudformation:{region}:{account}:stack/{name}-operations/5e6f7a8b';
const WORKLOAD_STACK = 'arn:{partition}:cloudformation:{region}:{account}:stack/orders/5e6f7a8b';

/**
 * Attacks that the guardrails are there to stop. Actions, their resources and their condition keys are those of the Service
 * Authorization Reference.
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
export const ATTACKS: readonly Attack[] = [
  {
    id: 'organization-left',
    title: { en: 'leaving the organization or closing the account', zh: '脱离组织或关闭账号' },
    techniques: ['aws.defense-evasion.organizations-leave'],
    facets: ['8.1/c#baseline-tamper-protection'],
    exempt: 'nobody',
    attempts: [
      on('organizations:LeaveOrganization', '*'),
      on('account:CloseAccount', 'arn:{partition}:account::{account}:account'),
    ],
    harmless: [on('organizations:DescribeOrganization', '*')],
  },
  {
    id: 'region-enabled',
    title: { en: 'opening a region that the organization does not use', zh: '启用组织未使用的区域' },
    facets: ['8.4/cross-border#region-restriction'],
    exempt: 'nobody',
    partitions: ['aws'],
    attempts: [on('account:EnableRegion', 'arn:{partition}:account::{account}:account')],
    harmless: [on('account:ListRegions', 'arn:{partition}:account::{account}:account')],
  },
  {
    id: 'foreign-region-used',
    title: { en: 'working in a region that is not allowed', zh: '在未获准的区域操作资源' },
    facets: ['8.4/cross-border#region-restriction'],
    exempt: 'nobody',
    attempts: [
      on('ec2:RunInstances', 'arn:{partition}:ec2:{foreignRegion}:{account}:instance/*', {
        'aws:RequestedRegion': '{foreignRegion}',
      }),
      on('s3:CreateBucket', WORKLOAD_BUCKET, { 'aws:RequestedRegion': '{foreignRegion}' }),
      on('rds:CreateDBInstance', 'arn:{partition}:rds:{foreignRegion}:{account}:db:orders', {
        'aws:RequestedRegion': '{foreignRegion}',
      }),
    ],
    harmless: [
      on('ec2:RunInstances', 'arn:{partition}:ec2:{region}:{account}:instance/*'),
      on('s3:CreateBucket', WORKLOAD_BUCKET),
      // identity is answered in one region for all
      on('iam:CreateRole', WORKLOAD_ROLE, { 'aws:RequestedRegion': '{foreignRegion}' }),
    ],
  },
  {
    id: 'root-user-used',
    title: { en: "using a member account's root user", zh: '使用成员账号的根用户' },
    facets: ['8.2/mfa#root-and-owner-accounts'],
    exempt: 'nobody',
    by: 'root',
    partitions: ['aws'],
    attempts: [on('s3:ListAllMyBuckets', '*'), on('iam:CreateAccessKey', USER)],
    harmless: [on('s3:ListAllMyBuckets', '*')],
  },
  {
    id: 'lasting-credentials-made',
    title: { en: 'making users, passwords and access keys', zh: '创建用户、密码与访问密钥' },
    techniques: [
      'aws.persistence.iam-backdoor-user',
      'aws.persistence.iam-create-admin-user',
      'aws.persistence.iam-create-user-login-profile',
      'aws.privilege-escalation.iam-update-user-login-profile',
    ],
    facets: ['8.2/identity#no-long-lived-credentials'],
    exempt: 'nobody',
    attempts: [
      on('iam:CreateUser', USER),
      on('iam:CreateAccessKey', USER),
      on('iam:CreateLoginProfile', USER),
      on('iam:UpdateLoginProfile', USER),
      on('iam:UpdateAccessKey', USER),
    ],
    harmless: [on('iam:GetUser', USER), on('iam:CreateRole', WORKLOAD_ROLE)],
  },
  {
    id: 'break-glass-taken',
    title: { en: 'taking over a break-glass identity', zh: '接管应急身份' },
    facets: ['8.2/identity#no-long-lived-credentials'],
    exempt: 'platform',
    attempts: [
      on('iam:CreateAccessKey', BREAK_GLASS),
      on('iam:UpdateLoginProfile', BREAK_GLASS),
      on('iam:DeactivateMFADevice', BREAK_GLASS),
      on('iam:PutUserPolicy', BREAK_GLASS),
    ],
    harmless: [on('iam:GetUser', BREAK_GLASS)],
  },
  {
    id: 'identity-provider-changed',
    title: { en: 'changing who signs people in', zh: '变更身份提供方' },
    facets: ['8.2/identity#identity-provider-protection'],
    exempt: 'platform',
    attempts: [
      on('iam:CreateSAMLProvider', SAML),
      on('iam:UpdateSAMLProvider', SAML),
      on('iam:DeleteSAMLProvider', SAML),
      on('iam:CreateOpenIDConnectProvider', OIDC),
      on('iam:AddClientIDToOpenIDConnectProvider', OIDC),
      on('iam:RemoveClientIDFromOpenIDConnectProvider', OIDC),
      on('iam:UpdateOpenIDConnectProviderThumbprint', OIDC),
    ],
    harmless: [on('iam:GetSAMLProvider', SAML)],
  },
  {
    id: 'trail-silenced',
    title: { en: 'stopping, narrowing, redirecting or deleting a trail', zh: '停止、缩小、改向或删除审计跟踪' },
    techniques: [
      'aws.defense-evasion.cloudtrail-delete',
      'aws.defense-evasion.cloudtrail-event-selectors',
      'aws.defense-evasion.cloudtrail-stop',
    ],
    facets: ['8.2/operation-audit#audit-tamper-protection'],
    exempt: 'platform',
    attempts: [
      on('cloudtrail:DeleteTrail', TRAIL),
      on('cloudtrail:StopLogging', TRAIL),
      on('cloudtrail:UpdateTrail', TRAIL),
      on('cloudtrail:PutEventSelectors', TRAIL),
      on('cloudtrail:PutInsightSelectors', TRAIL),
    ],
    harmless: [on('cloudtrail:GetTrailStatus', TRAIL), on('cloudtrail:LookupEvents', '*')],
  },
  {
    id: 'configuration-recording-stopped',
    title: { en: 'stopping or redirecting configuration recording', zh: '停止或改向配置记录' },
    facets: ['8.1/c#baseline-tamper-protection', '8.2/operation-audit#audit-tamper-protection'],
    exempt: 'platform',
    attempts: [
      on('config:StopConfigurationRecorder', RECORDER),
      on('config:DeleteConfigurationRecorder', RECORDER),
      on('config:PutConfigurationRecorder', RECORDER),
      on('config:DeleteDeliveryChannel', '*'),
      on('config:PutDeliveryChannel', '*'),
    ],
    harmless: [on('config:DescribeConfigurationRecorderStatus', RECORDER)],
  },
  {
    id: 'flow-logs-deleted',
    title: { en: 'deleting flow logs', zh: '删除流日志' },
    techniques: ['aws.defense-evasion.vpc-remove-flow-logs'],
    facets: ['8.2/operation-audit#audit-tamper-protection'],
    exempt: 'platform',
    attempts: [on('ec2:DeleteFlowLogs', 'arn:{partition}:ec2:{region}:{account}:vpc-flow-log/fl-0123456789abcdef0')],
    harmless: [on('ec2:DescribeFlowLogs', '*')],
  },
  {
    id: 'log-group-shortened',
    title: { en: "deleting or shortening the landing zone's log groups", zh: '删除着陆区日志组或缩短其保留期' },
    facets: ['8.6/log-retention#shortening-denied', '8.2/operation-audit#audit-tamper-protection'],
    exempt: 'platform',
    attempts: [
      on('logs:PutRetentionPolicy', LOG_GROUP),
      on('logs:DeleteRetentionPolicy', LOG_GROUP),
      on('logs:DeleteLogGroup', LOG_GROUP),
      on('logs:DeleteLogStream', `${LOG_GROUP}:log-stream:i-0123456789abcdef0`),
    ],
    harmless: [on('logs:PutRetentionPolicy', WORKLOAD_LOG_GROUP), on('logs:FilterLogEvents', LOG_GROUP)],
  },
  {
    id: 'archive-expired',
    title: { en: 'emptying the archive or letting it expire', zh: '清空归档或使其过期' },
    techniques: ['aws.defense-evasion.cloudtrail-lifecycle-rule'],
    facets: ['8.6/log-retention#shortening-denied', '8.2/operation-audit#audit-tamper-protection'],
    exempt: 'platform',
    attempts: [
      on('s3:PutLifecycleConfiguration', ARCHIVE),
      on('s3:PutBucketObjectLockConfiguration', ARCHIVE),
      on('s3:PutBucketVersioning', ARCHIVE),
      on('s3:PutBucketPolicy', ARCHIVE),
      on('s3:DeleteBucket', ARCHIVE),
      on('s3:DeleteObject', ARCHIVED),
      on('s3:DeleteObjectVersion', ARCHIVED),
      on('s3:PutObjectRetention', ARCHIVED),
      on('s3:BypassGovernanceRetention', ARCHIVED),
    ],
    harmless: [
      on('s3:PutLifecycleConfiguration', WORKLOAD_BUCKET),
      on('s3:DeleteObject', `${WORKLOAD_BUCKET}/1`),
      on('s3:GetLifecycleConfiguration', ARCHIVE),
    ],
  },
  {
    id: 'key-destroyed',
    title: { en: 'scheduling a key for deletion', zh: '计划删除密钥' },
    facets: [],
    requirements: ['8.4/encryption-at-rest'],
    exempt: 'platform',
    attempts: [onKey('kms:ScheduleKeyDeletion'), onKey('kms:DeleteImportedKeyMaterial')],
    harmless: [onKey('kms:DescribeKey'), onKey('kms:CancelKeyDeletion')],
  },
  {
    id: 'key-taken',
    title: { en: "disabling the landing zone's keys or changing who uses them", zh: '停用着陆区密钥或变更其使用者' },
    facets: [],
    requirements: ['8.4/encryption-at-rest'],
    exempt: 'platform',
    attempts: [
      onKey('kms:DisableKey', { 'kms:ResourceAliases': ['alias/{name}/logs'] }),
      onKey('kms:PutKeyPolicy', { 'kms:ResourceAliases': ['alias/{name}/logs'] }),
      onKey('kms:DisableKeyRotation', { 'kms:ResourceAliases': ['alias/other', 'alias/{name}/data'] }),
    ],
    harmless: [onKey('kms:DisableKey', { 'kms:ResourceAliases': ['alias/orders'] }), onKey('kms:DisableKey')],
  },
  {
    id: 'backups-deleted',
    title: { en: 'deleting backups or what protects them', zh: '删除备份或其保护措施' },
    facets: [],
    requirements: ['8.4/backup'],
    exempt: 'platform',
    attempts: [
      on('backup:DeleteRecoveryPoint', RECOVERY_POINT),
      on('backup:UpdateRecoveryPointLifecycle', RECOVERY_POINT),
      on('backup:DeleteBackupVaultLockConfiguration', VAULT),
      on('backup:DeleteBackupVaultAccessPolicy', VAULT),
      on('backup:DeleteBackupPlan', PLAN),
    ],
    harmless: [on('backup:DescribeRecoveryPoint', RECOVERY_POINT), on('backup:StartBackupJob', VAULT)],
  },
  {
    id: 'session-unrecorded',
    title: {
      en: 'sessions that nobody records: forwarding, SSH, containers',
      zh: '未受记录的会话：端口转发、SSH 与容器',
    },
    techniques: ['aws.execution.ssm-start-session'],
    facets: ['8.2/no-unauthorised-export#terminal-channels-closed', '8.2/bastion#fixed-session-documents'],
    exempt: 'nobody',
    attempts: [
      session(INSTANCE, 'arn:{partition}:ssm:{region}::document/AWS-StartPortForwardingSession'),
      session(INSTANCE, 'arn:{partition}:ssm:{region}::document/AWS-StartPortForwardingSessionToRemoteHost'),
      session(INSTANCE, 'arn:{partition}:ssm:{region}::document/AWS-StartSSHSession'),
      session(INSTANCE, 'arn:{partition}:ssm:{region}:{account}:document/mallory'),
      session('arn:{partition}:ecs:{region}:{account}:task/orders/1a2b3c4d', DOCUMENT),
    ],
    harmless: [session(INSTANCE, DOCUMENT), session(INSTANCE, DEFAULT_DOCUMENT)],
  },
  {
    id: 'session-document-foreign',
    title: {
      en: 'a session document of ours in name only, shared by another account',
      zh: '其他账号以同名方式共享的会话文档',
    },
    facets: ['8.2/bastion#fixed-session-documents'],
    exempt: 'nobody',
    attempts: [session(INSTANCE, 'arn:{partition}:ssm:{region}:999999999999:document/{name}-shell')],
    harmless: [session(INSTANCE, DOCUMENT)],
  },
  {
    id: 'session-document-edited',
    title: { en: "editing session documents or the service's settings", zh: '修改会话文档或服务设置' },
    facets: ['8.2/bastion#fixed-session-documents', '8.2/no-unauthorised-export#terminal-channels-closed'],
    exempt: 'platform',
    attempts: [
      on('ssm:UpdateDocument', DOCUMENT),
      on('ssm:UpdateDocumentDefaultVersion', DOCUMENT),
      on('ssm:DeleteDocument', DEFAULT_DOCUMENT),
      on('ssm:CreateDocument', DEFAULT_DOCUMENT),
      on('ssm:UpdateServiceSetting', SERVICE_SETTING),
      on('ssm:ResetServiceSetting', SERVICE_SETTING),
    ],
    harmless: [on('ssm:UpdateDocument', 'arn:{partition}:ssm:{region}:{account}:document/orders-runbook')],
  },
  {
    id: 'bastion-impersonated',
    title: { en: 'making another host pass for the bastion', zh: '将其他主机伪装成堡垒机' },
    facets: [],
    requirements: ['8.2/bastion'],
    exempt: 'platform',
    attempts: [
      on('ec2:CreateTags', INSTANCE, { 'aws:TagKeys': ['isms:purpose'] }),
      on('ec2:CreateTags', INSTANCE, { 'aws:TagKeys': ['Name', 'isms:purpose'] }),
      on('ec2:DeleteTags', INSTANCE, { 'aws:TagKeys': ['isms:purpose'] }),
    ],
    harmless: [on('ec2:CreateTags', INSTANCE, { 'aws:TagKeys': ['Name'] })],
  },
  {
    id: 'bastion-bypassed',
    title: {
      en: 'shells round the bastion: instance connect, serial console, containers, key pairs',
      zh: '绕过堡垒机的登录：实例连接、串行控制台、容器与密钥对',
    },
    techniques: [
      'aws.lateral-movement.ec2-instance-connect',
      'aws.lateral-movement.ec2-serial-console-send-ssh-public-key',
    ],
    facets: ['8.6/privilege-control#powerful-utilities', '8.2/no-unauthorised-export#terminal-channels-closed'],
    exempt: 'nobody',
    attempts: [
      on('ec2-instance-connect:SendSSHPublicKey', INSTANCE),
      on('ec2-instance-connect:SendSerialConsoleSSHPublicKey', INSTANCE),
      on(
        'ec2-instance-connect:OpenTunnel',
        'arn:{partition}:ec2:{region}:{account}:instance-connect-endpoint/eice-0123456789abcdef0',
      ),
      on('ec2:EnableSerialConsoleAccess', '*'),
      on('ec2:ImportKeyPair', 'arn:{partition}:ec2:{region}:{account}:key-pair/mallory'),
      on('ec2:CreateKeyPair', 'arn:{partition}:ec2:{region}:{account}:key-pair/mallory'),
      on('ecs:ExecuteCommand', 'arn:{partition}:ecs:{region}:{account}:task/orders/1a2b3c4d'),
    ],
    harmless: [
      on('ec2:GetSerialConsoleAccessStatus', '*'),
      on('ec2:StartInstances', INSTANCE),
      on('ecs:StopTask', 'arn:{partition}:ecs:{region}:{account}:task/orders/1a2b3c4d'),
    ],
  },
  {
    id: 'commands-sent',
    title: { en: 'sending commands to hosts', zh: '向主机下发命令' },
    techniques: ['aws.execution.ssm-send-command'],
    facets: ['8.6/privilege-control#powerful-utilities'],
    exempt: 'platform',
    attempts: [
      { action: 'ssm:SendCommand', resources: [INSTANCE, COMMAND_DOCUMENT] },
      { action: 'ssm:CreateAssociation', resources: [INSTANCE, COMMAND_DOCUMENT] },
      { action: 'ssm:CreateAssociationBatch', resources: [INSTANCE, COMMAND_DOCUMENT] },
    ],
    harmless: [on('ssm:GetCommandInvocation', '*'), on('ssm:DescribeInstanceInformation', '*')],
  },
  {
    id: 'snapshot-shared',
    title: { en: 'sharing snapshots and images with others or with all', zh: '向他人或公众共享快照与镜像' },
    techniques: [
      'aws.exfiltration.ec2-share-ami',
      'aws.exfiltration.ec2-share-ebs-snapshot',
      'aws.exfiltration.rds-share-snapshot',
    ],
    facets: ['8.4/leak-prevention#public-exposure-blocked'],
    exempt: 'platform',
    attempts: [
      on('ec2:ModifySnapshotAttribute', SNAPSHOT),
      on('ec2:ModifyImageAttribute', IMAGE),
      on('rds:ModifyDBSnapshotAttribute', DB_SNAPSHOT),
      on('rds:ModifyDBClusterSnapshotAttribute', DB_CLUSTER_SNAPSHOT),
    ],
    harmless: [on('ec2:CreateSnapshot', SNAPSHOT), on('rds:CreateDBSnapshot', DB_SNAPSHOT)],
  },
  {
    id: 'public-access-opened',
    title: { en: 'lifting or weakening the blocks on public access', zh: '解除或削弱公开访问阻止' },
    facets: ['8.4/leak-prevention#public-exposure-blocked'],
    exempt: 'platform',
    attempts: [
      on('s3:PutAccountPublicAccessBlock', '*'),
      on('s3:PutBucketPublicAccessBlock', WORKLOAD_BUCKET),
      on('ec2:DisableSnapshotBlockPublicAccess', '*'),
      on('ec2:DisableImageBlockPublicAccess', '*'),
      // enabling it in the weaker of its two modes makes snapshots public again that were shared before
      on('ec2:EnableSnapshotBlockPublicAccess', '*'),
    ],
    harmless: [on('s3:GetAccountPublicAccessBlock', '*'), on('ec2:GetSnapshotBlockPublicAccessState', '*')],
  },
  {
    id: 'public-access-listed',
    title: { en: 'access lists that open buckets and objects to all', zh: '将存储桶与对象开放给所有人的访问控制列表' },
    facets: ['8.4/leak-prevention#public-exposure-blocked'],
    exempt: 'nobody',
    attempts: [
      on('s3:PutBucketAcl', WORKLOAD_BUCKET, { 's3:x-amz-acl': 'public-read' }),
      on('s3:PutObjectAcl', `${WORKLOAD_BUCKET}/1`, { 's3:x-amz-acl': 'public-read-write' }),
      on('s3:PutObject', `${WORKLOAD_BUCKET}/1`, { 's3:x-amz-acl': 'authenticated-read' }),
    ],
    harmless: [
      on('s3:PutObject', `${WORKLOAD_BUCKET}/1`, { 's3:x-amz-acl': 'bucket-owner-full-control' }),
      on('s3:PutObject', `${WORKLOAD_BUCKET}/1`),
    ],
  },
  {
    id: 'share-opened',
    title: { en: 'a resource share that admits strangers', zh: '允许组织外主体的资源共享' },
    facets: [],
    requirements: ['8.2/no-unauthorised-export', '8.3/vpc-isolation'],
    exempt: 'nobody',
    attempts: [
      on('ram:CreateResourceShare', '*', { 'ram:RequestedAllowsExternalPrincipals': 'true' }),
      on('ram:UpdateResourceShare', 'arn:{partition}:ram:{region}:{account}:resource-share/1a2b3c4d', {
        'ram:RequestedAllowsExternalPrincipals': 'true',
      }),
    ],
    harmless: [on('ram:CreateResourceShare', '*', { 'ram:RequestedAllowsExternalPrincipals': 'false' })],
  },
  {
    id: 'default-network-made',
    title: { en: 'bringing back a default network', zh: '重新创建默认网络' },
    facets: [],
    requirements: ['8.3/vpc-isolation'],
    exempt: 'nobody',
    attempts: [on('ec2:CreateDefaultVpc', '*'), on('ec2:CreateDefaultSubnet', '*')],
    harmless: [on('ec2:CreateVpc', 'arn:{partition}:ec2:{region}:{account}:vpc/*')],
  },
  {
    id: 'access-findings-hidden',
    title: { en: 'deleting access analyzers or hiding what they find', zh: '删除访问分析器或隐藏其发现' },
    facets: [],
    requirements: ['8.7/supervision'],
    exempt: 'platform',
    attempts: [
      on('access-analyzer:DeleteAnalyzer', ANALYZER),
      on('access-analyzer:UpdateFindings', ANALYZER),
      on('access-analyzer:CreateArchiveRule', `${ANALYZER}/archive-rule/mallory`),
    ],
    harmless: [on('access-analyzer:ListFindings', ANALYZER)],
  },
  {
    id: 'platform-role-changed',
    title: {
      en: 'changing the roles of the landing zone, or making one that passes for them',
      zh: '变更着陆区角色，或创建可冒充它们的角色',
    },
    facets: ['8.1/c#baseline-tamper-protection'],
    exempt: 'platform',
    attempts: [
      on('iam:UpdateAssumeRolePolicy', PLATFORM_ROLE),
      on('iam:CreateRole', PLATFORM_ROLE),
      on('iam:AttachRolePolicy', BASELINE_ROLE),
      on('iam:PutRolePolicy', BASELINE_ROLE),
      on('iam:DetachRolePolicy', BASELINE_ROLE),
      on('iam:DeleteRole', BASELINE_ROLE),
    ],
    harmless: [on('iam:CreateRole', WORKLOAD_ROLE), on('iam:UpdateAssumeRolePolicy', WORKLOAD_ROLE)],
  },
  {
    id: 'platform-policy-rewritten',
    title: { en: "rewriting a managed policy that the landing zone's roles have", zh: '改写着陆区角色所附的托管策略' },
    facets: ['8.1/c#baseline-tamper-protection'],
    exempt: 'platform',
    attempts: [
      on('iam:CreatePolicyVersion', BASELINE_POLICY),
      on('iam:SetDefaultPolicyVersion', BASELINE_POLICY),
      on('iam:DeletePolicyVersion', BASELINE_POLICY),
    ],
    harmless: [on('iam:CreatePolicyVersion', 'arn:{partition}:iam::{account}:policy/orders')],
  },
  {
    id: 'platform-role-taken',
    title: { en: 'taking or passing on a role that is exempt', zh: '切换至或传递不受护栏约束的角色' },
    facets: ['8.1/c#baseline-tamper-protection'],
    exempt: 'platform',
    attempts: [{ ...on('sts:AssumeRole', PLATFORM_ROLE), resourcePolicy: 'trust' }, on('iam:PassRole', PLATFORM_ROLE)],
    harmless: [{ ...on('sts:AssumeRole', WORKLOAD_ROLE), resourcePolicy: 'trust' }, on('iam:PassRole', WORKLOAD_ROLE)],
  },
  {
    id: 'baseline-stack-changed',
    title: { en: 'changing or deleting the stacks of the landing zone', zh: '变更或删除着陆区堆栈' },
    facets: ['8.1/c#baseline-tamper-protection'],
    exempt: 'platform',
    attempts: [
      on('cloudformation:DeleteStack', BASELINE_STACK),
      on('cloudformation:UpdateStack', BASELINE_STACK),
      on('cloudformation:ExecuteChangeSet', OWN_STACK),
      on('cloudformation:UpdateTerminationProtection', OWN_STACK),
    ],
    harmless: [on('cloudformation:UpdateStack', WORKLOAD_STACK), on('cloudformation:DescribeStacks', BASELINE_STACK)],
  },
];
