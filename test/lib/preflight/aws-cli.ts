/** What a command of the AWS CLI takes. */
export interface Syntax {
  readonly required: readonly string[];
  readonly optional: readonly string[];
}

/** Taken by every command. `max-items` and `no-paginate` belong to those that return pages. */
export const GLOBAL_OPTIONS = ['region', 'profile', 'query', 'output', 'max-items'];

/** Those of the AWS CLI itself, which call no service. */
export const LOCAL_COMMANDS = ['configure set', 'configure sso'];

/** From the service models of botocore 1.43.11, from which the AWS CLI makes its commands. */
export const AWS_COMMANDS: Readonly<Record<string, Syntax>> = {
  'account enable-region': { required: ['region-name'], optional: ['account-id'] },
  'account get-region-opt-status': { required: ['region-name'], optional: ['account-id'] },
  'backup delete-backup-vault': { required: ['backup-vault-name'], optional: [] },
  'backup delete-backup-vault-access-policy': { required: ['backup-vault-name'], optional: [] },
  'backup delete-backup-vault-lock-configuration': { required: ['backup-vault-name'], optional: [] },
  'backup delete-recovery-point': { required: ['backup-vault-name', 'recovery-point-arn'], optional: [] },
  'backup describe-global-settings': { required: [], optional: [] },
  'backup list-recovery-points-by-backup-vault': {
    required: ['backup-vault-name'],
    optional: [
      'backup-vault-account-id',
      'by-backup-plan-id',
      'by-created-after',
      'by-created-before',
      'by-parent-recovery-point-arn',
      'by-resource-arn',
      'by-resource-type',
      'max-results',
      'next-token',
    ],
  },
  'backup update-global-settings': { required: [], optional: ['global-settings'] },
  'cloudformation activate-organizations-access': { required: [], optional: [] },
  'cloudformation continue-update-rollback': {
    required: ['stack-name'],
    optional: ['client-request-token', 'resources-to-skip', 'role-arn'],
  },
  'cloudformation describe-organizations-access': { required: [], optional: ['call-as'] },
  'cloudformation describe-stack-resource': { required: ['logical-resource-id', 'stack-name'], optional: [] },
  'cloudformation describe-stacks': { required: [], optional: ['next-token', 'stack-name'] },
  'cloudformation list-stack-instances': {
    required: ['stack-set-name'],
    optional: ['call-as', 'filters', 'max-results', 'next-token', 'stack-instance-account', 'stack-instance-region'],
  },
  'cloudformation list-stack-resources': { required: ['stack-name'], optional: ['next-token'] },
  'cloudformation list-stack-sets': { required: [], optional: ['call-as', 'max-results', 'next-token', 'status'] },
  'cloudformation update-termination-protection': {
    required: ['stack-name'],
    optional: ['enable-termination-protection', 'no-enable-termination-protection'],
  },
  'configservice describe-configuration-recorders': {
    required: [],
    optional: ['arn', 'configuration-recorder-names', 'service-principal'],
  },
  'configservice describe-delivery-channels': { required: [], optional: ['delivery-channel-names'] },
  'ec2 describe-availability-zones': {
    required: [],
    optional: [
      'all-availability-zones',
      'dry-run',
      'filters',
      'no-all-availability-zones',
      'no-dry-run',
      'zone-ids',
      'zone-names',
    ],
  },
  'ec2 describe-instance-type-offerings': {
    required: [],
    optional: ['dry-run', 'filters', 'location-type', 'max-results', 'next-token', 'no-dry-run'],
  },
  'iam create-access-key': { required: [], optional: ['user-name'] },
  'iam create-policy': { required: ['policy-document', 'policy-name'], optional: ['description', 'path', 'tags'] },
  'iam create-policy-version': {
    required: ['policy-arn', 'policy-document'],
    optional: ['no-set-as-default', 'set-as-default'],
  },
  'iam create-role': {
    required: ['assume-role-policy-document', 'role-name'],
    optional: ['description', 'max-session-duration', 'path', 'permissions-boundary', 'tags'],
  },
  // outfile and bootstrap-method are of the AWS CLI itself, which writes the seed into a file
  'iam create-virtual-mfa-device': {
    required: ['bootstrap-method', 'outfile', 'virtual-mfa-device-name'],
    optional: ['path', 'tags'],
  },
  'iam enable-mfa-device': {
    required: ['authentication-code1', 'authentication-code2', 'serial-number', 'user-name'],
    optional: [],
  },
  'iam get-account-summary': { required: [], optional: [] },
  'iam put-role-policy': { required: ['policy-document', 'policy-name', 'role-name'], optional: [] },
  'identitystore list-groups': { required: ['identity-store-id'], optional: ['filters', 'max-results', 'next-token'] },
  'kms schedule-key-deletion': { required: ['key-id'], optional: ['pending-window-in-days'] },
  'organizations create-account': {
    required: ['account-name', 'email'],
    optional: ['iam-user-access-to-billing', 'role-name', 'tags'],
  },
  'organizations create-organization': { required: [], optional: ['feature-set'] },
  'organizations describe-create-account-status': { required: ['create-account-request-id'], optional: [] },
  'organizations describe-organization': { required: [], optional: [] },
  'organizations enable-aws-service-access': { required: ['service-principal'], optional: [] },
  'organizations enable-policy-type': { required: ['policy-type', 'root-id'], optional: [] },
  'organizations invite-account-to-organization': { required: ['target'], optional: ['notes', 'tags'] },
  'organizations list-accounts': { required: [], optional: ['max-results', 'next-token'] },
  'organizations list-parents': { required: ['child-id'], optional: ['max-results', 'next-token'] },
  'organizations list-roots': { required: [], optional: ['max-results', 'next-token'] },
  'organizations move-account': { required: ['account-id', 'destination-parent-id', 'source-parent-id'], optional: [] },
  'organizations register-delegated-administrator': { required: ['account-id', 'service-principal'], optional: [] },
  's3api delete-bucket': { required: ['bucket'], optional: ['expected-bucket-owner'] },
  's3api delete-bucket-policy': { required: ['bucket'], optional: ['expected-bucket-owner'] },
  's3api delete-objects': {
    required: ['bucket', 'delete'],
    optional: [
      'bypass-governance-retention',
      'checksum-algorithm',
      'expected-bucket-owner',
      'mfa',
      'no-bypass-governance-retention',
      'request-payer',
    ],
  },
  's3api list-object-versions': {
    required: ['bucket'],
    optional: [
      'delimiter',
      'encoding-type',
      'expected-bucket-owner',
      'key-marker',
      'max-keys',
      'optional-object-attributes',
      'prefix',
      'request-payer',
      'version-id-marker',
    ],
  },
  'service-quotas get-service-quota': { required: ['quota-code', 'service-code'], optional: ['context-id'] },
  'service-quotas list-service-quotas': {
    required: ['service-code'],
    optional: ['max-results', 'next-token', 'quota-applied-at-level', 'quota-code'],
  },
  'service-quotas request-service-quota-increase': {
    required: ['desired-value', 'quota-code', 'service-code'],
    optional: ['context-id', 'no-support-case-allowed', 'support-case-allowed'],
  },
  'sns list-subscriptions': { required: [], optional: ['next-token'] },
  'sso-admin list-instances': { required: [], optional: ['max-results', 'next-token'] },
  'ssm list-documents': { required: [], optional: ['document-filter-list', 'filters', 'max-results', 'next-token'] },
  'sts assume-role': {
    required: ['role-arn', 'role-session-name'],
    optional: [
      'duration-seconds',
      'external-id',
      'policy',
      'policy-arns',
      'provided-contexts',
      'serial-number',
      'source-identity',
      'tags',
      'token-code',
      'transitive-tag-keys',
    ],
  },
  'sts get-caller-identity': { required: [], optional: [] },
};
