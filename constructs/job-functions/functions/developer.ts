import { Duration } from 'aws-cdk-lib';
import { boundaryPattern, WORKLOAD_PATH } from '../../workload-boundary/names';
import { actionsOf, allow, type Grant, type GrantContext } from '../grant';
import type { JobFunction } from '../job-function';
import { seeWhatIsThere } from '../metadata';

/** What a workload is built of. Exact actions, which the account and the boundary confine. */
const BUILD = [
  ...actionsOf('apigateway', 'DELETE GET PATCH POST PUT'),
  ...actionsOf('application-autoscaling', 'DeregisterScalableTarget PutScalingPolicy RegisterScalableTarget'),
  ...actionsOf(
    'autoscaling',
    'CreateAutoScalingGroup CreateOrUpdateTags DeleteAutoScalingGroup PutScalingPolicy UpdateAutoScalingGroup',
  ),
  ...actionsOf(
    'cloudformation',
    'ContinueUpdateRollback CreateChangeSet CreateStack DeleteChangeSet DeleteStack ExecuteChangeSet GetTemplate GetTemplateSummary TagResource UpdateStack ValidateTemplate',
  ),
  ...actionsOf('cloudwatch', 'DeleteAlarms GetMetricData GetMetricStatistics PutDashboard PutMetricAlarm TagResource'),
  ...actionsOf(
    'dynamodb',
    'BatchGetItem BatchWriteItem CreateTable DeleteItem DeleteTable GetItem PutItem Query Scan TagResource UpdateContinuousBackups UpdateItem UpdateTable UpdateTimeToLive',
  ),
  ...actionsOf(
    'ec2',
    'AttachVolume AuthorizeSecurityGroupEgress AuthorizeSecurityGroupIngress CreateImage CreateLaunchTemplate CreateLaunchTemplateVersion CreateSecurityGroup CreateSnapshot CreateTags CreateVolume DeleteLaunchTemplate DeleteSecurityGroup DeleteSnapshot DeleteVolume DetachVolume RebootInstances RevokeSecurityGroupEgress RevokeSecurityGroupIngress RunInstances StartInstances StopInstances TerminateInstances',
  ),
  ...actionsOf(
    'ecr',
    'BatchCheckLayerAvailability BatchGetImage CompleteLayerUpload CreateRepository DeleteRepository GetAuthorizationToken GetDownloadUrlForLayer InitiateLayerUpload PutImage PutLifecyclePolicy UploadLayerPart',
  ),
  ...actionsOf(
    'ecs',
    'CreateCluster CreateService DeleteCluster DeleteService DeregisterTaskDefinition RegisterTaskDefinition RunTask StopTask TagResource UpdateService',
  ),
  ...actionsOf(
    'elasticloadbalancing',
    'AddTags CreateListener CreateLoadBalancer CreateRule CreateTargetGroup DeleteListener DeleteLoadBalancer DeleteRule DeleteTargetGroup ModifyListener ModifyLoadBalancerAttributes ModifyRule ModifyTargetGroup RegisterTargets',
  ),
  ...actionsOf('events', 'DeleteRule PutEvents PutRule PutTargets RemoveTargets TagResource'),
  ...actionsOf(
    'lambda',
    'AddPermission CreateAlias CreateEventSourceMapping CreateFunction DeleteEventSourceMapping DeleteFunction GetFunction GetFunctionConfiguration GetLayerVersion GetPolicy InvokeFunction PublishLayerVersion PublishVersion RemovePermission TagResource UpdateAlias UpdateEventSourceMapping UpdateFunctionCode UpdateFunctionConfiguration',
  ),
  ...actionsOf(
    'logs',
    'AssociateKmsKey CreateLogGroup CreateLogStream FilterLogEvents GetLogEvents GetQueryResults PutMetricFilter PutRetentionPolicy StartQuery StopQuery TagResource',
  ),
  ...actionsOf(
    'rds',
    'AddTagsToResource CreateDBCluster CreateDBInstance CreateDBParameterGroup CreateDBSnapshot CreateDBSubnetGroup DeleteDBCluster DeleteDBInstance DeleteDBParameterGroup DeleteDBSubnetGroup ModifyDBCluster ModifyDBInstance ModifyDBParameterGroup RestoreDBInstanceFromDBSnapshot',
  ),
  ...actionsOf(
    's3',
    'AbortMultipartUpload CreateBucket DeleteBucket DeleteBucketPolicy DeleteObject GetBucketLocation GetBucketPolicy GetBucketTagging GetBucketVersioning GetEncryptionConfiguration GetLifecycleConfiguration GetObject ListBucket PutBucketNotification PutBucketPolicy PutBucketTagging PutBucketVersioning PutEncryptionConfiguration PutLifecycleConfiguration PutObject',
  ),
  ...actionsOf(
    'secretsmanager',
    'CreateSecret DeleteSecret GetRandomPassword GetSecretValue PutSecretValue RotateSecret TagResource UpdateSecret',
  ),
  ...actionsOf(
    'sns',
    'CreateTopic DeleteTopic GetTopicAttributes Publish SetTopicAttributes Subscribe TagResource Unsubscribe',
  ),
  ...actionsOf(
    'sqs',
    'CreateQueue DeleteMessage DeleteQueue GetQueueAttributes GetQueueUrl ReceiveMessage SendMessage SetQueueAttributes TagQueue',
  ),
  ...actionsOf('ssm', 'AddTagsToResource DeleteParameter GetParameter GetParameters PutParameter'),
  ...actionsOf(
    'states',
    'CreateStateMachine DeleteStateMachine StartExecution StopExecution TagResource UpdateStateMachine',
  ),
  ...actionsOf('xray', 'BatchGetTraces GetTraceSummaries PutTraceSegments'),
];

