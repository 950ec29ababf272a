import {
  GetLoginProfileCommand,
  GetUserCommand,
  GetUserPolicyCommand,
  IAMClient,
  paginateListAttachedUserPolicies,
  paginateListGroupsForUser,
  paginateListUserPolicies,
} from '@aws-sdk/client-iam';
import { found } from '../missing';
import { policyOf } from '../policy-document';
import type { Reader } from '../reader';
import { unless } from '../unless';

/** No service tells a password; that there is one, this says. */
const KEPT_BY_THE_SERVICE = '********';

/** A user: where it stands, of which groups it is, whether it has a password, what it may do, and its boundary. Policies that stand as resources of their own are in it too. */
export const iamUser: Reader = async ({ client: settings }, name) => {
  const client = new IAMClient(settings);
  const { User } = await client.send(new GetUserCommand({ UserName: name }));
  const { Path, PermissionsBoundary } = found(User, 'user', name);
  const attached: string[] = [];
  for await (const { AttachedPolicies = [] } of paginateListAttachedUserPolicies({ client }, { UserName: name })) {
    for (const { PolicyArn } of AttachedPolicies) if (PolicyArn) attached.push(PolicyArn);
  }
  const groups: string[] = [];
  for await (const { Groups = [] } of paginateListGroupsForUser({ client }, { UserName: name })) {
    for (const { GroupName } of Groups) if (GroupName) groups.push(GroupName);
  }
  const login = await client
    .send(new GetLoginProfileCommand({ UserName: name }))
    .catch(unless('NoSuchEntityException'));
  return {
    Path,
    Groups: groups,
    LoginProfile: login?.LoginProfile && { Password: KEPT_BY_THE_SERVICE },
    PermissionsBoundary: PermissionsBoundary?.PermissionsBoundaryArn,
    Policies: await inlinePolicies(client, name),
    ManagedPolicyArns: attached,
  };
};

async function inlinePolicies(client: IAMClient, UserName: string) {
  const policies: { readonly PolicyName: string; readonly PolicyDocument: unknown }[] = [];
  for await (const { PolicyNames = [] } of paginateListUserPolicies({ client }, { UserName })) {
    for (const PolicyName of PolicyNames) {
      const { PolicyDocument } = await client.send(new GetUserPolicyCommand({ UserName, PolicyName }));
      policies.push({ PolicyName, PolicyDocument: policyOf(PolicyDocument) });
    }
  }
  return policies;
}
