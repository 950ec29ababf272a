import type { PartitionName } from '../../../constructs/partition';

/** Additions to a refusal of the boundary that nothing notices, by the weakening's name, each with the reason why that is as it should be. */
export const BOUNDARY_WEAKENING_SURVIVORS: Readonly<Record<string, string>> = {
  'spare region ForeignRegions': 'the region is spared already, and named once more',
};

/** Additions to a guardrail that nothing notices, in the same way. */
export const WEAKENING_SURVIVORS: Readonly<Record<PartitionName, Readonly<Record<string, string>>>> = {
  aws: survivorsIn('aws'),
  'aws-cn': survivorsIn('aws-cn'),
};

function survivorsIn(partition: PartitionName): Readonly<Record<string, string>> {
  const bucket = `arn:${partition}:s3:::mallorys-*`;
  const document = `arn:${partition}:ssm:*:*:document/Run*`;
  const user = `arn:${partition}:iam::*:user/svc/*`;
  const nothing = 'no action of the statement takes such a resource, so that nothing is left out';
  const again = 'the same is spared already, and named once more';
  return {
    ...BOUNDARY_WEAKENING_SURVIVORS,
    [`except ForeignResources ${user}`]: nothing,
    [`except ForeignResources ${document}`]: nothing,
    [`except LastingCredentials ${bucket}`]: nothing,
    [`except LastingCredentials ${document}`]: nothing,
    [`except UnrecordedSessions ${bucket}`]: nothing,
    [`except UnrecordedSessions ${user}`]: nothing,
    'spare expected network InstanceCredentialsElsewhere': again,
    'spare expected network UnexpectedNetworks': again,
    ...(partition === 'aws' && { 'spare calls through services ForeignEndpoints': again }),
    'spare calls through services InstanceCredentialsElsewhere': again,
    'spare calls through services UnexpectedNetworks': again,
  };
}