/** Services to which a workload hands its roles. */
const ROLE_TAKERS = [
  'apigateway',
  'cloudformation',
  'ec2',
  'ecs-tasks',
  'events',
  'lambda',
  'monitoring.rds',
  'scheduler',
  'states',
].map((service) => `${service}.amazonaws.com`);

/**
 * The ordinary workload administrator. Makes the roles that workloads need, each under the path of workloads and within
 * the boundary that is the developer's own as well.
 */
export const developer: JobFunction = {
  id: 'developer',
  title: { en: 'Developer (workload administrator)', zh: '开发人员（业务管理员）' },
  does: {
    en: 'Builds and runs a workload and its roles, within the workload boundary.',
    zh: '在业务权限边界内构建并运行业务及其角色。',
  },
  longestSession: Duration.hours(4),
  boundary: 'workload',
  grants: (context) => [seeWhatIsThere(), allow('Build', BUILD), ...useOfKeys(context), ...workloadRoles(context)],
};

/** Uses keys, directly or through services, and administers none. */
const useOfKeys = ({ partition }: GrantContext): readonly Grant[] => [
  allow('UseKeys', actionsOf('kms', 'Decrypt Encrypt GenerateDataKey ReEncryptFrom ReEncryptTo'), [
    `arn:${partition}:kms:*:*:key/*`,
  ]),
  allow('LetServicesUseKeys', ['kms:CreateGrant'], [`arn:${partition}:kms:*:*:key/*`], {
    Bool: { 'kms:GrantIsForAWSResource': 'true' },
  }),
];

function workloadRoles(context: GrantContext): readonly Grant[] {
  const own = (type: string): string => `arn:${context.partition}:iam::*:${type}${WORKLOAD_PATH}*`;
  return [
    allow('ReadRoles', [
      ...actionsOf(
        'iam',
        'GetInstanceProfile GetPolicy GetPolicyVersion GetRole GetRolePolicy SimulatePrincipalPolicy',
      ),
    ]),
    allow(
      'MakeBoundedRoles',
      actionsOf(
        'iam',
        'AttachRolePolicy CreateRole DeleteRole DeleteRolePolicy DetachRolePolicy PutRolePermissionsBoundary PutRolePolicy UpdateAssumeRolePolicy UpdateRole',
      ),
      [own('role')],
      { StringLike: { 'iam:PermissionsBoundary': boundaryPattern(context) } },
    ),
    allow(
      'KeepThem',
      actionsOf(
        'iam',
        'AddRoleToInstanceProfile CreateInstanceProfile CreatePolicy CreatePolicyVersion DeleteInstanceProfile DeletePolicy DeletePolicyVersion RemoveRoleFromInstanceProfile SetDefaultPolicyVersion TagInstanceProfile TagPolicy TagRole UntagRole',
      ),
      ['role', 'instance-profile', 'policy'].map(own),
    ),
    allow('PassThem', ['iam:PassRole'], [own('role')], { StringEquals: { 'iam:PassedToService': ROLE_TAKERS } }),
    allow(
      'LetServicesMakeTheirs',
      ['iam:CreateServiceLinkedRole'],
      [`arn:${context.partition}:iam::*:role/aws-service-role/*`],
    ),
  ];
}
