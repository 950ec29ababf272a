import type { Bilingual } from '../../../constructs/standard';

/** A call by which a duty is done. `{partition}`, `{region}` and `{account}` stand for the place of who is asked about. */
export interface DutyCall {
  readonly action: string;
  readonly resource: string;
}

/** Something that one person does so that another cannot do it alone. */
export interface Duty {
  readonly title: Bilingual;
  /** Whoever may do one of them has the duty. */
  readonly calls: readonly DutyCall[];
}

const on = (resource: string, ...actions: readonly string[]): readonly DutyCall[] =>
  actions.map((action) => ({ action, resource }));

const KEY = 'arn:{partition}:kms:{region}:{account}:key/1234abcd-12ab-34cd-56ef-1234567890ab';
const INSTANCE = 'arn:{partition}:ec2:{region}:{account}:instance/i-0123456789abcdef0';
const DATABASE = 'arn:{partition}:rds:{region}:{account}:db:orders';
const TRAIL = 'arn:{partition}:cloudtrail:{region}:{account}:trail/audit';
const LOG_GROUP = 'arn:{partition}:logs:{region}:{account}:log-group:/any/operations';
const RECORDER = 'arn:{partition}:config:{region}:{account}:configuration-recorder/default/1a2b3c4d5e6f7a8b';
const FLOW_LOG = 'arn:{partition}:ec2:{region}:{account}:vpc-flow-log/fl-0123456789abcdef0';
const PIPELINE = 'arn:{partition}:codepipeline:{region}:{account}:release';
const STATE_MACHINE = 'arn:{partition}:states:{region}:{account}:stateMachine:change';
const AUTOMATION = 'arn:{partition}:ssm:{region}:{account}:automation-definition/change:1';
const EXECUTION = 'arn:{partition}:ssm:{region}:{account}:automation-execution/11111111-2222-3333-4444-555555555555';

const KEY_ADMINISTRATION: Duty = {
  title: { en: 'administering keys', zh: '密钥管理' },
  calls: on(KEY, 'kms:DisableKey', 'kms:PutKeyPolicy', 'kms:ScheduleKeyDeletion'),
};

const KEY_USE: Duty = {
  title: { en: 'using keys', zh: '密钥使用' },
  calls: on(KEY, 'kms:Decrypt', 'kms:GenerateDataKey', 'kms:Sign'),
};

const LOG_ADMINISTRATION: Duty = {
  title: { en: 'administering logs', zh: '日志管理' },
  calls: [
    ...on(
      TRAIL,
      'cloudtrail:DeleteTrail',
      'cloudtrail:PutEventSelectors',
      'cloudtrail:StopLogging',
      'cloudtrail:UpdateTrail',
    ),
    ...on(LOG_GROUP, 'logs:DeleteLogGroup', 'logs:DeleteRetentionPolicy'),
    ...on(RECORDER, 'config:DeleteConfigurationRecorder', 'config:StopConfigurationRecorder'),
    ...on(FLOW_LOG, 'ec2:DeleteFlowLogs'),
  ],
};

const OPERATIONS: Duty = {
  title: { en: 'operating', zh: '运维操作' },
  calls: [
    ...on(INSTANCE, 'ec2:RebootInstances', 'ec2:StopInstances', 'ssm:SendCommand', 'ssm:StartSession'),
    ...on(DATABASE, 'rds:RebootDBInstance'),
  ],
};

const APPROVING: Duty = {
  title: { en: 'approving', zh: '审批' },
  calls: [
    ...on(`${PIPELINE}/approval/approve`, 'codepipeline:PutApprovalResult'),
    ...on(EXECUTION, 'ssm:SendAutomationSignal'),
    ...on(STATE_MACHINE, 'states:SendTaskSuccess'),
  ],
};

const EXECUTING: Duty = {
  title: { en: 'executing', zh: '执行' },
  calls: [
    ...on(PIPELINE, 'codepipeline:StartPipelineExecution'),
    ...on(AUTOMATION, 'ssm:StartAutomationExecution'),
    ...on(STATE_MACHINE, 'states:StartExecution'),
  ],
};

/** Duties that nobody joins. */
export const CONFLICTS: readonly (readonly [Duty, Duty])[] = [
  [KEY_ADMINISTRATION, KEY_USE],
  [LOG_ADMINISTRATION, OPERATIONS],
  [APPROVING, EXECUTING],
];
