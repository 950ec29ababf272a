import { unlessTrue } from '../../findings';
import { listedPaths } from '../../listed-paths';
import { type Finding, type Rule, unknown, verdictFromEach } from '../../rule';
import type { Resource } from '../../template';
import { customerKeyFindings } from '../keys/customer-key';
import { isClusterMember, isCopy, LEFT_TO_CLUSTER, LIKE_ITS_SOURCE } from './clusters';

/** Where each type is switched to encryption, where that is not always on, and where it names the key: a global table for each replica. */
interface Encryption {
  readonly on?: string;
  readonly key: string;
}

const STORAGE: Encryption = { on: 'StorageEncrypted', key: 'KmsKeyId' };
const SEARCH: Encryption = { on: 'EncryptionAtRestOptions.Enabled', key: 'EncryptionAtRestOptions.KmsKeyId' };

const ENCRYPTIONS: Readonly<Record<string, Encryption>> = {
  'AWS::DocDB::DBCluster': STORAGE,
  'AWS::DynamoDB::GlobalTable': {
    on: 'SSESpecification.SSEEnabled',
    key: 'Replicas.*.SSESpecification.KMSMasterKeyId',
  },
  'AWS::DynamoDB::Table': { on: 'SSESpecification.SSEEnabled', key: 'SSESpecification.KMSMasterKeyId' },
  'AWS::ElastiCache::ReplicationGroup': { on: 'AtRestEncryptionEnabled', key: 'KmsKeyId' },
  'AWS::ElastiCache::ServerlessCache': { key: 'KmsKeyId' },
  'AWS::Elasticsearch::Domain': SEARCH,
  'AWS::MemoryDB::Cluster': { key: 'KmsKeyId' },
  'AWS::Neptune::DBCluster': STORAGE,
  'AWS::OpenSearchService::Domain': SEARCH,
  'AWS::RDS::DBCluster': STORAGE,
  'AWS::RDS::DBInstance': STORAGE,
  'AWS::Redshift::Cluster': { on: 'Encrypted', key: 'KmsKeyId' },
  'AWS::RedshiftServerless::Namespace': { key: 'KmsKeyId' },
};

/** Databases, caches and search domains lie encrypted under a key whose policy and life the customer decides. */
export const databaseCustomerManagedKey: Rule = {
  id: 'database-customer-managed-key',
  demand: {
    en: 'Databases, caches and search domains are encrypted with a customer-managed key.',
    zh: '数据库、缓存与搜索域以客户自管密钥加密。',
  },
  types: Object.keys(ENCRYPTIONS),
  reference: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.Encryption.html',
  judge(store) {
    if (isClusterMember(store)) return LEFT_TO_CLUSTER;
    const { on, key } = ENCRYPTIONS[store.type] ?? STORAGE;
    if (isCopy(store) && !store.has(key)) return unknown(LIKE_ITS_SOURCE);
    const off = on === undefined ? [] : [() => unlessEncrypted(store, on)];
    return verdictFromEach(
      [...off, ...listedPaths(store, key).map((path) => () => customerKeyFindings(store, path))],
      (check) => check(),
    );
  },
};

const unlessEncrypted = (store: Resource, path: string): readonly Finding[] =>
  unlessTrue(store, path, 'the data lies in clear, or under a key of the provider', '数据以明文或云服务商密钥存放');
