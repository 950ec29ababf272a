// Made by `npm run generate` (tools/generate-sdk-types.ts), which says why.
import type { STSClientConfig, STSClientResolvedConfig } from '@aws-sdk/client-sts';
import type { Client, CommandImpl } from '@smithy/core/client';
import type { HttpHandlerOptions, MetadataBearer, PaginationConfiguration, Paginator } from '@smithy/types';
import type { CreateFunctionUrlConfigRequest, CreateFunctionUrlConfigResponse, DeleteFunctionUrlConfigRequest, FunctionConfiguration, GetFunctionConcurrencyRequest, GetFunctionConcurrencyResponse, GetFunctionConfigurationRequest, GetPolicyRequest, GetPolicyResponse, ListFunctionUrlConfigsRequest, ListFunctionUrlConfigsResponse } from '../../node_modules/@aws-sdk/client-lambda/dist-types/models/models_0';


interface Operations {
  readonly CreateFunctionUrlConfig: [input: CreateFunctionUrlConfigRequest, output: CreateFunctionUrlConfigResponse];
  readonly DeleteFunctionUrlConfig: [input: DeleteFunctionUrlConfigRequest, output: object];
  readonly GetFunctionConcurrency: [input: GetFunctionConcurrencyRequest, output: GetFunctionConcurrencyResponse];
  readonly GetFunctionConfiguration: [input: GetFunctionConfigurationRequest, output: FunctionConfiguration];
  readonly GetPolicy: [input: GetPolicyRequest, output: GetPolicyResponse];
  readonly ListFunctionUrlConfigs: [input: ListFunctionUrlConfigsRequest, output: ListFunctionUrlConfigsResponse];
}

type Input = Operations[keyof Operations][0];
type Output = Operations[keyof Operations][1] & MetadataBearer;

type CommandOf<Name extends keyof Operations> = CommandImpl<Operations[Name][0], Operations[Name][1] & MetadataBearer, STSClientResolvedConfig, Input, Output>;
type PaginatorOf<Name extends keyof Operations> = (
  config: PaginationConfiguration & { readonly client: LambdaClient },
  input: Operations[Name][0],
) => Paginator<Operations[Name][1] & MetadataBearer>;

export declare class LambdaClient extends Client<HttpHandlerOptions, Input, Output, STSClientResolvedConfig> {
  constructor(config?: STSClientConfig);
}

export declare const CreateFunctionUrlConfigCommand: new (input: Operations['CreateFunctionUrlConfig'][0]) => CommandOf<'CreateFunctionUrlConfig'>;
export type CreateFunctionUrlConfigCommand = CommandOf<'CreateFunctionUrlConfig'>;
export declare const DeleteFunctionUrlConfigCommand: new (input: Operations['DeleteFunctionUrlConfig'][0]) => CommandOf<'DeleteFunctionUrlConfig'>;
export type DeleteFunctionUrlConfigCommand = CommandOf<'DeleteFunctionUrlConfig'>;
export declare const GetFunctionConcurrencyCommand: new (input: Operations['GetFunctionConcurrency'][0]) => CommandOf<'GetFunctionConcurrency'>;
export type GetFunctionConcurrencyCommand = CommandOf<'GetFunctionConcurrency'>;
export declare const GetFunctionConfigurationCommand: new (input: Operations['GetFunctionConfiguration'][0]) => CommandOf<'GetFunctionConfiguration'>;
export type GetFunctionConfigurationCommand = CommandOf<'GetFunctionConfiguration'>;
export declare const GetPolicyCommand: new (input: Operations['GetPolicy'][0]) => CommandOf<'GetPolicy'>;
export type GetPolicyCommand = CommandOf<'GetPolicy'>;
export declare const ListFunctionUrlConfigsCommand: new (input: Operations['ListFunctionUrlConfigs'][0]) => CommandOf<'ListFunctionUrlConfigs'>;
export type ListFunctionUrlConfigsCommand = CommandOf<'ListFunctionUrlConfigs'>;
export declare const paginateListFunctionUrlConfigs: PaginatorOf<'ListFunctionUrlConfigs'>;
