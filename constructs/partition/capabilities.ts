import type { Bilingual } from '../standard';
import type { PartitionName } from './regions';
import type { Source } from './source';

/** Something that a configuration can ask for and a partition may lack. */
export type Capability =
  | 'service-managed-stack-sets'
  | 'organization-backup-policies'
  | 'resource-control-policies'
  | 'declarative-policies-ec2'
  | 'backup-cross-account-copy'
  | 'backup-restore-testing'
  | 'application-recovery-routing-control'
  | 'global-accelerator'
  | 'macie'
  | 'detective'
  | 'security-lake'
  | 'cloudtrail-event-data-store'
  | 'reachability-analyzer'
  | 'fault-injection'
  | 'cognito-user-pools'
  | 'control-tower'
  | 'site-to-site-vpn';

/** `lacking`: known not to be there; `unproven`: documented neither as offered nor as missing. */
export interface Gap {
  /** How sure it is that the partition lacks it. */
  readonly status: 'lacking' | 'unproven';
  /** What it is called, in the middle of a sentence. */
  readonly name: Bilingual;
  /** What does the job instead. */
  readonly substitute: Bilingual;
  /** What says that it is lacking; for `unproven`, the page that should say whether it is offered and does not. */
  readonly source: Source;
}

const CFN_SCHEMAS = {
  url: 'https://github.com/aws-cloudformation/cfn-lint (1.51.0, provider schemas of cn-north-1 and cn-northwest-1)',
  checked: '2026-11-23',
} as const satisfies Source;

/** The differences between Organizations in China and elsewhere: backup policies are named as missing, the others not named. */
const ORGANIZATIONS = {
  url: 'https://docs.amazonaws.cn/en_us/aws/latest/userguide/organizations.html',
  checked: '2026-11-23',
  edition: 'a stored copy of the page',
} as const satisfies Source;

/** Older editions say that trusted access cannot be activated in China; newer ones say nothing of it. */
const STACK_SETS = {
  url: 'https://docs.amazonaws.cn/en_us/AWSCloudFormation/latest/UserGuide/stacksets-prereqs.html',
  checked: '2026-11-23',
  edition: 'two stored copies of the page of the aws partition (Japanese)',
} as const satisfies Source;

/** The types of VPN have schemas in China, and no service stands behind them. */
const VPC = {
  url: 'https://docs.amazonaws.cn/en_us/aws/latest/userguide/vpc.html',
  checked: '2026-11-28',
  edition: 'a stored copy of the page',
} as const satisfies Source;

/** The page limits copies between regions, and leaves copies between accounts unmentioned. */
const BACKUP = {
  url: 'https://docs.amazonaws.cn/en_us/aws/latest/userguide/backup.html',
  checked: 'unverified',
} as const satisfies Source;

