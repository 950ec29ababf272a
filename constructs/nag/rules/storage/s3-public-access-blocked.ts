import { unlessTrue } from '../../findings';
import { type Rule, verdictFromEach } from '../../rule';

const SWITCHES = ['BlockPublicAcls', 'BlockPublicPolicy', 'IgnorePublicAcls', 'RestrictPublicBuckets'];

/** A bucket blocks public access in all four ways, and says so itself: account settings and defaults can change. */
export const s3PublicAccessBlocked: Rule = {
  id: 's3-public-access-blocked',
  demand: {
    en: 'A bucket blocks public access by access-control list and by policy, present and future.',
    zh: '存储桶阻止通过访问控制列表和策略进行的一切公开访问，包括既有和新增。',
  },
  types: ['AWS::S3::Bucket'],
  reference: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html',
  judge: (bucket) =>
    verdictFromEach(SWITCHES, (name) =>
      unlessTrue(
        bucket,
        `PublicAccessBlockConfiguration.${name}`,
        'the content can be opened to everyone',
        '内容可能被公开给任何人',
      ),
    ),
};
