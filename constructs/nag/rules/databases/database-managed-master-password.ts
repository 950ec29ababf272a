import { finding } from '../../findings';
import { compliant, nonCompliant, type Rule, unknown } from '../../rule';
import { isClusterMember, isCopy, LEFT_TO_CLUSTER, LIKE_ITS_SOURCE } from './clusters';

/** Where each type says that the service keeps the password itself, and where a password may stand instead. */
const PASSWORDS: Readonly<Record<string, readonly [managed: string, password: string]>> = {
  'AWS::DocDB::DBCluster': ['ManageMasterUserPassword', 'MasterUserPassword'],
  'AWS::RDS::DBCluster': ['ManageMasterUserPassword', 'MasterUserPassword'],
  'AWS::RDS::DBInstance': ['ManageMasterUserPassword', 'MasterUserPassword'],
  'AWS::Redshift::Cluster': ['ManageMasterPassword', 'MasterUserPassword'],
  'AWS::RedshiftServerless::Namespace': ['ManageAdminPassword', 'AdminUserPassword'],
};

/** A reference that CloudFormation resolves in Secrets Manager when it deploys. */
const VAULTED = '{{resolve:secretsmanager:';

/**
 * Nobody types the password of the master user: the service keeps and rotates it in Secrets Manager, or it is taken from there
 * when the database is made. One that is given in the template or as a parameter is known to whoever deploys.
 */
export const databaseManagedMasterPassword: Rule = {
  id: 'database-managed-master-password',
  demand: {
    en: 'The password of a database master user stands in Secrets Manager, and nobody types it.',
    zh: '数据库主用户密码存于 Secrets Manager，不由人员输入。',
  },
  types: Object.keys(PASSWORDS),
  reference: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-secrets-manager.html',
  judge(database) {
    if (isClusterMember(database)) return LEFT_TO_CLUSTER;
    const [managed = '', password = ''] = PASSWORDS[database.type] ?? [];
    if (database.flag(managed) === true || database.text('MasterUserAuthenticationType') === 'iam-db-auth')
      return compliant;
    if (database.text(password).includes(VAULTED)) return compliant;
    if (database.has(password)) {
      return nonCompliant(
        finding(
          password,
          'does not come from Secrets Manager: whoever deploys, or reads the template, knows it',
          '并非取自 Secrets Manager：部署者或能查看模板者均知晓该密码',
        ),
      );
    }
    if (isCopy(database)) return unknown(LIKE_ITS_SOURCE);
    return nonCompliant(
      finding(managed, 'is not true: somebody has to set and know the password', '未设为 true：须有人设定并知晓密码'),
    );
  },
};
