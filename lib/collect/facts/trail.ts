import { CloudTrailClient, GetTrailCommand } from '@aws-sdk/client-cloudtrail';
import { found } from '../missing';
import type { Reader } from '../reader';

/** A trail: whether it records all accounts of the organization. */
export const trailFacts: Reader = async ({ client: settings }, name) => {
  const { Trail } = await new CloudTrailClient(settings).send(new GetTrailCommand({ Name: name }));
  return { organization: found(Trail, 'trail', name).IsOrganizationTrail ?? false };
};
