import { databaseCustomerManagedKey } from '../../../../../constructs/nag/rules/databases/database-customer-managed-key';
import { databaseManagedMasterPassword } from '../../../../../constructs/nag/rules/databases/database-managed-master-password';
import { databaseNotPublic } from '../../../../../constructs/nag/rules/databases/database-not-public';
import { databaseTlsEnforced } from '../../../../../constructs/nag/rules/databases/database-tls-enforced';
import { fileSystemCustomerManagedKey } from '../../../../../constructs/nag/rules/databases/file-system-customer-managed-key';
import { searchDomainHttpsOnly } from '../../../../../constructs/nag/rules/databases/search-domain-https-only';
import { describeRule } from '../../../../support/rule-cases';

const KEY = 'arn:aws:kms:eu-central-1:111111111111:key/11111111-2222-3333-4444-555555555555';
const PARAMETER = { Ref: 'Parameter' };
const of = (type: string, properties: object, others: object = {}) => ({
  template: { Subject: { Type: type, Properties: properties }, ...others },
});

describeRule(databaseManagedMasterPassword, {
  type: 'AWS::RDS::DBInstance',
  compliant: {
    'a password that RDS manages': { ManageMasterUserPassword: true },
    'a master user without password': { MasterUserAuthenticationType: 'iam-db-auth' },
    'a password from the vault': { MasterUserPassword: '{{resolve:secretsmanager:orders:SecretString:password}}' },
    'a password from a secret of the template': {
      MasterUserPassword: {
        'Fn::Join': ['', ['{{resolve:secretsmanager:', { Ref: 'Secret' }, ':SecretString:password}}']],
      },
    },
    'a warehouse that manages its own': of('AWS::Redshift::Cluster', { ManageMasterPassword: true }),
    'a serverless warehouse that does': of('AWS::RedshiftServerless::Namespace', { ManageAdminPassword: 'true' }),
    'a document database that does': of('AWS::DocDB::DBCluster', { ManageMasterUserPassword: true }),
  },
  nonCompliant: {
    'a password in the template': [{ MasterUserPassword: 'correct-horse' }, 'MasterUserPassword'],
    'a password as a parameter': [{ MasterUserPassword: PARAMETER }, 'MasterUserPassword'],
    'a password from a parameter store': [
      { MasterUserPassword: '{{resolve:ssm-secure:orders}}' },
      'MasterUserPassword',
    ],
    'no password said': [{}, 'ManageMasterUserPassword'],
    'management switched off': [{ ManageMasterUserPassword: false }, 'ManageMasterUserPassword'],
    'a cluster with a password': [of('AWS::RDS::DBCluster', { MasterUserPassword: 'x' }), 'MasterUserPassword'],
    'a warehouse without': [of('AWS::Redshift::Cluster', {}), 'ManageMasterPassword'],
    'a copy with a new password': [{ DBSnapshotIdentifier: 's', MasterUserPassword: PARAMETER }, 'MasterUserPassword'],
  },
  notApplicable: { 'an instance of a cluster': { DBClusterIdentifier: { Ref: 'Cluster' } } },
  unknown: {
    'a copy, which keeps the password': { SourceDBInstanceIdentifier: 'orders' },
    'management as a parameter': { ManageMasterUserPassword: PARAMETER },
  },
});

