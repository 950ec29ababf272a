// Made by `npm run generate` (tools/generate-sdk-types.ts), which says why.
import type { STSClientConfig, STSClientResolvedConfig } from '@aws-sdk/client-sts';
import type { Client, CommandImpl } from '@smithy/core/client';
import type { HttpHandlerOptions, MetadataBearer, PaginationConfiguration, Paginator } from '@smithy/types';
import type { CreateAccountAssignmentRequest, CreateAccountAssignmentResponse, DeleteAccountAssignmentRequest, DeleteAccountAssignmentResponse, DescribeAccountAssignmentCreationStatusRequest, DescribeAccountAssignmentCreationStatusResponse, DescribeAccountAssignmentDeletionStatusRequest, DescribeAccountAssignmentDeletionStatusResponse, ListAccountAssignmentsForPrincipalRequest, ListAccountAssignmentsForPrincipalResponse, ListAccountAssignmentsRequest, ListAccountAssignmentsResponse, ListAccountsForProvisionedPermissionSetRequest, ListAccountsForProvisionedPermissionSetResponse, ListInstancesRequest, ListInstancesResponse } from '../../node_modules/@aws-sdk/client-sso-admin/dist-types/models/models_0';

export { AccountAssignmentOperationStatus } from '../../node_modules/@aws-sdk/client-sso-admin/dist-types/models/models_0';
export { PrincipalType } from '../../node_modules/@aws-sdk/client-sso-admin/dist-types/models/enums';
export { ResourceNotFoundException } from '../../node_modules/@aws-sdk/client-sso-admin/dist-types/models/errors';

interface Operations {
  readonly CreateAccountAssignment: [input: CreateAccountAssignmentRequest, output: CreateAccountAssignmentResponse];
  readonly DeleteAccountAssignment: [input: DeleteAccountAssignmentRequest, output: DeleteAccountAssignmentResponse];
  readonly DescribeAccountAssignmentCreationStatus: [input: DescribeAccountAssignmentCreationStatusRequest, output: DescribeAccountAssignmentCreationStatusResponse];
  readonly DescribeAccountAssignmentDeletionStatus: [input: DescribeAccountAssignmentDeletionStatusRequest, output: DescribeAccountAssignmentDeletionStatusResponse];
  readonly ListAccountAssignments: [input: ListAccountAssignmentsRequest, output: ListAccountAssignmentsResponse];
  readonly ListAccountAssignmentsForPrincipal: [input: ListAccountAssignmentsForPrincipalRequest, output: ListAccountAssignmentsForPrincipalResponse];
  readonly ListAccountsForProvisionedPermissionSet: [input: ListAccountsForProvisionedPermissionSetRequest, output: ListAccountsForProvisionedPermissionSetResponse];
  readonly ListInstances: [input: ListInstancesRequest, output: ListInstancesResponse];
}

type Input = Operations[keyof Operations][0];
type Output = Operations[keyof Operations][1] & MetadataBearer;

type CommandOf<Name extends keyof Operations> = CommandImpl<Operations[Name][0], Operations[Name][1] & MetadataBearer, STSClientResolvedConfig, Input, Output>;
type PaginatorOf<Name extends keyof Operations> = (
  config: PaginationConfiguration & { readonly client: SSOAdminClient },
  input: Operations[Name][0],
) => Paginator<Operations[Name][1] & MetadataBearer>;

export declare class SSOAdminClient extends Client<HttpHandlerOptions, Input, Output, STSClientResolvedConfig> {
  constructor(config?: STSClientConfig);
}

export declare const CreateAccountAssignmentCommand: new (input: Operations['CreateAccountAssignment'][0]) => CommandOf<'CreateAccountAssignment'>;
export type CreateAccountAssignmentCommand = CommandOf<'CreateAccountAssignment'>;
export declare const DeleteAccountAssignmentCommand: new (input: Operations['DeleteAccountAssignment'][0]) => CommandOf<'DeleteAccountAssignment'>;
export type DeleteAccountAssignmentCommand = CommandOf<'DeleteAccountAssignment'>;
export declare const DescribeAccountAssignmentCreationStatusCommand: new (input: Operations['DescribeAccountAssignmentCreationStatus'][0]) => CommandOf<'DescribeAccountAssignmentCreationStatus'>;
export type DescribeAccountAssignmentCreationStatusCommand = CommandOf<'DescribeAccountAssignmentCreationStatus'>;
export declare const DescribeAccountAssignmentDeletionStatusCommand: new (input: Operations['DescribeAccountAssignmentDeletionStatus'][0]) => CommandOf<'DescribeAccountAssignmentDeletionStatus'>;
export type DescribeAccountAssignmentDeletionStatusCommand = CommandOf<'DescribeAccountAssignmentDeletionStatus'>;
export declare const ListAccountAssignmentsCommand: new (input: Operations['ListAccountAssignments'][0]) => CommandOf<'ListAccountAssignments'>;
export type ListAccountAssignmentsCommand = CommandOf<'ListAccountAssignments'>;
export declare const ListAccountAssignmentsForPrincipalCommand: new (input: Operations['ListAccountAssignmentsForPrincipal'][0]) => CommandOf<'ListAccountAssignmentsForPrincipal'>;
export type ListAccountAssignmentsForPrincipalCommand = CommandOf<'ListAccountAssignmentsForPrincipal'>;
export declare const ListAccountsForProvisionedPermissionSetCommand: new (input: Operations['ListAccountsForProvisionedPermissionSet'][0]) => CommandOf<'ListAccountsForProvisionedPermissionSet'>;
export type ListAccountsForProvisionedPermissionSetCommand = CommandOf<'ListAccountsForProvisionedPermissionSet'>;
export declare const ListInstancesCommand: new (input: Operations['ListInstances'][0]) => CommandOf<'ListInstances'>;
export type ListInstancesCommand = CommandOf<'ListInstances'>;
