// Made by `npm run generate` (tools/generate-sdk-types.ts), which says why.
import type { STSClientConfig, STSClientResolvedConfig } from '@aws-sdk/client-sts';
import type { Client, CommandImpl } from '@smithy/core/client';
import type { HttpHandlerOptions, MetadataBearer, PaginationConfiguration, Paginator } from '@smithy/types';
import type { DeleteGroupMembershipRequest, DeleteGroupMembershipResponse, ListGroupMembershipsForMemberRequest, ListGroupMembershipsForMemberResponse, ListUsersRequest, ListUsersResponse } from '../../node_modules/@aws-sdk/client-identitystore/dist-types/models/models_0';

export { User } from '../../node_modules/@aws-sdk/client-identitystore/dist-types/models/models_0';

interface Operations {
  readonly DeleteGroupMembership: [input: DeleteGroupMembershipRequest, output: DeleteGroupMembershipResponse];
  readonly ListGroupMembershipsForMember: [input: ListGroupMembershipsForMemberRequest, output: ListGroupMembershipsForMemberResponse];
  readonly ListUsers: [input: ListUsersRequest, output: ListUsersResponse];
}

type Input = Operations[keyof Operations][0];
type Output = Operations[keyof Operations][1] & MetadataBearer;

type CommandOf<Name extends keyof Operations> = CommandImpl<Operations[Name][0], Operations[Name][1] & MetadataBearer, STSClientResolvedConfig, Input, Output>;
type PaginatorOf<Name extends keyof Operations> = (
  config: PaginationConfiguration & { readonly client: IdentitystoreClient },
  input: Operations[Name][0],
) => Paginator<Operations[Name][1] & MetadataBearer>;

export declare class IdentitystoreClient extends Client<HttpHandlerOptions, Input, Output, STSClientResolvedConfig> {
  constructor(config?: STSClientConfig);
}

export declare const DeleteGroupMembershipCommand: new (input: Operations['DeleteGroupMembership'][0]) => CommandOf<'DeleteGroupMembership'>;
export type DeleteGroupMembershipCommand = CommandOf<'DeleteGroupMembership'>;
export declare const ListGroupMembershipsForMemberCommand: new (input: Operations['ListGroupMembershipsForMember'][0]) => CommandOf<'ListGroupMembershipsForMember'>;
export type ListGroupMembershipsForMemberCommand = CommandOf<'ListGroupMembershipsForMember'>;
export declare const ListUsersCommand: new (input: Operations['ListUsers'][0]) => CommandOf<'ListUsers'>;
export type ListUsersCommand = CommandOf<'ListUsers'>;
