import { finding } from '../../findings';
import { compliant, nonCompliant, notApplicable, type Rule, verdictFrom } from '../../rule';
import type { Resource } from '../../template';

/** Types with a public address to decide, and whether they have one where the template says nothing. */
const BY_DEFAULT: Readonly<Record<string, 'private' | 'depends'>> = {
  'AWS::AmazonMQ::Broker': 'depends',
  'AWS::DMS::ReplicationInstance': 'depends',
  'AWS::RDS::DBCluster': 'depends',
  'AWS::RDS::DBInstance': 'depends',
  'AWS::Redshift::Cluster': 'depends',
  'AWS::RedshiftServerless::Workgroup': 'private',
};

/** Search domains have no switch: one that stands in no network of one's own has a public endpoint. */
const SEARCH_DOMAINS = ['AWS::Elasticsearch::Domain', 'AWS::OpenSearchService::Domain'];

/**
 * A database, broker or search domain has no public address. Where the template says nothing, it depends on the network, or
 * on a default that AWS has changed before.
 */
export const databaseNotPublic: Rule = {
  id: 'database-not-public',
  demand: {
    en: 'Databases, brokers and search domains have no public address.',
    zh: '数据库、消息代理与搜索域不得有公网地址。',
  },
  types: [...Object.keys(BY_DEFAULT), ...SEARCH_DOMAINS],
  reference: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html',
  judge(store) {
    if (SEARCH_DOMAINS.includes(store.type)) return judgeDomain(store);
    // instances of Aurora have the address; its cluster has none to decide
    if (store.type === 'AWS::RDS::DBCluster' && /^aurora/.test(store.text('Engine'))) return LEFT_TO_INSTANCES;
    const isPublic = store.flag('PubliclyAccessible');
    if (isPublic === false || (isPublic === undefined && BY_DEFAULT[store.type] === 'private')) return compliant;
    return nonCompliant(
      isPublic
        ? finding('PubliclyAccessible', 'is true: it has an address on the internet', '为 true：可从互联网寻址')
        : finding(
            'PubliclyAccessible',
            'is missing: the network or a default decides whether it has an address on the internet',
            '未设置：是否有公网地址取决于网络或默认值',
          ),
    );
  },
};

const LEFT_TO_INSTANCES = notApplicable({ en: 'its instances decide', zh: '由其实例决定' });

const judgeDomain = (domain: Resource) =>
  verdictFrom(
    domain.has('VPCOptions') && domain.list('VPCOptions.SubnetIds').length > 0
      ? []
      : [
          finding(
            'VPCOptions.SubnetIds',
            'names no subnet: its endpoint lies on the internet',
            '未指定子网：其终端节点位于互联网',
          ),
        ],
  );
