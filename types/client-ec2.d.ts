/**
 * What is called of EC2, in the library's own types. All of the library's declarations are 10 MB in a thousand files, with a union of its
 * 760 operations that every call is compared with: a fifth of the type check. `paths` in tsconfig.json leads here; a test holds it to the
 * library. An operation that is called for the first time is added here.
 */
import type { STSClientConfig, STSClientResolvedConfig } from '@aws-sdk/client-sts';
import type { Client, CommandImpl } from '@smithy/core/client';
import type { HttpHandlerOptions, MetadataBearer, PaginationConfiguration, Paginator } from '@smithy/types';
import type { IpPermission } from '../node_modules/@aws-sdk/client-ec2/dist-types/models/models_0';
import type { CreateInternetGatewayRequest, CreateInternetGatewayResult, NetworkAclEntry } from '../node_modules/@aws-sdk/client-ec2/dist-types/models/models_1';
import type { CreateRouteRequest, CreateRouteResult, DeleteFlowLogsRequest, DeleteFlowLogsResult, Route } from '../node_modules/@aws-sdk/client-ec2/dist-types/models/models_2';
import type { DescribeFlowLogsRequest, DescribeFlowLogsResult, DescribeLaunchTemplateVersionsRequest, DescribeLaunchTemplateVersionsResult, DescribeNetworkAclsRequest, DescribeNetworkAclsResult, DescribeNetworkInterfacesRequest, DescribeNetworkInterfacesResult } from '../node_modules/@aws-sdk/client-ec2/dist-types/models/models_4';
import type { DescribeRouteTablesRequest, DescribeRouteTablesResult, DescribeSecurityGroupRulesRequest, DescribeSecurityGroupRulesResult, DescribeSecurityGroupsRequest, DescribeSecurityGroupsResult, DescribeSubnetsRequest, DescribeSubnetsResult, DescribeVpcEndpointsRequest, DescribeVpcEndpointsResult, DescribeVpcsRequest, DescribeVpcsResult } from '../node_modules/@aws-sdk/client-ec2/dist-types/models/models_5';
import type { RevokeSecurityGroupEgressRequest, RevokeSecurityGroupEgressResult, RevokeSecurityGroupIngressRequest, RevokeSecurityGroupIngressResult } from '../node_modules/@aws-sdk/client-ec2/dist-types/models/models_8';

export type { IpPermission, NetworkAclEntry, Route };

interface Operations {
  readonly CreateInternetGateway: [input: CreateInternetGatewayRequest, output: CreateInternetGatewayResult];
  readonly CreateRoute: [input: CreateRouteRequest, output: CreateRouteResult];
  readonly DeleteFlowLogs: [input: DeleteFlowLogsRequest, output: DeleteFlowLogsResult];
  readonly DescribeFlowLogs: [input: DescribeFlowLogsRequest, output: DescribeFlowLogsResult];
  readonly DescribeLaunchTemplateVersions: [input: DescribeLaunchTemplateVersionsRequest, output: DescribeLaunchTemplateVersionsResult];
  readonly DescribeNetworkAcls: [input: DescribeNetworkAclsRequest, output: DescribeNetworkAclsResult];
  readonly DescribeNetworkInterfaces: [input: DescribeNetworkInterfacesRequest, output: DescribeNetworkInterfacesResult];
  readonly DescribeRouteTables: [input: DescribeRouteTablesRequest, output: DescribeRouteTablesResult];
  readonly DescribeSecurityGroupRules: [input: DescribeSecurityGroupRulesRequest, output: DescribeSecurityGroupRulesResult];
  readonly DescribeSecurityGroups: [input: DescribeSecurityGroupsRequest, output: DescribeSecurityGroupsResult];
  readonly DescribeSubnets: [input: DescribeSubnetsRequest, output: DescribeSubnetsResult];
  readonly DescribeVpcEndpoints: [input: DescribeVpcEndpointsRequest, output: DescribeVpcEndpointsResult];
  readonly DescribeVpcs: [input: DescribeVpcsRequest, output: DescribeVpcsResult];
  readonly RevokeSecurityGroupEgress: [input: RevokeSecurityGroupEgressRequest, output: RevokeSecurityGroupEgressResult];
  readonly RevokeSecurityGroupIngress: [input: RevokeSecurityGroupIngressRequest, output: RevokeSecurityGroupIngressResult];
}

type Input = Operations[keyof Operations][0];
type Output = Operations[keyof Operations][1] & MetadataBearer;

type CommandOf<Name extends keyof Operations> = new (
  input: Operations[Name][0],
) => CommandImpl<
  Operations[Name][0],
  Operations[Name][1] & MetadataBearer,
  STSClientResolvedConfig,
  Input,
  Output
>;

type PaginatorOf<Name extends keyof Operations> = (
  config: PaginationConfiguration & { readonly client: EC2Client },
  input: Operations[Name][0],
) => Paginator<Operations[Name][1] & MetadataBearer>;

export declare class EC2Client extends Client<HttpHandlerOptions, Input, Output, STSClientResolvedConfig> {
  constructor(config?: STSClientConfig);
}

export declare const CreateInternetGatewayCommand: CommandOf<'CreateInternetGateway'>;
export declare const CreateRouteCommand: CommandOf<'CreateRoute'>;
export declare const DeleteFlowLogsCommand: CommandOf<'DeleteFlowLogs'>;
export declare const DescribeFlowLogsCommand: CommandOf<'DescribeFlowLogs'>;
export declare const DescribeLaunchTemplateVersionsCommand: CommandOf<'DescribeLaunchTemplateVersions'>;
export declare const DescribeNetworkAclsCommand: CommandOf<'DescribeNetworkAcls'>;
export declare const DescribeNetworkInterfacesCommand: CommandOf<'DescribeNetworkInterfaces'>;
export declare const DescribeRouteTablesCommand: CommandOf<'DescribeRouteTables'>;
export declare const DescribeSecurityGroupRulesCommand: CommandOf<'DescribeSecurityGroupRules'>;
export declare const DescribeSecurityGroupsCommand: CommandOf<'DescribeSecurityGroups'>;
export declare const DescribeSubnetsCommand: CommandOf<'DescribeSubnets'>;
export declare const DescribeVpcEndpointsCommand: CommandOf<'DescribeVpcEndpoints'>;
export declare const DescribeVpcsCommand: CommandOf<'DescribeVpcs'>;
export declare const RevokeSecurityGroupEgressCommand: CommandOf<'RevokeSecurityGroupEgress'>;
export declare const RevokeSecurityGroupIngressCommand: CommandOf<'RevokeSecurityGroupIngress'>;
export declare const paginateDescribeNetworkAcls: PaginatorOf<'DescribeNetworkAcls'>;
export declare const paginateDescribeNetworkInterfaces: PaginatorOf<'DescribeNetworkInterfaces'>;
export declare const paginateDescribeRouteTables: PaginatorOf<'DescribeRouteTables'>;
export declare const paginateDescribeSecurityGroups: PaginatorOf<'DescribeSecurityGroups'>;
