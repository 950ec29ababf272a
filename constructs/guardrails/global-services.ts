import type { PartitionName } from '../partition';

/**
 * Actions that a partition answers in one region for all of them, or that name no region at all. A rule on regions would
 * stop them everywhere else. Or whose answer belongs to one region, and is wanted of all: CloudTrail signs what it saw of a region with
 * keys that this region alone tells. Nothing that stores a customer's data stands here.
 *
 * After the examples of the first page, which calls itself incomplete; for China, what of it exists there. Neither list was
 * compared with a source line by line: a call that is refused although it names no region belongs here.
 *
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_examples_general.html#example-scp-deny-region
 * @see https://docs.amazonaws.cn/en_us/aws/latest/userguide/endpoints-Ningxia.html
 */
export const GLOBAL_SERVICES: Readonly<Record<PartitionName, readonly string[]>> = {
  aws: [
    'account:*',
    'artifact:*',
    'aws-portal:*',
    'billing:*',
    'budgets:*',
    'ce:*',
    'cloudfront:*',
    'cloudtrail:ListPublicKeys',
    'consolidatedbilling:*',
    'cur:*',
    'ec2:DescribeRegions',
    'freetier:*',
    'globalaccelerator:*',
    'health:*',
    'iam:*',
    'invoicing:*',
    'networkmanager:*',
    'organizations:*',
    'payments:*',
    'pricing:*',
    'route53:*',
    'route53domains:*',
    's3:GetAccountPublicAccessBlock',
    's3:ListAllMyBuckets',
    's3:PutAccountPublicAccessBlock',
    'shield:*',
    'sts:*',
    'support:*',
    'supportplans:*',
    'tax:*',
    'trustedadvisor:*',
  ],
  'aws-cn': [
    'account:*',
    'aws-portal:*',
    'budgets:*',
    'ce:*',
    'cur:*',
    'ec2:DescribeRegions',
    'health:*',
    'iam:*',
    'organizations:*',
    'pricing:*',
    'route53:*',
    's3:GetAccountPublicAccessBlock',
    's3:ListAllMyBuckets',
    's3:PutAccountPublicAccessBlock',
    'sts:*',
    'support:*',
    'trustedadvisor:*',
  ],
};
