import type { Detection } from './detection';
import { all, call, is } from './term';

/** What keeps the records, and what tells of them. */
export const auditDetections: readonly Detection[] = [
  {
    id: 'audit-change',
    title: { en: 'Audit logging was changed', zh: '变更了审计日志' },
    sight: {
      en: "Trails, configuration recorders, flow and query logs in every account; the landing zone's log groups and archive buckets by name. By whomever, deployments of the platform and refused attempts among them.",
      zh: '所有账号的跟踪、配置记录器、流日志与查询日志；按名称识别的着陆区日志组与归档存储桶。不论何人，含平台部署与被拒绝的尝试。',
    },
    facets: ['8.2/operation-audit#audit-tamper-protection', '8.6/log-retention#shortening-denied'],
    techniques: [
      'aws.defense-evasion.cloudtrail-delete',
      'aws.defense-evasion.cloudtrail-event-selectors',
      'aws.defense-evasion.cloudtrail-lifecycle-rule',
      'aws.defense-evasion.cloudtrail-stop',
      'aws.defense-evasion.dns-delete-logs',
      'aws.defense-evasion.organizations-leave',
      'aws.defense-evasion.vpc-remove-flow-logs',
    ],
    when: ({ name }) => [
      call('cloudtrail', 'DeleteTrail', 'PutEventSelectors', 'PutInsightSelectors', 'StopLogging', 'UpdateTrail'),
      call(
        'config',
        'DeleteConfigurationRecorder',
        'DeleteDeliveryChannel',
        'DeleteRetentionConfiguration',
        'PutConfigurationRecorder',
        'PutDeliveryChannel',
        'PutRetentionConfiguration',
        'StopConfigurationRecorder',
      ),
      call('ec2', 'DeleteFlowLogs'),
      call('route53resolver', 'DeleteResolverQueryLogConfig', 'DisassociateResolverQueryLogConfig'),
      call('organizations', 'LeaveOrganization', 'RemoveAccountFromOrganization', 'DisableAWSServiceAccess'),
      all(
        call('logs', 'Delete*', 'DisassociateKmsKey', 'PutRetentionPolicy'),
        is('requestParameters.logGroupName', `/${name}/*`),
      ),
      call('logs', 'PutLogGroupDeletionProtection'),
      all(
        call('s3', 'DeleteBucket*', 'PutBucket*', 'PutObjectLockConfiguration'),
        is('requestParameters.bucketName', `${name}-*`),
      ),
    ],
  },
  {
    id: 'key-deletion',
    title: { en: 'A key was scheduled for deletion or disabled', zh: '密钥被计划删除或停用' },
    sight: {
      en: 'Every key of every account, and the removal of imported material; refused attempts too.',
      zh: '所有账号的任何密钥，以及导入密钥材料的删除；含被拒绝的尝试。',
    },
    facets: ['8.4/encryption-at-rest#key-deletion-protection'],
    when: () => [call('kms', 'DeleteImportedKeyMaterial', 'DisableKey', 'ScheduleKeyDeletion')],
  },
  {
    id: 'alerting-change',
    title: { en: 'Detection or alerting was changed', zh: '变更了检测或告警' },
    sight: {
      en: "Metric filters of the landing zone's log groups, alarms that bear its name, topics for alerts; muting, too. Not a subscriber who unsubscribes by the link in a message.",
      zh: '着陆区日志组的指标筛选器、以其名称命名的告警、告警主题及静默设置。不含订阅者通过消息内链接退订。',
    },
    facets: ['8.6/log-alerting#alert-path-health'],
    when: ({ name }) => [
      all(call('logs', 'DeleteMetricFilter', 'PutMetricFilter'), is('requestParameters.logGroupName', `/${name}/*`)),
      all(
        call('monitoring', 'DeleteAlarms', 'DisableAlarmActions'),
        is('requestParameters.alarmNames[*]', `${name}-*`),
      ),
      all(call('monitoring', 'PutMetricAlarm', 'SetAlarmState'), is('requestParameters.alarmName', `${name}-*`)),
      call('monitoring', 'PutAlarmMuteRule'),
      all(
        call('sns', 'DeleteTopic', 'RemovePermission', 'SetTopicAttributes'),
        is('requestParameters.topicArn', '*-alerts'),
      ),
    ],
  },
];
