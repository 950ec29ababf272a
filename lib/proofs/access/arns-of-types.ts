import type { Resource } from '../../../constructs/nag/template';

/** How a type of resource is named. `{partition}`, `{region}`, `{account}`, `{path}` and `{name}` stand for its place and its properties. */
interface Naming {
  readonly arn: string;
  /** The property that holds the name; a name that is left out is made by CloudFormation from stack and logical id. */
  readonly name?: string;
  /** What `Ref` returns. */
  readonly ref: 'arn' | 'name' | 'other';
  /** What `GetAtt Arn` has beyond the ARN itself. */
  readonly suffix?: string;
}

/**
 * Return values and ARN formats of the types whose resources policies speak of.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
const NAMINGS: Readonly<Record<string, Naming>> = {
  'AWS::Backup::BackupVault': {
    arn: 'arn:{partition}:backup:{region}:{account}:backup-vault:{name}',
    name: 'BackupVaultName',
    ref: 'name',
  },
  'AWS::CloudTrail::Trail': {
    arn: 'arn:{partition}:cloudtrail:{region}:{account}:trail/{name}',
    name: 'TrailName',
    ref: 'name',
  },
  'AWS::DynamoDB::Table': {
    arn: 'arn:{partition}:dynamodb:{region}:{account}:table/{name}',
    name: 'TableName',
    ref: 'name',
  },
  'AWS::EC2::Instance': { arn: 'arn:{partition}:ec2:{region}:{account}:instance/{name}', ref: 'name' },
  'AWS::EC2::VPC': { arn: 'arn:{partition}:ec2:{region}:{account}:vpc/{name}', ref: 'name' },
  'AWS::EC2::VPCEndpoint': { arn: 'arn:{partition}:ec2:{region}:{account}:vpc-endpoint/{name}', ref: 'name' },
  'AWS::Events::Rule': { arn: 'arn:{partition}:events:{region}:{account}:rule/{name}', name: 'Name', ref: 'name' },
  'AWS::IAM::ManagedPolicy': {
    arn: 'arn:{partition}:iam::{account}:policy{path}{name}',
    name: 'ManagedPolicyName',
    ref: 'arn',
  },
  'AWS::IAM::OIDCProvider': { arn: 'arn:{partition}:iam::{account}:oidc-provider/{name}', name: 'Url', ref: 'arn' },
  'AWS::IAM::Role': { arn: 'arn:{partition}:iam::{account}:role{path}{name}', name: 'RoleName', ref: 'name' },
  'AWS::IAM::SAMLProvider': { arn: 'arn:{partition}:iam::{account}:saml-provider/{name}', name: 'Name', ref: 'arn' },
  'AWS::IAM::User': { arn: 'arn:{partition}:iam::{account}:user{path}{name}', name: 'UserName', ref: 'name' },
  'AWS::KMS::Key': { arn: 'arn:{partition}:kms:{region}:{account}:key/{name}', ref: 'name' },
  'AWS::Lambda::Function': {
    arn: 'arn:{partition}:lambda:{region}:{account}:function:{name}',
    name: 'FunctionName',
    ref: 'name',
  },
  'AWS::Logs::LogGroup': {
    arn: 'arn:{partition}:logs:{region}:{account}:log-group:{name}',
    name: 'LogGroupName',
    ref: 'name',
    suffix: ':*',
  },
  'AWS::S3::Bucket': { arn: 'arn:{partition}:s3:::{name}', name: 'BucketName', ref: 'name' },
  'AWS::SNS::Topic': { arn: 'arn:{partition}:sns:{region}:{account}:{name}', name: 'TopicName', ref: 'arn' },
  'AWS::SQS::Queue': { arn: 'arn:{partition}:sqs:{region}:{account}:{name}', name: 'QueueName', ref: 'other' },
  'AWS::SSM::Document': { arn: 'arn:{partition}:ssm:{region}:{account}:document/{name}', name: 'Name', ref: 'name' },
  'AWS::SSM::Parameter': { arn: 'arn:{partition}:ssm:{region}:{account}:parameter/{name}', name: 'Name', ref: 'name' },
  'AWS::SecretsManager::Secret': {
    arn: 'arn:{partition}:secretsmanager:{region}:{account}:secret:{name}-AbCdEf',
    name: 'Name',
    ref: 'arn',
  },
  'AWS::StepFunctions::StateMachine': {
    arn: 'arn:{partition}:states:{region}:{account}:stateMachine:{name}',
    name: 'StateMachineName',
    ref: 'arn',
  },
};

/** Types that policies speak of. */
export const NAMED_TYPES: readonly string[] = Object.keys(NAMINGS);

/** The name of a resource. One that CloudFormation makes begins with those of stack and resource; what follows is left out. */
export function nameOf(resource: Resource): string {
  const property = NAMINGS[resource.type]?.name;
  const given = property === undefined ? '' : resource.text(property).replace(/^https:\/+/, '');
  if (given !== '') return given;
  const made = `${resource.template.name.replaceAll('/', '-')}-${resource.id}`;
  return resource.type === 'AWS::S3::Bucket' ? made.toLowerCase() : made;
}

/** The ARN of a resource of a template whose place is known; undefined for types that no policy speaks of. */
export function arnOf(resource: Resource): string | undefined {
  const naming = NAMINGS[resource.type];
  if (!naming) return undefined;
  const { partition = '', region = '', account = '' } = resource.template.environment;
  const path = resource.text('Path') || '/';
  const words: Readonly<Record<string, string>> = { partition, region, account, path, name: nameOf(resource) };
  // names of parameters may begin with a slash, which their ARN has once
  return naming.arn.replace(/\{(\w+)\}/g, (_, word: string) => words[word] ?? '').replace('parameter//', 'parameter/');
}

/**
 * What `Ref` (no attribute) or `GetAtt` returns for a resource; undefined where the templates do not tell.
 * @param attribute such as `Arn`
 */
export function returned(resource: Resource, attribute?: string): string | undefined {
  const naming = NAMINGS[resource.type];
  if (!naming) return undefined;
  if (attribute === undefined) return { arn: arnOf(resource), name: nameOf(resource), other: undefined }[naming.ref];
  const isArn = /^(Arn|(Topic|Policy|BackupVault)?Arn)$/.test(attribute);
  return isArn ? `${arnOf(resource)}${naming.suffix ?? ''}` : undefined;
}
