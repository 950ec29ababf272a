// Made by `npm run generate` (tools/generate-sdk-types.ts), which says why.
import type { STSClientConfig, STSClientResolvedConfig } from '@aws-sdk/client-sts';
import type { Client, CommandImpl } from '@smithy/core/client';
import type { HttpHandlerOptions, MetadataBearer, PaginationConfiguration, Paginator } from '@smithy/types';
import type { DescribeOrganizationResponse, DescribePolicyRequest, DescribePolicyResponse, EnablePolicyTypeRequest, EnablePolicyTypeResponse, ListAccountsForParentRequest, ListAccountsForParentResponse, ListOrganizationalUnitsForParentRequest, ListOrganizationalUnitsForParentResponse, ListRootsRequest, ListRootsResponse, ListTargetsForPolicyRequest, ListTargetsForPolicyResponse } from '../../node_modules/@aws-sdk/client-organizations/dist-types/models/models_0';

export { PolicyType } from '../../node_modules/@aws-sdk/client-organizations/dist-types/models/enums';
export { Root } from '../../node_modules/@aws-sdk/client-organizations/dist-types/models/models_0';

interface Operations {
  readonly DescribeOrganization: [input: object, output: DescribeOrganizationResponse];
  readonly DescribePolicy: [input: DescribePolicyRequest, output: DescribePolicyResponse];
  readonly EnablePolicyType: [input: EnablePolicyTypeRequest, output: EnablePolicyTypeResponse];
  readonly ListAccountsForParent: [input: ListAccountsForParentRequest, output: ListAccountsForParentResponse];
  readonly ListOrganizationalUnitsForParent: [input: ListOrganizationalUnitsForParentRequest, output: ListOrganizationalUnitsForParentResponse];
  readonly ListRoots: [input: ListRootsRequest, output: ListRootsResponse];
  readonly ListTargetsForPolicy: [input: ListTargetsForPolicyRequest, output: ListTargetsForPolicyResponse];
}

type Input = Operations[keyof Operations][0];
type Output = Operations[keyof Operations][1] & MetadataBearer;

type CommandOf<Name extends keyof Operations> = CommandImpl<Operations[Name][0], Operations[Name][1] & MetadataBearer, STSClientResolvedConfig, Input, Output>;
type PaginatorOf<Name extends keyof Operations> = (
  config: PaginationConfiguration & { readonly client: OrganizationsClient },
  input: Operations[Name][0],
) => Paginator<Operations[Name][1] & MetadataBearer>;

export declare class OrganizationsClient extends Client<HttpHandlerOptions, Input, Output, STSClientResolvedConfig> {
  constructor(config?: STSClientConfig);
}

export declare const DescribeOrganizationCommand: new (input: Operations['DescribeOrganization'][0]) => CommandOf<'DescribeOrganization'>;
export type DescribeOrganizationCommand = CommandOf<'DescribeOrganization'>;
export declare const DescribePolicyCommand: new (input: Operations['DescribePolicy'][0]) => CommandOf<'DescribePolicy'>;
export type DescribePolicyCommand = CommandOf<'DescribePolicy'>;
export declare const EnablePolicyTypeCommand: new (input: Operations['EnablePolicyType'][0]) => CommandOf<'EnablePolicyType'>;
export type EnablePolicyTypeCommand = CommandOf<'EnablePolicyType'>;
export declare const ListAccountsForParentCommand: new (input: Operations['ListAccountsForParent'][0]) => CommandOf<'ListAccountsForParent'>;
export type ListAccountsForParentCommand = CommandOf<'ListAccountsForParent'>;
export declare const ListOrganizationalUnitsForParentCommand: new (input: Operations['ListOrganizationalUnitsForParent'][0]) => CommandOf<'ListOrganizationalUnitsForParent'>;
export type ListOrganizationalUnitsForParentCommand = CommandOf<'ListOrganizationalUnitsForParent'>;
export declare const ListRootsCommand: new (input: Operations['ListRoots'][0]) => CommandOf<'ListRoots'>;
export type ListRootsCommand = CommandOf<'ListRoots'>;
export declare const ListTargetsForPolicyCommand: new (input: Operations['ListTargetsForPolicy'][0]) => CommandOf<'ListTargetsForPolicy'>;
export type ListTargetsForPolicyCommand = CommandOf<'ListTargetsForPolicy'>;
export declare const paginateListTargetsForPolicy: PaginatorOf<'ListTargetsForPolicy'>;
