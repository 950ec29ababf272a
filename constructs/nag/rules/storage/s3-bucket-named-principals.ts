import { judgeNamedPrincipals } from '../../named-principals';
import { RESOURCE_POLICIES } from '../../resource-policies';
import { notApplicable, type Rule } from '../../rule';

/** A bucket or access point is opened to named principals, and to services on behalf of named accounts or resources. */
export const s3BucketNamedPrincipals: Rule = {
  id: 's3-bucket-named-principals',
  demand: {
    en: 'The policy of a bucket names its principals, and for services on whose behalf they come.',
    zh: '存储桶策略须指明主体，并限定服务代表谁访问。',
  },
  types: ['AWS::S3::AccessPoint', 'AWS::S3::BucketPolicy'],
  reference: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html',
  judge(resource) {
    const path = RESOURCE_POLICIES[resource.type] ?? '';
    if (!resource.has(path)) return NO_POLICY;
    return judgeNamedPrincipals(resource, path, { en: 'come', zh: '访问' });
  },
};

const NO_POLICY = notApplicable({ en: 'it has no policy of its own', zh: '其没有策略' });
