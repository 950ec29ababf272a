import { OrganizationsClient, paginateListTargetsForPolicy } from '@aws-sdk/client-organizations';
import type { Reader } from '../reader';
import { organizationPolicy } from '../readers/organization-policy';

/** A policy of the organization: what it says, and for whom it is in force. */
export const organizationPolicyFacts: Reader = async (reach, id) => {
  const client = new OrganizationsClient(reach.client);
  const targets: (string | undefined)[] = [];
  for await (const page of paginateListTargetsForPolicy({ client }, { PolicyId: id })) {
    targets.push(...(page.Targets ?? []).map(({ TargetId }) => TargetId));
  }
  const { Content } = await organizationPolicy(reach, id);
  return { content: Content, targets };
};
