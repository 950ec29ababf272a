import { finding } from '../../findings';
import type { Statement } from '../../policy';
import { type Finding, notApplicable, type Rule, verdictFromEach } from '../../rule';
import { admitsUsers, trustOf } from './people';

const MFA = 'aws:multifactorauthpresent';

/**
 * Sessions of federated people carry no trace of a second factor, and no policy can ask for one: their provider does. Users
 * of IAM carry it, and a role that they take asks for it.
 */
export const iamMfaWhereTestable: Rule = {
  id: 'iam-mfa-where-testable',
  demand: {
    en: 'A role that IAM users may take demands a second factor.',
    zh: 'IAM 用户可使用的角色须要求第二因子。',
  },
  types: ['AWS::IAM::Role'],
  reference: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_configure-api-require.html',
  judge(role) {
    const trusts = trustOf(role).filter((trust) => admitsUsers(trust, role));
    if (trusts.length === 0) {
      return notApplicable({ en: 'no IAM user takes the role', zh: '没有 IAM 用户使用该角色' });
    }
    return verdictFromEach(trusts, withoutMfa);
  },
};

const withoutMfa = ({ conditions, path }: Statement): readonly Finding[] =>
  conditions['Bool']?.[MFA]?.join() === 'true'
    ? []
    : [
        finding(
          `${path}.Condition`,
          'does not demand aws:MultiFactorAuthPresent: a stolen key is enough',
          '未要求 aws:MultiFactorAuthPresent：仅凭被盗密钥即可使用',
        ),
      ];
