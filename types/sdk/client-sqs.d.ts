// Made by `npm run generate` (tools/generate-sdk-types.ts), which says why.
import type { STSClientConfig, STSClientResolvedConfig } from '@aws-sdk/client-sts';
import type { Client, CommandImpl } from '@smithy/core/client';
import type { HttpHandlerOptions, MetadataBearer, PaginationConfiguration, Paginator } from '@smithy/types';
import type { GetQueueAttributesRequest, GetQueueAttributesResult, SendMessageBatchRequest, SendMessageBatchResult } from '../../node_modules/@aws-sdk/client-sqs/dist-types/models/models_0';


interface Operations {
  readonly GetQueueAttributes: [input: GetQueueAttributesRequest, output: GetQueueAttributesResult];
  readonly SendMessageBatch: [input: SendMessageBatchRequest, output: SendMessageBatchResult];
}

type Input = Operations[keyof Operations][0];
type Output = Operations[keyof Operations][1] & MetadataBearer;

type CommandOf<Name extends keyof Operations> = CommandImpl<Operations[Name][0], Operations[Name][1] & MetadataBearer, STSClientResolvedConfig, Input, Output>;
type PaginatorOf<Name extends keyof Operations> = (
  config: PaginationConfiguration & { readonly client: SQSClient },
  input: Operations[Name][0],
) => Paginator<Operations[Name][1] & MetadataBearer>;

export declare class SQSClient extends Client<HttpHandlerOptions, Input, Output, STSClientResolvedConfig> {
  constructor(config?: STSClientConfig);
}

export declare const GetQueueAttributesCommand: new (input: Operations['GetQueueAttributes'][0]) => CommandOf<'GetQueueAttributes'>;
export type GetQueueAttributesCommand = CommandOf<'GetQueueAttributes'>;
export declare const SendMessageBatchCommand: new (input: Operations['SendMessageBatch'][0]) => CommandOf<'SendMessageBatch'>;
export type SendMessageBatchCommand = CommandOf<'SendMessageBatch'>;
