import { createPublicKey, type KeyObject } from 'node:crypto';

/**
 * The public key that segments are verified with, from PEM or from DER as KMS gives it.
 * @throws Error for what is no public key of an elliptic curve
 */
export function signingKey(bytes: Buffer): KeyObject {
  const key = bytes.includes('-----BEGIN')
    ? createPublicKey(bytes)
    : createPublicKey({ key: bytes, format: 'der', type: 'spki' });
  if (key.asymmetricKeyType === 'ec') return key;
  throw new Error(`${key.asymmetricKeyType}`);
}
