import type { PartitionName } from '../../../../constructs/partition';
import type { Bilingual } from '../../../../constructs/standard';
import type { Call } from '../attack';
import {
  ASKED_OF_INSTANCE,
  OWN_BASTION_ROLE,
  on,
  own,
  PLATFORM_ROLE,
  passRole,
  RESERVED_ROLE,
  WORKLOAD_ROLE,
} from '../targets';
import { type Escalation, HACKING_THE_CLOUD, pathfinding, RHINO, RHINO_LATER } from './escalation';

/** A service that runs something in a role that it is passed. */
interface Runner {
  readonly id: string;
  readonly title: Bilingual;
  readonly sources: readonly string[];
  /** The service's principal. */
  readonly service: string;
  /** What has to be called beside the passing. */
  readonly calls: readonly Call[];
  readonly partitions?: readonly PartitionName[];
}

const FUNCTION = own('lambda', 'function:orders-job');
const CREATE_FUNCTION = on('lambda:CreateFunction', FUNCTION);
const RUN_INSTANCE = on('ec2:RunInstances', own('ec2', 'instance/*'), ASKED_OF_INSTANCE);
const RUNNING = own('ec2', 'instance/i-0123456789abcdef0');
const TASK = own('ecs', 'task-definition/orders:1');
const CREATE_CLUSTER = on('ecs:CreateCluster', own('ecs', 'cluster/orders'));
const REGISTER_TASK = on('ecs:RegisterTaskDefinition', TASK);
const CREATE_SERVICE = on('ecs:CreateService', own('ecs', 'service/orders/web'));
const STACK_SET = own('cloudformation', 'stackset/orders:1a2b3c4d');
const PROJECT = own('codebuild', 'project/orders');
const JOB = own('glue', 'job/orders');
const TRIGGER = own('glue', 'trigger/orders');
const PIPELINE = own('datapipeline', 'pipeline/df-0123456789abcdef');
const INTERPRETER = own('bedrock-agentcore', 'code-interpreter-custom/orders-1a2b3c4d5e');
const STATE_MACHINE = own('states', 'stateMachine:orders');
const RULE = own('events', 'rule/orders');

