import { finding } from './findings';
import type { Finding } from './rule';
import type { Resource } from './template';

/**
 * Where templates make locked buckets, what has to last is stored in one of theirs: a bucket that none of them makes is somebody else's.
 * Without such buckets nothing is said: the archive may be described elsewhere.
 */
export function strangeBucket(resource: Resource, bucket: string, path: string): readonly Finding[] {
  const made = resource.template.estate.ofType('AWS::S3::Bucket');
  const locked = made.some((one) => String(one.raw('ObjectLockEnabled')) === 'true');
  if (!locked || made.some((one) => one.text('BucketName') === bucket)) return [];
  return [
    finding(
      path,
      `is ${bucket}, a bucket that none of these templates makes: recordings leave for somebody else`,
      `为 ${bucket}，并非这些模板所建的存储桶：录像将流向他处`,
    ),
  ];
}
