import { finding, unlessTrue } from '../../findings';
import { isIntrinsic, isOpen } from '../../intrinsics';
import { compliant, type Finding, nonCompliant, type Rule, unknown, type Verdict, verdictFrom } from '../../rule';
import { type Resource, Unresolved } from '../../template';

/** What makes an engine refuse connections without TLS: a parameter, its values, and the version that has it on by default. */
interface Enforcement {
  readonly parameter: string;
  readonly on: RegExp;
  /** Major and minor version, from which on AWS documents the parameter as on. */
  readonly since?: readonly [number, number];
}

const FORCE_SSL = { parameter: 'rds.force_ssl', on: /^1$/ };
const SECURE_TRANSPORT = { parameter: 'require_secure_transport', on: /^(1|on)$/i };

/**
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/PostgreSQL.Concepts.General.SSL.html
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/mysql-ssl-connections.require-ssl.html
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/mariadb-ssl-connections.require-ssl.html
 */
const ENGINES: readonly (readonly [engine: RegExp, Enforcement])[] = [
  [/^postgres$/, { ...FORCE_SSL, since: [15, 0] }],
  [/^aurora-postgresql$|^sqlserver-/, FORCE_SSL],
  [/^mysql$/, { ...SECURE_TRANSPORT, since: [9, 7] }],
  [/^mariadb$/, { ...SECURE_TRANSPORT, since: [11, 8] }],
  [/^aurora-mysql$/, SECURE_TRANSPORT],
];

/** By type, what it is judged by. */
const JUDGES: Readonly<Record<string, (store: Resource) => Verdict>> = {
  'AWS::DocDB::DBClusterParameterGroup': (group) =>
    verdictFrom(group.literal('Parameters.tls') === 'disabled' ? [off('Parameters.tls')] : []),
  'AWS::ElastiCache::ReplicationGroup': (group) =>
    verdictFrom([
      ...unlessTrue(group, 'TransitEncryptionEnabled', ...CLEAR_TEXT),
      ...(group.literal('TransitEncryptionMode') === 'preferred' ? [off('TransitEncryptionMode')] : []),
    ]),
  'AWS::MemoryDB::Cluster': (cluster) => verdictFrom(cluster.flag('TLSEnabled') === false ? [off('TLSEnabled')] : []),
  'AWS::RDS::DBCluster': judgeDatabase,
  'AWS::RDS::DBInstance': judgeDatabase,
  'AWS::Redshift::Cluster': (cluster) =>
    judgeGroup(cluster, 'ClusterParameterGroupName', { parameter: 'require_ssl', on: /^true$/i }),
};

const CLEAR_TEXT = ['connections in clear text are taken', '会接受明文连接'] as const;

/**
 * Databases and caches refuse connections without TLS. What the parameter group says counts, or else the default of the engine's
 * version. A group that is not in the template cannot be judged.
 */
export const databaseTlsEnforced: Rule = {
  id: 'database-tls-enforced',
  demand: {
    en: 'Databases and caches refuse connections without TLS.',
    zh: '数据库与缓存拒绝未使用 TLS 的连接。',
  },
  types: Object.keys(JUDGES),
  reference: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.SSL.html',
  judge: (store) => JUDGES[store.type]?.(store) ?? compliant,
};

const off = (property: string): Finding =>
  finding(property, `lets clients do without: ${CLEAR_TEXT[0]}`, `允许客户端不使用 TLS：${CLEAR_TEXT[1]}`);

function judgeDatabase(database: Resource): Verdict {
  const engine = String(database.literal('Engine') ?? '');
  const [, enforcement] = ENGINES.find(([pattern]) => pattern.test(engine)) ?? [];
  if (!enforcement) {
    return unknown({
      en: `how ${engine || 'its engine'} is made to demand TLS is not known here`,
      zh: `尚无法判定 ${engine || '该引擎'} 如何强制 TLS`,
    });
  }
  const isCluster = database.type === 'AWS::RDS::DBCluster';
  // the parameters of Aurora stand in the group of the cluster
  if (!isCluster && engine.startsWith('aurora')) return judgeMember(database, enforcement);
  return judgeGroup(database, isCluster ? 'DBClusterParameterGroupName' : 'DBParameterGroupName', enforcement);
}

function judgeMember(instance: Resource, enforcement: Enforcement): Verdict {
  const cluster = instance.referent('DBClusterIdentifier');
  if (!cluster) throw new Unresolved('DBClusterIdentifier');
  return judgeGroup(cluster, 'DBClusterParameterGroupName', enforcement);
}

function judgeGroup(database: Resource, property: string, { parameter, on, since }: Enforcement): Verdict {
  const group = database.referent(property);
  if (group) {
    const value = settingIn(group, parameter);
    if (value !== undefined) return verdictFrom(on.test(value) ? [] : [off(property)]);
  } else if (isOpen(database.text(property)) || /^(?!default[.:]).+/.test(database.text(property))) {
    throw new Unresolved(property);
  }
  if (since && isSince(database, since)) return compliant;
  return nonCompliant(
    finding(property, `does not set ${parameter}: ${CLEAR_TEXT[0]}`, `未设置 ${parameter}：${CLEAR_TEXT[1]}`),
  );
}

/** Groups of RDS hold a map, those of Redshift a list. Names of parameters have dots, which paths have not. */
function settingIn(group: Resource, parameter: string): string | undefined {
  const parameters = group.raw('Parameters');
  if (isIntrinsic(parameters)) throw new Unresolved('Parameters');
  const listed = Array.isArray(parameters) ? parameters : Object.entries(parameters ?? {});
  const found = listed
    .map((entry) => (Array.isArray(entry) ? entry : [entry.ParameterName, entry.ParameterValue]))
    .find(([name]) => name === parameter);
  if (found === undefined) return undefined;
  if (typeof found[1] === 'object') throw new Unresolved(`Parameters.${parameter}`);
  return String(found[1]);
}

function isSince(database: Resource, [major, minor]: readonly [number, number]): boolean {
  const version = database.literal('EngineVersion');
  if (version === undefined) throw new Unresolved('EngineVersion');
  const [ofMajor = 0, ofMinor = 0] = String(version).split('.').map(Number);
  return ofMajor > major || (ofMajor === major && ofMinor >= minor);
}
