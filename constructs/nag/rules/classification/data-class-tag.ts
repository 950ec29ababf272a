import { finding } from '../../findings';
import { listedPaths } from '../../listed-paths';
import { type Finding, type Rule, verdictFromEach } from '../../rule';
import { tagOf } from '../../tags';
import type { Resource } from '../../template';

const TAG = 'isms:data-class';

/** Types that hold data, and where each keeps its tags: a global table replica by replica. */
const TAGS_OF: Readonly<Record<string, string>> = {
  'AWS::Backup::BackupVault': 'BackupVaultTags',
  'AWS::DocDB::DBCluster': 'Tags',
  'AWS::DynamoDB::GlobalTable': 'Replicas.*.Tags',
  'AWS::DynamoDB::Table': 'Tags',
  'AWS::EC2::Volume': 'Tags',
  'AWS::EFS::FileSystem': 'FileSystemTags',
  'AWS::ElastiCache::ReplicationGroup': 'Tags',
  'AWS::FSx::FileSystem': 'Tags',
  'AWS::Kinesis::Stream': 'Tags',
  'AWS::Logs::LogGroup': 'Tags',
  'AWS::Neptune::DBCluster': 'Tags',
  'AWS::OpenSearchService::Domain': 'Tags',
  'AWS::RDS::DBCluster': 'Tags',
  'AWS::RDS::DBInstance': 'Tags',
  'AWS::Redshift::Cluster': 'Tags',
  'AWS::S3::Bucket': 'Tags',
  'AWS::SQS::Queue': 'Tags',
  'AWS::SecretsManager::Secret': 'Tags',
};

/** Whatever holds data says of which class it is: handling follows from the class. */
export const dataClassTag: Rule = {
  id: 'data-class-tag',
  demand: {
    en: `What holds data carries its class in the tag ${TAG}.`,
    zh: `存放数据的资源以 ${TAG} 标签标明数据级别。`,
  },
  types: Object.keys(TAGS_OF),
  reference:
    'https://docs.aws.amazon.com/whitepapers/latest/tagging-best-practices/data-security-and-risk-management.html',
  judge: (resource) =>
    verdictFromEach(listedPaths(resource, TAGS_OF[resource.type] ?? 'Tags'), (path) => classFindings(resource, path)),
};

const classFindings = (resource: Resource, path: string): readonly Finding[] =>
  tagOf(resource, TAG, path)
    ? []
    : [
        finding(
          path,
          `has no ${TAG}: nobody can tell how the data is to be handled`,
          `缺少 ${TAG}：无法确定数据应如何处理`,
        ),
      ];
