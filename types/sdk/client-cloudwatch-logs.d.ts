// Made by `npm run generate` (tools/generate-sdk-types.ts), which says why.
import type { STSClientConfig, STSClientResolvedConfig } from '@aws-sdk/client-sts';
import type { Client, CommandImpl } from '@smithy/core/client';
import type { HttpHandlerOptions, MetadataBearer, PaginationConfiguration, Paginator } from '@smithy/types';
import type { CreateLogGroupRequest, CreateLogStreamRequest, DeleteLogGroupRequest, DeleteLogStreamRequest, DeleteMetricFilterRequest, DeleteSubscriptionFilterRequest, DescribeLogGroupsRequest, DescribeLogGroupsResponse, DescribeLogStreamsRequest, DescribeLogStreamsResponse, DescribeMetricFiltersRequest, DescribeMetricFiltersResponse, DescribeSubscriptionFiltersRequest, DescribeSubscriptionFiltersResponse, FilterLogEventsRequest, FilterLogEventsResponse, GetLogEventsRequest, GetLogEventsResponse, ListTagsForResourceRequest, ListTagsForResourceResponse, PutLogEventsRequest, PutLogEventsResponse, PutMetricFilterRequest, PutRetentionPolicyRequest, PutSubscriptionFilterRequest } from '../../node_modules/@aws-sdk/client-cloudwatch-logs/dist-types/models/models_0';

export { LogGroup } from '../../node_modules/@aws-sdk/client-cloudwatch-logs/dist-types/models/models_0';

interface Operations {
  readonly CreateLogGroup: [input: CreateLogGroupRequest, output: object];
  readonly CreateLogStream: [input: CreateLogStreamRequest, output: object];
  readonly DeleteLogGroup: [input: DeleteLogGroupRequest, output: object];
  readonly DeleteLogStream: [input: DeleteLogStreamRequest, output: object];
  readonly DeleteMetricFilter: [input: DeleteMetricFilterRequest, output: object];
  readonly DeleteSubscriptionFilter: [input: DeleteSubscriptionFilterRequest, output: object];
  readonly DescribeLogGroups: [input: DescribeLogGroupsRequest, output: DescribeLogGroupsResponse];
  readonly DescribeLogStreams: [input: DescribeLogStreamsRequest, output: DescribeLogStreamsResponse];
  readonly DescribeMetricFilters: [input: DescribeMetricFiltersRequest, output: DescribeMetricFiltersResponse];
  readonly DescribeSubscriptionFilters: [input: DescribeSubscriptionFiltersRequest, output: DescribeSubscriptionFiltersResponse];
  readonly FilterLogEvents: [input: FilterLogEventsRequest, output: FilterLogEventsResponse];
  readonly GetLogEvents: [input: GetLogEventsRequest, output: GetLogEventsResponse];
  readonly ListTagsForResource: [input: ListTagsForResourceRequest, output: ListTagsForResourceResponse];
  readonly PutLogEvents: [input: PutLogEventsRequest, output: PutLogEventsResponse];
  readonly PutMetricFilter: [input: PutMetricFilterRequest, output: object];
  readonly PutRetentionPolicy: [input: PutRetentionPolicyRequest, output: object];
  readonly PutSubscriptionFilter: [input: PutSubscriptionFilterRequest, output: object];
}

type Input = Operations[keyof Operations][0];
type Output = Operations[keyof Operations][1] & MetadataBearer;

type CommandOf<Name extends keyof Operations> = CommandImpl<Operations[Name][0], Operations[Name][1] & MetadataBearer, STSClientResolvedConfig, Input, Output>;
type PaginatorOf<Name extends keyof Operations> = (
  config: PaginationConfiguration & { readonly client: CloudWatchLogsClient },
  input: Operations[Name][0],
) => Paginator<Operations[Name][1] & MetadataBearer>;

export declare class CloudWatchLogsClient extends Client<HttpHandlerOptions, Input, Output, STSClientResolvedConfig> {
  constructor(config?: STSClientConfig);
}

