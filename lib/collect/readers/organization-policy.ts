import { DescribePolicyCommand, OrganizationsClient } from '@aws-sdk/client-organizations';
import { found } from '../missing';
import { policyOf } from '../policy-document';
import type { Reader } from '../reader';

/** A policy of the organization: what it says. */
export const organizationPolicy: Reader = async ({ client: settings }, id) => {
  const { Policy } = await new OrganizationsClient(settings).send(new DescribePolicyCommand({ PolicyId: id }));
  return { Content: policyOf(found(Policy, 'policy', id).Content) };
};
