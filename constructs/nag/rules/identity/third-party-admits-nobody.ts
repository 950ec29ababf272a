import { finding } from '../../findings';
import type { Statement } from '../../policy';
import { type Finding, type Rule, verdictFromEach } from '../../rule';
import { thirdPartyEntries } from './third-parties';
import { admissionsIn, becomingIn } from './third-party-grants';
import { grantsOfThirdParty } from './third-party-rights';
import { NO_THIRD_PARTY } from './third-party-role-expiry';

/**
 * What binds a third party, external id, person, ticket and end, is on the role by which it enters. It neither makes another way
 * in (identities, policies, shares) nor goes on as a role that nobody has named.
 */
export const thirdPartyAdmitsNobody: Rule = {
  id: 'third-party-admits-nobody',
  demand: {
    en: 'A third party lets nobody in, changes no policy, and assumes and passes named roles alone.',
    zh: '第三方不得授予他人访问、不得变更策略，且仅可切换或传递指定的角色。',
  },
  types: ['AWS::IAM::Role'],
  reference:
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_understand-policy-summary-access-level-summaries.html',
  judge: (role) =>
    thirdPartyEntries(role).length === 0
      ? NO_THIRD_PARTY
      : verdictFromEach(grantsOfThirdParty(role), (grant) => overreaching(grant())),
};

const overreaching = (grant: Statement): readonly Finding[] => [
  ...admissionsIn(grant).map(({ action }) =>
    finding(`${grant.path}.Action`, `grants ${action}: ${ADMITS.en}`, `授予 ${action}：${ADMITS.zh}`),
  ),
  ...becomingIn(grant).map(({ action }) =>
    finding(`${grant.path}.Resource`, `${BECOMES.en} (${action})`, `${BECOMES.zh}（${action}）`),
  ),
];

/** Why a third party has no such action. */
export const ADMITS = {
  en: 'with it a third party lets others in, or itself by a way that the end of its contract does not close',
  zh: '第三方可借此让他人进入，或为自己另开不随合同到期而关闭的入口',
};

/** Why roles are named. */
export const BECOMES = {
  en: 'is a pattern: the third party goes on as whatever role there is, which the end of its contract does not bind',
  zh: '为通配模式：第三方可成为任意角色，而这些角色不受其合同期限约束',
};
