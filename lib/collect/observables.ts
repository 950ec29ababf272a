/** What can be observed of a type of resource. Data without any client, so that judging loads no SDK. */
export interface Observable {
  /** The top-level properties that are read, and no others: everything else of the resource is not observed. */
  readonly properties: readonly string[];
  /** Rules that judge by these properties alone; only their verdicts count as observation. */
  readonly shows: readonly string[];
}

/** By type, as CloudFormation calls it. `readers/` has the code that reads each. */
export const OBSERVABLES: Readonly<Record<string, Observable>> = {
  'AWS::KMS::Key': {
    properties: ['EnableKeyRotation', 'RotationPeriodInDays'],
    shows: ['kms-key-rotation'],
  },
  'AWS::S3::Bucket': {
    properties: [
      'BucketEncryption',
      'ObjectLockEnabled',
      'ObjectLockConfiguration',
      'VersioningConfiguration',
      'PublicAccessBlockConfiguration',
    ],
    shows: [
      's3-customer-managed-key',
      's3-object-lock',
      's3-object-lock-compliance',
      's3-log-retention',
      's3-public-access-blocked',
      's3-versioning',
    ],
  },
};
