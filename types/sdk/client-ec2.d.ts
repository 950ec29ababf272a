// Made by `npm run generate` (tools/generate-sdk-types.ts), which says why.
import type { STSClientConfig, STSClientResolvedConfig } from '@aws-sdk/client-sts';
import type { Client, CommandImpl } from '@smithy/core/client';
import type { HttpHandlerOptions, MetadataBearer, PaginationConfiguration, Paginator } from '@smithy/types';
import type { AcceptTransitGatewayVpcAttachmentRequest, AcceptTransitGatewayVpcAttachmentResult, AssociateTransitGatewayRouteTableRequest, AssociateTransitGatewayRouteTableResult } from '../../node_modules/@aws-sdk/client-ec2/dist-types/models/models_0';
import type { CreateInternetGatewayRequest, CreateInternetGatewayResult } from '../../node_modules/@aws-sdk/client-ec2/dist-types/models/models_1';
import type { CreateRouteRequest, CreateRouteResult, DeleteFlowLogsRequest, DeleteFlowLogsResult, DeleteInternetGatewayRequest } from '../../node_modules/@aws-sdk/client-ec2/dist-types/models/models_2';
import type { DeleteSubnetRequest, DeleteVpcRequest } from '../../node_modules/@aws-sdk/client-ec2/dist-types/models/models_3';
import type { DescribeFlowLogsRequest, DescribeFlowLogsResult, DescribeInternetGatewaysRequest, DescribeInternetGatewaysResult, DescribeLaunchTemplateVersionsRequest, DescribeLaunchTemplateVersionsResult, DescribeNetworkAclsRequest, DescribeNetworkAclsResult, DescribeNetworkInterfacesRequest, DescribeNetworkInterfacesResult } from '../../node_modules/@aws-sdk/client-ec2/dist-types/models/models_4';
import type { DescribeRouteTablesRequest, DescribeRouteTablesResult, DescribeSecurityGroupRulesRequest, DescribeSecurityGroupRulesResult, DescribeSecurityGroupsRequest, DescribeSecurityGroupsResult, DescribeSubnetsRequest, DescribeSubnetsResult, DescribeTransitGatewayAttachmentsRequest, DescribeTransitGatewayAttachmentsResult, DescribeTransitGatewayVpcAttachmentsRequest, DescribeTransitGatewayVpcAttachmentsResult, DescribeTransitGatewaysRequest, DescribeTransitGatewaysResult, DescribeVpcAttributeRequest, DescribeVpcAttributeResult, DescribeVpcEndpointsRequest, DescribeVpcEndpointsResult, DescribeVpcsRequest, DescribeVpcsResult, DescribeVpnGatewaysRequest, DescribeVpnGatewaysResult, DetachInternetGatewayRequest } from '../../node_modules/@aws-sdk/client-ec2/dist-types/models/models_5';
import type { DisassociateTransitGatewayRouteTableRequest, DisassociateTransitGatewayRouteTableResult, EnableTransitGatewayRouteTablePropagationRequest, EnableTransitGatewayRouteTablePropagationResult } from '../../node_modules/@aws-sdk/client-ec2/dist-types/models/models_6';
import type { GetTransitGatewayRouteTablePropagationsRequest, GetTransitGatewayRouteTablePropagationsResult } from '../../node_modules/@aws-sdk/client-ec2/dist-types/models/models_7';
import type { RevokeSecurityGroupEgressRequest, RevokeSecurityGroupEgressResult, RevokeSecurityGroupIngressRequest, RevokeSecurityGroupIngressResult } from '../../node_modules/@aws-sdk/client-ec2/dist-types/models/models_8';

export { IpPermission } from '../../node_modules/@aws-sdk/client-ec2/dist-types/models/models_0';
export { NetworkAclEntry } from '../../node_modules/@aws-sdk/client-ec2/dist-types/models/models_1';
export { Route } from '../../node_modules/@aws-sdk/client-ec2/dist-types/models/models_2';
export { TransitGatewayAttachment } from '../../node_modules/@aws-sdk/client-ec2/dist-types/models/models_5';

