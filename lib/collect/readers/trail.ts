import {
  CloudTrailClient,
  GetEventSelectorsCommand,
  GetTrailCommand,
  GetTrailStatusCommand,
} from '@aws-sdk/client-cloudtrail';
import { found } from '../missing';
import type { Reader } from '../reader';

/** A trail: whether it logs now, of what, where to, and how that is guarded. */
export const trail: Reader = async ({ client: settings }, name) => {
  const client = new CloudTrailClient(settings);
  const [described, status, selectors] = await Promise.all([
    client.send(new GetTrailCommand({ Name: name })),
    client.send(new GetTrailStatusCommand({ Name: name })),
    client.send(new GetEventSelectorsCommand({ TrailName: name })),
  ]);
  const live = found(described.Trail, 'trail', name);
  return {
    CloudWatchLogsLogGroupArn: live.CloudWatchLogsLogGroupArn,
    CloudWatchLogsRoleArn: live.CloudWatchLogsRoleArn,
    IsLogging: status.IsLogging,
    IsMultiRegionTrail: live.IsMultiRegionTrail,
    IncludeGlobalServiceEvents: live.IncludeGlobalServiceEvents,
    EnableLogFileValidation: live.LogFileValidationEnabled,
    KMSKeyId: live.KmsKeyId,
    EventSelectors: nonEmpty(selectors.EventSelectors),
    AdvancedEventSelectors: nonEmpty(selectors.AdvancedEventSelectors),
  };
};

/** A trail has selectors of the one kind or of the other: the rule asks which. */
const nonEmpty = <Item>(items: readonly Item[] | undefined): readonly Item[] | undefined =>
  items && items.length > 0 ? items : undefined;
