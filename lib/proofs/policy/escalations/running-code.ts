import {
  BASELINE_STACK,
  COMMAND_DOCUMENT,
  DOCUMENT,
  INSTANCE,
  NO_ROOM,
  OWN_FUNCTION,
  OWN_STACK,
  on,
  session,
  WORKLOAD_FUNCTION,
  WORKLOAD_STACK,
} from '../targets';
import { type Escalation, pathfinding, RHINO, RHINO_LATER } from './escalation';

const ESCALATION = {
  facets: ['8.2/least-privilege#privilege-escalation-denied'],
  exempt: 'platform',
} as const satisfies Partial<Escalation>;

const NOTEBOOK = 'arn:{partition}:sagemaker:{region}:{account}:notebook-instance/orders';
const SCRIPT = 'arn:{partition}:sagemaker:{region}:{account}:notebook-instance-lifecycle-config/mallory';
const OWN_LAYER = 'arn:{partition}:lambda:{region}:{account}:layer:tools:1';
const FOREIGN_LAYER = 'arn:{partition}:lambda:{region}:999999999999:layer:mallory:1';

/** Written as the service may: whether it capitalises them, its pages leave open. */
const HARMLESS_ATTRIBUTES = ['DisableApiTermination', 'EbsOptimized', 'GroupSet', 'InstanceType', 'sourceDestCheck'];

const opened = { 'lambda:Principal': '{account}' };

