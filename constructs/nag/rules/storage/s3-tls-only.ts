import { isAnyone } from '../../callers';
import { finding } from '../../findings';
import type { Statement } from '../../policy';
import { type Finding, nonCompliant, type Rule, verdictFrom } from '../../rule';
import type { Resource } from '../../template';
import { takesIn } from '../../wildcards';
import { coversBucketAndObjects, policiesOf, statementsOn } from './bucket-policy';

/** The least version of TLS, as `s3:TlsVersion` writes it. */
const LEAST_TLS = 1.2;

/** A bucket's policy denies whatever does not come over TLS, and over TLS older than 1.2. */
export const s3TlsOnly: Rule = {
  id: 's3-tls-only',
  demand: {
    en: `A bucket denies every request that does not come over TLS ${LEAST_TLS} or later.`,
    zh: `存储桶拒绝所有未使用 TLS ${LEAST_TLS} 或以上版本的请求。`,
  },
  types: ['AWS::S3::Bucket'],
  reference: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html',
  judge(bucket) {
    if (policiesOf(bucket).length === 0) {
      return nonCompliant(
        finding('BucketPolicy', 'is missing: requests in clear text are answered', '未设置：明文请求会得到响应'),
      );
    }
    const denials = statementsOn(bucket).filter((statement) => deniesEveryone(statement, bucket));
    return verdictFrom([...clearTextFindings(denials), ...oldVersionFindings(denials)]);
  },
};

const deniesEveryone = (statement: Statement, bucket: Resource): boolean =>
  statement.effect === 'Deny' &&
  statement.principals.some(isAnyone) &&
  statement.actions.some((pattern) => takesIn(pattern, 's3:*', 'i')) &&
  coversBucketAndObjects(statement, bucket);

const clearTextFindings = (denials: readonly Statement[]): readonly Finding[] =>
  denials.some((denial) =>
    onlyCondition(denial, /^Bool(IfExists)?$/, 'aws:securetransport', (value) => value === 'false'),
  )
    ? []
    : [
        finding(
          'BucketPolicy.PolicyDocument.Statement',
          'denies no request without TLS (aws:SecureTransport)',
          '未拒绝非 TLS 请求（aws:SecureTransport）',
        ),
      ];

const oldVersionFindings = (denials: readonly Statement[]): readonly Finding[] =>
  denials.some((denial) =>
    onlyCondition(denial, /^NumericLessThan(IfExists)?$/, 's3:tlsversion', (value) => Number(value) >= LEAST_TLS),
  )
    ? []
    : [
        finding(
          'BucketPolicy.PolicyDocument.Statement',
          `denies no version before TLS ${LEAST_TLS} (s3:TlsVersion)`,
          `未拒绝低于 TLS ${LEAST_TLS} 的版本（s3:TlsVersion）`,
        ),
      ];

/** True where one condition and no other narrows the denial: each further one would let something through. */
function onlyCondition(
  { conditions }: Statement,
  operator: RegExp,
  key: string,
  accepts: (value: string) => boolean,
): boolean {
  const entries = Object.entries(conditions).flatMap(([name, keys]) =>
    Object.entries(keys).map(([named, values]) => ({ name, named, values })),
  );
  const [entry, ...others] = entries;
  return (
    others.length === 0 &&
    entry !== undefined &&
    operator.test(entry.name) &&
    entry.named === key &&
    entry.values.some(accepts)
  );
}
