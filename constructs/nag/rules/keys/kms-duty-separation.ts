import { coversAction } from '../../callers';
import { finding } from '../../findings';
import { type Statement, statementsOf } from '../../policy';
import { type Finding, nonCompliant, type Rule, verdictFrom } from '../../rule';

/** Actions by which a key is governed, or lost. */
const ADMINISTRATION = [
  'kms:PutKeyPolicy',
  'kms:ScheduleKeyDeletion',
  'kms:DisableKey',
  'kms:DisableKeyRotation',
  'kms:DeleteImportedKeyMaterial',
  'kms:UpdatePrimaryRegion',
];

/** Actions by which data is read, written or signed with a key. */
const USE = [
  'kms:Decrypt',
  'kms:Encrypt',
  'kms:GenerateDataKey',
  'kms:GenerateDataKeyWithoutPlaintext',
  'kms:ReEncryptFrom',
  'kms:Sign',
  'kms:GenerateMac',
];

/** Keys of conditions that let a principal use the key only through a service or for a named purpose. */
const INDIRECT = /^kms:(viaservice|grantisforawsresource|encryptioncontext)/;

/**
 * Nobody both governs a key and uses it.
 *
 * The statement that hands a key to the whole account (`kms:*` for its root) hands both duties to whomever IAM picks: it
 * counts. Use through a named service alone (`kms:ViaService`) is not counted against an administrator.
 */
export const kmsDutySeparation: Rule = {
  id: 'kms-duty-separation',
  demand: {
    en: 'No principal of a key policy may both administer the key and use it.',
    zh: '密钥策略中任何主体不得同时拥有密钥的管理权与使用权。',
  },
  types: ['AWS::KMS::Key', 'AWS::KMS::ReplicaKey'],
  reference: 'https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html',
  judge(key) {
    if (!key.has('KeyPolicy')) return DEFAULT_POLICY;
    const allowed = statementsOf(key, 'KeyPolicy').filter(({ effect }) => effect === 'Allow');
    const together = allowed.filter((statement) => administers(statement) && uses(statement));
    return verdictFrom([...together.map(bothAtOnce), ...bothByTurns(allowed.filter((one) => !together.includes(one)))]);
  },
};

const DEFAULT_POLICY = nonCompliant(
  finding(
    'KeyPolicy',
    'is missing: the default policy lets the whole account administer and use the key',
    '未设置：默认策略允许整个账号管理并使用密钥',
  ),
);

const administers = (statement: Statement): boolean => ADMINISTRATION.some((action) => coversAction(statement, action));

const uses = (statement: Statement): boolean => USE.some((action) => coversAction(statement, action));

const isIndirect = ({ conditions }: Statement): boolean =>
  Object.values(conditions).some((keys) => Object.keys(keys).some((key) => INDIRECT.test(key)));

const bothAtOnce = ({ path, principals }: Statement): Finding =>
  finding(
    `${path}.Action`,
    `lets ${principals.join(', ')} both administer and use the key`,
    `允许 ${principals.join('、')} 同时管理并使用密钥`,
  );

/** Principals that one statement lets administer and another lets use. */
function bothByTurns(statements: readonly Statement[]): readonly Finding[] {
  const administrators = new Set(statements.filter(administers).flatMap(({ principals }) => principals));
  return statements
    .filter((statement) => uses(statement) && !isIndirect(statement))
    .flatMap(({ path, principals }) =>
      principals
        .filter((principal) => administrators.has(principal))
        .map((principal) =>
          finding(
            `${path}.Principal`,
            `lets ${principal} use the key, which another statement lets it administer`,
            `允许 ${principal} 使用密钥，而另一语句已授予其管理权`,
          ),
        ),
    );
}
