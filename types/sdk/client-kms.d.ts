// Made by `npm run generate` (tools/generate-sdk-types.ts), which says why.
import type { STSClientConfig, STSClientResolvedConfig } from '@aws-sdk/client-sts';
import type { Client, CommandImpl } from '@smithy/core/client';
import type { HttpHandlerOptions, MetadataBearer, PaginationConfiguration, Paginator } from '@smithy/types';
import type { CancelKeyDeletionRequest, CancelKeyDeletionResponse, CreateGrantRequest, CreateGrantResponse, DescribeKeyRequest, DescribeKeyResponse, DisableKeyRequest, DisableKeyRotationRequest, EnableKeyRequest, EnableKeyRotationRequest, GetKeyPolicyRequest, GetKeyPolicyResponse, GetKeyRotationStatusRequest, GetKeyRotationStatusResponse, GetPublicKeyRequest, GetPublicKeyResponse, ListAliasesRequest, ListAliasesResponse, ListGrantsRequest, ListGrantsResponse, ListKeyRotationsRequest, ListKeyRotationsResponse, PutKeyPolicyRequest, RevokeGrantRequest, RotateKeyOnDemandRequest, RotateKeyOnDemandResponse, ScheduleKeyDeletionRequest, ScheduleKeyDeletionResponse } from '../../node_modules/@aws-sdk/client-kms/dist-types/models/models_0';


interface Operations {
  readonly CancelKeyDeletion: [input: CancelKeyDeletionRequest, output: CancelKeyDeletionResponse];
  readonly CreateGrant: [input: CreateGrantRequest, output: CreateGrantResponse];
  readonly DescribeKey: [input: DescribeKeyRequest, output: DescribeKeyResponse];
  readonly DisableKey: [input: DisableKeyRequest, output: object];
  readonly DisableKeyRotation: [input: DisableKeyRotationRequest, output: object];
  readonly EnableKey: [input: EnableKeyRequest, output: object];
  readonly EnableKeyRotation: [input: EnableKeyRotationRequest, output: object];
  readonly GetKeyPolicy: [input: GetKeyPolicyRequest, output: GetKeyPolicyResponse];
  readonly GetKeyRotationStatus: [input: GetKeyRotationStatusRequest, output: GetKeyRotationStatusResponse];
  readonly GetPublicKey: [input: GetPublicKeyRequest, output: GetPublicKeyResponse];
  readonly ListAliases: [input: ListAliasesRequest, output: ListAliasesResponse];
  readonly ListGrants: [input: ListGrantsRequest, output: ListGrantsResponse];
  readonly ListKeyRotations: [input: ListKeyRotationsRequest, output: ListKeyRotationsResponse];
  readonly PutKeyPolicy: [input: PutKeyPolicyRequest, output: object];
  readonly RevokeGrant: [input: RevokeGrantRequest, output: object];
  readonly RotateKeyOnDemand: [input: RotateKeyOnDemandRequest, output: RotateKeyOnDemandResponse];
  readonly ScheduleKeyDeletion: [input: ScheduleKeyDeletionRequest, output: ScheduleKeyDeletionResponse];
}

type Input = Operations[keyof Operations][0];
type Output = Operations[keyof Operations][1] & MetadataBearer;

type CommandOf<Name extends keyof Operations> = CommandImpl<Operations[Name][0], Operations[Name][1] & MetadataBearer, STSClientResolvedConfig, Input, Output>;
type PaginatorOf<Name extends keyof Operations> = (
  config: PaginationConfiguration & { readonly client: KMSClient },
  input: Operations[Name][0],
) => Paginator<Operations[Name][1] & MetadataBearer>;

export declare class KMSClient extends Client<HttpHandlerOptions, Input, Output, STSClientResolvedConfig> {
  constructor(config?: STSClientConfig);
}

