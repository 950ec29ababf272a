import { bindsCaller, bindsSource, isAnyone, isService } from '../../callers';
import { finding } from '../../findings';
import { type Statement, statementsOf } from '../../policy';
import { type Finding, notApplicable, type Rule, unknown, verdictFrom } from '../../rule';
import { bucketOf } from './bucket-policy';
import { holdsLogs } from './log-buckets';

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
    if (!holdsLogs(bucket)) return NOT_A_LOG_BUCKET;
    return verdictFrom(
      statementsOf(policy, 'PolicyDocument')
        .filter(({ effect }) => effect === 'Allow')
        .flatMap(allowFindings),
    );
  },
};

const BUCKET_UNKNOWN = unknown({ en: 'its bucket is in none of the templates', zh: '所属存储桶不在模板中' });

const NOT_A_LOG_BUCKET = notApplicable({ en: 'its bucket holds no logs', zh: '所属存储桶不存放日志' });

function allowFindings(statement: Statement): readonly Finding[] {
  const { path, principals, notPrincipals } = statement;
  const services = principals.filter(isService);
  if (services.length > 0 && !bindsSource(statement)) {
    return [
      finding(
        `${path}.Condition`,
        `does not say for whom ${services.join(', ')} may write (aws:SourceAccount, aws:SourceArn or aws:SourceOrgID): anyone can have it forge entries`,
        `未限定 ${services.join('、')} 代表谁写入（aws:SourceAccount、aws:SourceArn 或 aws:SourceOrgID）：他人可借其伪造日志`,
      ),
    ];
  }
  const open = principals.some(isAnyone) || notPrincipals.length > 0;
  if (!open || bindsCaller(statement)) return [];
  return [finding(`${path}.Principal`, 'lets anyone in', '允许任何人访问')];
}