export declare const CreateLogGroupCommand: new (input: Operations['CreateLogGroup'][0]) => CommandOf<'CreateLogGroup'>;
export type CreateLogGroupCommand = CommandOf<'CreateLogGroup'>;
export declare const CreateLogStreamCommand: new (input: Operations['CreateLogStream'][0]) => CommandOf<'CreateLogStream'>;
export type CreateLogStreamCommand = CommandOf<'CreateLogStream'>;
export declare const DeleteLogGroupCommand: new (input: Operations['DeleteLogGroup'][0]) => CommandOf<'DeleteLogGroup'>;
export type DeleteLogGroupCommand = CommandOf<'DeleteLogGroup'>;
export declare const DeleteLogStreamCommand: new (input: Operations['DeleteLogStream'][0]) => CommandOf<'DeleteLogStream'>;
export type DeleteLogStreamCommand = CommandOf<'DeleteLogStream'>;
export declare const DeleteMetricFilterCommand: new (input: Operations['DeleteMetricFilter'][0]) => CommandOf<'DeleteMetricFilter'>;
export type DeleteMetricFilterCommand = CommandOf<'DeleteMetricFilter'>;
export declare const DeleteSubscriptionFilterCommand: new (input: Operations['DeleteSubscriptionFilter'][0]) => CommandOf<'DeleteSubscriptionFilter'>;
export type DeleteSubscriptionFilterCommand = CommandOf<'DeleteSubscriptionFilter'>;
export declare const DescribeLogGroupsCommand: new (input: Operations['DescribeLogGroups'][0]) => CommandOf<'DescribeLogGroups'>;
export type DescribeLogGroupsCommand = CommandOf<'DescribeLogGroups'>;
export declare const paginateDescribeLogGroups: PaginatorOf<'DescribeLogGroups'>;
export declare const DescribeLogStreamsCommand: new (input: Operations['DescribeLogStreams'][0]) => CommandOf<'DescribeLogStreams'>;
export type DescribeLogStreamsCommand = CommandOf<'DescribeLogStreams'>;
export declare const DescribeMetricFiltersCommand: new (input: Operations['DescribeMetricFilters'][0]) => CommandOf<'DescribeMetricFilters'>;
export type DescribeMetricFiltersCommand = CommandOf<'DescribeMetricFilters'>;
export declare const paginateDescribeMetricFilters: PaginatorOf<'DescribeMetricFilters'>;
export declare const DescribeSubscriptionFiltersCommand: new (input: Operations['DescribeSubscriptionFilters'][0]) => CommandOf<'DescribeSubscriptionFilters'>;
export type DescribeSubscriptionFiltersCommand = CommandOf<'DescribeSubscriptionFilters'>;
export declare const paginateDescribeSubscriptionFilters: PaginatorOf<'DescribeSubscriptionFilters'>;
export declare const FilterLogEventsCommand: new (input: Operations['FilterLogEvents'][0]) => CommandOf<'FilterLogEvents'>;
export type FilterLogEventsCommand = CommandOf<'FilterLogEvents'>;
export declare const paginateFilterLogEvents: PaginatorOf<'FilterLogEvents'>;
export declare const GetLogEventsCommand: new (input: Operations['GetLogEvents'][0]) => CommandOf<'GetLogEvents'>;
export type GetLogEventsCommand = CommandOf<'GetLogEvents'>;
export declare const ListTagsForResourceCommand: new (input: Operations['ListTagsForResource'][0]) => CommandOf<'ListTagsForResource'>;
export type ListTagsForResourceCommand = CommandOf<'ListTagsForResource'>;
export declare const PutLogEventsCommand: new (input: Operations['PutLogEvents'][0]) => CommandOf<'PutLogEvents'>;
export type PutLogEventsCommand = CommandOf<'PutLogEvents'>;
export declare const PutMetricFilterCommand: new (input: Operations['PutMetricFilter'][0]) => CommandOf<'PutMetricFilter'>;
export type PutMetricFilterCommand = CommandOf<'PutMetricFilter'>;
export declare const PutRetentionPolicyCommand: new (input: Operations['PutRetentionPolicy'][0]) => CommandOf<'PutRetentionPolicy'>;
export type PutRetentionPolicyCommand = CommandOf<'PutRetentionPolicy'>;
export declare const PutSubscriptionFilterCommand: new (input: Operations['PutSubscriptionFilter'][0]) => CommandOf<'PutSubscriptionFilter'>;
export type PutSubscriptionFilterCommand = CommandOf<'PutSubscriptionFilter'>;
