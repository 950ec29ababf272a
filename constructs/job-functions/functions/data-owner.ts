import { Duration } from 'aws-cdk-lib';
import { actionsOf, allow } from '../grant';
import type { JobFunction } from '../job-function';
import { seeWhatIsThere } from '../metadata';

/**
 * Answers for data without handling it: says its class, and sees who reaches it and how it is kept. What belongs to the
 * landing zone keeps its class: the boundary sees to that.
 */
export const dataOwner: JobFunction = {
  id: 'data-owner',
  title: { en: 'Data owner', zh: '数据责任人' },
  does: {
    en: 'Classifies data stores, sees who reaches them; reads no contents.',
    zh: '为数据存储定级，查看可访问者与保护情况，不读取数据内容。',
  },
  longestSession: Duration.hours(4),
  boundary: 'workload',
  grants: () => [
    seeWhatIsThere(),
    allow('SeeHowDataIsKept', [
      ...actionsOf('access-analyzer', 'GetAnalyzer GetFinding'),
      ...actionsOf('backup', 'GetBackupPlan GetBackupSelection'),
      ...actionsOf(
        's3',
        'GetBucketLocation GetBucketPolicy GetBucketPolicyStatus GetBucketPublicAccessBlock GetBucketTagging GetBucketVersioning GetEncryptionConfiguration GetLifecycleConfiguration GetReplicationConfiguration',
      ),
      ...actionsOf('tag', 'GetResources GetTagKeys GetTagValues'),
    ]),
    allow('Classify', [
      ...actionsOf('dynamodb', 'TagResource'),
      ...actionsOf('elasticfilesystem', 'TagResource'),
      ...actionsOf('rds', 'AddTagsToResource'),
      ...actionsOf('s3', 'PutBucketTagging'),
      ...actionsOf('secretsmanager', 'TagResource'),
      ...actionsOf('tag', 'TagResources'),
    ]),
  ],
};
