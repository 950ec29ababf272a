import { finding } from '../../findings';
import type { Statement } from '../../policy';
import { type Finding, notApplicable, type Rule, verdictFromEach } from '../../rule';
import type { Resource } from '../../template';
import { thirdPartyEntries } from './third-parties';
import { rightsOf } from './third-party-rights';

/**
 * What third parties may do ends by itself: the trust at a moment that it names, and what open sessions may do with it,
 * since those outlive the trust. Either a denial of everything afterwards or an end to each grant will do.
 */
export const thirdPartyRoleExpiry: Rule = {
  id: 'third-party-role-expiry',
  demand: {
    en: 'The role of a third party stops working by itself: trust and rights end at a named moment.',
    zh: '第三方角色到期自动失效：信任与权限均有明确的截止时间。',
  },
  types: ['AWS::IAM::Role'],
  reference: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_examples_aws-dates.html',
  judge(role) {
    const entries = thirdPartyEntries(role);
    if (entries.length === 0) return NO_THIRD_PARTY;
    return verdictFromEach([...entries.map((entry) => () => endlessTrust(entry)), () => endlessRights(role)], (check) =>
      check(),
    );
  },
};

export const NO_THIRD_PARTY = notApplicable({ en: 'no third party may assume it', zh: '第三方不可使用该角色' });

const NOW = 'aws:currenttime';

/** The moments that a statement compares the time with. */
const moments = ({ conditions }: Statement, operator: RegExp): readonly string[] =>
  Object.entries(conditions).flatMap(([name, keys]) => (operator.test(name) ? (keys[NOW] ?? []) : []));

const isMoment = (text: string): boolean => !Number.isNaN(Date.parse(text));

const ends = (statement: Statement): boolean => {
  const found = moments(statement, /^DateLessThan(Equals)?$/);
  return found.length > 0 && found.every(isMoment);
};

const endlessTrust = (entry: Statement): readonly Finding[] =>
  ends(entry)
    ? []
    : [
        finding(
          `${entry.path}.Condition`,
          'names no end (DateLessThan aws:CurrentTime): the supplier keeps the way in',
          '未设截止时间（DateLessThan aws:CurrentTime）：供应商将一直可以进入',
        ),
      ];

function endlessRights(role: Resource): readonly Finding[] {
  const statements = rightsOf(role);
  const attached = role.list('ManagedPolicyArns').length > 0;
  const grants = statements.filter(({ effect }) => effect === 'Allow');
  if (statements.some(deniesAfterwards) || (!attached && grants.every(ends))) return [];
  return [
    finding(
      'Policies',
      'let open sessions go on after the trust has ended: neither a denial of everything afterwards nor an end to each grant',
      '信任到期后，未结束的会话仍可继续操作：既未在到期后拒绝一切，也未对每项授权设截止时间',
    ),
  ];
}

/** Nothing else may narrow the denial. */
const deniesAfterwards = (statement: Statement): boolean => {
  const found = moments(statement, /^DateGreaterThan(Equals)?$/);
  const keys = Object.values(statement.conditions).flatMap((byKey) => Object.keys(byKey));
  return (
    statement.effect === 'Deny' &&
    statement.actions.includes('*') &&
    statement.resources.includes('*') &&
    keys.length === 1 &&
    found.length > 0 &&
    found.every(isMoment)
  );
};
