import { S3Client } from '@aws-sdk/client-s3';
import type { ClientSettings } from './reader';

/** An emulator knows no host name for each bucket. */
export const s3Client = (settings: ClientSettings): S3Client =>
  new S3Client({ ...settings, forcePathStyle: settings.endpoint !== undefined });
