import { parseArn } from '../../arns';
import { isOpen } from '../../intrinsics';
import { type Statement, statementsOf } from '../../policy';
import type { Resource } from '../../template';
import { takesIn } from '../../wildcards';

/** The statements of the policies of a bucket, wherever in the estate they stand. */
export const statementsOn = (bucket: Resource): readonly Statement[] =>
  policiesOf(bucket).flatMap((policy) => statementsOf(policy, 'PolicyDocument'));

export const policiesOf = (bucket: Resource): readonly Resource[] =>
  bucket.referrers('AWS::S3::BucketPolicy', 'Bucket', 'BucketName');

/** The bucket to which a policy belongs, where the estate has it. */
export function bucketOf(policy: Resource): Resource | undefined {
  const referent = policy.referent('Bucket');
  if (referent) return referent;
  const name = policy.text('Bucket');
  if (name === '' || isOpen(name)) return undefined;
  return policy.template.estate.ofType('AWS::S3::Bucket').find((bucket) => bucket.text('BucketName') === name);
}

/** True where a statement's resources take in the bucket and everything in it. */
export const coversBucketAndObjects = (statement: Statement, bucket: Resource): boolean =>
  ['', '/object'].every((suffix) => covers(statement, bucket, suffix));

/** True where a statement's resources take in an object of the bucket. */
export const coversObject = (statement: Statement, bucket: Resource, key: string): boolean =>
  covers(statement, bucket, `/${key}`);

const covers = (statement: Statement, bucket: Resource, suffix: string): boolean =>
  statement.resources.some((pattern) => spellings(bucket).some((name) => takesIn(nameIn(pattern), name + suffix)));

/** The ways in which policies write the bucket: by its ARN attribute, or by its name within an ARN. */
function spellings(bucket: Resource): readonly string[] {
  const name = bucket.text('BucketName');
  return [`\${${bucket.id}.Arn}`, `\${${bucket.id}}`, ...(name === '' ? [] : [name])];
}

/** An ARN of S3 has neither region nor account: what is left is the bucket and what is in it. */
const nameIn = (pattern: string): string => parseArn(pattern)?.resource ?? pattern;
