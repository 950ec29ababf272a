import type { Source } from './source';

/** Partitions of AWS that the landing zone knows. */
export type PartitionName = 'aws' | 'aws-cn';

/** What has to be known of a region before stacks are created in it. */
export interface Region {
  /** Opened after 20 March 2019: an account must enable it before stacks can be created there. */
  readonly optIn?: true;
}

/** Source of the regions and of those of the opt-in kind; a test compares each of them with the library's table. */
export const regionsSource: Source = {
  url: 'https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-regions.html',
  checked: '2026-11-23',
  edition: 'the table of aws-cdk-lib/region-info 2.276.0',
};

const optIn: Region = { optIn: true };
const always: Region = {};

/** The regions of each partition. */
export const regions: Readonly<Record<PartitionName, Readonly<Record<string, Region>>>> = {
  aws: {
    'af-south-1': optIn,
    'ap-east-1': optIn,
    'ap-east-2': optIn,
    'ap-northeast-1': always,
    'ap-northeast-2': always,
    'ap-northeast-3': always,
    'ap-south-1': always,
    'ap-south-2': optIn,
    'ap-southeast-1': always,
    'ap-southeast-2': always,
    'ap-southeast-3': optIn,
    'ap-southeast-4': optIn,
    'ap-southeast-5': optIn,
    'ap-southeast-6': optIn,
    'ap-southeast-7': optIn,
    'ca-central-1': always,
    'ca-west-1': optIn,
    'eu-central-1': always,
    'eu-central-2': optIn,
    'eu-north-1': always,
    'eu-south-1': optIn,
    'eu-south-2': optIn,
    'eu-west-1': always,
    'eu-west-2': always,
    'eu-west-3': always,
    'il-central-1': optIn,
    'me-central-1': optIn,
    'me-south-1': optIn,
    'mx-central-1': optIn,
    'sa-east-1': always,
    'us-east-1': always,
    'us-east-2': always,
    'us-west-1': always,
    'us-west-2': always,
  },
  'aws-cn': {
    'cn-north-1': always,
    'cn-northwest-1': always,
  },
};

/** Names of the regions of a partition. */
export const regionsOf = (partition: PartitionName): readonly string[] => Object.keys(regions[partition]);

/**
 * The region in which Route 53 publishes the metrics of its health checks, and where alone an alarm can see them. For China
 * no document says where they are.
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/monitoring-cloudwatch.html
 */
export const HEALTH_METRICS_REGION = 'us-east-1';

/** The partition that has a region; undefined for a name that is none, and for one that deployment alone decides. */
export function partitionOf(region: string): PartitionName | undefined {
  return (['aws', 'aws-cn'] as const).find((partition) => Object.hasOwn(regions[partition], region));
}
