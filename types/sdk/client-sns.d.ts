// Made by `npm run generate` (tools/generate-sdk-types.ts), which says why.
import type { STSClientConfig, STSClientResolvedConfig } from '@aws-sdk/client-sts';
import type { Client, CommandImpl } from '@smithy/core/client';
import type { HttpHandlerOptions, MetadataBearer, PaginationConfiguration, Paginator } from '@smithy/types';
import type { GetSubscriptionAttributesInput, GetSubscriptionAttributesResponse, GetTopicAttributesInput, GetTopicAttributesResponse, ListSubscriptionsByTopicInput, ListSubscriptionsByTopicResponse, ListSubscriptionsInput, ListSubscriptionsResponse, SetSubscriptionAttributesInput, SetTopicAttributesInput, SubscribeInput, SubscribeResponse, UnsubscribeInput } from '../../node_modules/@aws-sdk/client-sns/dist-types/models/models_0';

export { Subscription } from '../../node_modules/@aws-sdk/client-sns/dist-types/models/models_0';

interface Operations {
  readonly GetSubscriptionAttributes: [input: GetSubscriptionAttributesInput, output: GetSubscriptionAttributesResponse];
  readonly GetTopicAttributes: [input: GetTopicAttributesInput, output: GetTopicAttributesResponse];
  readonly ListSubscriptions: [input: ListSubscriptionsInput, output: ListSubscriptionsResponse];
  readonly ListSubscriptionsByTopic: [input: ListSubscriptionsByTopicInput, output: ListSubscriptionsByTopicResponse];
  readonly SetSubscriptionAttributes: [input: SetSubscriptionAttributesInput, output: object];
  readonly SetTopicAttributes: [input: SetTopicAttributesInput, output: object];
  readonly Subscribe: [input: SubscribeInput, output: SubscribeResponse];
  readonly Unsubscribe: [input: UnsubscribeInput, output: object];
}

type Input = Operations[keyof Operations][0];
type Output = Operations[keyof Operations][1] & MetadataBearer;

type CommandOf<Name extends keyof Operations> = CommandImpl<Operations[Name][0], Operations[Name][1] & MetadataBearer, STSClientResolvedConfig, Input, Output>;
type PaginatorOf<Name extends keyof Operations> = (
  config: PaginationConfiguration & { readonly client: SNSClient },
  input: Operations[Name][0],
) => Paginator<Operations[Name][1] & MetadataBearer>;

export declare class SNSClient extends Client<HttpHandlerOptions, Input, Output, STSClientResolvedConfig> {
  constructor(config?: STSClientConfig);
}

export declare const GetSubscriptionAttributesCommand: new (input: Operations['GetSubscriptionAttributes'][0]) => CommandOf<'GetSubscriptionAttributes'>;
export type GetSubscriptionAttributesCommand = CommandOf<'GetSubscriptionAttributes'>;
export declare const GetTopicAttributesCommand: new (input: Operations['GetTopicAttributes'][0]) => CommandOf<'GetTopicAttributes'>;
export type GetTopicAttributesCommand = CommandOf<'GetTopicAttributes'>;
export declare const ListSubscriptionsCommand: new (input: Operations['ListSubscriptions'][0]) => CommandOf<'ListSubscriptions'>;
export type ListSubscriptionsCommand = CommandOf<'ListSubscriptions'>;
export declare const ListSubscriptionsByTopicCommand: new (input: Operations['ListSubscriptionsByTopic'][0]) => CommandOf<'ListSubscriptionsByTopic'>;
export type ListSubscriptionsByTopicCommand = CommandOf<'ListSubscriptionsByTopic'>;
export declare const paginateListSubscriptionsByTopic: PaginatorOf<'ListSubscriptionsByTopic'>;
export declare const SetSubscriptionAttributesCommand: new (input: Operations['SetSubscriptionAttributes'][0]) => CommandOf<'SetSubscriptionAttributes'>;
export type SetSubscriptionAttributesCommand = CommandOf<'SetSubscriptionAttributes'>;
export declare const SetTopicAttributesCommand: new (input: Operations['SetTopicAttributes'][0]) => CommandOf<'SetTopicAttributes'>;
export type SetTopicAttributesCommand = CommandOf<'SetTopicAttributes'>;
export declare const SubscribeCommand: new (input: Operations['Subscribe'][0]) => CommandOf<'Subscribe'>;
export type SubscribeCommand = CommandOf<'Subscribe'>;
export declare const UnsubscribeCommand: new (input: Operations['Unsubscribe'][0]) => CommandOf<'Unsubscribe'>;
export type UnsubscribeCommand = CommandOf<'Unsubscribe'>;
