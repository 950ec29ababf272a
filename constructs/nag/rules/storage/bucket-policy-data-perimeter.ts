import { bindsSource, isAnyone, isService, sparesOnly } from '../../callers';
import { finding } from '../../findings';
import type { Statement } from '../../policy';
import { type Finding, nonCompliant, type Rule, verdictFrom } from '../../rule';
import type { Resource } from '../../template';
import { takesIn } from '../../wildcards';
import { coversBucketAndObjects, policiesOf, statementsOn } from './bucket-policy';

/** Keys that say to which account or organization a caller belongs. */
const BELONGING = ['aws:principalorgid', 'aws:principalorgpaths', 'aws:principalaccount'];

/**
 * A bucket's policy refuses everything to whoever does not belong to the named organization or accounts, anonymous callers
 * included. Services of AWS belong to none: where they are let in, a condition says for whom they act.
 *
 * It holds where no resource control policy does: in a single account, in a partition without them, and in the management
 * account, which they do not bind.
 */
export const bucketPolicyDataPerimeter: Rule = {
  id: 'bucket-policy-data-perimeter',
  demand: {
    en: 'A bucket refuses everybody outside the named organization or accounts, and services that act for others.',
    zh: '存储桶拒绝指定组织或账号以外的任何主体，以及代表他人行事的服务。',
  },
  types: ['AWS::S3::Bucket'],
  reference: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_data-perimeters.html',
  judge(bucket) {
    if (policiesOf(bucket).length === 0) {
      return nonCompliant(
        finding(
          'BucketPolicy',
          'is missing: whoever an identity policy or a later grant lets in comes from anywhere',
          '未设置：凡获授权者均可从任何组织访问',
        ),
      );
    }
    const statements = statementsOn(bucket);
    return verdictFrom([...strangers(statements, bucket), ...deputies(statements)]);
  },
};

const strangers = (statements: readonly Statement[], bucket: Resource): readonly Finding[] =>
  statements.some((statement) => refusesStrangers(statement, bucket))
    ? []
    : [
        finding(
          'BucketPolicy.PolicyDocument.Statement',
          'refuses nobody from outside (aws:PrincipalOrgID or aws:PrincipalAccount)',
          '未拒绝外部主体（aws:PrincipalOrgID 或 aws:PrincipalAccount）',
        ),
      ];

const refusesStrangers = (statement: Statement, bucket: Resource): boolean =>
  statement.effect === 'Deny' &&
  statement.principals.some(isAnyone) &&
  statement.actions.some((pattern) => takesIn(pattern, 's3:*', 'i')) &&
  coversBucketAndObjects(statement, bucket) &&
  sparesOnly(statement, BELONGING);

const deputies = (statements: readonly Statement[]): readonly Finding[] =>
  statements
    .filter(({ effect, principals }) => effect === 'Allow' && principals.some(isService))
    .filter((statement) => !bindsSource(statement))
    .map(({ path }) =>
      finding(
        `BucketPolicy.${path}.Condition`,
        'does not say for whom the service acts (aws:SourceAccount, aws:SourceArn or aws:SourceOrgID)',
        '未限定服务代表谁行事（aws:SourceAccount、aws:SourceArn 或 aws:SourceOrgID）',
      ),
    );
