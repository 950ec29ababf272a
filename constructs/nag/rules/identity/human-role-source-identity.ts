import { finding } from '../../findings';
import type { Statement } from '../../policy';
import { type Finding, notApplicable, type Rule, verdictFromEach } from '../../rule';
import { admitsPeople, trustOf } from './people';

const SOURCE_IDENTITY = 'sts:sourceidentity';

/** Operators that fail where the request has no source identity. */
const DEMANDING = /^String(Equals|EqualsIgnoreCase|Like)$/;

/**
 * A role that people take demands a source identity and lets it be set: the person's id then stays in every record, also of
 * roles that are taken from there. Session tags say who somebody is as well, such as the user to run as: the trust names
 * those that it takes. IAM Identity Center has ids of its own in its sessions, and its roles are not judged.
 */
export const humanRoleSourceIdentity: Rule = {
  id: 'human-role-source-identity',
  demand: {
    en: 'A role that people take demands a source identity, lets it be set, and takes named session tags only.',
    zh: '自然人使用的角色须要求并允许设置源身份（source identity），且仅接受列明的会话标签。',
  },
  types: ['AWS::IAM::Role'],
  reference: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_monitor.html',
  judge(role) {
    const trusts = trustOf(role);
    if (!trusts.some((trust) => admitsPeople(trust, role))) {
      return notApplicable({ en: 'people do not take the role', zh: '自然人不使用该角色' });
    }
    const named = trusts.filter((trust) => admitsPeople(trust, role) || does(trust, 'sts:setsourceidentity'));
    return verdictFromEach(
      [
        () => unsettable(trusts),
        ...named.map((trust) => () => anonymous(trust)),
        ...trusts.map((trust) => () => freeTags(trust)),
      ],
      (check) => check(),
    );
  },
};

const does = ({ actions }: Statement, action: string): boolean =>
  actions.some((allowed) => allowed.toLowerCase() === action);

const unsettable = (trusts: readonly Statement[]): readonly Finding[] =>
  trusts.some((trust) => does(trust, 'sts:setsourceidentity'))
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

/** Whoever may bring any tag may pass for another. */
function freeTags(trust: Statement): readonly Finding[] {
  if (!does(trust, 'sts:tagsession')) return [];
  const keys = trust.conditions['ForAllValues:StringEquals']?.['aws:tagkeys'] ?? [];
  if (keys.length > 0) return [];
  return [
    finding(
      `${trust.path}.Condition`,
      'does not name the session tags that it takes (ForAllValues:StringEquals aws:TagKeys)',
      '未列明所接受的会话标签（ForAllValues:StringEquals aws:TagKeys）',
    ),
  ];
}
