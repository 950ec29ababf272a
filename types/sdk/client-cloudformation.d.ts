// Made by `npm run generate` (tools/generate-sdk-types.ts), which says why.
import type { STSClientConfig, STSClientResolvedConfig } from '@aws-sdk/client-sts';
import type { Client, CommandImpl } from '@smithy/core/client';
import type { HttpHandlerOptions, MetadataBearer, PaginationConfiguration, Paginator } from '@smithy/types';
import type { CreateStackInput, CreateStackOutput, DescribeStacksInput, DescribeStacksOutput, GetTemplateInput, GetTemplateOutput, ListStackInstancesInput, ListStackInstancesOutput, ListStackResourcesInput, ListStackResourcesOutput, ListStacksInput, ListStacksOutput, UpdateTerminationProtectionInput, UpdateTerminationProtectionOutput } from '../../node_modules/@aws-sdk/client-cloudformation/dist-types/models/models_0';

export { StackSummary } from '../../node_modules/@aws-sdk/client-cloudformation/dist-types/models/models_0';

interface Operations {
  readonly CreateStack: [input: CreateStackInput, output: CreateStackOutput];
  readonly DescribeStacks: [input: DescribeStacksInput, output: DescribeStacksOutput];
  readonly GetTemplate: [input: GetTemplateInput, output: GetTemplateOutput];
  readonly ListStackInstances: [input: ListStackInstancesInput, output: ListStackInstancesOutput];
  readonly ListStackResources: [input: ListStackResourcesInput, output: ListStackResourcesOutput];
  readonly ListStacks: [input: ListStacksInput, output: ListStacksOutput];
  readonly UpdateTerminationProtection: [input: UpdateTerminationProtectionInput, output: UpdateTerminationProtectionOutput];
}

type Input = Operations[keyof Operations][0];
type Output = Operations[keyof Operations][1] & MetadataBearer;

type CommandOf<Name extends keyof Operations> = CommandImpl<Operations[Name][0], Operations[Name][1] & MetadataBearer, STSClientResolvedConfig, Input, Output>;
type PaginatorOf<Name extends keyof Operations> = (
  config: PaginationConfiguration & { readonly client: CloudFormationClient },
  input: Operations[Name][0],
) => Paginator<Operations[Name][1] & MetadataBearer>;

export declare class CloudFormationClient extends Client<HttpHandlerOptions, Input, Output, STSClientResolvedConfig> {
  constructor(config?: STSClientConfig);
}

export declare const CreateStackCommand: new (input: Operations['CreateStack'][0]) => CommandOf<'CreateStack'>;
export type CreateStackCommand = CommandOf<'CreateStack'>;
export declare const DescribeStacksCommand: new (input: Operations['DescribeStacks'][0]) => CommandOf<'DescribeStacks'>;
export type DescribeStacksCommand = CommandOf<'DescribeStacks'>;
export declare const GetTemplateCommand: new (input: Operations['GetTemplate'][0]) => CommandOf<'GetTemplate'>;
export type GetTemplateCommand = CommandOf<'GetTemplate'>;
export declare const ListStackInstancesCommand: new (input: Operations['ListStackInstances'][0]) => CommandOf<'ListStackInstances'>;
export type ListStackInstancesCommand = CommandOf<'ListStackInstances'>;
export declare const paginateListStackInstances: PaginatorOf<'ListStackInstances'>;
export declare const ListStackResourcesCommand: new (input: Operations['ListStackResources'][0]) => CommandOf<'ListStackResources'>;
export type ListStackResourcesCommand = CommandOf<'ListStackResources'>;
export declare const paginateListStackResources: PaginatorOf<'ListStackResources'>;
export declare const ListStacksCommand: new (input: Operations['ListStacks'][0]) => CommandOf<'ListStacks'>;
export type ListStacksCommand = CommandOf<'ListStacks'>;
export declare const paginateListStacks: PaginatorOf<'ListStacks'>;
export declare const UpdateTerminationProtectionCommand: new (input: Operations['UpdateTerminationProtection'][0]) => CommandOf<'UpdateTerminationProtection'>;
export type UpdateTerminationProtectionCommand = CommandOf<'UpdateTerminationProtection'>;