interface Operations {
  readonly AcceptTransitGatewayVpcAttachment: [input: AcceptTransitGatewayVpcAttachmentRequest, output: AcceptTransitGatewayVpcAttachmentResult];
  readonly AssociateTransitGatewayRouteTable: [input: AssociateTransitGatewayRouteTableRequest, output: AssociateTransitGatewayRouteTableResult];
  readonly CreateInternetGateway: [input: CreateInternetGatewayRequest, output: CreateInternetGatewayResult];
  readonly CreateRoute: [input: CreateRouteRequest, output: CreateRouteResult];
  readonly DeleteFlowLogs: [input: DeleteFlowLogsRequest, output: DeleteFlowLogsResult];
  readonly DeleteInternetGateway: [input: DeleteInternetGatewayRequest, output: object];
  readonly DeleteSubnet: [input: DeleteSubnetRequest, output: object];
  readonly DeleteVpc: [input: DeleteVpcRequest, output: object];
  readonly DescribeFlowLogs: [input: DescribeFlowLogsRequest, output: DescribeFlowLogsResult];
  readonly DescribeInternetGateways: [input: DescribeInternetGatewaysRequest, output: DescribeInternetGatewaysResult];
  readonly DescribeLaunchTemplateVersions: [input: DescribeLaunchTemplateVersionsRequest, output: DescribeLaunchTemplateVersionsResult];
  readonly DescribeNetworkAcls: [input: DescribeNetworkAclsRequest, output: DescribeNetworkAclsResult];
  readonly DescribeNetworkInterfaces: [input: DescribeNetworkInterfacesRequest, output: DescribeNetworkInterfacesResult];
  readonly DescribeRouteTables: [input: DescribeRouteTablesRequest, output: DescribeRouteTablesResult];
  readonly DescribeSecurityGroupRules: [input: DescribeSecurityGroupRulesRequest, output: DescribeSecurityGroupRulesResult];
  readonly DescribeSecurityGroups: [input: DescribeSecurityGroupsRequest, output: DescribeSecurityGroupsResult];
  readonly DescribeSubnets: [input: DescribeSubnetsRequest, output: DescribeSubnetsResult];
  readonly DescribeTransitGatewayAttachments: [input: DescribeTransitGatewayAttachmentsRequest, output: DescribeTransitGatewayAttachmentsResult];
  readonly DescribeTransitGatewayVpcAttachments: [input: DescribeTransitGatewayVpcAttachmentsRequest, output: DescribeTransitGatewayVpcAttachmentsResult];
  readonly DescribeTransitGateways: [input: DescribeTransitGatewaysRequest, output: DescribeTransitGatewaysResult];
  readonly DescribeVpcAttribute: [input: DescribeVpcAttributeRequest, output: DescribeVpcAttributeResult];
  readonly DescribeVpcEndpoints: [input: DescribeVpcEndpointsRequest, output: DescribeVpcEndpointsResult];
  readonly DescribeVpcs: [input: DescribeVpcsRequest, output: DescribeVpcsResult];
  readonly DescribeVpnGateways: [input: DescribeVpnGatewaysRequest, output: DescribeVpnGatewaysResult];
  readonly DetachInternetGateway: [input: DetachInternetGatewayRequest, output: object];
  readonly DisassociateTransitGatewayRouteTable: [input: DisassociateTransitGatewayRouteTableRequest, output: DisassociateTransitGatewayRouteTableResult];
  readonly EnableTransitGatewayRouteTablePropagation: [input: EnableTransitGatewayRouteTablePropagationRequest, output: EnableTransitGatewayRouteTablePropagationResult];
  readonly GetTransitGatewayRouteTablePropagations: [input: GetTransitGatewayRouteTablePropagationsRequest, output: GetTransitGatewayRouteTablePropagationsResult];
  readonly RevokeSecurityGroupEgress: [input: RevokeSecurityGroupEgressRequest, output: RevokeSecurityGroupEgressResult];
  readonly RevokeSecurityGroupIngress: [input: RevokeSecurityGroupIngressRequest, output: RevokeSecurityGroupIngressResult];
}

type Input = Operations[keyof Operations][0];
type Output = Operations[keyof Operations][1] & MetadataBearer;

type CommandOf<Name extends keyof Operations> = CommandImpl<Operations[Name][0], Operations[Name][1] & MetadataBearer, STSClientResolvedConfig, Input, Output>;
type PaginatorOf<Name extends keyof Operations> = (
  config: PaginationConfiguration & { readonly client: EC2Client },
  input: Operations[Name][0],
) => Paginator<Operations[Name][1] & MetadataBearer>;

export declare class EC2Client extends Client<HttpHandlerOptions, Input, Output, STSClientResolvedConfig> {
  constructor(config?: STSClientConfig);
}

