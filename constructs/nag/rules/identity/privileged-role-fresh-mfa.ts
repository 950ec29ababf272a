import { finding } from '../../findings';
import type { Statement } from '../../policy';
import { type Finding, notApplicable, type Rule, verdictFromEach } from '../../rule';
import { admitsUsers, trustOf } from './people';

const AGE = 'aws:multifactorauthage';

/** Seconds: 15 minutes. */
const OLDEST = 900;

/**
 * Users of IAM exist for emergencies alone, so that every role they take is a privileged one: it asks how old the proof of
 * the second factor is. For federated people the broker asks, since their sessions do not tell.
 */
export const privilegedRoleFreshMfa: Rule = {
  id: 'privileged-role-fresh-mfa',
  demand: {
    en: 'A role that IAM users may take demands a second factor shown within the last 15 minutes.',
    zh: 'IAM 用户可使用的角色须要求 15 分钟内完成的第二因子验证。',
  },
  types: ['AWS::IAM::Role'],
  reference: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_configure-api-require.html',
  judge(role) {
    const trusts = trustOf(role).filter((trust) => admitsUsers(trust, role));
    if (trusts.length === 0) {
      return notApplicable({ en: 'no IAM user takes the role', zh: '没有 IAM 用户使用该角色' });
    }
    return verdictFromEach(trusts, staleMfa);
  },
};

function staleMfa({ conditions, path }: Statement): readonly Finding[] {
  const bounds = ['NumericLessThan', 'NumericLessThanEquals'].flatMap((operator) => conditions[operator]?.[AGE] ?? []);
  // several values are alternatives: the largest of them counts
  const oldest = bounds.length === 0 ? Number.POSITIVE_INFINITY : Math.max(...bounds.map(Number));
  if (oldest <= OLDEST) return [];
  return [
    finding(
      `${path}.Condition`,
      `does not demand an aws:MultiFactorAuthAge of ${OLDEST} seconds at most`,
      `未要求 aws:MultiFactorAuthAge 不超过 ${OLDEST} 秒`,
    ),
  ];
}
