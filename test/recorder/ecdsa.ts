import { createECDH, createPrivateKey } from 'node:crypto';

/** The order of P-256. */
const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

/** Signs a digest by ECDSA on P-256, as KMS does: Node's own signing hashes once more. @returns the signature in DER */
export function signDigest(digest: Buffer, pem: string): Buffer {
  const { d = '' } = createPrivateKey(pem).export({ format: 'jwk' });
  const secret = number(Buffer.from(d, 'base64url'));
  const once = createECDH('prime256v1');
  // the point is 04, x, y
  const r = number(once.generateKeys().subarray(1, 33)) % ORDER;
  const s = (inverse(number(once.getPrivateKey())) * (number(digest) + r * secret)) % ORDER;
  const body = Buffer.concat([integer(r), integer(s)]);
  return Buffer.concat([Buffer.from([0x30, body.length]), body]);
}

const number = (bytes: Buffer): bigint => BigInt(`0x${bytes.toString('hex')}`);

/** By Fermat: the order is prime. */
function inverse(value: bigint): bigint {
  let [result, base, exponent] = [1n, value % ORDER, ORDER - 2n];
  for (; exponent > 0n; exponent >>= 1n) {
    if (exponent & 1n) result = (result * base) % ORDER;
    base = (base * base) % ORDER;
  }
  return result;
}

function integer(value: bigint): Buffer {
  const hex = value.toString(16).padStart(64, '0');
  const bytes = Buffer.from(hex, 'hex');
  const first = bytes.findIndex((byte) => byte !== 0);
  const significant = bytes.subarray(first);
  const positive = (significant[0] ?? 0) & 0x80 ? Buffer.concat([Buffer.from([0]), significant]) : significant;
  return Buffer.concat([Buffer.from([0x02, positive.length]), positive]);
}
