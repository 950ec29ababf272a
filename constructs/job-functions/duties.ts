import type { Bilingual } from '../standard';

/** Something that one person does so that another cannot do it alone. */
export interface Duty {
  readonly id: string;
  readonly title: Bilingual;
  /** Actions by which the duty is done: whoever may do one of them has the duty. */
  readonly actions: readonly string[];
}

const keyAdministration: Duty = {
  id: 'key-administration',
  title: { en: 'administering keys', zh: '密钥管理' },
  actions: [
    'kms:CreateKey',
    'kms:DisableKey',
    'kms:DisableKeyRotation',
    'kms:EnableKey',
    'kms:PutKeyPolicy',
    'kms:ScheduleKeyDeletion',
    'kms:UpdateAlias',
  ],
};

const keyUse: Duty = {
  id: 'key-use',
  title: { en: 'using keys', zh: '密钥使用' },
  actions: ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey', 'kms:ReEncryptFrom', 'kms:Sign'],
};

const logAdministration: Duty = {
  id: 'log-administration',
  title: { en: 'administering logs', zh: '日志管理' },
  actions: [
    'cloudtrail:DeleteTrail',
    'cloudtrail:PutEventSelectors',
    'cloudtrail:StopLogging',
    'cloudtrail:UpdateTrail',
    'config:DeleteConfigurationRecorder',
    'config:PutConfigurationRecorder',
    'config:StopConfigurationRecorder',
    'ec2:DeleteFlowLogs',
    'logs:DeleteLogGroup',
    'logs:DeleteLogStream',
    'logs:DeleteRetentionPolicy',
    's3:BypassGovernanceRetention',
  ],
};

const operations: Duty = {
  id: 'operations',
  title: { en: 'operating', zh: '运维操作' },
  actions: [
    'ec2:RebootInstances',
    'ec2:StartInstances',
    'ec2:StopInstances',
    'rds:RebootDBInstance',
    'ssm:SendCommand',
    'ssm:StartSession',
  ],
};

const approving: Duty = {
  id: 'approving',
  title: { en: 'approving', zh: '审批' },
  actions: ['codepipeline:PutApprovalResult', 'ssm:SendAutomationSignal', 'states:SendTaskSuccess'],
};

const executing: Duty = {
  id: 'executing',
  title: { en: 'executing', zh: '执行' },
  actions: ['codepipeline:StartPipelineExecution', 'ssm:StartAutomationExecution', 'states:StartExecution'],
};

/** Duties that no job function joins. */
export const CONFLICTING_DUTIES: readonly (readonly [Duty, Duty])[] = [
  [keyAdministration, keyUse],
  [logAdministration, operations],
  [approving, executing],
];
