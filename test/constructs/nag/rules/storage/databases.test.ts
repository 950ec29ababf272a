import { databaseCustomerManagedKey } from '../../../../../constructs/nag/rules/storage/database-customer-managed-key';
import { describeRule } from '../../../../support/rule-cases';

const KEY = 'alias/main/data';
const of = (type: string, properties: object) => ({ template: { Subject: { Type: type, Properties: properties } } });
const replica = (key?: string) => (key === undefined ? {} : { SSESpecification: { KMSMasterKeyId: key } });
const globally = (...keys: readonly (string | undefined)[]) =>
  of('AWS::DynamoDB::GlobalTable', { SSESpecification: { SSEEnabled: true }, Replicas: keys.map(replica) });

describeRule(databaseCustomerManagedKey, {
  compliant: {
    'a table with a key': { SSESpecification: { SSEEnabled: true, KMSMasterKeyId: KEY } },
    'a global table with a key in each region': globally(KEY, 'alias/other'),
    'an instance with a key': of('AWS::RDS::DBInstance', { StorageEncrypted: true, KmsKeyId: KEY }),
    'a cluster with a key': of('AWS::Neptune::DBCluster', { StorageEncrypted: 'true', KmsKeyId: KEY }),
  },
  nonCompliant: {
    'a table as it is by default': [{}, 'SSESpecification.SSEEnabled', 'SSESpecification.KMSMasterKeyId'],
    'a table that is not encrypted': [
      { SSESpecification: { SSEEnabled: false, KMSMasterKeyId: KEY } },
      'SSESpecification.SSEEnabled',
    ],
    "a table with the provider's key": [
      { SSESpecification: { SSEEnabled: true, KMSMasterKeyId: 'alias/aws/dynamodb' } },
      'SSESpecification.KMSMasterKeyId',
    ],
    'a global table with no key in one region': [
      globally(KEY, undefined),
      'Replicas.1.SSESpecification.KMSMasterKeyId',
    ],
    'an instance without encryption': [of('AWS::RDS::DBInstance', { KmsKeyId: KEY }), 'StorageEncrypted'],
    'a cluster without a key': [of('AWS::RDS::DBCluster', { StorageEncrypted: true }), 'KmsKeyId'],
    'a cluster of documents as it is by default': [of('AWS::DocDB::DBCluster', {}), 'StorageEncrypted', 'KmsKeyId'],
  },
  notApplicable: { 'an instance of a cluster': of('AWS::RDS::DBInstance', { DBClusterIdentifier: 'orders' }) },
  unknown: {
    'a key that a parameter names': { SSESpecification: { SSEEnabled: true, KMSMasterKeyId: { Ref: 'Key' } } },
    'replicas that deployment decides': of('AWS::DynamoDB::GlobalTable', {
      SSESpecification: { SSEEnabled: true },
      Replicas: { Ref: 'Replicas' },
    }),
  },
});
