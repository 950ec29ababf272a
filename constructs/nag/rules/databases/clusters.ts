import type { Bilingual } from '../../../standard';
import { notApplicable } from '../../rule';
import type { Resource } from '../../template';

/** True for an instance whose cluster holds the data and decides how it is kept. */
export const isClusterMember = (instance: Resource): boolean =>
  instance.type === 'AWS::RDS::DBInstance' && instance.has('DBClusterIdentifier');

export const LEFT_TO_CLUSTER = notApplicable({ en: 'its cluster decides', zh: '由所属集群决定' });

/** What a database was made from, where it takes over what the template does not say. */
const SOURCES = [
  'DBClusterSnapshotIdentifier',
  'DBSnapshotIdentifier',
  'SnapshotIdentifier',
  'SourceDBClusterIdentifier',
  'SourceDBInstanceAutomatedBackupsArn',
  'SourceDBInstanceIdentifier',
  'SourceDbiResourceId',
  'ReplicationSourceIdentifier',
];

/** True for a copy: what the template does not say of it, its source does. */
export const isCopy = (database: Resource): boolean => SOURCES.some((source) => database.has(source));

export const LIKE_ITS_SOURCE: Bilingual = {
  en: 'it takes this over from the database or snapshot that it is made from',
  zh: '此项沿用来源数据库或快照的设置',
};
