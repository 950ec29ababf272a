import { AnyPrincipal, Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { type Conditions, principalCondition, type Senders } from '../purpose-key/senders';

const KEY_HEADER = 's3:x-amz-server-side-encryption-aws-kms-key-id';
const ENCRYPTION_HEADER = 's3:x-amz-server-side-encryption';

/** What nobody does to a bucket of records, whatever their IAM policies allow. The lifecycle is not bound by this. */
const DESTRUCTION = [
  's3:BypassGovernanceRetention',
  's3:DeleteBucket',
  's3:DeleteObject',
  's3:DeleteObjectVersion',
  's3:ReplicateDelete',
];

/** Nobody deletes, empties or unlocks. */
export const denyDestruction = (bucketArn: string): PolicyStatement =>
  deny('NobodyDestroys', DESTRUCTION, [bucketArn, `${bucketArn}/*`]);

/**
 * Nothing is stored under another key. A write without encryption headers gets the bucket's key by default; one that asks
 * for KMS without naming the key would get the provider's, so that it is refused like any other.
 *
 * @param keys ARNs of the key and of its alias: writers may send either
 */
export function denyOtherKeys(bucketArn: string, keys: readonly string[]): readonly PolicyStatement[] {
  const objects = [`${bucketArn}/*`];
  const present = (header: string) => ({ Null: { [header]: 'false' } });
  return [
    deny('NoOtherEncryption', ['s3:PutObject'], objects, {
      StringNotEquals: { [ENCRYPTION_HEADER]: 'aws:kms' },
      ...present(ENCRYPTION_HEADER),
    }),
    deny('NoOtherKey', ['s3:PutObject'], objects, {
      StringNotEquals: { [KEY_HEADER]: keys },
      ...present(KEY_HEADER),
    }),
    deny('NoProviderKey', ['s3:PutObject'], objects, {
      StringEquals: { [ENCRYPTION_HEADER]: 'aws:kms' },
      Null: { [KEY_HEADER]: 'true' },
    }),
  ];
}

/**
 * Nobody from outside comes near, anonymous callers included. Services that deliver have no organization of their own: the
 * statement that lets each in says on whose behalf.
 */
export const denyOutsiders = (bucketArn: string, insiders: Senders): PolicyStatement =>
  deny('NoOutsiders', ['s3:*'], [bucketArn, `${bucketArn}/*`], {
    StringNotEqualsIfExists: principalCondition(insiders),
    BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
  });

function deny(
  sid: string,
  actions: readonly string[],
  resources: readonly string[],
  conditions: Conditions = {},
): PolicyStatement {
  return new PolicyStatement({
    sid,
    effect: Effect.DENY,
    principals: [new AnyPrincipal()],
    actions: [...actions],
    resources: [...resources],
    conditions,
  });
}