describeRule(databaseNotPublic, {
  type: 'AWS::RDS::DBInstance',
  compliant: {
    'an instance without public address': { PubliclyAccessible: false },
    'a warehouse without': of('AWS::Redshift::Cluster', { PubliclyAccessible: 'false' }),
    'a serverless warehouse, which has none by default': of('AWS::RedshiftServerless::Workgroup', {}),
    'a cluster of several zones without': of('AWS::RDS::DBCluster', { Engine: 'mysql', PubliclyAccessible: false }),
    'a search domain in a subnet': of('AWS::OpenSearchService::Domain', { VPCOptions: { SubnetIds: ['subnet-1'] } }),
  },
  nonCompliant: {
    'a public address': [{ PubliclyAccessible: true }, 'PubliclyAccessible'],
    'nothing said': [{}, 'PubliclyAccessible'],
    'a replication server, of which nothing is said': [of('AWS::DMS::ReplicationInstance', {}), 'PubliclyAccessible'],
    'a public broker': [of('AWS::AmazonMQ::Broker', { PubliclyAccessible: true }), 'PubliclyAccessible'],
    'a public warehouse': [
      of('AWS::RedshiftServerless::Workgroup', { PubliclyAccessible: true }),
      'PubliclyAccessible',
    ],
    'a cluster of several zones, of which nothing is said': [
      of('AWS::RDS::DBCluster', { Engine: 'postgres' }),
      'PubliclyAccessible',
    ],
    'a search domain on the internet': [of('AWS::OpenSearchService::Domain', {}), 'VPCOptions.SubnetIds'],
    'a search domain in no subnet': [
      of('AWS::Elasticsearch::Domain', { VPCOptions: { SubnetIds: [] } }),
      'VPCOptions.SubnetIds',
    ],
  },
  notApplicable: { 'a cluster of Aurora': of('AWS::RDS::DBCluster', { Engine: 'aurora-mysql' }) },
  unknown: {
    'an address that is a parameter': { PubliclyAccessible: PARAMETER },
    'subnets that are a parameter': of('AWS::OpenSearchService::Domain', { VPCOptions: { SubnetIds: PARAMETER } }),
  },
});

const table = (specification: object) => of('AWS::DynamoDB::Table', { SSESpecification: specification });
const globalTable = (...keys: unknown[]) =>
  of('AWS::DynamoDB::GlobalTable', {
    SSESpecification: { SSEEnabled: true },
    Replicas: keys.map((key) => ({ Region: 'eu-west-1', SSESpecification: { KMSMasterKeyId: key } })),
  });

describeRule(databaseCustomerManagedKey, {
  type: 'AWS::RDS::DBInstance',
  compliant: {
    'a key of your own': { StorageEncrypted: true, KmsKeyId: KEY },
    'a key of the template': of(
      'AWS::RDS::DBCluster',
      { StorageEncrypted: true, KmsKeyId: { 'Fn::GetAtt': ['Key', 'Arn'] } },
      { Key: { Type: 'AWS::KMS::Key' } },
    ),
    'a table': table({ SSEEnabled: true, SSEType: 'KMS', KMSMasterKeyId: KEY }),
    'a global table, each replica with its key': globalTable(KEY, KEY),
    'a cache': of('AWS::ElastiCache::ReplicationGroup', { AtRestEncryptionEnabled: true, KmsKeyId: KEY }),
    'a cache that is always encrypted': of('AWS::ElastiCache::ServerlessCache', { KmsKeyId: KEY }),
    'a search domain': of('AWS::OpenSearchService::Domain', {
      EncryptionAtRestOptions: { Enabled: true, KmsKeyId: KEY },
    }),
  },
  nonCompliant: {
    nothing: [{}, 'StorageEncrypted', 'KmsKeyId'],
    'no key said': [{ StorageEncrypted: true }, 'KmsKeyId'],
    "the provider's key": [{ StorageEncrypted: true, KmsKeyId: 'alias/aws/rds' }, 'KmsKeyId'],
    'a key without encryption': [{ StorageEncrypted: false, KmsKeyId: KEY }, 'StorageEncrypted'],
    "a table under the provider's key": [table({ SSEEnabled: true }), 'SSESpecification.KMSMasterKeyId'],
    'a table of which nothing is said': [
      of('AWS::DynamoDB::Table', {}),
      'SSESpecification.SSEEnabled',
      'SSESpecification.KMSMasterKeyId',
    ],
    'a replica without a key': [globalTable(KEY, undefined), 'Replicas.1.SSESpecification.KMSMasterKeyId'],
    'a warehouse without encryption': [of('AWS::Redshift::Cluster', { KmsKeyId: KEY }), 'Encrypted'],
    'a cache without a key': [of('AWS::MemoryDB::Cluster', {}), 'KmsKeyId'],
  },
  notApplicable: { 'an instance of a cluster': { DBClusterIdentifier: { Ref: 'Cluster' } } },
  unknown: {
    'a key that is a parameter': { StorageEncrypted: true, KmsKeyId: PARAMETER },
    'a copy, which keeps the key': { DBSnapshotIdentifier: 'orders' },
  },
});

