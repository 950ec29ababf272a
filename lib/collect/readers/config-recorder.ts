import { ConfigServiceClient, DescribeConfigurationRecordersCommand } from '@aws-sdk/client-config-service';
import { isObject } from '../../../constructs/nag/intrinsics';
import { found } from '../missing';
import type { Reader } from '../reader';

/** A configuration recorder: what it records, how often, and as whom. */
export const configRecorder: Reader = async ({ client: settings }, name) => {
  const { ConfigurationRecorders = [] } = await new ConfigServiceClient(settings).send(
    new DescribeConfigurationRecordersCommand({ ConfigurationRecorderNames: [name] }),
  );
  const { roleARN, recordingGroup, recordingMode } = found(ConfigurationRecorders[0], 'recorder', name);
  return {
    RoleARN: roleARN,
    RecordingGroup: capitalised(recordingGroup),
    RecordingMode: capitalised(recordingMode),
  };
};

/** CloudFormation writes `AllSupported` where the service says `allSupported`. */
function capitalised(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(capitalised);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`,
      capitalised(inner),
    ]),
  );
}