export declare const CancelKeyDeletionCommand: new (input: Operations['CancelKeyDeletion'][0]) => CommandOf<'CancelKeyDeletion'>;
export type CancelKeyDeletionCommand = CommandOf<'CancelKeyDeletion'>;
export declare const CreateGrantCommand: new (input: Operations['CreateGrant'][0]) => CommandOf<'CreateGrant'>;
export type CreateGrantCommand = CommandOf<'CreateGrant'>;
export declare const DescribeKeyCommand: new (input: Operations['DescribeKey'][0]) => CommandOf<'DescribeKey'>;
export type DescribeKeyCommand = CommandOf<'DescribeKey'>;
export declare const DisableKeyCommand: new (input: Operations['DisableKey'][0]) => CommandOf<'DisableKey'>;
export type DisableKeyCommand = CommandOf<'DisableKey'>;
export declare const DisableKeyRotationCommand: new (input: Operations['DisableKeyRotation'][0]) => CommandOf<'DisableKeyRotation'>;
export type DisableKeyRotationCommand = CommandOf<'DisableKeyRotation'>;
export declare const EnableKeyCommand: new (input: Operations['EnableKey'][0]) => CommandOf<'EnableKey'>;
export type EnableKeyCommand = CommandOf<'EnableKey'>;
export declare const EnableKeyRotationCommand: new (input: Operations['EnableKeyRotation'][0]) => CommandOf<'EnableKeyRotation'>;
export type EnableKeyRotationCommand = CommandOf<'EnableKeyRotation'>;
export declare const GetKeyPolicyCommand: new (input: Operations['GetKeyPolicy'][0]) => CommandOf<'GetKeyPolicy'>;
export type GetKeyPolicyCommand = CommandOf<'GetKeyPolicy'>;
export declare const GetKeyRotationStatusCommand: new (input: Operations['GetKeyRotationStatus'][0]) => CommandOf<'GetKeyRotationStatus'>;
export type GetKeyRotationStatusCommand = CommandOf<'GetKeyRotationStatus'>;
export declare const GetPublicKeyCommand: new (input: Operations['GetPublicKey'][0]) => CommandOf<'GetPublicKey'>;
export type GetPublicKeyCommand = CommandOf<'GetPublicKey'>;
export declare const ListAliasesCommand: new (input: Operations['ListAliases'][0]) => CommandOf<'ListAliases'>;
export type ListAliasesCommand = CommandOf<'ListAliases'>;
export declare const paginateListAliases: PaginatorOf<'ListAliases'>;
export declare const ListGrantsCommand: new (input: Operations['ListGrants'][0]) => CommandOf<'ListGrants'>;
export type ListGrantsCommand = CommandOf<'ListGrants'>;
export declare const paginateListGrants: PaginatorOf<'ListGrants'>;
export declare const ListKeyRotationsCommand: new (input: Operations['ListKeyRotations'][0]) => CommandOf<'ListKeyRotations'>;
export type ListKeyRotationsCommand = CommandOf<'ListKeyRotations'>;
export declare const paginateListKeyRotations: PaginatorOf<'ListKeyRotations'>;
export declare const PutKeyPolicyCommand: new (input: Operations['PutKeyPolicy'][0]) => CommandOf<'PutKeyPolicy'>;
export type PutKeyPolicyCommand = CommandOf<'PutKeyPolicy'>;
export declare const RevokeGrantCommand: new (input: Operations['RevokeGrant'][0]) => CommandOf<'RevokeGrant'>;
export type RevokeGrantCommand = CommandOf<'RevokeGrant'>;
export declare const RotateKeyOnDemandCommand: new (input: Operations['RotateKeyOnDemand'][0]) => CommandOf<'RotateKeyOnDemand'>;
export type RotateKeyOnDemandCommand = CommandOf<'RotateKeyOnDemand'>;
export declare const ScheduleKeyDeletionCommand: new (input: Operations['ScheduleKeyDeletion'][0]) => CommandOf<'ScheduleKeyDeletion'>;
export type ScheduleKeyDeletionCommand = CommandOf<'ScheduleKeyDeletion'>;