export declare const AcceptTransitGatewayVpcAttachmentCommand: new (input: Operations['AcceptTransitGatewayVpcAttachment'][0]) => CommandOf<'AcceptTransitGatewayVpcAttachment'>;
export type AcceptTransitGatewayVpcAttachmentCommand = CommandOf<'AcceptTransitGatewayVpcAttachment'>;
export declare const AssociateTransitGatewayRouteTableCommand: new (input: Operations['AssociateTransitGatewayRouteTable'][0]) => CommandOf<'AssociateTransitGatewayRouteTable'>;
export type AssociateTransitGatewayRouteTableCommand = CommandOf<'AssociateTransitGatewayRouteTable'>;
export declare const CreateInternetGatewayCommand: new (input: Operations['CreateInternetGateway'][0]) => CommandOf<'CreateInternetGateway'>;
export type CreateInternetGatewayCommand = CommandOf<'CreateInternetGateway'>;
export declare const CreateRouteCommand: new (input: Operations['CreateRoute'][0]) => CommandOf<'CreateRoute'>;
export type CreateRouteCommand = CommandOf<'CreateRoute'>;
export declare const DeleteFlowLogsCommand: new (input: Operations['DeleteFlowLogs'][0]) => CommandOf<'DeleteFlowLogs'>;
export type DeleteFlowLogsCommand = CommandOf<'DeleteFlowLogs'>;
export declare const DeleteInternetGatewayCommand: new (input: Operations['DeleteInternetGateway'][0]) => CommandOf<'DeleteInternetGateway'>;
export type DeleteInternetGatewayCommand = CommandOf<'DeleteInternetGateway'>;
export declare const DeleteSubnetCommand: new (input: Operations['DeleteSubnet'][0]) => CommandOf<'DeleteSubnet'>;
export type DeleteSubnetCommand = CommandOf<'DeleteSubnet'>;
export declare const DeleteVpcCommand: new (input: Operations['DeleteVpc'][0]) => CommandOf<'DeleteVpc'>;
export type DeleteVpcCommand = CommandOf<'DeleteVpc'>;
export declare const DescribeFlowLogsCommand: new (input: Operations['DescribeFlowLogs'][0]) => CommandOf<'DescribeFlowLogs'>;
export type DescribeFlowLogsCommand = CommandOf<'DescribeFlowLogs'>;
export declare const DescribeInternetGatewaysCommand: new (input: Operations['DescribeInternetGateways'][0]) => CommandOf<'DescribeInternetGateways'>;
export type DescribeInternetGatewaysCommand = CommandOf<'DescribeInternetGateways'>;
export declare const paginateDescribeInternetGateways: PaginatorOf<'DescribeInternetGateways'>;
export declare const DescribeLaunchTemplateVersionsCommand: new (input: Operations['DescribeLaunchTemplateVersions'][0]) => CommandOf<'DescribeLaunchTemplateVersions'>;
export type DescribeLaunchTemplateVersionsCommand = CommandOf<'DescribeLaunchTemplateVersions'>;
export declare const DescribeNetworkAclsCommand: new (input: Operations['DescribeNetworkAcls'][0]) => CommandOf<'DescribeNetworkAcls'>;
export type DescribeNetworkAclsCommand = CommandOf<'DescribeNetworkAcls'>;
export declare const paginateDescribeNetworkAcls: PaginatorOf<'DescribeNetworkAcls'>;
export declare const DescribeNetworkInterfacesCommand: new (input: Operations['DescribeNetworkInterfaces'][0]) => CommandOf<'DescribeNetworkInterfaces'>;
export type DescribeNetworkInterfacesCommand = CommandOf<'DescribeNetworkInterfaces'>;
export declare const paginateDescribeNetworkInterfaces: PaginatorOf<'DescribeNetworkInterfaces'>;
export declare const DescribeRouteTablesCommand: new (input: Operations['DescribeRouteTables'][0]) => CommandOf<'DescribeRouteTables'>;
export type DescribeRouteTablesCommand = CommandOf<'DescribeRouteTables'>;
export declare const paginateDescribeRouteTables: PaginatorOf<'DescribeRouteTables'>;
export declare const DescribeSecurityGroupRulesCommand: new (input: Operations['DescribeSecurityGroupRules'][0]) => CommandOf<'DescribeSecurityGroupRules'>;
export type DescribeSecurityGroupRulesCommand = CommandOf<'DescribeSecurityGroupRules'>;
export declare const DescribeSecurityGroupsCommand: new (input: Operations['DescribeSecurityGroups'][0]) => CommandOf<'DescribeSecurityGroups'>;
export type DescribeSecurityGroupsCommand = CommandOf<'DescribeSecurityGroups'>;
export declare const paginateDescribeSecurityGroups: PaginatorOf<'DescribeSecurityGroups'>;
export declare const DescribeSubnetsCommand: new (input: Operations['DescribeSubnets'][0]) => CommandOf<'DescribeSubnets'>;
export type DescribeSubnetsCommand = CommandOf<'DescribeSubnets'>;
export declare const DescribeTransitGatewayAttachmentsCommand: new (input: Operations['DescribeTransitGatewayAttachments'][0]) => CommandOf<'DescribeTransitGatewayAttachments'>;
export type DescribeTransitGatewayAttachmentsCommand = CommandOf<'DescribeTransitGatewayAttachments'>;
export declare const DescribeTransitGatewayVpcAttachmentsCommand: new (input: Operations['DescribeTransitGatewayVpcAttachments'][0]) => CommandOf<'DescribeTransitGatewayVpcAttachments'>;
export type DescribeTransitGatewayVpcAttachmentsCommand = CommandOf<'DescribeTransitGatewayVpcAttachments'>;
export declare const DescribeTransitGatewaysCommand: new (input: Operations['DescribeTransitGateways'][0]) => CommandOf<'DescribeTransitGateways'>;
export type DescribeTransitGatewaysCommand = CommandOf<'DescribeTransitGateways'>;
export declare const DescribeVpcAttributeCommand: new (input: Operations['DescribeVpcAttribute'][0]) => CommandOf<'DescribeVpcAttribute'>;
export type DescribeVpcAttributeCommand = CommandOf<'DescribeVpcAttribute'>;
export declare const DescribeVpcEndpointsCommand: new (input: Operations['DescribeVpcEndpoints'][0]) => CommandOf<'DescribeVpcEndpoints'>;
export type DescribeVpcEndpointsCommand = CommandOf<'DescribeVpcEndpoints'>;
export declare const DescribeVpcsCommand: new (input: Operations['DescribeVpcs'][0]) => CommandOf<'DescribeVpcs'>;
export type DescribeVpcsCommand = CommandOf<'DescribeVpcs'>;
export declare const DescribeVpnGatewaysCommand: new (input: Operations['DescribeVpnGateways'][0]) => CommandOf<'DescribeVpnGateways'>;
export type DescribeVpnGatewaysCommand = CommandOf<'DescribeVpnGateways'>;
export declare const DetachInternetGatewayCommand: new (input: Operations['DetachInternetGateway'][0]) => CommandOf<'DetachInternetGateway'>;
export type DetachInternetGatewayCommand = CommandOf<'DetachInternetGateway'>;
export declare const DisassociateTransitGatewayRouteTableCommand: new (input: Operations['DisassociateTransitGatewayRouteTable'][0]) => CommandOf<'DisassociateTransitGatewayRouteTable'>;
export type DisassociateTransitGatewayRouteTableCommand = CommandOf<'DisassociateTransitGatewayRouteTable'>;
export declare const EnableTransitGatewayRouteTablePropagationCommand: new (input: Operations['EnableTransitGatewayRouteTablePropagation'][0]) => CommandOf<'EnableTransitGatewayRouteTablePropagation'>;
export type EnableTransitGatewayRouteTablePropagationCommand = CommandOf<'EnableTransitGatewayRouteTablePropagation'>;
export declare const GetTransitGatewayRouteTablePropagationsCommand: new (input: Operations['GetTransitGatewayRouteTablePropagations'][0]) => CommandOf<'GetTransitGatewayRouteTablePropagations'>;
export type GetTransitGatewayRouteTablePropagationsCommand = CommandOf<'GetTransitGatewayRouteTablePropagations'>;
export declare const RevokeSecurityGroupEgressCommand: new (input: Operations['RevokeSecurityGroupEgress'][0]) => CommandOf<'RevokeSecurityGroupEgress'>;
export type RevokeSecurityGroupEgressCommand = CommandOf<'RevokeSecurityGroupEgress'>;
export declare const RevokeSecurityGroupIngressCommand: new (input: Operations['RevokeSecurityGroupIngress'][0]) => CommandOf<'RevokeSecurityGroupIngress'>;
export type RevokeSecurityGroupIngressCommand = CommandOf<'RevokeSecurityGroupIngress'>;
