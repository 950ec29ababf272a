// Made by `npm run generate` (tools/generate-sdk-types.ts), which says why.
import type { STSClientConfig, STSClientResolvedConfig } from '@aws-sdk/client-sts';
import type { Client, CommandImpl } from '@smithy/core/client';
import type { HttpHandlerOptions, MetadataBearer, PaginationConfiguration, Paginator } from '@smithy/types';
import type { ChangeResourceRecordSetsRequest, ChangeResourceRecordSetsResponse, CreateHostedZoneRequest, CreateHostedZoneResponse, GetHealthCheckRequest, GetHealthCheckResponse, ListHealthChecksRequest, ListHealthChecksResponse, ListHostedZonesRequest, ListHostedZonesResponse, ListResourceRecordSetsRequest, ListResourceRecordSetsResponse } from '../../node_modules/@aws-sdk/client-route-53/dist-types/models/models_0';

export { HealthCheckConfig } from '../../node_modules/@aws-sdk/client-route-53/dist-types/models/models_0';
export { ResourceRecordSet } from '../../node_modules/@aws-sdk/client-route-53/dist-types/models/models_0';

interface Operations {
  readonly ChangeResourceRecordSets: [input: ChangeResourceRecordSetsRequest, output: ChangeResourceRecordSetsResponse];
  readonly CreateHostedZone: [input: CreateHostedZoneRequest, output: CreateHostedZoneResponse];
  readonly GetHealthCheck: [input: GetHealthCheckRequest, output: GetHealthCheckResponse];
  readonly ListHealthChecks: [input: ListHealthChecksRequest, output: ListHealthChecksResponse];
  readonly ListHostedZones: [input: ListHostedZonesRequest, output: ListHostedZonesResponse];
  readonly ListResourceRecordSets: [input: ListResourceRecordSetsRequest, output: ListResourceRecordSetsResponse];
}

type Input = Operations[keyof Operations][0];
type Output = Operations[keyof Operations][1] & MetadataBearer;

type CommandOf<Name extends keyof Operations> = CommandImpl<Operations[Name][0], Operations[Name][1] & MetadataBearer, STSClientResolvedConfig, Input, Output>;
type PaginatorOf<Name extends keyof Operations> = (
  config: PaginationConfiguration & { readonly client: Route53Client },
  input: Operations[Name][0],
) => Paginator<Operations[Name][1] & MetadataBearer>;

export declare class Route53Client extends Client<HttpHandlerOptions, Input, Output, STSClientResolvedConfig> {
  constructor(config?: STSClientConfig);
}

export declare const ChangeResourceRecordSetsCommand: new (input: Operations['ChangeResourceRecordSets'][0]) => CommandOf<'ChangeResourceRecordSets'>;
export type ChangeResourceRecordSetsCommand = CommandOf<'ChangeResourceRecordSets'>;
export declare const CreateHostedZoneCommand: new (input: Operations['CreateHostedZone'][0]) => CommandOf<'CreateHostedZone'>;
export type CreateHostedZoneCommand = CommandOf<'CreateHostedZone'>;
export declare const GetHealthCheckCommand: new (input: Operations['GetHealthCheck'][0]) => CommandOf<'GetHealthCheck'>;
export type GetHealthCheckCommand = CommandOf<'GetHealthCheck'>;
export declare const ListHealthChecksCommand: new (input: Operations['ListHealthChecks'][0]) => CommandOf<'ListHealthChecks'>;
export type ListHealthChecksCommand = CommandOf<'ListHealthChecks'>;
export declare const paginateListHealthChecks: PaginatorOf<'ListHealthChecks'>;
export declare const ListHostedZonesCommand: new (input: Operations['ListHostedZones'][0]) => CommandOf<'ListHostedZones'>;
export type ListHostedZonesCommand = CommandOf<'ListHostedZones'>;
export declare const paginateListHostedZones: PaginatorOf<'ListHostedZones'>;
export declare const ListResourceRecordSetsCommand: new (input: Operations['ListResourceRecordSets'][0]) => CommandOf<'ListResourceRecordSets'>;
export type ListResourceRecordSetsCommand = CommandOf<'ListResourceRecordSets'>;
export type ListResourceRecordSetsCommandOutput = Operations['ListResourceRecordSets'][1] & MetadataBearer;
