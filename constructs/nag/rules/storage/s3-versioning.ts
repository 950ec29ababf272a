import { finding } from '../../findings';
import { compliant, nonCompliant, type Rule } from '../../rule';

/** A bucket keeps what is overwritten or deleted as an earlier version. */
export const s3Versioning: Rule = {
  id: 's3-versioning',
  demand: {
    en: 'A bucket keeps earlier versions of its objects.',
    zh: '存储桶保留对象的历史版本。',
  },
  types: ['AWS::S3::Bucket'],
  reference: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html',
  judge: (bucket) =>
    bucket.literal('VersioningConfiguration.Status') === 'Enabled'
      ? compliant
      : nonCompliant(
          finding(
            'VersioningConfiguration.Status',
            'is not Enabled: what is overwritten or deleted is lost',
            '未设为 Enabled：被覆盖或删除的内容无法找回',
          ),
        ),
};
