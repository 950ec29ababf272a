// Made by `npm run generate` (tools/generate-sdk-types.ts), which says why.
import type { STSClientConfig, STSClientResolvedConfig } from '@aws-sdk/client-sts';
import type { Client, CommandImpl } from '@smithy/core/client';
import type { HttpHandlerOptions, MetadataBearer, PaginationConfiguration, Paginator } from '@smithy/types';
import type { CreateTrailRequest, CreateTrailResponse, GetEventSelectorsRequest, GetEventSelectorsResponse, GetTrailRequest, GetTrailResponse, GetTrailStatusRequest, GetTrailStatusResponse, ListPublicKeysRequest, ListPublicKeysResponse, StartLoggingRequest, StartLoggingResponse, StopLoggingRequest, StopLoggingResponse, UpdateTrailRequest, UpdateTrailResponse } from '../../node_modules/@aws-sdk/client-cloudtrail/dist-types/models/models_0';


interface Operations {
  readonly CreateTrail: [input: CreateTrailRequest, output: CreateTrailResponse];
  readonly GetEventSelectors: [input: GetEventSelectorsRequest, output: GetEventSelectorsResponse];
  readonly GetTrail: [input: GetTrailRequest, output: GetTrailResponse];
  readonly GetTrailStatus: [input: GetTrailStatusRequest, output: GetTrailStatusResponse];
  readonly ListPublicKeys: [input: ListPublicKeysRequest, output: ListPublicKeysResponse];
  readonly StartLogging: [input: StartLoggingRequest, output: StartLoggingResponse];
  readonly StopLogging: [input: StopLoggingRequest, output: StopLoggingResponse];
  readonly UpdateTrail: [input: UpdateTrailRequest, output: UpdateTrailResponse];
}

type Input = Operations[keyof Operations][0];
type Output = Operations[keyof Operations][1] & MetadataBearer;

type CommandOf<Name extends keyof Operations> = CommandImpl<Operations[Name][0], Operations[Name][1] & MetadataBearer, STSClientResolvedConfig, Input, Output>;
type PaginatorOf<Name extends keyof Operations> = (
  config: PaginationConfiguration & { readonly client: CloudTrailClient },
  input: Operations[Name][0],
) => Paginator<Operations[Name][1] & MetadataBearer>;

export declare class CloudTrailClient extends Client<HttpHandlerOptions, Input, Output, STSClientResolvedConfig> {
  constructor(config?: STSClientConfig);
}

export declare const CreateTrailCommand: new (input: Operations['CreateTrail'][0]) => CommandOf<'CreateTrail'>;
export type CreateTrailCommand = CommandOf<'CreateTrail'>;
export declare const GetEventSelectorsCommand: new (input: Operations['GetEventSelectors'][0]) => CommandOf<'GetEventSelectors'>;
export type GetEventSelectorsCommand = CommandOf<'GetEventSelectors'>;
export declare const GetTrailCommand: new (input: Operations['GetTrail'][0]) => CommandOf<'GetTrail'>;
export type GetTrailCommand = CommandOf<'GetTrail'>;
export declare const GetTrailStatusCommand: new (input: Operations['GetTrailStatus'][0]) => CommandOf<'GetTrailStatus'>;
export type GetTrailStatusCommand = CommandOf<'GetTrailStatus'>;
export declare const ListPublicKeysCommand: new (input: Operations['ListPublicKeys'][0]) => CommandOf<'ListPublicKeys'>;
export type ListPublicKeysCommand = CommandOf<'ListPublicKeys'>;
export declare const StartLoggingCommand: new (input: Operations['StartLogging'][0]) => CommandOf<'StartLogging'>;
export type StartLoggingCommand = CommandOf<'StartLogging'>;
export declare const StopLoggingCommand: new (input: Operations['StopLogging'][0]) => CommandOf<'StopLogging'>;
export type StopLoggingCommand = CommandOf<'StopLogging'>;
export declare const UpdateTrailCommand: new (input: Operations['UpdateTrail'][0]) => CommandOf<'UpdateTrail'>;
export type UpdateTrailCommand = CommandOf<'UpdateTrail'>;
