import type { Reader } from '../reader';
import { kmsKey } from './kms-key';
import { s3Bucket } from './s3-bucket';

/** By type, for each that `observables.ts` lists. */
export const READERS: Readonly<Record<string, Reader>> = {
  'AWS::KMS::Key': kmsKey,
  'AWS::S3::Bucket': s3Bucket,
};
