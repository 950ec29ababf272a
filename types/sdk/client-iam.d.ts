// Made by `npm run generate` (tools/generate-sdk-types.ts), which says why.
import type { STSClientConfig, STSClientResolvedConfig } from '@aws-sdk/client-sts';
import type { Client, CommandImpl } from '@smithy/core/client';
import type { HttpHandlerOptions, MetadataBearer, PaginationConfiguration, Paginator } from '@smithy/types';
import type { AddUserToGroupRequest, CreateAccessKeyRequest, CreateAccessKeyResponse, CreateGroupRequest, CreateGroupResponse, CreatePolicyRequest, CreatePolicyResponse, CreatePolicyVersionRequest, CreatePolicyVersionResponse, CreateUserRequest, CreateUserResponse, DeleteAccessKeyRequest, DeleteRolePolicyRequest, GetInstanceProfileRequest, GetInstanceProfileResponse, GetLoginProfileRequest, GetLoginProfileResponse, GetPolicyRequest, GetPolicyResponse, GetPolicyVersionRequest, GetPolicyVersionResponse, GetRolePolicyRequest, GetRolePolicyResponse, GetRoleRequest, GetRoleResponse, GetUserPolicyRequest, GetUserPolicyResponse, GetUserRequest, GetUserResponse, ListAccessKeysRequest, ListAccessKeysResponse, ListAttachedRolePoliciesRequest, ListAttachedRolePoliciesResponse, ListAttachedUserPoliciesRequest, ListAttachedUserPoliciesResponse, ListGroupsForUserRequest, ListGroupsForUserResponse, ListMFADevicesRequest, ListMFADevicesResponse, ListPoliciesRequest, ListPoliciesResponse, ListRolePoliciesRequest, ListRolePoliciesResponse, ListUserPoliciesRequest, ListUserPoliciesResponse, ListUsersRequest, ListUsersResponse, PutRolePolicyRequest, PutUserPolicyRequest, RemoveUserFromGroupRequest } from '../../node_modules/@aws-sdk/client-iam/dist-types/models/models_0';
import type { UpdateRoleRequest, UpdateRoleResponse } from '../../node_modules/@aws-sdk/client-iam/dist-types/models/models_1';


interface Operations {
  readonly AddUserToGroup: [input: AddUserToGroupRequest, output: object];
  readonly CreateAccessKey: [input: CreateAccessKeyRequest, output: CreateAccessKeyResponse];
  readonly CreateGroup: [input: CreateGroupRequest, output: CreateGroupResponse];
  readonly CreatePolicy: [input: CreatePolicyRequest, output: CreatePolicyResponse];
  readonly CreatePolicyVersion: [input: CreatePolicyVersionRequest, output: CreatePolicyVersionResponse];
  readonly CreateUser: [input: CreateUserRequest, output: CreateUserResponse];
  readonly DeleteAccessKey: [input: DeleteAccessKeyRequest, output: object];
  readonly DeleteRolePolicy: [input: DeleteRolePolicyRequest, output: object];
  readonly GetInstanceProfile: [input: GetInstanceProfileRequest, output: GetInstanceProfileResponse];
  readonly GetLoginProfile: [input: GetLoginProfileRequest, output: GetLoginProfileResponse];
  readonly GetPolicy: [input: GetPolicyRequest, output: GetPolicyResponse];
  readonly GetPolicyVersion: [input: GetPolicyVersionRequest, output: GetPolicyVersionResponse];
  readonly GetRole: [input: GetRoleRequest, output: GetRoleResponse];
  readonly GetRolePolicy: [input: GetRolePolicyRequest, output: GetRolePolicyResponse];
  readonly GetUser: [input: GetUserRequest, output: GetUserResponse];
  readonly GetUserPolicy: [input: GetUserPolicyRequest, output: GetUserPolicyResponse];
  readonly ListAccessKeys: [input: ListAccessKeysRequest, output: ListAccessKeysResponse];
  readonly ListAttachedRolePolicies: [input: ListAttachedRolePoliciesRequest, output: ListAttachedRolePoliciesResponse];
  readonly ListAttachedUserPolicies: [input: ListAttachedUserPoliciesRequest, output: ListAttachedUserPoliciesResponse];
  readonly ListGroupsForUser: [input: ListGroupsForUserRequest, output: ListGroupsForUserResponse];
  readonly ListMFADevices: [input: ListMFADevicesRequest, output: ListMFADevicesResponse];
  readonly ListPolicies: [input: ListPoliciesRequest, output: ListPoliciesResponse];
  readonly ListRolePolicies: [input: ListRolePoliciesRequest, output: ListRolePoliciesResponse];
  readonly ListUserPolicies: [input: ListUserPoliciesRequest, output: ListUserPoliciesResponse];
  readonly ListUsers: [input: ListUsersRequest, output: ListUsersResponse];
  readonly PutRolePolicy: [input: PutRolePolicyRequest, output: object];
  readonly PutUserPolicy: [input: PutUserPolicyRequest, output: object];
  readonly RemoveUserFromGroup: [input: RemoveUserFromGroupRequest, output: object];
  readonly UpdateRole: [input: UpdateRoleRequest, output: UpdateRoleResponse];
}

