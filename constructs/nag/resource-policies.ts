/**
 * Types that say by a policy of their own who may use them, and where it stands. In an event bus policy the properties are
 * the document.
 */
export const RESOURCE_POLICIES: Readonly<Record<string, string>> = {
  'AWS::Backup::BackupVault': 'AccessPolicy',
  'AWS::CodeArtifact::Domain': 'PermissionsPolicyDocument',
  'AWS::DynamoDB::Table': 'ResourcePolicy.PolicyDocument',
  'AWS::ECR::RegistryPolicy': 'PolicyText',
  'AWS::ECR::Repository': 'RepositoryPolicyText',
  'AWS::Elasticsearch::Domain': 'AccessPolicies',
  'AWS::Events::EventBus': 'Policy',
  'AWS::Events::EventBusPolicy': '',
  'AWS::IAM::Role': 'AssumeRolePolicyDocument',
  'AWS::KMS::Key': 'KeyPolicy',
  'AWS::KMS::ReplicaKey': 'KeyPolicy',
  'AWS::Kinesis::ResourcePolicy': 'ResourcePolicy',
  'AWS::Logs::Destination': 'DestinationPolicy',
  'AWS::Logs::ResourcePolicy': 'PolicyDocument',
  'AWS::OpenSearchService::Domain': 'AccessPolicies',
  'AWS::S3::AccessPoint': 'Policy',
  'AWS::S3::BucketPolicy': 'PolicyDocument',
  'AWS::SNS::TopicInlinePolicy': 'PolicyDocument',
  'AWS::SNS::TopicPolicy': 'PolicyDocument',
  'AWS::SQS::QueueInlinePolicy': 'PolicyDocument',
  'AWS::SQS::QueuePolicy': 'PolicyDocument',
  'AWS::SecretsManager::ResourcePolicy': 'ResourcePolicy',
};