const rds = (engine: string, version?: unknown, parameters?: object | 'default', property = 'DBParameterGroupName') => {
  const group = parameters === 'default' ? 'default.postgres16' : { Ref: 'Group' };
  return of(
    property === 'DBParameterGroupName' ? 'AWS::RDS::DBInstance' : 'AWS::RDS::DBCluster',
    {
      Engine: engine,
      ...(version !== undefined && { EngineVersion: version }),
      ...(parameters !== undefined && { [property]: group }),
    },
    typeof parameters === 'object'
      ? { Group: { Type: 'AWS::RDS::DBParameterGroup', Properties: { Parameters: parameters } } }
      : {},
  );
};
const CLUSTER_GROUP = 'DBClusterParameterGroupName';
const member = (parameters: object) =>
  of(
    'AWS::RDS::DBInstance',
    { Engine: 'aurora-mysql', DBClusterIdentifier: { Ref: 'Cluster' } },
    {
      Cluster: { Type: 'AWS::RDS::DBCluster', Properties: { [CLUSTER_GROUP]: { Ref: 'Group' } } },
      Group: { Type: 'AWS::RDS::DBClusterParameterGroup', Properties: { Parameters: parameters } },
    },
  );
const redshift = (...parameters: object[]) =>
  of(
    'AWS::Redshift::Cluster',
    { ClusterParameterGroupName: { Ref: 'Group' } },
    { Group: { Type: 'AWS::Redshift::ClusterParameterGroup', Properties: { Parameters: parameters } } },
  );
const cache = (properties: object) => of('AWS::ElastiCache::ReplicationGroup', properties);

