import {
  GetRoleCommand,
  GetRolePolicyCommand,
  IAMClient,
  paginateListAttachedRolePolicies,
  paginateListRolePolicies,
} from '@aws-sdk/client-iam';
import { policyOf } from '../policy-document';
import type { Reader } from '../reader';

/** A role: who may assume it and for how long, what it may do, and its boundary. Policies that stand as resources of their own are in it too. */
export const iamRole: Reader = async ({ client: settings }, name) => {
  const client = new IAMClient(settings);
  const { Role } = await client.send(new GetRoleCommand({ RoleName: name }));
  const attached: string[] = [];
  for await (const { AttachedPolicies = [] } of paginateListAttachedRolePolicies({ client }, { RoleName: name })) {
    for (const { PolicyArn } of AttachedPolicies) if (PolicyArn) attached.push(PolicyArn);
  }
  return {
    MaxSessionDuration: Role?.MaxSessionDuration,
    AssumeRolePolicyDocument: policyOf(Role?.AssumeRolePolicyDocument),
    PermissionsBoundary: Role?.PermissionsBoundary?.PermissionsBoundaryArn,
    Policies: await inlinePolicies(client, name),
    ManagedPolicyArns: attached,
  };
};

async function inlinePolicies(client: IAMClient, RoleName: string) {
  const policies: { readonly PolicyName: string; readonly PolicyDocument: unknown }[] = [];
  for await (const { PolicyNames = [] } of paginateListRolePolicies({ client }, { RoleName })) {
    for (const PolicyName of PolicyNames) {
      const { PolicyDocument } = await client.send(new GetRolePolicyCommand({ RoleName, PolicyName }));
      policies.push({ PolicyName, PolicyDocument: policyOf(PolicyDocument) });
    }
  }
  return policies;
}
