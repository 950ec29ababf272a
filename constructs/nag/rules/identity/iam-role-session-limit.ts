import { coversAction } from '../../callers';
import { finding } from '../../findings';
import { type Statement, statementsOf } from '../../policy';
import { compliant, nonCompliant, notApplicable, type Rule } from '../../rule';

/** What AWS gives where a role says nothing, in seconds. */
const DEFAULT_SECONDS = 3600;

/** As long as a session on the bastion may last. */
const MOST_SECONDS = 4 * 3600;

/** How people come in: through an identity provider, or from another identity. Services ask for new credentials by themselves. */
const ENTRIES = ['sts:AssumeRole', 'sts:AssumeRoleWithSAML'];

/** Credentials that leak are of use for as long as the session lasts, and no leaver's session ends by itself before. */
export const iamRoleSessionLimit: Rule = {
  id: 'iam-role-session-limit',
  demand: {
    en: `A role that people or other identities assume has sessions of ${MOST_SECONDS / 3600} hours at most.`,
    zh: `供人员或其他身份切换的角色，会话最长 ${MOST_SECONDS / 3600} 小时。`,
  },
  types: ['AWS::IAM::Role'],
  reference: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_update-role-settings.html',
  judge(role) {
    if (!statementsOf(role, 'AssumeRolePolicyDocument').some(letsIdentitiesIn)) return FOR_SERVICES;
    const seconds = role.number('MaxSessionDuration') ?? DEFAULT_SECONDS;
    if (seconds <= MOST_SECONDS) return compliant;
    return nonCompliant(
      finding(
        'MaxSessionDuration',
        `is ${seconds} seconds: who has left, or whose credentials leak, is in for that long`,
        `为 ${seconds} 秒：离职者或凭证泄露者在此期间仍可操作`,
      ),
    );
  },
};

const FOR_SERVICES = notApplicable({
  en: 'services assume it, which get new credentials by themselves',
  zh: '由服务使用，服务会自行更新凭证',
});

const letsIdentitiesIn = (statement: Statement): boolean =>
  statement.effect === 'Allow' &&
  statement.principals.some((principal) => !principal.startsWith('Service:')) &&
  ENTRIES.some((action) => coversAction(statement, action));
