import { GetKeyRotationStatusCommand, KMSClient } from '@aws-sdk/client-kms';
import type { Reader } from '../reader';

/** A key: whether it rotates, and how often. */
export const kmsKey: Reader = async ({ client: settings }, id) => {
  const client = new KMSClient(settings);
  const rotation = await client.send(new GetKeyRotationStatusCommand({ KeyId: id }));
  return {
    EnableKeyRotation: rotation.KeyRotationEnabled,
    RotationPeriodInDays: rotation.RotationPeriodInDays,
  };
};
