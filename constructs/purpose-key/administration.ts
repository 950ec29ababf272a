import { Duration } from 'aws-cdk-lib';
import { AccountRootPrincipal, PolicyStatement } from 'aws-cdk-lib/aws-iam';

/** The longest wait KMS offers: a deletion scheduled by mistake or in malice is noticed before it happens. */
export const DELETION_WINDOW = Duration.days(30);

/**
 * What an administrator does. Left out on purpose: every cryptographic operation; `kms:CreateGrant`, by which an
 * administrator could give himself the use; `kms:DisableKeyRotation`, which nobody needs; and imports of key material.
 */
const ADMINISTRATION = [
  'kms:CancelKeyDeletion',
  'kms:CreateAlias',
  'kms:DeleteAlias',
  'kms:DescribeKey',
  'kms:DisableKey',
  'kms:EnableKey',
  'kms:EnableKeyRotation',
  'kms:GetKeyPolicy',
  'kms:GetKeyRotationStatus',
  'kms:ListGrants',
  'kms:ListKeyPolicies',
  'kms:ListKeyRotations',
  'kms:ListResourceTags',
  'kms:PutKeyPolicy',
  'kms:RevokeGrant',
  'kms:RotateKeyOnDemand',
  'kms:ScheduleKeyDeletion',
  'kms:TagResource',
  'kms:UntagResource',
  'kms:UpdateAlias',
  'kms:UpdateKeyDescription',
];

/** The account's IAM policies decide who administers a key, so that nobody is locked out; they cannot allow its use. */
export const accountAdministers = (): PolicyStatement =>
  new PolicyStatement({
    sid: 'AccountAdministers',
    principals: [new AccountRootPrincipal()],
    actions: ADMINISTRATION,
    resources: ['*'],
  });