/** What each partition lacks of that which the other has. */
export const gaps: Readonly<Record<PartitionName, { readonly [Name in Capability]?: Gap }>> = {
  aws: {},
  'aws-cn': {
    'service-managed-stack-sets': {
      status: 'unproven',
      name: { en: 'service-managed StackSets', zh: '服务托管的 StackSets' },
      substitute: {
        en: 'self-managed StackSets over the listed accounts',
        zh: '面向清单内账号的自管理 StackSets',
      },
      source: STACK_SETS,
    },
    'organization-backup-policies': {
      status: 'lacking',
      name: { en: 'backup policies of Organizations', zh: 'Organizations 备份策略' },
      substitute: { en: 'backup plans delivered with the member baseline', zh: '随成员账号基线交付的备份计划' },
      source: ORGANIZATIONS,
    },
    'resource-control-policies': {
      status: 'unproven',
      name: { en: 'resource control policies', zh: '资源控制策略（RCP）' },
      substitute: {
        en: 'resource policies of the baseline and service control policies',
        zh: '基线中的资源策略与服务控制策略（SCP）',
      },
      source: ORGANIZATIONS,
    },
    'declarative-policies-ec2': {
      status: 'unproven',
      name: { en: 'declarative policies for EC2', zh: 'EC2 声明式策略' },
      substitute: { en: 'service control policies on the same settings', zh: '针对同一设置的服务控制策略（SCP）' },
      source: ORGANIZATIONS,
    },
    'backup-cross-account-copy': {
      status: 'lacking',
      name: { en: 'copies of backups to another account', zh: '备份跨账号复制' },
      substitute: { en: 'copies to the other region, in a locked vault', zh: '复制到另一区域的锁定备份库' },
      source: BACKUP,
    },
    'backup-restore-testing': {
      status: 'lacking',
      name: { en: 'restore testing of AWS Backup', zh: 'AWS Backup 恢复测试' },
      substitute: {
        en: 'restore drills by Step Functions and Lambda',
        zh: '由 Step Functions 与 Lambda 执行的恢复演练',
      },
      source: CFN_SCHEMAS,
    },
    'application-recovery-routing-control': {
      status: 'lacking',
      name: { en: 'routing control and Region switch of ARC', zh: 'ARC 路由控制与区域切换' },
      substitute: { en: 'Route 53 health checks and a state machine', zh: 'Route 53 健康检查与状态机' },
      source: CFN_SCHEMAS,
    },
    'global-accelerator': {
      status: 'lacking',
      name: { en: 'Global Accelerator', zh: 'Global Accelerator' },
      substitute: { en: 'Route 53 failover records', zh: 'Route 53 故障转移记录' },
      source: CFN_SCHEMAS,
    },
    macie: {
      status: 'lacking',
      name: { en: 'Macie', zh: 'Macie' },
      substitute: { en: 'scans by Glue or a function of your own', zh: '使用 Glue 或自建函数扫描' },
      source: CFN_SCHEMAS,
    },
    detective: {
      status: 'lacking',
      name: { en: 'Detective', zh: 'Detective' },
      substitute: { en: 'queries on the log archive', zh: '对日志归档的查询' },
      source: CFN_SCHEMAS,
    },
    'security-lake': {
      status: 'lacking',
      name: { en: 'Security Lake', zh: 'Security Lake' },
      substitute: { en: 'Athena on the log archive', zh: '对日志归档使用 Athena' },
      source: CFN_SCHEMAS,
    },
    'cloudtrail-event-data-store': {
      status: 'lacking',
      name: { en: 'event data stores of CloudTrail', zh: 'CloudTrail 事件数据存储' },
      substitute: { en: 'Athena on the log archive', zh: '对日志归档使用 Athena' },
      source: CFN_SCHEMAS,
    },
    'reachability-analyzer': {
      status: 'lacking',
      name: { en: 'Reachability Analyzer', zh: 'Reachability Analyzer' },
      substitute: { en: 'reachability proved on the templates', zh: '基于模板的可达性证明' },
      source: CFN_SCHEMAS,
    },
    'fault-injection': {
      status: 'lacking',
      name: { en: 'Fault Injection Service', zh: '故障注入服务（FIS）' },
      substitute: { en: 'drills by Step Functions', zh: '由 Step Functions 执行的演练' },
      source: CFN_SCHEMAS,
    },
    'cognito-user-pools': {
      status: 'lacking',
      name: { en: 'user pools of Cognito', zh: 'Cognito 用户池' },
      substitute: { en: 'an identity provider of your own', zh: '自有身份提供商' },
      source: CFN_SCHEMAS,
    },
    'control-tower': {
      status: 'lacking',
      name: { en: 'Control Tower', zh: 'Control Tower' },
      substitute: { en: 'this landing zone', zh: '本着陆区' },
      source: CFN_SCHEMAS,
    },
    'site-to-site-vpn': {
      status: 'lacking',
      name: { en: 'Site-to-Site VPN', zh: 'Site-to-Site VPN' },
      substitute: { en: 'kind: direct-connect, with MACsec or TLS', zh: 'kind: direct-connect，并启用 MACsec 或 TLS' },
      source: VPC,
    },
  },
};

/** What is missing of a capability in a partition; undefined where it is there. */
export const gapOf = (partition: PartitionName, capability: Capability): Gap | undefined => gaps[partition][capability];
