import { BREAK_GLASS_PATH } from '../../../constructs/job-functions/names';
import { parseArn } from '../../../constructs/nag/arns';
import { isOpen } from '../../../constructs/nag/intrinsics';
import { statementsOf } from '../../../constructs/nag/policy';
import { type Resource, Unresolved } from '../../../constructs/nag/template';
import type { JudgedEstate } from '../../evidence/estate';
import type { Ruling } from './completeness';
import type { DeclaredIdentity } from './declared';

/** What a resource is to people: the way in that the configuration names, another one, or one that the templates do not tell. */
type Entrance = 'declared' | 'sealed' | 'other' | 'unclear' | 'none';

type Classify = (resource: Resource, declared: DeclaredIdentity) => Entrance;

const always =
  (entrance: Entrance): Classify =>
  () =>
    entrance;

/** Types of AWS by which people, or who passes for them, can come in. */
const ENTRANCES: Readonly<Record<string, Classify>> = {
  'AWS::Cognito::IdentityPool': always('other'),
  'AWS::Cognito::UserPool': always('other'),
  'AWS::DirectoryService::MicrosoftAD': always('other'),
  'AWS::DirectoryService::SimpleAD': always('other'),
  'AWS::EC2::ClientVpnEndpoint': always('other'),
  'AWS::IAM::AccessKey': always('other'),
  // pipelines come in by it as well, and a template does not say who signs in at the provider
  'AWS::IAM::OIDCProvider': always('unclear'),
  'AWS::IAM::Role': roleEntrance,
  'AWS::IAM::SAMLProvider': (provider, { source, provider: named }) =>
    source === 'saml' && named !== undefined && provider.text('Name') === named.name ? 'declared' : 'other',
  'AWS::IAM::User': (user) => (user.text('Path') === BREAK_GLASS_PATH ? 'sealed' : 'other'),
  'AWS::RolesAnywhere::TrustAnchor': always('unclear'),
  'AWS::SSO::Instance': always('other'),
  'AWS::SSO::PermissionSet': (set, { source, instanceArn }) =>
    source === 'identity-center' && set.text('InstanceArn') === instanceArn ? 'declared' : 'other',
  'AWS::Transfer::User': always('other'),
};

/** A role is a way in for whom it trusts as federated; other trust admits who has come in already. */
function roleEntrance(role: Resource, declared: DeclaredIdentity): Entrance {
  const trusted = statementsOf(role, 'AssumeRolePolicyDocument')
    .filter(({ effect }) => effect === 'Allow')
    .flatMap(({ principals, notPrincipals }) => [...principals, ...notPrincipals.map(() => '*')]);
  if (trusted.includes('*')) return 'other';
  const providers = trusted.filter((principal) => principal.startsWith('Federated:'));
  if (providers.length === 0) return 'none';
  return (
    providers.map((principal) => providerEntrance(principal, role, declared)).find((one) => one !== 'declared') ??
    'declared'
  );
}

function providerEntrance(principal: string, role: Resource, { source, provider }: DeclaredIdentity): Entrance {
  const text = principal.slice('Federated:'.length);
  const [, id] = /^\$\{([^}.]+)/.exec(text) ?? [];
  const made = id === undefined ? undefined : role.template.find(id);
  const isSaml = made ? made.type === 'AWS::IAM::SAMLProvider' : text.includes(':saml-provider/');
  const name = made ? made.text('Name') : (parseArn(text)?.resource.replace(/^saml-provider\//, '') ?? text);
  if (!isSaml) return 'unclear';
  if (isOpen(name)) return 'unclear';
  return source === 'saml' && name === provider?.name ? 'declared' : 'other';
}

function entranceOf(resource: Resource, declared: DeclaredIdentity): Entrance {
  try {
    return ENTRANCES[resource.type]?.(resource, declared) ?? 'none';
  } catch (error) {
    if (error instanceof Unresolved) return 'unclear';
    throw error;
  }
}

/** Whether people come in by the one source that the configuration names, and by nothing else in any template. */
export function entrances(estate: JudgedEstate, declared: DeclaredIdentity): Ruling {
  const found = Object.keys(ENTRANCES)
    .flatMap((type) => estate.estate.ofType(type))
    .map((resource) => ({ resource, entrance: entranceOf(resource, declared) }));
  const all = (wanted: Entrance) => found.filter(({ entrance }) => entrance === wanted);
  const told = (wanted: Entrance) =>
    all(wanted)
      .map(({ resource }) => `${estate.subjectOf(resource).path} (${resource.type})`)
      .join(', ');
  if (all('other').length > 0) {
    return {
      outcome: 'failed',
      message: {
        en: `people could come in by ${told('other')}, beside ${nameOf(declared).en}`,
        zh: `除${nameOf(declared).zh}外，人员还可经由 ${told('other')} 进入`,
      },
    };
  }
  if (all('unclear').length > 0) {
    return {
      outcome: 'unknown',
      message: {
        en: `whether people come in by ${told('unclear')} is not told by the templates`,
        zh: `模板无法说明人员是否可经由 ${told('unclear')} 进入`,
      },
    };
  }
  const ways = all('declared').length;
  if (ways === 0) {
    return {
      outcome: 'unknown',
      message: {
        en: 'nobody comes in by any template: the configuration gives no group of a source of identities access',
        zh: '没有模板允许人员进入：配置未向任何身份来源的组授予访问权限',
      },
    };
  }
  return {
    outcome: 'passed',
    message: {
      en: `people come in by ${nameOf(declared).en} alone: ${ways} permission sets, providers and roles, and ${all('sealed').length} sealed users`,
      zh: `人员仅经由${nameOf(declared).zh}进入：权限集、提供商与角色共 ${ways} 个，另有封存用户 ${all('sealed').length} 个`,
    },
  };
}

const nameOf = ({ source, instanceArn, provider }: DeclaredIdentity) =>
  source === 'saml'
    ? { en: `the SAML provider ${provider?.name ?? '?'}`, zh: ` SAML 提供商 ${provider?.name ?? '?'} ` }
    : { en: `IAM Identity Center ${instanceArn ?? '?'}`, zh: ` IAM Identity Center ${instanceArn ?? '?'} ` };
