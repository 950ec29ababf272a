import type { PartitionName } from '../../constructs/partition/regions';
import type { Source } from '../../constructs/partition/source';
import type { Bilingual } from '../../constructs/standard';
import type { Placed } from './deployment';

/** A limit of AWS that the landing zone could meet, and how much of it the templates take. */
export interface ServiceQuota {
  readonly name: Bilingual;
  /** What the limit counts in: each account and region, each account, or each resource on its own. */
  readonly per: 'region' | 'account' | 'resource';
  /** What an account has without asking; undefined where the partition's documents do not say. */
  readonly limit: Readonly<Record<PartitionName, number | undefined>>;
  /** Codes of Service Quotas, where it can be raised. */
  readonly code?: { readonly service: string; readonly quota: string };
  /** How much one resource takes; undefined for resources that it does not concern. */
  readonly takes: (placed: Placed) => number | undefined;
  readonly source: Source;
}

const checked = '2026-11-23';

/** China's page of differences, https://docs.amazonaws.cn/en_us/aws/latest/userguide/vpc.html, lists none in quotas. */
const VPC: Source = { url: 'https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html', checked };
const PRIVATE_LINK: Source = {
  url: 'https://docs.amazonaws.cn/en_us/vpc/latest/privatelink/vpc-limits-endpoints.html',
  checked,
};
const CLOUDFORMATION: Source = {
  url: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html',
  checked,
};

/** Counts resources of one type. */
const count =
  (type: string) =>
  ({ resource }: Placed): number | undefined =>
    resource.type === type ? 1 : undefined;

const endpointsOf =
  (kind: 'Interface' | 'Gateway') =>
  ({ resource }: Placed): number | undefined =>
    resource.type === 'AWS::EC2::VPCEndpoint' && (resource.text('VpcEndpointType') || 'Gateway') === kind
      ? 1
      : undefined;

/** The larger of what goes in and what goes out: the limit holds for each direction. */
function accessListEntries({ resource }: Placed): number | undefined {
  if (resource.type !== 'AWS::EC2::NetworkAcl') return undefined;
  const entries = resource.referrers('AWS::EC2::NetworkAclEntry', 'NetworkAclId');
  const outgoing = entries.filter((entry) => String(entry.raw('Egress')) === 'true').length;
  return Math.max(outgoing, entries.length - outgoing);
}

function securityGroupRules({ resource }: Placed): number | undefined {
  if (resource.type !== 'AWS::EC2::SecurityGroup') return undefined;
  const incoming =
    resource.list('SecurityGroupIngress').length +
    resource.referrers('AWS::EC2::SecurityGroupIngress', 'GroupId').length;
  const outgoing =
    resource.list('SecurityGroupEgress').length + resource.referrers('AWS::EC2::SecurityGroupEgress', 'GroupId').length;
  return Math.max(incoming, outgoing);
}

/** vCPUs of an instance size; the families used here have two up to `large`, then twice as many per step. */
const VCPUS: Readonly<Record<string, number>> = {
  nano: 2,
  micro: 2,
  small: 2,
  medium: 2,
  large: 2,
  xlarge: 4,
  '2xlarge': 8,
};

function instanceCpus({ resource }: Placed): number | undefined {
  if (resource.type !== 'AWS::AutoScaling::AutoScalingGroup') return undefined;
  const template = resource.referent('LaunchTemplate.LaunchTemplateId');
  const size = template?.text('LaunchTemplateData.InstanceType').split('.')[1] ?? '';
  return Number(resource.text('MaxSize')) * (VCPUS[size] ?? 2);
}

/**
 * Defaults of a new account, dated. Those of Organizations are in `constructs/partition`; what cannot be met (100,000 keys a
 * region) is left out.
 */
