import {
  DescribePolicyCommand,
  OrganizationsClient,
  paginateListTargetsForPolicy,
} from '@aws-sdk/client-organizations';
import { found } from '../missing';
import { policyOf } from '../policy-document';
import type { Reader } from '../reader';

/** A policy of the organization: what it says, and for whom it is in force. */
export const organizationPolicy: Reader = async ({ client: settings }, id) => {
  const client = new OrganizationsClient(settings);
  const { Policy } = await client.send(new DescribePolicyCommand({ PolicyId: id }));
  const Content = policyOf(found(Policy, 'policy', id).Content);
  const targets: (string | undefined)[] = [];
  for await (const page of paginateListTargetsForPolicy({ client }, { PolicyId: id })) {
    targets.push(...(page.Targets ?? []).map(({ TargetId }) => TargetId));
  }
  return { Content, TargetIds: targets };
};
