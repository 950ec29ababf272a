import { GetKeyPolicyCommand, GetKeyRotationStatusCommand, KMSClient } from '@aws-sdk/client-kms';
import { policyOf } from '../policy-document';
import type { Reader } from '../reader';

/** A key: whether and how often it rotates, and who may do what with it. */
export const kmsKey: Reader = async ({ client: settings }, id) => {
  const client = new KMSClient(settings);
  const [rotation, policy] = await Promise.all([
    client.send(new GetKeyRotationStatusCommand({ KeyId: id })),
    client.send(new GetKeyPolicyCommand({ KeyId: id })),
  ]);
  return {
    EnableKeyRotation: rotation.KeyRotationEnabled,
    // a key that does not rotate, as none that signs, has no period, whatever is said of the default
    ...(rotation.KeyRotationEnabled && { RotationPeriodInDays: rotation.RotationPeriodInDays }),
    KeyPolicy: policyOf(policy.Policy),
  };
};
