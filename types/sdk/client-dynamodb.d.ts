// Made by `npm run generate` (tools/generate-sdk-types.ts), which says why.
import type { STSClientConfig, STSClientResolvedConfig } from '@aws-sdk/client-sts';
import type { Client, CommandImpl } from '@smithy/core/client';
import type { HttpHandlerOptions, MetadataBearer, PaginationConfiguration, Paginator } from '@smithy/types';
import type { DeleteItemInput, DeleteItemOutput, DescribeContinuousBackupsInput, DescribeContinuousBackupsOutput, DescribeTableInput, DescribeTableOutput, DescribeTimeToLiveInput, DescribeTimeToLiveOutput, GetItemInput, GetItemOutput, GetResourcePolicyInput, GetResourcePolicyOutput, PutItemInput, PutItemOutput, QueryInput, QueryOutput, ScanInput, ScanOutput } from '../../node_modules/@aws-sdk/client-dynamodb/dist-types/models/models_0';

export { AttributeValue } from '../../node_modules/@aws-sdk/client-dynamodb/dist-types/models/models_0';
export { ConditionalCheckFailedException } from '../../node_modules/@aws-sdk/client-dynamodb/dist-types/models/errors';
export { SSEDescription } from '../../node_modules/@aws-sdk/client-dynamodb/dist-types/models/models_0';

interface Operations {
  readonly DeleteItem: [input: DeleteItemInput, output: DeleteItemOutput];
  readonly DescribeContinuousBackups: [input: DescribeContinuousBackupsInput, output: DescribeContinuousBackupsOutput];
  readonly DescribeTable: [input: DescribeTableInput, output: DescribeTableOutput];
  readonly DescribeTimeToLive: [input: DescribeTimeToLiveInput, output: DescribeTimeToLiveOutput];
  readonly GetItem: [input: GetItemInput, output: GetItemOutput];
  readonly GetResourcePolicy: [input: GetResourcePolicyInput, output: GetResourcePolicyOutput];
  readonly PutItem: [input: PutItemInput, output: PutItemOutput];
  readonly Query: [input: QueryInput, output: QueryOutput];
  readonly Scan: [input: ScanInput, output: ScanOutput];
}

type Input = Operations[keyof Operations][0];
type Output = Operations[keyof Operations][1] & MetadataBearer;

type CommandOf<Name extends keyof Operations> = CommandImpl<Operations[Name][0], Operations[Name][1] & MetadataBearer, STSClientResolvedConfig, Input, Output>;
type PaginatorOf<Name extends keyof Operations> = (
  config: PaginationConfiguration & { readonly client: DynamoDBClient },
  input: Operations[Name][0],
) => Paginator<Operations[Name][1] & MetadataBearer>;

export declare class DynamoDBClient extends Client<HttpHandlerOptions, Input, Output, STSClientResolvedConfig> {
  constructor(config?: STSClientConfig);
}

export declare const DeleteItemCommand: new (input: Operations['DeleteItem'][0]) => CommandOf<'DeleteItem'>;
export type DeleteItemCommand = CommandOf<'DeleteItem'>;
export declare const DescribeContinuousBackupsCommand: new (input: Operations['DescribeContinuousBackups'][0]) => CommandOf<'DescribeContinuousBackups'>;
export type DescribeContinuousBackupsCommand = CommandOf<'DescribeContinuousBackups'>;
export declare const DescribeTableCommand: new (input: Operations['DescribeTable'][0]) => CommandOf<'DescribeTable'>;
export type DescribeTableCommand = CommandOf<'DescribeTable'>;
export declare const DescribeTimeToLiveCommand: new (input: Operations['DescribeTimeToLive'][0]) => CommandOf<'DescribeTimeToLive'>;
export type DescribeTimeToLiveCommand = CommandOf<'DescribeTimeToLive'>;
export declare const GetItemCommand: new (input: Operations['GetItem'][0]) => CommandOf<'GetItem'>;
export type GetItemCommand = CommandOf<'GetItem'>;
export declare const GetResourcePolicyCommand: new (input: Operations['GetResourcePolicy'][0]) => CommandOf<'GetResourcePolicy'>;
export type GetResourcePolicyCommand = CommandOf<'GetResourcePolicy'>;
export declare const PutItemCommand: new (input: Operations['PutItem'][0]) => CommandOf<'PutItem'>;
export type PutItemCommand = CommandOf<'PutItem'>;
export type PutItemCommandInput = Operations['PutItem'][0];
export declare const QueryCommand: new (input: Operations['Query'][0]) => CommandOf<'Query'>;
export type QueryCommand = CommandOf<'Query'>;
export type QueryCommandInput = Operations['Query'][0];
export declare const paginateQuery: PaginatorOf<'Query'>;
export declare const ScanCommand: new (input: Operations['Scan'][0]) => CommandOf<'Scan'>;
export type ScanCommand = CommandOf<'Scan'>;