/** Ways by what runs already, in a role that it has. */
export const RUNNING_CODE: readonly Escalation[] = [
  {
    ...ESCALATION,
    id: 'function-rewritten',
    title: { en: 'other code in a function of the landing zone', zh: '替换着陆区函数的代码' },
    sources: [pathfinding('lambda-003'), RHINO],
    attempts: [on('lambda:UpdateFunctionCode', OWN_FUNCTION)],
    harmless: [on('lambda:UpdateFunctionCode', WORKLOAD_FUNCTION)],
  },
  {
    ...ESCALATION,
    id: 'function-rewritten-and-invoked',
    title: { en: 'other code in a function, which is invoked', zh: '替换函数代码并调用' },
    sources: [pathfinding('lambda-004')],
    attempts: [[on('lambda:UpdateFunctionCode', OWN_FUNCTION), on('lambda:InvokeFunction', OWN_FUNCTION)]],
    harmless: [[on('lambda:UpdateFunctionCode', WORKLOAD_FUNCTION), on('lambda:InvokeFunction', WORKLOAD_FUNCTION)]],
  },
  {
    ...ESCALATION,
    id: 'function-rewritten-and-opened',
    title: { en: 'other code in a function, which others may invoke', zh: '替换函数代码并授权他人调用' },
    sources: [pathfinding('lambda-005')],
    attempts: [
      [on('lambda:UpdateFunctionCode', OWN_FUNCTION), on('lambda:AddPermission', OWN_FUNCTION, opened)],
      on('lambda:AddPermission', OWN_FUNCTION, opened),
    ],
    harmless: [
      [on('lambda:UpdateFunctionCode', WORKLOAD_FUNCTION), on('lambda:AddPermission', WORKLOAD_FUNCTION, opened)],
    ],
  },
  {
    ...ESCALATION,
    id: 'function-layered',
    title: { en: 'a layer that runs before a function does', zh: '在函数之前运行的层' },
    techniques: ['aws.persistence.lambda-layer-extension'],
    sources: [RHINO_LATER, 'https://hackingthe.cloud/aws/post_exploitation/lambda_persistence/'],
    organizationOnly: NO_ROOM,
    detection: 'function-changed',
    attempts: [
      on('lambda:UpdateFunctionConfiguration', WORKLOAD_FUNCTION, { 'lambda:Layer': [OWN_LAYER, FOREIGN_LAYER] }),
      on('lambda:CreateFunction', WORKLOAD_FUNCTION, { 'lambda:Layer': [FOREIGN_LAYER] }),
    ],
    harmless: [
      on('lambda:UpdateFunctionConfiguration', WORKLOAD_FUNCTION, { 'lambda:Layer': [OWN_LAYER] }),
      on('lambda:UpdateFunctionConfiguration', WORKLOAD_FUNCTION),
      on('lambda:PublishLayerVersion', 'arn:{partition}:lambda:{region}:{account}:layer:tools'),
    ],
  },
  {
    ...ESCALATION,
    id: 'stack-updated-in-its-role',
    title: { en: 'a change of a stack, which acts in its own role', zh: '变更以自身角色执行的堆栈' },
    sources: [pathfinding('cloudformation-002')],
    attempts: [on('cloudformation:UpdateStack', OWN_STACK), on('cloudformation:UpdateStack', BASELINE_STACK)],
    harmless: [on('cloudformation:UpdateStack', WORKLOAD_STACK)],
  },
  {
    ...ESCALATION,
    id: 'stack-changed-by-change-set',
    title: { en: 'a change set of a stack, which acts in its own role', zh: '对以自身角色执行的堆栈使用变更集' },
    sources: [pathfinding('cloudformation-005')],
    attempts: [
      [on('cloudformation:CreateChangeSet', OWN_STACK), on('cloudformation:ExecuteChangeSet', OWN_STACK)],
      on('cloudformation:CreateChangeSet', BASELINE_STACK),
      on('cloudformation:ExecuteChangeSet', BASELINE_STACK),
    ],
    harmless: [
      [on('cloudformation:CreateChangeSet', WORKLOAD_STACK), on('cloudformation:ExecuteChangeSet', WORKLOAD_STACK)],
    ],
  },
  {
    ...ESCALATION,
    id: 'instance-started-with-script',
    title: { en: 'a script that an instance runs when it starts', zh: '实例启动时运行的脚本' },
    techniques: ['aws.execution.ec2-user-data'],
    sources: [pathfinding('ec2-002')],
    attempts: [
      [
        on('ec2:StopInstances', INSTANCE),
        on('ec2:ModifyInstanceAttribute', INSTANCE, { 'ec2:Attribute': 'userData' }),
        on('ec2:StartInstances', INSTANCE),
      ],
      // what the service does not name is not let through
      on('ec2:ModifyInstanceAttribute', INSTANCE),
    ],
    harmless: [
      ...HARMLESS_ATTRIBUTES.map((name) => on('ec2:ModifyInstanceAttribute', INSTANCE, { 'ec2:Attribute': name })),
      [on('ec2:StopInstances', INSTANCE), on('ec2:StartInstances', INSTANCE)],
    ],
  },
  {
    ...ESCALATION,
    id: 'instance-entered-by-key',
    title: { en: "an instance entered with a key of one's own", zh: '以自有密钥登录实例' },
    sources: [pathfinding('ec2instanceconnect-003')],
    exempt: 'nobody',
    attempts: [on('ec2-instance-connect:SendSSHPublicKey', INSTANCE)],
    harmless: [on('ec2:DescribeInstances', '*')],
  },
  {
    ...ESCALATION,
    id: 'instance-entered-unrecorded',
    title: { en: 'an instance entered by a session that nobody records', zh: '以未受记录的会话登录实例' },
    sources: [pathfinding('ssm-001')],
    exempt: 'nobody',
    attempts: [
      session(INSTANCE, 'arn:{partition}:ssm:{region}::document/AWS-StartInteractiveCommand'),
      session(INSTANCE, 'arn:{partition}:ssm:{region}::document/AWS-StartNonInteractiveCommand'),
    ],
    harmless: [session(INSTANCE, DOCUMENT)],
  },
  {
    ...ESCALATION,
    id: 'instance-commanded',
    title: { en: 'commands run on an instance in its role', zh: '以实例角色运行命令' },
    sources: [pathfinding('ssm-002')],
    attempts: [{ action: 'ssm:SendCommand', resources: [INSTANCE, COMMAND_DOCUMENT] }],
    harmless: [on('ssm:ListCommands', '*')],
  },
  {
    ...ESCALATION,
    id: 'notebook-started-with-script',
    title: { en: 'a script that a notebook runs when it starts', zh: '笔记本实例启动时运行的脚本' },
    techniques: ['aws.execution.sagemaker-update-lifecycle-config'],
    sources: [pathfinding('sagemaker-005')],
    attempts: [
      [
        on('sagemaker:CreateNotebookInstanceLifecycleConfig', SCRIPT),
        on('sagemaker:StopNotebookInstance', NOTEBOOK),
        on('sagemaker:UpdateNotebookInstance', NOTEBOOK),
        on('sagemaker:StartNotebookInstance', NOTEBOOK),
      ],
      on('sagemaker:CreateNotebookInstanceLifecycleConfig', SCRIPT),
      on('sagemaker:UpdateNotebookInstanceLifecycleConfig', SCRIPT),
      on('sagemaker:UpdateNotebookInstance', NOTEBOOK),
    ],
    harmless: [[on('sagemaker:StopNotebookInstance', NOTEBOOK), on('sagemaker:StartNotebookInstance', NOTEBOOK)]],
  },
];
