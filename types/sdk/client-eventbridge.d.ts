// Made by `npm run generate` (tools/generate-sdk-types.ts), which says why.
import type { STSClientConfig, STSClientResolvedConfig } from '@aws-sdk/client-sts';
import type { Client, CommandImpl } from '@smithy/core/client';
import type { HttpHandlerOptions, MetadataBearer, PaginationConfiguration, Paginator } from '@smithy/types';
import type { DescribeRuleRequest, DescribeRuleResponse, ListTargetsByRuleRequest, ListTargetsByRuleResponse } from '../../node_modules/@aws-sdk/client-eventbridge/dist-types/models/models_0';


interface Operations {
  readonly DescribeRule: [input: DescribeRuleRequest, output: DescribeRuleResponse];
  readonly ListTargetsByRule: [input: ListTargetsByRuleRequest, output: ListTargetsByRuleResponse];
}

type Input = Operations[keyof Operations][0];
type Output = Operations[keyof Operations][1] & MetadataBearer;

type CommandOf<Name extends keyof Operations> = CommandImpl<Operations[Name][0], Operations[Name][1] & MetadataBearer, STSClientResolvedConfig, Input, Output>;
type PaginatorOf<Name extends keyof Operations> = (
  config: PaginationConfiguration & { readonly client: EventBridgeClient },
  input: Operations[Name][0],
) => Paginator<Operations[Name][1] & MetadataBearer>;

export declare class EventBridgeClient extends Client<HttpHandlerOptions, Input, Output, STSClientResolvedConfig> {
  constructor(config?: STSClientConfig);
}

export declare const DescribeRuleCommand: new (input: Operations['DescribeRule'][0]) => CommandOf<'DescribeRule'>;
export type DescribeRuleCommand = CommandOf<'DescribeRule'>;
export declare const ListTargetsByRuleCommand: new (input: Operations['ListTargetsByRule'][0]) => CommandOf<'ListTargetsByRule'>;
export type ListTargetsByRuleCommand = CommandOf<'ListTargetsByRule'>;
