import { finding } from '../../findings';
import { type Finding, type Rule, verdictFrom } from '../../rule';
import type { Resource } from '../../template';

/** What names the source of people's identities, and the property that does. */
const SOURCES: Readonly<Record<string, string>> = {
  'AWS::IAM::SAMLProvider': 'Name',
  'AWS::SSO::PermissionSet': 'InstanceArn',
};

/**
 * All templates that are deployed together name one provider, or one instance of IAM Identity Center, and never both. The
 * same provider may be made in many accounts: it goes by its name.
 */
export const federationSingleProvider: Rule = {
  id: 'federation-single-provider',
  demand: {
    en: 'People are signed in by one provider: one SAML provider, or one instance of IAM Identity Center.',
    zh: '自然人登录仅由一个提供方认证：一个 SAML 提供商，或一个 IAM Identity Center 实例。',
  },
  types: Object.keys(SOURCES),
  reference: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers.html',
  judge: (source) => verdictFrom(otherThan(source)),
};

function otherThan(source: Resource): readonly Finding[] {
  const own = nameOf(source);
  const all = Object.keys(SOURCES).flatMap((type) => source.template.estate.ofType(type));
  const other = all.find((candidate) => candidate.type !== source.type || nameOf(candidate) !== own);
  if (!other) return [];
  return [
    finding(
      SOURCES[source.type] ?? 'Type',
      `is one source of identities, and ${other.id} (${other.type}) is another`,
      `为一个身份来源，而 ${other.id}（${other.type}）为另一个`,
    ),
  ];
}

/** The text in the template, so that a parameter is the same as itself. A provider without a name is like no other. */
const nameOf = (source: Resource): string =>
  source.text(SOURCES[source.type] ?? '') || `${source.template.name}/${source.id}`;
