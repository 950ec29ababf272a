import type { KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { signingKey } from '../../constructs/session-recording/recording/signing-key';
import { UsageError, usageProblem } from '../commands/io';

/**
 * Reads public keys: PEM, or DER as `aws kms get-public-key` gives it.
 * @throws UsageError for a file that holds no public key of an elliptic curve
 */
export const readKeys = (files: readonly string[]): readonly KeyObject[] => files.map(readKey);

function readKey(file: string): KeyObject {
  try {
    return signingKey(readFileSync(file));
  } catch (error) {
    throw unusable(file, (error as Error).message);
  }
}

function unusable(file: string, why: string): UsageError {
  const because = {
    en: `${file} is no public key that signs recordings (${why}). Give the one of the signing key, PEM or DER: aws kms get-public-key.`,
    zh: `${file} 不是录像签名公钥（${why}）。请提供签名密钥的公钥（PEM 或 DER）：aws kms get-public-key。`,
  };
  return new UsageError(because, [usageProblem(because, { code: 'unusable-file', file })]);
}
