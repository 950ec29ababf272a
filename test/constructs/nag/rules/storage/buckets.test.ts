import { s3CustomerManagedKey } from '../../../../../constructs/nag/rules/storage/s3-customer-managed-key';
import { s3PublicAccessBlocked } from '../../../../../constructs/nag/rules/storage/s3-public-access-blocked';
import { s3ReplicationKey } from '../../../../../constructs/nag/rules/storage/s3-replication-key';
import { s3Versioning } from '../../../../../constructs/nag/rules/storage/s3-versioning';
import { describeRule } from '../../../../support/rule-cases';

describeRule(s3Versioning, {
  compliant: { versioning: { VersioningConfiguration: { Status: 'Enabled' } } },
  nonCompliant: {
    'none said': [{}, 'VersioningConfiguration.Status'],
    'it suspended': [{ VersioningConfiguration: { Status: 'Suspended' } }, 'VersioningConfiguration.Status'],
  },
  unknown: { 'a status that a parameter decides': { VersioningConfiguration: { Status: { Ref: 'Status' } } } },
});

const blocked = {
  BlockPublicAcls: true,
  BlockPublicPolicy: true,
  IgnorePublicAcls: true,
  RestrictPublicBuckets: true,
};
const blocking = (changes: object) => ({ PublicAccessBlockConfiguration: { ...blocked, ...changes } });

describeRule(s3PublicAccessBlocked, {
  compliant: {
    'all four switches': blocking({}),
    'switches written as texts': blocking({ BlockPublicAcls: 'true' }),
  },
  nonCompliant: {
    'nothing said': [{}, ...Object.keys(blocked).map((name) => `PublicAccessBlockConfiguration.${name}`)],
    ...Object.fromEntries(
      Object.keys(blocked).map((name): [string, [object, string]] => [
        `${name} off`,
        [blocking({ [name]: false }), `PublicAccessBlockConfiguration.${name}`],
      ]),
    ),
    'one off beside one that a parameter decides': [
      blocking({ BlockPublicAcls: { Ref: 'Block' }, IgnorePublicAcls: false }),
      'PublicAccessBlockConfiguration.IgnorePublicAcls',
    ],
  },
  unknown: { 'a switch that a parameter decides': blocking({ BlockPublicAcls: { Ref: 'Block' } }) },
});

const KEY_PATH = 'BucketEncryption.ServerSideEncryptionConfiguration.0.ServerSideEncryptionByDefault';
const encryptedBy = (byDefault: object) => ({
  BucketEncryption: { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: byDefault }] },
});
const withKeyAs = (type: string, key: unknown) => ({
  template: {
    Subject: {
      Type: 'AWS::S3::Bucket',
      Properties: encryptedBy({ SSEAlgorithm: 'aws:kms', KMSMasterKeyID: key }),
    },
    Key: { Type: type },
  },
});

