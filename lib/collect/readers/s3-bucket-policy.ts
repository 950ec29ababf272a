import { GetBucketPolicyCommand } from '@aws-sdk/client-s3';
import { policyOf } from '../policy-document';
import type { Reader } from '../reader';
import { s3Client } from '../s3-client';
import { unless } from '../unless';

/** The policy of a bucket, whose name CloudFormation takes for its id. Where it is gone, it denies nothing. */
export const s3BucketPolicy: Reader = async ({ client: settings }, bucket) => {
  const found = await s3Client(settings)
    .send(new GetBucketPolicyCommand({ Bucket: bucket }))
    .catch(unless('NoSuchBucketPolicy'));
  return { PolicyDocument: policyOf(found?.Policy) ?? { Version: '2012-10-17', Statement: [] } };
};
