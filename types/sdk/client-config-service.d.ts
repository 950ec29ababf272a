// Made by `npm run generate` (tools/generate-sdk-types.ts), which says why.
import type { STSClientConfig, STSClientResolvedConfig } from '@aws-sdk/client-sts';
import type { Client, CommandImpl } from '@smithy/core/client';
import type { HttpHandlerOptions, MetadataBearer, PaginationConfiguration, Paginator } from '@smithy/types';
import type { DescribeConfigurationRecorderStatusRequest, DescribeConfigurationRecorderStatusResponse, DescribeConfigurationRecordersRequest, DescribeConfigurationRecordersResponse, DescribeDeliveryChannelsRequest, DescribeDeliveryChannelsResponse } from '../../node_modules/@aws-sdk/client-config-service/dist-types/models/models_0';


interface Operations {
  readonly DescribeConfigurationRecorderStatus: [input: DescribeConfigurationRecorderStatusRequest, output: DescribeConfigurationRecorderStatusResponse];
  readonly DescribeConfigurationRecorders: [input: DescribeConfigurationRecordersRequest, output: DescribeConfigurationRecordersResponse];
  readonly DescribeDeliveryChannels: [input: DescribeDeliveryChannelsRequest, output: DescribeDeliveryChannelsResponse];
}

type Input = Operations[keyof Operations][0];
type Output = Operations[keyof Operations][1] & MetadataBearer;

type CommandOf<Name extends keyof Operations> = CommandImpl<Operations[Name][0], Operations[Name][1] & MetadataBearer, STSClientResolvedConfig, Input, Output>;
type PaginatorOf<Name extends keyof Operations> = (
  config: PaginationConfiguration & { readonly client: ConfigServiceClient },
  input: Operations[Name][0],
) => Paginator<Operations[Name][1] & MetadataBearer>;

export declare class ConfigServiceClient extends Client<HttpHandlerOptions, Input, Output, STSClientResolvedConfig> {
  constructor(config?: STSClientConfig);
}

export declare const DescribeConfigurationRecorderStatusCommand: new (input: Operations['DescribeConfigurationRecorderStatus'][0]) => CommandOf<'DescribeConfigurationRecorderStatus'>;
export type DescribeConfigurationRecorderStatusCommand = CommandOf<'DescribeConfigurationRecorderStatus'>;
export declare const DescribeConfigurationRecordersCommand: new (input: Operations['DescribeConfigurationRecorders'][0]) => CommandOf<'DescribeConfigurationRecorders'>;
export type DescribeConfigurationRecordersCommand = CommandOf<'DescribeConfigurationRecorders'>;
export declare const DescribeDeliveryChannelsCommand: new (input: Operations['DescribeDeliveryChannels'][0]) => CommandOf<'DescribeDeliveryChannels'>;
export type DescribeDeliveryChannelsCommand = CommandOf<'DescribeDeliveryChannels'>;
