import { finding } from '../../findings';
import type { Statement } from '../../policy';
import { type Finding, notApplicable, type Rule, verdictFromEach } from '../../rule';
import { admitsPeople, trustOf } from './people';

const SOURCE_IDENTITY = 'sts:sourceidentity';

/** Operators that fail where the request has no source identity. */
const DEMANDING = /^String(Equals|EqualsIgnoreCase|Like)$/;

/**
 * A role that people take demands a source identity and lets it be set: the person's id then stays in every record, also of
 * roles that are taken from there. IAM Identity Center has ids of its own in its sessions, and its roles are not judged.
 */
export const humanRoleSourceIdentity: Rule = {
  id: 'human-role-source-identity',
  demand: {
    en: 'A role that people take demands a source identity, and lets it be set.',
    zh: '自然人使用的角色须要求并允许设置源身份（source identity）。',
  },
  types: ['AWS::IAM::Role'],
  reference: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_monitor.html',
  judge(role) {
    const trusts = trustOf(role);
    const entrances = trusts.filter((trust) => admitsPeople(trust, role));
    if (entrances.length === 0) return notApplicable({ en: 'people do not take the role', zh: '自然人不使用该角色' });
    return verdictFromEach([() => unsettable(trusts), ...entrances.map((trust) => () => anonymous(trust))], (check) =>
      check(),
    );
  },
};

const unsettable = (trusts: readonly Statement[]): readonly Finding[] =>
  trusts.some(({ actions }) => actions.some((action) => action.toLowerCase() === 'sts:setsourceidentity'))
    ? []
    : [
        finding(
          'AssumeRolePolicyDocument',
          'does not allow sts:SetSourceIdentity: no session can name its person',
          '未允许 sts:SetSourceIdentity：会话无法标明人员',
        ),
      ];

function anonymous({ conditions, path }: Statement): readonly Finding[] {
  const demanded = Object.entries(conditions).some(([operator, keys]) => {
    const values = keys[SOURCE_IDENTITY] ?? [];
    if (operator === 'Null') return values.join() === 'false';
    // `*` takes an empty identity in
    return DEMANDING.test(operator) && values.length > 0 && !values.includes('*');
  });
  if (demanded) return [];
  return [
    finding(
      `${path}.Condition`,
      'does not demand sts:SourceIdentity: nobody can tell who acts in a session',
      '未要求 sts:SourceIdentity：无法辨别会话中的操作人',
    ),
  ];
}
