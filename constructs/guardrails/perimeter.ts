import { packageBuckets } from '../partition';
import type { Conditions } from '../purpose-key/senders';
import type { Guardrail, GuardrailContext } from './guardrail';
import { peoplesRoles } from './platform-roles';

/**
 * What carries data into a resource of another account, or lends an identity there. Of `ecr` only what writes an image: those of
 * AWS are pulled from many accounts.
 */
const CARRYING = [
  'dynamodb:*',
  'ecr:CompleteLayerUpload',
  'ecr:InitiateLayerUpload',
  'ecr:PutImage',
  'ecr:UploadLayerPart',
  'firehose:Put*',
  'glacier:*',
  'kinesis:*',
  'kms:*',
  'lambda:Invoke*',
  's3:*',
  'secretsmanager:*',
  'sns:Publish',
  'sqs:*',
  'sts:AssumeRole',
];

/**
 * Actions of services that answer inside a VPC without an endpoint, so that a request says nothing of where it came from.
 * Security groups bound them.
 * @see https://github.com/aws-samples/data-perimeter-policy-examples (service_control_policies/README.md, March 2026)
 */
const ANSWERED_INSIDE_THE_NETWORK = [
  'dax:*',
  'elasticfilesystem:Client*',
  'es:ES*',
  'kafka-cluster:*',
  'neptune-db:*',
  'rds-db:connect',
];

/** Where a service calls on in the caller's name, the network is that of the service. */
const NOT_THROUGH_A_SERVICE = { BoolIfExists: { 'aws:ViaAWSService': 'false' } } as const;

/**
 * In the name of this role, in any account, an instance uses the keys of its volumes, from networks of AWS. Nobody can make one
 * of that name.
 * @see https://docs.aws.amazon.com/ebs/latest/userguide/ebs-encryption-requirements.html#ebs-encryption-instance-permissions
 */
const instanceInfrastructure = ({ partition }: GuardrailContext): string =>
  `arn:${partition}:iam::*:role/aws:ec2-infrastructure`;

/** A key that is absent counts as different, so that who belongs to no organization is outside. */
export const outside = (
  key: string,
  accountKey: string,
  { organizationId, trustedAccounts = [] }: GuardrailContext,
): Conditions => ({
  StringNotEqualsIfExists: {
    [key]: organizationId ?? '',
    ...(trustedAccounts.length > 0 && { [accountKey]: trustedAccounts }),
  },
});

/**
 * The data perimeter, as far as it binds one's own identities: they reach trusted resources only, and from expected networks
 * only. Its other half, trusted identities alone at one's own resources, is in `resource-control-policies.ts`.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_data-perimeters.html
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export const PERIMETER_GUARDRAILS: readonly Guardrail[] = [
  {
    id: 'foreign-resources',
    theme: 'perimeter',
    stops: {
      en: 'Carrying data to resources outside the organization, taking roles there',
      zh: '将数据写入组织外资源或切换至组织外角色',
    },
    brief: 'data, roles outside the organization',
    facets: ['8.2/no-excess-access#data-perimeter', '8.2/no-unauthorised-export#resource-sharing-denied'],
    exempt: 'platform',
    refuses: (context) =>
      context.organizationId === undefined
        ? undefined
        : {
            actions: CARRYING,
            resources: { allBut: bucketsOfAws(context) },
            condition: outside('aws:ResourceOrgID', 'aws:ResourceAccount', context),
          },
  },
  {
    id: 'instance-credentials-elsewhere',
    theme: 'perimeter',
    stops: { en: "Using an instance's credentials outside its network", zh: '在实例所在网络之外使用实例凭证' },
    brief: 'instance credentials elsewhere',
    facets: ['8.2/no-excess-access#data-perimeter'],
    exempt: 'nobody',
    refuses: (context) =>
      context.organizationId === undefined
        ? undefined
        : {
            actions: { allBut: ANSWERED_INSIDE_THE_NETWORK },
            condition: {
              // only sessions of instance profiles have it
              Null: { 'ec2:SourceInstanceARN': 'false' },
              StringNotEquals: { 'aws:SourceVpc': networksOfEndpoints(context) },
              // endpoints may stand in another network of the organization
              StringNotEqualsIfExists: { 'aws:VpceOrgID': context.organizationId },
              ...unlessFrom(context.expectedNetworks),
              ...NOT_THROUGH_A_SERVICE,
              ArnNotLike: { 'aws:PrincipalArn': instanceInfrastructure(context) },
            },
          },
  },
  {
    id: 'foreign-endpoints',
    theme: 'perimeter',
    stops: { en: 'Calls through VPC endpoints of other organizations', zh: '经其他组织的 VPC 终端节点发起调用' },
    brief: 'foreign VPC endpoints',
    facets: ['8.2/no-excess-access#data-perimeter'],
    exempt: 'nobody',
    // no page of China's says that requests carry these keys there
    partitions: ['aws'],
    refuses: (context) =>
      context.organizationId === undefined
        ? undefined
        : {
            actions: ['*'],
            condition: {
              Null: { 'aws:VpceAccount': 'false' },
              ...outside('aws:VpceOrgID', 'aws:VpceAccount', context),
              ...NOT_THROUGH_A_SERVICE,
            },
          },
  },
  {
    id: 'unexpected-networks',
    theme: 'perimeter',
    stops: { en: 'People calling from networks that are not expected', zh: '人员从非预期网络发起调用' },
    brief: 'people from unexpected networks',
    facets: ['8.2/no-excess-access#data-perimeter'],
    exempt: 'nobody',
    refuses: (context) =>
      context.expectedNetworks === undefined || context.expectedNetworks.length === 0
        ? undefined
        : {
            actions: ['*'],
            condition: {
              ArnLike: { 'aws:PrincipalArn': peoplesRoles(context) },
              // a request through an endpoint has none: whose endpoint it is, `foreign-endpoints` asks
              Null: { 'aws:SourceIp': 'false' },
              NotIpAddress: { 'aws:SourceIp': context.expectedNetworks },
              ...NOT_THROUGH_A_SERVICE,
            },
          },
  },
];

const OWN_NETWORK = '${aws:Ec2InstanceSourceVpc}';

const networksOfEndpoints = ({ endpointNetworks = [] }: GuardrailContext): string | readonly string[] =>
  endpointNetworks.length === 0 ? OWN_NETWORK : [OWN_NETWORK, ...endpointNetworks];

const unlessFrom = (networks: readonly string[] = []): Conditions =>
  networks.length === 0 ? {} : { NotIpAddressIfExists: { 'aws:SourceIp': networks } };

const bucketsOfAws = ({ partition, allowedRegions }: GuardrailContext): readonly string[] =>
  allowedRegions.flatMap(packageBuckets).map((bucket) => `arn:${partition}:s3:::${bucket}/*`);
