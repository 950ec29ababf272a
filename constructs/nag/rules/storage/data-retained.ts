import { finding } from '../../findings';
import { isIntrinsic } from '../../intrinsics';
import { type Finding, type Rule, verdictFromEach } from '../../rule';
import { type Resource, Unresolved } from '../../template';

const KEPT: Readonly<Record<string, readonly string[]>> = {
  // RetainExceptOnCreate lets go only of what a failed creation leaves
  DeletionPolicy: ['Retain', 'RetainExceptOnCreate', 'Snapshot'],
  UpdateReplacePolicy: ['Retain', 'Snapshot'],
};

/** What holds data, or the key to it, outlives its stack: it is kept, or a snapshot of it, on deletion and on replacement. */
export const dataRetained: Rule = {
  id: 'data-retained',
  demand: {
    en: 'What holds data or keys is kept when its stack is deleted or the resource is replaced.',
    zh: '堆栈删除或资源替换时，保留存放数据或密钥的资源。',
  },
  types: [
    'AWS::S3::Bucket',
    'AWS::KMS::Key',
    'AWS::KMS::ReplicaKey',
    'AWS::Logs::LogGroup',
    'AWS::Backup::BackupVault',
    'AWS::DynamoDB::Table',
    'AWS::DynamoDB::GlobalTable',
    'AWS::RDS::DBInstance',
    'AWS::RDS::DBCluster',
    'AWS::EFS::FileSystem',
  ],
  reference: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html',
  judge: (resource) => verdictFromEach(Object.keys(KEPT), (attribute) => attributeFindings(resource, attribute)),
};

function attributeFindings(resource: Resource, attribute: string): readonly Finding[] {
  const value = resource.attributes[attribute];
  if (isIntrinsic(value)) throw new Unresolved(attribute);
  if (KEPT[attribute]?.includes(String(value))) return [];
  return [
    finding(
      attribute,
      `is ${value ?? 'missing'}: the data goes with the stack`,
      value === undefined ? '为空：数据将随堆栈一并删除' : `为 ${value}：数据将随堆栈一并删除`,
    ),
  ];
}
