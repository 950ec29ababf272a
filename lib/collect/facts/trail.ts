import { CloudTrailClient, GetTrailCommand } from '@aws-sdk/client-cloudtrail';
import { found } from '../missing';
import type { Reader } from '../reader';

/** A trail: whether it records all accounts of the organization, and where it delivers. */
export const trailFacts: Reader = async ({ client: settings }, name) => {
  const described = await new CloudTrailClient(settings).send(new GetTrailCommand({ Name: name }));
  const live = found(described.Trail, 'trail', name);
  return {
    organization: live.IsOrganizationTrail ?? false,
    bucket: live.S3BucketName,
    prefix: live.S3KeyPrefix ?? '',
  };
};
