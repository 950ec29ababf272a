import { finding } from '../../findings';
import { isOpen } from '../../intrinsics';
import type { Statement } from '../../policy';
import { refersToResource } from '../../references';
import { type Finding, type Rule, verdictFromEach } from '../../rule';
import { type Resource, Unresolved } from '../../template';
import { thirdPartyEntries } from './third-parties';
import { unnamedIn } from './third-party-grants';
import { grantsOfThirdParty } from './third-party-rights';
import { NO_THIRD_PARTY } from './third-party-role-expiry';

/**
 * A third party works on what its contract is about, so that its policy names it, by a prefix at least. `*` stands for actions
 * that know no resources and for those that only list.
 */
export const thirdPartyResourcesNamed: Rule = {
  id: 'third-party-resources-named',
  demand: {
    en: 'What a third party may do is on named resources, by a prefix at least.',
    zh: '第三方的操作权限须限定于指定资源，至少以前缀限定。',
  },
  types: ['AWS::IAM::Role'],
  reference:
    'https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html',
  judge: (role) =>
    thirdPartyEntries(role).length === 0
      ? NO_THIRD_PARTY
      : verdictFromEach(grantsOfThirdParty(role), (grant) => unnamed(grant(), role)),
};

function unnamed(grant: Statement, role: Resource): readonly Finding[] {
  const path = `${grant.path}.Resource`;
  const named = grant.resources.filter((text) => !refersToResource(text, role, path));
  const found = unnamedIn({ ...grant, resources: named });
  if (found.length === 0 && unnamedIn({ ...grant, resources: named.map(opened) }).length > 0) {
    throw new Unresolved(path);
  }
  return found.map(({ item, action }) =>
    finding(
      path,
      `is ${named[item]}, which takes in all that ${action} may be about`,
      `为 ${named[item]}，涵盖 ${action} 可作用的全部资源`,
    ),
  );
}

/** What deployment decides may take in anything. */
const opened = (text: string): string => (isOpen(text) ? text.replace(/\$\{[^}]*\}/g, '*') : text);
