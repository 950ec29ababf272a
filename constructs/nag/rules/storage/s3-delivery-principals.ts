import { finding } from '../../findings';
import { unnamedPrincipals } from '../../named-principals';
import { type Statement, statementsOf } from '../../policy';
import { type Finding, notApplicable, type Rule, unknown, verdictFrom } from '../../rule';
import type { Resource } from '../../template';
import { bucketOf } from './bucket-policy';
import { holdsLogs, isOfLoadBalancers } from './log-buckets';

/** Logs come in only from named services on behalf of named accounts: what a stranger sends is refused. */
export const s3DeliveryPrincipals: Rule = {
  id: 's3-delivery-principals',
  demand: {
    en: 'The policy of a log bucket lets services write only on behalf of named accounts, resources or the organization.',
    zh: '日志存储桶策略仅允许服务代表指定账号、资源或组织写入。',
  },
  types: ['AWS::S3::BucketPolicy'],
  reference: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html',
  judge(policy) {
    const bucket = bucketOf(policy);
    if (!bucket) return BUCKET_UNKNOWN;
    if (isOfLoadBalancers(bucket))
      return verdictFrom(allowsIn(policy).flatMap((allow) => [...strangers(allow), ...allowFindings(allow)]));
    if (!holdsLogs(bucket)) return NOT_A_LOG_BUCKET;
    return verdictFrom(allowsIn(policy).flatMap(allowFindings));
  },
};

const BUCKET_UNKNOWN = unknown({ en: 'its bucket is in none of the templates', zh: '所属存储桶不在模板中' });

const NOT_A_LOG_BUCKET = notApplicable({ en: 'its bucket holds no logs', zh: '所属存储桶不存放日志' });

const allowsIn = (policy: Resource): readonly Statement[] =>
  statementsOf(policy, 'PolicyDocument').filter(({ effect }) => effect === 'Allow');

const LOG_DELIVERY = 'Service:logdelivery.elasticloadbalancing.amazonaws.com';

/** Load balancers write under keys of S3 alone: nobody else may put anything there. */
const strangers = ({ path, principals }: Statement): readonly Finding[] =>
  principals.every((principal) => principal === LOG_DELIVERY)
    ? []
    : [
        finding(
          `${path}.Principal`,
          'admits others than the log delivery of load balancers to a bucket that is excepted for them',
          '允许负载均衡日志投递以外的主体访问仅为其豁免的存储桶',
        ),
      ];

const allowFindings = (allow: Statement): readonly Finding[] =>
  unnamedPrincipals(allow, {
    service: {
      may: { en: 'write', zh: '写入' },
      so: { en: 'anyone can have it forge entries', zh: '他人可借其伪造日志' },
    },
    everyone: { en: 'names nobody: whoever it is may write', zh: '未指明主体：任何人均可写入' },
  });