describeRule(s3CustomerManagedKey, {
  compliant: {
    'a key of the same stack': withKeyAs('AWS::KMS::Key', { 'Fn::GetAtt': ['Key', 'Arn'] }),
    'a key within Fn::Sub': withKeyAs('AWS::KMS::Key', { 'Fn::Sub': '${Key.Arn}' }),
    'an alias of the same stack': withKeyAs('AWS::KMS::Alias', { Ref: 'Key' }),
    'a replica of a key': withKeyAs('AWS::KMS::ReplicaKey', { 'Fn::GetAtt': ['Key', 'Arn'] }),
    'an alias by name': encryptedBy({ SSEAlgorithm: 'aws:kms', KMSMasterKeyID: 'alias/main/logs' }),
    'an alias by ARN, whatever the account': encryptedBy({
      SSEAlgorithm: 'aws:kms',
      KMSMasterKeyID: {
        'Fn::Sub': 'arn:${AWS::Partition}:kms:${AWS::Region}:${AWS::AccountId}:alias/main/logs',
      },
    }),
    'two layers of encryption': encryptedBy({ SSEAlgorithm: 'aws:kms:dsse', KMSMasterKeyID: 'alias/main/logs' }),
  },
  nonCompliant: {
    'nothing said': [{}, 'BucketEncryption'],
    'keys of S3': [encryptedBy({ SSEAlgorithm: 'AES256' }), `${KEY_PATH}.SSEAlgorithm`],
    'no key named': [encryptedBy({ SSEAlgorithm: 'aws:kms' }), `${KEY_PATH}.KMSMasterKeyID`],
    "the provider's key": [
      encryptedBy({ SSEAlgorithm: 'aws:kms', KMSMasterKeyID: 'alias/aws/s3' }),
      `${KEY_PATH}.KMSMasterKeyID`,
    ],
    "the provider's key by ARN": [
      encryptedBy({ SSEAlgorithm: 'aws:kms', KMSMasterKeyID: 'arn:aws-cn:kms:cn-north-1:111111111111:alias/aws/s3' }),
      `${KEY_PATH}.KMSMasterKeyID`,
    ],
  },
  unknown: {
    'a key that a parameter names': encryptedBy({ SSEAlgorithm: 'aws:kms', KMSMasterKeyID: { Ref: 'Key' } }),
    'a key that is read at deployment': encryptedBy({
      SSEAlgorithm: 'aws:kms',
      KMSMasterKeyID: '{{resolve:ssm:/main/key}}',
    }),
    'a key from something else': withKeyAs('Custom::Lookup', { 'Fn::GetAtt': ['Key', 'Arn'] }),
    'an algorithm that a parameter decides': encryptedBy({ SSEAlgorithm: { Ref: 'Algorithm' } }),
  },
});

const RULE = 'ReplicationConfiguration.Rules.0';
const safe = {
  Status: 'Enabled',
  Filter: { Prefix: '' },
  DeleteMarkerReplication: { Status: 'Disabled' },
  SourceSelectionCriteria: { SseKmsEncryptedObjects: { Status: 'Enabled' } },
  Destination: {
    Bucket: 'arn:aws-cn:s3:::main-replica',
    EncryptionConfiguration: { ReplicaKmsKeyID: 'arn:aws-cn:kms:cn-northwest-1:111111111111:alias/main/logs' },
  },
};
const replicating = (changes: object) => ({ ReplicationConfiguration: { Rules: [{ ...safe, ...changes }] } });

describeRule(s3ReplicationKey, {
  compliant: {
    'a key, encrypted objects and no deletions': replicating({}),
    'a rule that is off': replicating({ Status: 'Disabled', Destination: {} }),
  },
  nonCompliant: {
    'no key for replicas': [
      replicating({ Destination: { Bucket: 'arn:aws-cn:s3:::main-replica' } }),
      `${RULE}.Destination.EncryptionConfiguration.ReplicaKmsKeyID`,
    ],
    "the provider's key": [
      replicating({
        Destination: {
          EncryptionConfiguration: { ReplicaKmsKeyID: 'arn:aws:kms:eu-west-1:111111111111:alias/aws/s3' },
        },
      }),
      `${RULE}.Destination.EncryptionConfiguration.ReplicaKmsKeyID`,
    ],
    'encrypted objects left out': [
      replicating({ SourceSelectionCriteria: undefined }),
      `${RULE}.SourceSelectionCriteria.SseKmsEncryptedObjects.Status`,
    ],
    'deletions repeated': [
      replicating({ DeleteMarkerReplication: { Status: 'Enabled' } }),
      `${RULE}.DeleteMarkerReplication.Status`,
    ],
    'a rule of the first version, which repeats deletions': [
      replicating({ Filter: undefined, DeleteMarkerReplication: undefined }),
      `${RULE}.DeleteMarkerReplication.Status`,
    ],
  },
  notApplicable: { 'a bucket without replication': {} },
  unknown: {
    'deletions that a parameter decides': replicating({ DeleteMarkerReplication: { Status: { Ref: 'On' } } }),
  },
});
