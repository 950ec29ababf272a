import type { KeyObject } from 'node:crypto';
import { GetPublicKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { retrying } from '../handler-function/runtime/retry';
import { PATIENCE } from '../sdk-client/patience';
import { signingKey } from '../session-recording/recording/signing-key';

const known = new Map<string, KeyObject>();

/**
 * The public keys of who signs recordings, each asked for once: a key pair does not change.
 *
 * @param arns of keys or their aliases, in whatever region and account
 * @throws when one of them cannot be had: without it, what it has signed would pass for tampered with
 */
export async function publicKeys(arns: readonly string[]): Promise<readonly KeyObject[]> {
  return Promise.all(arns.map(publicKey));
}

async function publicKey(arn: string): Promise<KeyObject> {
  const before = known.get(arn);
  if (before) return before;
  const [, , , region] = arn.split(':');
  const client = new KMSClient({ ...PATIENCE, ...(region && { region }) });
  const { PublicKey } = await retrying(() => client.send(new GetPublicKeyCommand({ KeyId: arn })));
  const key = signingKey(Buffer.from(PublicKey ?? []));
  known.set(arn, key);
  return key;
}
