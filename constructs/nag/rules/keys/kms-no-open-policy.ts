import { bindsCaller, isAnyone } from '../../callers';
import { finding } from '../../findings';
import { type Statement, statementsOf } from '../../policy';
import { type Finding, type Rule, verdictFrom } from '../../rule';

/**
 * A key policy lets in nobody in general: everyone (`*`) only where a condition names accounts or the organization.
 * `kms:ViaService` alone does not: anyone's account can call through the service.
 */
export const kmsNoOpenPolicy: Rule = {
  id: 'kms-no-open-policy',
  demand: {
    en: 'A key policy names its principals, or the accounts or organization that they belong to.',
    zh: '密钥策略须指明主体，或限定其所属账号或组织。',
  },
  types: ['AWS::KMS::Key', 'AWS::KMS::ReplicaKey'],
  reference: 'https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-modifying-external-accounts.html',
  judge: (key) =>
    verdictFrom(
      statementsOf(key, 'KeyPolicy')
        .filter(({ effect }) => effect === 'Allow')
        .flatMap(openFindings),
    ),
};

function openFindings(statement: Statement): readonly Finding[] {
  const { path, principals, notPrincipals } = statement;
  if (notPrincipals.length > 0) {
    return [finding(`${path}.NotPrincipal`, 'lets in all but the named ones', '允许除所列主体外的任何人')];
  }
  if (!principals.some(isAnyone) || bindsCaller(statement)) return [];
  return [
    finding(
      `${path}.Principal`,
      'is everyone, and no condition says to which account or organization the caller belongs',
      '为任何人，且条件未限定调用者所属账号或组织',
    ),
  ];
}