type Input = Operations[keyof Operations][0];
type Output = Operations[keyof Operations][1] & MetadataBearer;

type CommandOf<Name extends keyof Operations> = CommandImpl<Operations[Name][0], Operations[Name][1] & MetadataBearer, STSClientResolvedConfig, Input, Output>;
type PaginatorOf<Name extends keyof Operations> = (
  config: PaginationConfiguration & { readonly client: IAMClient },
  input: Operations[Name][0],
) => Paginator<Operations[Name][1] & MetadataBearer>;

export declare class IAMClient extends Client<HttpHandlerOptions, Input, Output, STSClientResolvedConfig> {
  constructor(config?: STSClientConfig);
}

export declare const AddUserToGroupCommand: new (input: Operations['AddUserToGroup'][0]) => CommandOf<'AddUserToGroup'>;
export type AddUserToGroupCommand = CommandOf<'AddUserToGroup'>;
export declare const CreateAccessKeyCommand: new (input: Operations['CreateAccessKey'][0]) => CommandOf<'CreateAccessKey'>;
export type CreateAccessKeyCommand = CommandOf<'CreateAccessKey'>;
export declare const CreateGroupCommand: new (input: Operations['CreateGroup'][0]) => CommandOf<'CreateGroup'>;
export type CreateGroupCommand = CommandOf<'CreateGroup'>;
export declare const CreatePolicyCommand: new (input: Operations['CreatePolicy'][0]) => CommandOf<'CreatePolicy'>;
export type CreatePolicyCommand = CommandOf<'CreatePolicy'>;
export declare const CreatePolicyVersionCommand: new (input: Operations['CreatePolicyVersion'][0]) => CommandOf<'CreatePolicyVersion'>;
export type CreatePolicyVersionCommand = CommandOf<'CreatePolicyVersion'>;
export declare const CreateUserCommand: new (input: Operations['CreateUser'][0]) => CommandOf<'CreateUser'>;
export type CreateUserCommand = CommandOf<'CreateUser'>;
export declare const DeleteAccessKeyCommand: new (input: Operations['DeleteAccessKey'][0]) => CommandOf<'DeleteAccessKey'>;
export type DeleteAccessKeyCommand = CommandOf<'DeleteAccessKey'>;
export declare const DeleteRolePolicyCommand: new (input: Operations['DeleteRolePolicy'][0]) => CommandOf<'DeleteRolePolicy'>;
export type DeleteRolePolicyCommand = CommandOf<'DeleteRolePolicy'>;
export declare const GetInstanceProfileCommand: new (input: Operations['GetInstanceProfile'][0]) => CommandOf<'GetInstanceProfile'>;
export type GetInstanceProfileCommand = CommandOf<'GetInstanceProfile'>;
export declare const GetLoginProfileCommand: new (input: Operations['GetLoginProfile'][0]) => CommandOf<'GetLoginProfile'>;
export type GetLoginProfileCommand = CommandOf<'GetLoginProfile'>;
export declare const GetPolicyCommand: new (input: Operations['GetPolicy'][0]) => CommandOf<'GetPolicy'>;
export type GetPolicyCommand = CommandOf<'GetPolicy'>;
export declare const GetPolicyVersionCommand: new (input: Operations['GetPolicyVersion'][0]) => CommandOf<'GetPolicyVersion'>;
export type GetPolicyVersionCommand = CommandOf<'GetPolicyVersion'>;
export declare const GetRoleCommand: new (input: Operations['GetRole'][0]) => CommandOf<'GetRole'>;
export type GetRoleCommand = CommandOf<'GetRole'>;
export declare const GetRolePolicyCommand: new (input: Operations['GetRolePolicy'][0]) => CommandOf<'GetRolePolicy'>;
export type GetRolePolicyCommand = CommandOf<'GetRolePolicy'>;
export declare const GetUserCommand: new (input: Operations['GetUser'][0]) => CommandOf<'GetUser'>;
export type GetUserCommand = CommandOf<'GetUser'>;
export declare const GetUserPolicyCommand: new (input: Operations['GetUserPolicy'][0]) => CommandOf<'GetUserPolicy'>;
export type GetUserPolicyCommand = CommandOf<'GetUserPolicy'>;
export declare const ListAccessKeysCommand: new (input: Operations['ListAccessKeys'][0]) => CommandOf<'ListAccessKeys'>;
export type ListAccessKeysCommand = CommandOf<'ListAccessKeys'>;
export declare const paginateListAccessKeys: PaginatorOf<'ListAccessKeys'>;
export declare const ListAttachedRolePoliciesCommand: new (input: Operations['ListAttachedRolePolicies'][0]) => CommandOf<'ListAttachedRolePolicies'>;
export type ListAttachedRolePoliciesCommand = CommandOf<'ListAttachedRolePolicies'>;
export declare const paginateListAttachedRolePolicies: PaginatorOf<'ListAttachedRolePolicies'>;
export declare const ListAttachedUserPoliciesCommand: new (input: Operations['ListAttachedUserPolicies'][0]) => CommandOf<'ListAttachedUserPolicies'>;
export type ListAttachedUserPoliciesCommand = CommandOf<'ListAttachedUserPolicies'>;
export declare const paginateListAttachedUserPolicies: PaginatorOf<'ListAttachedUserPolicies'>;
export declare const ListGroupsForUserCommand: new (input: Operations['ListGroupsForUser'][0]) => CommandOf<'ListGroupsForUser'>;
export type ListGroupsForUserCommand = CommandOf<'ListGroupsForUser'>;
export declare const paginateListGroupsForUser: PaginatorOf<'ListGroupsForUser'>;
export declare const ListMFADevicesCommand: new (input: Operations['ListMFADevices'][0]) => CommandOf<'ListMFADevices'>;
export type ListMFADevicesCommand = CommandOf<'ListMFADevices'>;
export declare const paginateListMFADevices: PaginatorOf<'ListMFADevices'>;
export declare const ListPoliciesCommand: new (input: Operations['ListPolicies'][0]) => CommandOf<'ListPolicies'>;
export type ListPoliciesCommand = CommandOf<'ListPolicies'>;
export declare const ListRolePoliciesCommand: new (input: Operations['ListRolePolicies'][0]) => CommandOf<'ListRolePolicies'>;
export type ListRolePoliciesCommand = CommandOf<'ListRolePolicies'>;
export declare const paginateListRolePolicies: PaginatorOf<'ListRolePolicies'>;
export declare const ListUserPoliciesCommand: new (input: Operations['ListUserPolicies'][0]) => CommandOf<'ListUserPolicies'>;
export type ListUserPoliciesCommand = CommandOf<'ListUserPolicies'>;
export declare const paginateListUserPolicies: PaginatorOf<'ListUserPolicies'>;
export declare const ListUsersCommand: new (input: Operations['ListUsers'][0]) => CommandOf<'ListUsers'>;
export type ListUsersCommand = CommandOf<'ListUsers'>;
export declare const PutRolePolicyCommand: new (input: Operations['PutRolePolicy'][0]) => CommandOf<'PutRolePolicy'>;
export type PutRolePolicyCommand = CommandOf<'PutRolePolicy'>;
export declare const PutUserPolicyCommand: new (input: Operations['PutUserPolicy'][0]) => CommandOf<'PutUserPolicy'>;
export type PutUserPolicyCommand = CommandOf<'PutUserPolicy'>;
export declare const RemoveUserFromGroupCommand: new (input: Operations['RemoveUserFromGroup'][0]) => CommandOf<'RemoveUserFromGroup'>;
export type RemoveUserFromGroupCommand = CommandOf<'RemoveUserFromGroup'>;
export declare const UpdateRoleCommand: new (input: Operations['UpdateRole'][0]) => CommandOf<'UpdateRole'>;
export type UpdateRoleCommand = CommandOf<'UpdateRole'>;
