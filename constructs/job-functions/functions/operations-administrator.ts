import { Duration } from 'aws-cdk-lib';
import { bastionGrants } from '../bastion-grants';
import { actionsOf, allow } from '../grant';
import type { JobFunction } from '../job-function';
import { seeWhatIsThere } from '../metadata';

/** Keeps running what others have built: no code, no settings of logs, no keys. Hosts are entered through the bastion. */
export const operationsAdministrator: JobFunction = {
  id: 'operations-administrator',
  title: { en: 'Operations administrator', zh: '运维管理员' },
  does: {
    en: 'Starts, stops and fails over, restores backups, enters hosts through the bastion.',
    zh: '启停与切换资源，恢复备份，经堡垒机登录主机。',
  },
  // as long as a change window usually is; a recorded session of its own ends after four hours at most
  longestSession: Duration.hours(2),
  boundary: 'none',
  grants: (context) => [
    seeWhatIsThere(),
    ...bastionGrants(context),
    allow('StartAndStop', [
      ...actionsOf(
        'autoscaling',
        'CancelInstanceRefresh ResumeProcesses SetDesiredCapacity SetInstanceHealth StartInstanceRefresh TerminateInstanceInAutoScalingGroup',
      ),
      ...actionsOf('ec2', 'RebootInstances StartInstances StopInstances'),
      ...actionsOf(
        'elasticloadbalancing',
        'DeregisterInstancesFromLoadBalancer DeregisterTargets RegisterInstancesWithLoadBalancer RegisterTargets',
      ),
      ...actionsOf(
        'rds',
        'FailoverDBCluster RebootDBInstance StartDBCluster StartDBInstance StopDBCluster StopDBInstance',
      ),
    ]),
    allow('Observe', [
      ...actionsOf('cloudwatch', 'GetDashboard GetMetricData GetMetricStatistics GetMetricWidgetImage'),
      ...actionsOf('logs', 'FilterLogEvents GetLogEvents GetQueryResults StartQuery StopQuery'),
    ]),
    allow('BackUpAndRestore', [
      ...actionsOf(
        'backup',
        'GetBackupPlan GetBackupSelection GetRecoveryPointRestoreMetadata StartBackupJob StartCopyJob StartRestoreJob StopBackupJob',
      ),
    ]),
    allow(
      'LetBackupAct',
      ['iam:PassRole'],
      [
        `arn:${context.partition}:iam::*:role/${context.name}-backup`,
        `arn:${context.partition}:iam::*:role/workload/*`,
      ],
      { StringEquals: { 'iam:PassedToService': 'backup.amazonaws.com' } },
    ),
    allow('AskForSupport', [
      ...actionsOf(
        'support',
        'AddCommunicationToCase CreateCase DescribeCases DescribeCommunications DescribeServices DescribeSeverityLevels ResolveCase',
      ),
    ]),
  ],
};
