import type { Reader } from '../reader';
import { organizationPolicy } from '../readers/organization-policy';

/** A policy of the organization: what it says, to compare it with its template. */
export const organizationPolicyFacts: Reader = async (reach, id) => {
  const { Content } = await organizationPolicy(reach, id);
  return { content: Content };
};