export const serviceQuotas: readonly ServiceQuota[] = [
  {
    name: { en: 'VPCs per region', zh: '每区域 VPC 数' },
    per: 'region',
    limit: { aws: 5, 'aws-cn': 5 },
    code: { service: 'vpc', quota: 'L-F678F1CE' },
    takes: count('AWS::EC2::VPC'),
    source: VPC,
  },
  {
    name: { en: 'Interface endpoints per VPC', zh: '每 VPC 接口终端节点数' },
    per: 'region',
    limit: { aws: 50, 'aws-cn': 50 },
    code: { service: 'vpc', quota: 'L-29B6F2EB' },
    takes: endpointsOf('Interface'),
    source: PRIVATE_LINK,
  },
  {
    name: { en: 'Gateway endpoints per region', zh: '每区域网关终端节点数' },
    per: 'region',
    limit: { aws: 20, 'aws-cn': 20 },
    code: { service: 'vpc', quota: 'L-1B52E74A' },
    takes: endpointsOf('Gateway'),
    source: PRIVATE_LINK,
  },
  {
    name: { en: 'Entries per network access list and direction', zh: '每网络 ACL 每方向的规则数' },
    per: 'resource',
    limit: { aws: 20, 'aws-cn': 20 },
    code: { service: 'vpc', quota: 'L-2AEEBF1A' },
    takes: accessListEntries,
    source: VPC,
  },
  {
    name: { en: 'Rules per security group and direction', zh: '每安全组每方向的规则数' },
    per: 'resource',
    limit: { aws: 60, 'aws-cn': 60 },
    code: { service: 'vpc', quota: 'L-0EA8095F' },
    takes: securityGroupRules,
    source: VPC,
  },
  {
    name: { en: 'vCPUs of running standard instances', zh: '运行中的标准实例 vCPU 数' },
    per: 'region',
    limit: { aws: 5, 'aws-cn': undefined },
    code: { service: 'ec2', quota: 'L-1216C47A' },
    takes: instanceCpus,
    source: { url: 'https://docs.aws.amazon.com/ec2/latest/instancetypes/ec2-instance-quotas.html', checked },
  },
  {
    name: { en: 'Buckets per account', zh: '每账号存储桶数' },
    per: 'account',
    limit: { aws: 10_000, 'aws-cn': 10_000 },
    code: { service: 's3', quota: 'L-DC2B2D3D' },
    takes: count('AWS::S3::Bucket'),
    source: { url: 'https://docs.amazonaws.cn/en_us/AmazonS3/latest/userguide/BucketRestrictions.html', checked },
  },
  {
    name: { en: 'StackSets per administrator account', zh: '每管理员账号 StackSet 数' },
    per: 'account',
    limit: { aws: 1000, 'aws-cn': undefined },
    code: { service: 'cloudformation', quota: 'L-EC62D81A' },
    takes: count('AWS::CloudFormation::StackSet'),
    source: CLOUDFORMATION,
  },
  {
    name: { en: 'Resources per stack', zh: '每堆栈资源数' },
    per: 'resource',
    limit: { aws: 500, 'aws-cn': 500 },
    takes: ({ resource }) =>
      resource.template.resources[0] === resource ? resource.template.resources.length : undefined,
    source: CLOUDFORMATION,
  },
  {
    name: { en: 'Audit trails per region', zh: '每区域审计跟踪数' },
    per: 'region',
    limit: { aws: 5, 'aws-cn': 5 },
    takes: count('AWS::CloudTrail::Trail'),
    source: {
      url: 'https://docs.amazonaws.cn/en_us/awscloudtrail/latest/userguide/WhatIsCloudTrail-Limits.html',
      checked,
    },
  },
  {
    name: { en: 'Metric filters per log group', zh: '每日志组指标筛选器数' },
    per: 'resource',
    limit: { aws: 100, 'aws-cn': 100 },
    takes: ({ resource }) =>
      resource.type === 'AWS::Logs::LogGroup'
        ? resource.referrers('AWS::Logs::MetricFilter', 'LogGroupName', 'LogGroupName').length
        : undefined,
    source: {
      url: 'https://docs.amazonaws.cn/sdk-for-sap-abap/v1/api/latest/cwl/operation/PUTMETRICFILTER.html',
      checked,
    },
  },
  {
    name: { en: 'Route 53 health checks per account', zh: '每账号 Route 53 健康检查数' },
    per: 'account',
    limit: { aws: 200, 'aws-cn': undefined },
    takes: count('AWS::Route53::HealthCheck'),
    source: { url: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DNSLimitations.html', checked },
  },
];
