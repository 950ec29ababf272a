import { ConfigServiceClient, DescribeConfigurationRecorderStatusCommand } from '@aws-sdk/client-config-service';
import type { Reader } from '../reader';

/** A configuration recorder: whether it records now. */
export const recorderFacts: Reader = async ({ client: settings }, name) => {
  const { ConfigurationRecordersStatus = [] } = await new ConfigServiceClient(settings).send(
    new DescribeConfigurationRecorderStatusCommand({ ConfigurationRecorderNames: [name] }),
  );
  return { recording: ConfigurationRecordersStatus[0]?.recording };
};
