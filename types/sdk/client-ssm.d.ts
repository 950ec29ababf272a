// Made by `npm run generate` (tools/generate-sdk-types.ts), which says why.
import type { STSClientConfig, STSClientResolvedConfig } from '@aws-sdk/client-sts';
import type { Client, CommandImpl } from '@smithy/core/client';
import type { HttpHandlerOptions, MetadataBearer, PaginationConfiguration, Paginator } from '@smithy/types';
import type { DescribeInstanceInformationRequest, DescribeInstanceInformationResult, DescribeSessionsRequest, DescribeSessionsResponse, GetDocumentRequest, GetDocumentResult, GetParameterRequest } from '../../node_modules/@aws-sdk/client-ssm/dist-types/models/models_0';
import type { GetParameterResult, TerminateSessionRequest, TerminateSessionResponse } from '../../node_modules/@aws-sdk/client-ssm/dist-types/models/models_1';

export { Session } from '../../node_modules/@aws-sdk/client-ssm/dist-types/models/models_0';
export { SessionState } from '../../node_modules/@aws-sdk/client-ssm/dist-types/models/enums';

interface Operations {
  readonly DescribeInstanceInformation: [input: DescribeInstanceInformationRequest, output: DescribeInstanceInformationResult];
  readonly DescribeSessions: [input: DescribeSessionsRequest, output: DescribeSessionsResponse];
  readonly GetDocument: [input: GetDocumentRequest, output: GetDocumentResult];
  readonly GetParameter: [input: GetParameterRequest, output: GetParameterResult];
  readonly TerminateSession: [input: TerminateSessionRequest, output: TerminateSessionResponse];
}

type Input = Operations[keyof Operations][0];
type Output = Operations[keyof Operations][1] & MetadataBearer;

type CommandOf<Name extends keyof Operations> = CommandImpl<Operations[Name][0], Operations[Name][1] & MetadataBearer, STSClientResolvedConfig, Input, Output>;
type PaginatorOf<Name extends keyof Operations> = (
  config: PaginationConfiguration & { readonly client: SSMClient },
  input: Operations[Name][0],
) => Paginator<Operations[Name][1] & MetadataBearer>;

export declare class SSMClient extends Client<HttpHandlerOptions, Input, Output, STSClientResolvedConfig> {
  constructor(config?: STSClientConfig);
}

export declare const DescribeInstanceInformationCommand: new (input: Operations['DescribeInstanceInformation'][0]) => CommandOf<'DescribeInstanceInformation'>;
export type DescribeInstanceInformationCommand = CommandOf<'DescribeInstanceInformation'>;
export declare const DescribeSessionsCommand: new (input: Operations['DescribeSessions'][0]) => CommandOf<'DescribeSessions'>;
export type DescribeSessionsCommand = CommandOf<'DescribeSessions'>;
export declare const GetDocumentCommand: new (input: Operations['GetDocument'][0]) => CommandOf<'GetDocument'>;
export type GetDocumentCommand = CommandOf<'GetDocument'>;
export declare const GetParameterCommand: new (input: Operations['GetParameter'][0]) => CommandOf<'GetParameter'>;
export type GetParameterCommand = CommandOf<'GetParameter'>;
export declare const TerminateSessionCommand: new (input: Operations['TerminateSession'][0]) => CommandOf<'TerminateSession'>;
export type TerminateSessionCommand = CommandOf<'TerminateSession'>;
