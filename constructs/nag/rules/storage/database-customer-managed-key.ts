import { unlessTrue } from '../../findings';
import { type Finding, notApplicable, type Rule, verdictFromEach } from '../../rule';
import type { Resource } from '../../template';
import { customerKeyFindings } from '../keys/customer-key';

/** Where a type says that it encrypts, and where under which key. `#` stands for each element of a list. */
interface Encryption {
  readonly on: string;
  readonly key: string;
}

const STORAGE: Encryption = { on: 'StorageEncrypted', key: 'KmsKeyId' };

const ENCRYPTION: Readonly<Record<string, Encryption>> = {
  'AWS::DynamoDB::Table': { on: 'SSESpecification.SSEEnabled', key: 'SSESpecification.KMSMasterKeyId' },
  'AWS::DynamoDB::GlobalTable': {
    on: 'SSESpecification.SSEEnabled',
    key: 'Replicas.#.SSESpecification.KMSMasterKeyId',
  },
  'AWS::DocDB::DBCluster': STORAGE,
  'AWS::Neptune::DBCluster': STORAGE,
  'AWS::RDS::DBCluster': STORAGE,
  'AWS::RDS::DBInstance': STORAGE,
};

/** A database encrypts under a customer-managed key. An instance of a cluster is encrypted as the cluster is. */
export const databaseCustomerManagedKey: Rule = {
  id: 'database-customer-managed-key',
  demand: {
    en: 'A database encrypts its content with a customer-managed key.',
    zh: '数据库使用客户自管密钥加密内容。',
  },
  types: Object.keys(ENCRYPTION),
  reference: 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.howitworks.html',
  judge(database) {
    if (database.has('DBClusterIdentifier') && database.type === 'AWS::RDS::DBInstance') return AS_THE_CLUSTER;
    const { on, key } = ENCRYPTION[database.type] ?? STORAGE;
    return verdictFromEach<() => readonly Finding[]>(
      [
        () => unlessTrue(database, on, 'no key of your own guards the content', '内容不受自有密钥保护'),
        ...eachOf(database, key).map((path) => () => customerKeyFindings(database, path)),
      ],
      (findings) => findings(),
    );
  },
};

const AS_THE_CLUSTER = notApplicable({
  en: 'it is encrypted as its cluster is, which is judged',
  zh: '其加密随所属集群，集群另行判定',
});

function eachOf(database: Resource, path: string): readonly string[] {
  const [list, inner] = path.split('.#');
  if (list === undefined || inner === undefined) return [path];
  return database.list(list).map((_, index) => `${list}.${index}${inner}`);
}