describeRule(databaseTlsEnforced, {
  compliant: {
    'a parameter that demands it': rds('postgres', '14.9', { 'rds.force_ssl': '1' }),
    'a number for it': rds('sqlserver-se', '16.00', { 'rds.force_ssl': 1 }),
    'a word for it': rds('mysql', '8.0.40', { require_secure_transport: 'ON' }),
    'a version that demands it by default': rds('postgres', '15.4'),
    'a version that demands it, with a default group': rds('postgres', '16', 'default'),
    'a version that demands it, with a group that says nothing': rds('mariadb', '11.8.3', { max_connections: '9' }),
    'a cluster': rds('aurora-postgresql', '16.4', { 'rds.force_ssl': '1' }, CLUSTER_GROUP),
    'an instance of a cluster that does': member({ require_secure_transport: '1' }),
    'a warehouse': redshift({ ParameterName: 'require_ssl', ParameterValue: 'true' }),
    'a document database, on by default': of('AWS::DocDB::DBClusterParameterGroup', { Parameters: {} }),
    'a cache': cache({ TransitEncryptionEnabled: true }),
    'a cache that is on by default': of('AWS::MemoryDB::Cluster', {}),
  },
  nonCompliant: {
    'a version that does not demand it': [rds('postgres', '14.9'), 'DBParameterGroupName'],
    'the version before': [rds('mysql', '8.4.3'), 'DBParameterGroupName'],
    'a parameter that takes it back': [rds('postgres', '16.1', { 'rds.force_ssl': '0' }), 'DBParameterGroupName'],
    'a cluster of which nothing is said': [rds('aurora-mysql', '8.0', undefined, CLUSTER_GROUP), CLUSTER_GROUP],
    'an instance of a cluster that does not': [member({}), CLUSTER_GROUP],
    'a warehouse that does not': [
      redshift({ ParameterName: 'require_ssl', ParameterValue: 'false' }),
      'ClusterParameterGroupName',
    ],
    'a warehouse of which nothing is said': [of('AWS::Redshift::Cluster', {}), 'ClusterParameterGroupName'],
    'a document database that lets clients do without': [
      of('AWS::DocDB::DBClusterParameterGroup', { Parameters: { tls: 'disabled' } }),
      'Parameters.tls',
    ],
    'a cache in clear text': [cache({}), 'TransitEncryptionEnabled'],
    'a cache that lets clients do without': [
      cache({ TransitEncryptionEnabled: true, TransitEncryptionMode: 'preferred' }),
      'TransitEncryptionMode',
    ],
    'a cache with TLS switched off': [of('AWS::MemoryDB::Cluster', { TLSEnabled: false }), 'TLSEnabled'],
  },
  unknown: {
    'an engine whose parameter is not known': rds('oracle-ee', '19'),
    'an engine that is a parameter': of('AWS::RDS::DBInstance', { Engine: PARAMETER }),
    'a version that is not said': rds('postgres'),
    'a version that is a parameter': rds('postgres', PARAMETER),
    'a group that is not in the template': of('AWS::RDS::DBInstance', {
      Engine: 'postgres',
      EngineVersion: '14.1',
      DBParameterGroupName: 'tuned',
    }),
    'a group that is a parameter': of('AWS::RDS::DBInstance', {
      Engine: 'postgres',
      EngineVersion: '14.1',
      DBParameterGroupName: PARAMETER,
    }),
    'a value that is a parameter': rds('postgres', '14.9', { 'rds.force_ssl': PARAMETER }),
    'a cluster that is not in the template': of('AWS::RDS::DBInstance', {
      Engine: 'aurora-mysql',
      DBClusterIdentifier: 'orders',
    }),
  },
});

describeRule(fileSystemCustomerManagedKey, {
  compliant: {
    'a key of your own': { Encrypted: true, KmsKeyId: KEY },
    'files that are always encrypted': of('AWS::FSx::FileSystem', { KmsKeyId: KEY }),
  },
  nonCompliant: {
    nothing: [{}, 'Encrypted', 'KmsKeyId'],
    'no key': [{ Encrypted: true }, 'KmsKeyId'],
    "the provider's key": [of('AWS::FSx::FileSystem', {}), 'KmsKeyId'],
  },
  unknown: { 'a key that is a parameter': { Encrypted: true, KmsKeyId: PARAMETER } },
});

const DOMAIN = {
  DomainEndpointOptions: { EnforceHTTPS: true, TLSSecurityPolicy: 'Policy-Min-TLS-1-2-PFS-2023-10' },
  NodeToNodeEncryptionOptions: { Enabled: true },
};

describeRule(searchDomainHttpsOnly, {
  compliant: { 'HTTPS of TLS 1.2, and between nodes': DOMAIN },
  nonCompliant: {
    nothing: [
      {},
      'DomainEndpointOptions.EnforceHTTPS',
      'DomainEndpointOptions.TLSSecurityPolicy',
      'NodeToNodeEncryptionOptions.Enabled',
    ],
    'an old version': [
      { ...DOMAIN, DomainEndpointOptions: { EnforceHTTPS: true, TLSSecurityPolicy: 'Policy-Min-TLS-1-0-2019-07' } },
      'DomainEndpointOptions.TLSSecurityPolicy',
    ],
    'clear text between nodes': [
      { ...DOMAIN, NodeToNodeEncryptionOptions: { Enabled: false } },
      'NodeToNodeEncryptionOptions.Enabled',
    ],
  },
  unknown: { 'options that are a parameter': { ...DOMAIN, DomainEndpointOptions: PARAMETER } },
});