const RUNNERS: readonly Runner[] = [
  {
    id: 'passed-to-function-and-invoked',
    title: { en: 'a role passed to a function, which is invoked', zh: '将角色传递给函数并调用' },
    sources: [pathfinding('lambda-001'), RHINO],
    service: 'lambda.amazonaws.com',
    calls: [CREATE_FUNCTION, on('lambda:InvokeFunction', FUNCTION)],
  },
  {
    id: 'passed-to-function-and-fed',
    title: { en: 'a role passed to a function, which a stream invokes', zh: '将角色传递给函数并由事件源触发' },
    sources: [pathfinding('lambda-002'), RHINO],
    service: 'lambda.amazonaws.com',
    calls: [CREATE_FUNCTION, on('lambda:CreateEventSourceMapping', '*')],
  },
  {
    id: 'passed-to-function-and-opened',
    title: { en: 'a role passed to a function, which others may invoke', zh: '将角色传递给函数并授权他人调用' },
    sources: [pathfinding('lambda-006')],
    service: 'lambda.amazonaws.com',
    calls: [CREATE_FUNCTION, on('lambda:AddPermission', FUNCTION, { 'lambda:Principal': 'events.amazonaws.com' })],
  },
  {
    id: 'passed-to-instance',
    title: { en: 'a role passed to a new instance', zh: '将角色传递给新实例' },
    sources: [pathfinding('ec2-001'), RHINO],
    service: 'ec2.amazonaws.com',
    calls: [RUN_INSTANCE],
  },
  {
    id: 'passed-to-spot-instance',
    title: { en: 'a role passed to a spot instance', zh: '将角色传递给竞价实例' },
    sources: [pathfinding('ec2-003')],
    service: 'ec2.amazonaws.com',
    calls: [on('ec2:RequestSpotInstances', own('ec2', 'spot-instances-request/*'))],
  },
  {
    id: 'passed-to-running-instance',
    title: { en: 'a role passed to an instance that runs', zh: '将角色传递给运行中的实例' },
    sources: [HACKING_THE_CLOUD],
    service: 'ec2.amazonaws.com',
    calls: [on('ec2:AssociateIamInstanceProfile', RUNNING)],
  },
  {
    id: 'passed-in-place-of-another',
    title: { en: "another role in place of an instance's own", zh: '替换实例现有的角色' },
    sources: [HACKING_THE_CLOUD],
    service: 'ec2.amazonaws.com',
    calls: [on('ec2:ReplaceIamInstanceProfileAssociation', RUNNING)],
  },
  {
    id: 'passed-to-new-cluster-service',
    title: { en: 'a role passed to a service on a new cluster', zh: '将角色传递给新集群上的服务' },
    sources: [pathfinding('ecs-001')],
    service: 'ecs-tasks.amazonaws.com',
    calls: [CREATE_CLUSTER, REGISTER_TASK, CREATE_SERVICE],
  },
  {
    id: 'passed-to-new-cluster-task',
    title: { en: 'a role passed to a task on a new cluster', zh: '将角色传递给新集群上的任务' },
    sources: [pathfinding('ecs-002')],
    service: 'ecs-tasks.amazonaws.com',
    calls: [CREATE_CLUSTER, REGISTER_TASK, on('ecs:RunTask', TASK)],
  },
  {
    id: 'passed-to-container-service',
    title: { en: 'a role passed to a service of containers', zh: '将角色传递给容器服务' },
    sources: [pathfinding('ecs-003')],
    service: 'ecs-tasks.amazonaws.com',
    calls: [REGISTER_TASK, CREATE_SERVICE],
  },
  {
    id: 'passed-to-container-task',
    title: { en: 'a role passed to a task of containers', zh: '将角色传递给容器任务' },
    sources: [pathfinding('ecs-004'), RHINO_LATER],
    service: 'ecs-tasks.amazonaws.com',
    calls: [REGISTER_TASK, on('ecs:RunTask', TASK)],
  },
  {
    id: 'passed-to-task-on-instance',
    title: { en: 'a role passed to a task on an instance of choice', zh: '将角色传递给指定实例上的任务' },
    sources: [pathfinding('ecs-005')],
    service: 'ecs-tasks.amazonaws.com',
    calls: [REGISTER_TASK, on('ecs:StartTask', TASK)],
  },
  {
    id: 'passed-to-stack',
    title: { en: 'a role passed to a stack', zh: '将角色传递给堆栈' },
    sources: [pathfinding('cloudformation-001'), RHINO],
    service: 'cloudformation.amazonaws.com',
    calls: [on('cloudformation:CreateStack', own('cloudformation', 'stack/orders/*'))],
  },
  {
    id: 'passed-to-stack-set',
    title: { en: 'a role passed to a stack set', zh: '将角色传递给堆栈集' },
    sources: [pathfinding('cloudformation-003')],
    service: 'cloudformation.amazonaws.com',
    calls: [on('cloudformation:CreateStackSet', '*'), on('cloudformation:CreateStackInstances', STACK_SET)],
  },
  {
    id: 'passed-to-changed-stack-set',
    title: { en: 'a role passed to a stack set that is there', zh: '将角色传递给已有堆栈集' },
    sources: [pathfinding('cloudformation-004')],
    service: 'cloudformation.amazonaws.com',
    calls: [on('cloudformation:UpdateStackSet', STACK_SET)],
  },
  {
    id: 'passed-to-build',
    title: { en: 'a role passed to a build', zh: '将角色传递给构建' },
    sources: [pathfinding('codebuild-001'), RHINO_LATER],
    service: 'codebuild.amazonaws.com',
    calls: [on('codebuild:CreateProject', PROJECT), on('codebuild:StartBuild', PROJECT)],
  },
  {
    id: 'passed-to-batch-of-builds',
    title: { en: 'a role passed to a batch of builds', zh: '将角色传递给批量构建' },
    sources: [pathfinding('codebuild-004')],
    service: 'codebuild.amazonaws.com',
    calls: [on('codebuild:CreateProject', PROJECT), on('codebuild:StartBuildBatch', PROJECT)],
  },
  {
    id: 'passed-to-data-pipeline',
    title: { en: 'a role passed to a data pipeline', zh: '将角色传递给数据管道' },
    sources: [pathfinding('datapipeline-001'), RHINO],
    service: 'datapipeline.amazonaws.com',
    partitions: ['aws'],
    calls: [
      on('datapipeline:CreatePipeline', '*'),
      on('datapipeline:PutPipelineDefinition', PIPELINE),
      on('datapipeline:ActivatePipeline', PIPELINE),
    ],
  },
  {
    id: 'passed-to-development-endpoint',
    title: { en: 'a role passed to a development endpoint of Glue', zh: '将角色传递给 Glue 开发端点' },
    sources: [pathfinding('glue-001'), RHINO],
    service: 'glue.amazonaws.com',
    calls: [on('glue:CreateDevEndpoint', '*')],
  },
  {
    id: 'passed-to-job-and-started',
    title: { en: 'a role passed to a job of Glue, which is started', zh: '将角色传递给 Glue 作业并启动' },
    sources: [pathfinding('glue-003'), RHINO_LATER],
    service: 'glue.amazonaws.com',
    calls: [on('glue:CreateJob', JOB), on('glue:StartJobRun', JOB)],
  },
  {
    id: 'passed-to-job-and-triggered',
    title: { en: 'a role passed to a job of Glue, which a trigger starts', zh: '将角色传递给 Glue 作业并由触发器启动' },
    sources: [pathfinding('glue-004')],
    service: 'glue.amazonaws.com',
    calls: [on('glue:CreateJob', JOB), on('glue:CreateTrigger', TRIGGER)],
  },
  {
    id: 'passed-to-changed-job',
    title: { en: 'a role passed to a job of Glue that is there', zh: '将角色传递给已有的 Glue 作业' },
    sources: [pathfinding('glue-005')],
    service: 'glue.amazonaws.com',
    calls: [on('glue:UpdateJob', JOB), on('glue:StartJobRun', JOB)],
  },
  {
    id: 'passed-to-changed-job-and-triggered',
    title: {
      en: 'a role passed to a job that is there, which a trigger starts',
      zh: '将角色传递给已有作业并由触发器启动',
    },
    sources: [pathfinding('glue-006')],
    service: 'glue.amazonaws.com',
    calls: [on('glue:UpdateJob', JOB), on('glue:CreateTrigger', TRIGGER)],
  },
  {
    id: 'passed-to-notebook',
    title: { en: 'a role passed to a notebook', zh: '将角色传递给笔记本实例' },
    sources: [pathfinding('sagemaker-001'), RHINO_LATER],
    service: 'sagemaker.amazonaws.com',
    calls: [on('sagemaker:CreateNotebookInstance', own('sagemaker', 'notebook-instance/orders'))],
  },
  {
    id: 'passed-to-training',
    title: { en: 'a role passed to a training job', zh: '将角色传递给训练作业' },
    sources: [pathfinding('sagemaker-002')],
    service: 'sagemaker.amazonaws.com',
    calls: [on('sagemaker:CreateTrainingJob', own('sagemaker', 'training-job/orders'))],
  },
  {
    id: 'passed-to-processing',
    title: { en: 'a role passed to a processing job', zh: '将角色传递给处理作业' },
    sources: [pathfinding('sagemaker-003')],
    service: 'sagemaker.amazonaws.com',
    calls: [on('sagemaker:CreateProcessingJob', own('sagemaker', 'processing-job/orders'))],
  },
  {
    id: 'passed-to-web-service',
    title: { en: 'a role passed to App Runner', zh: '将角色传递给 App Runner' },
    sources: [pathfinding('apprunner-001')],
    service: 'tasks.apprunner.amazonaws.com',
    partitions: ['aws'],
    calls: [on('apprunner:CreateService', own('apprunner', 'service/orders/1a2b3c4d'))],
  },
  {
    id: 'passed-to-code-interpreter',
    title: { en: "a role passed to an agent's code interpreter", zh: '将角色传递给智能体代码解释器' },
    sources: [pathfinding('bedrock-001')],
    service: 'bedrock-agentcore.amazonaws.com',
    partitions: ['aws'],
    calls: [
      on('bedrock-agentcore:CreateCodeInterpreter', '*'),
      on('bedrock-agentcore:StartCodeInterpreterSession', INTERPRETER),
      on('bedrock-agentcore:InvokeCodeInterpreter', INTERPRETER),
    ],
  },
  {
    id: 'passed-to-state-machine',
    title: { en: 'a role passed to a state machine', zh: '将角色传递给状态机' },
    sources: [HACKING_THE_CLOUD],
    service: 'states.amazonaws.com',
    calls: [on('states:CreateStateMachine', STATE_MACHINE), on('states:StartExecution', STATE_MACHINE)],
  },
  {
    id: 'passed-to-rule',
    title: { en: 'a role passed to a rule of EventBridge', zh: '将角色传递给 EventBridge 规则' },
    sources: ['https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-identity-based.html'],
    service: 'events.amazonaws.com',
    calls: [on('events:PutRule', RULE), on('events:PutTargets', RULE)],
  },
  {
    id: 'passed-to-automation',
    title: { en: 'a role passed to an automation of Systems Manager', zh: '将角色传递给 Systems Manager 自动化' },
    sources: ['https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-setup-iam.html'],
    service: 'ssm.amazonaws.com',
    calls: [on('ssm:StartAutomationExecution', own('ssm', 'automation-execution/*'))],
  },
];

/** Roles that a service could be passed to have more rights. */
const COVETED = [PLATFORM_ROLE, RESERVED_ROLE, OWN_BASTION_ROLE];

/** Ways by passing a role to a service, which then acts in it; a role with the workload's boundary may be passed. */
export const PASSED_ROLES: readonly Escalation[] = RUNNERS.map(({ service, calls, ...runner }) => ({
  ...runner,
  facets: ['8.2/least-privilege#privilege-escalation-denied'],
  exempt: 'platform',
  attempts: COVETED.map((role) => [passRole(role, service), ...calls]),
  harmless: [[passRole(WORKLOAD_ROLE, service), ...calls]],
}));
