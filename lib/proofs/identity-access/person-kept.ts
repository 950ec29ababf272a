import { thirdPartyEntries } from '../../../constructs/nag/rules/identity/third-parties';
import { Unresolved } from '../../../constructs/nag/template';
import type { Bilingual, FacetId } from '../../../constructs/standard';
import type { Evidence } from '../../evidence/evidence';
import type { AccessEstate, Asking } from '../access/access-estate';
import { someOf } from '../access/arn-formats';
import { type AccessPrincipal, federated } from '../access/principals';
import type { AccessResource } from '../access/resources';
import type { Context, NamedPrincipal, Policy, PolicyStatement } from '../policy/model';
import { opaquePolicy, parsePolicy } from '../policy/parse';
import { statementsOn } from '../policy/statement';
import { identityNamed } from './identity-named';
import { actionsIn, fulfilling } from './mimicry';
import { evidenceFrom, type Trial, tryOut, tryUnguarded, untried } from './trial';
import { bySubject, isOfPeople } from './ways-to-more';

const FACET: FacetId = '8.6/traceability#identity-propagation';

/** Says who the person is, from one role to the next: once set, no role of the chain can change it. */
const SOURCE_IDENTITY = 'sts:SourceIdentity';

/** One of ours, and not whoever asks. */
const ANOTHER = 'another@example.com';

/** A tag that a session would be known by, and that goes along into the next. */
const TAGGED: Context = {
  'aws:TagKeys': ['person'],
  'aws:RequestTag/person': ANOTHER,
  'sts:TransitiveTagKeys': ['person'],
};

const WITHOUT: Bilingual = { en: 'without a source identity', zh: '未携带源身份时' };
const AS_ANOTHER: Bilingual = { en: 'under the name of another', zh: '以他人名称' };
const TAGGED_AS_ANOTHER: Bilingual = { en: 'with a tag that names another', zh: '以标签冒用他人名称' };
const AS_ONESELF: Bilingual = { en: 'as itself', zh: '以自身名称' };

/**
 * Whether a person's id stays in every entry of the trail. Each role that people or third parties enter, and each that a
 * pipeline does, is refused without the id, with another's where the trust can know it, and with a tag that names another. And
 * each identity of a person: whatever other role it may take, it sets no name there but the one that it has; one that has none,
 * as the sessions of Identity Center, takes no role that does not ask for it. Roles that no template makes, as those of the
 * bootstrap, may ask or not: of them it is unknown.
 *
 * That a source identity, once set, stays and cannot be changed is the service's doing, and not tried.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_monitor.html
 */
export function personKept(estate: AccessEstate): readonly Evidence[] {
  const roles = entered(estate);
  return [
    ...roles.map((role) => entranceEvidence(role, estate)),
    ...bySubject(estate.principals.filter(isPerson)).flatMap((askers) => chainEvidence(askers, roles, estate)),
  ];
}

const rolesIn = ({ resources }: AccessEstate): readonly AccessResource[] =>
  resources.filter(({ resource }) => resource.type === 'AWS::IAM::Role');

const trustsOf = ({ policy }: AccessResource): readonly PolicyStatement[] =>
  (policy?.statements ?? []).filter(({ effect }) => effect !== 'Deny');

/** Roles that are entered from without: by people, third parties, or runs of a pipeline that an identity provider vouches for. */
const entered = (estate: AccessEstate): readonly AccessResource[] =>
  rolesIn(estate).filter(
    (role) =>
      estate.principals.some((one) => one.resource === role.resource && isPerson(one)) ||
      ofThirdParty(role) ||
      trustsOf(role).some(({ principals }) => principals?.items.some(({ kind }) => kind === 'Federated')),
  );

const isPerson = (one: AccessPrincipal): boolean => one.kind === 'user' || isOfPeople(one);

function ofThirdParty({ resource }: AccessResource): boolean {
  try {
    return thirdPartyEntries(resource).length > 0;
  } catch (error) {
    if (error instanceof Unresolved) return true;
    throw error;
  }
}

function entranceEvidence(role: AccessResource, estate: AccessEstate): Evidence {
  const entrances = trustsOf(role).filter((trust) => actionsIn(trust).some((action) => ENTERING.test(action)));
  const trials = entrances.flatMap((trust) =>
    (trust.principals?.items ?? []).flatMap((named) => entranceTrials(named, role, estate)),
  );
  const claim = {
    facet: FACET,
    resource: role.resource,
    shown: {
      en: `${role.arn}: nobody enters without an id, and no tag that names another is taken`,
      zh: `${role.arn}：未携带标识者不可进入，且不接受冒用他人名称的标签`,
    },
  } as const;
  return evidenceFrom(estate, claim, trials);
}

const ENTERING = /^(sts|any):(AssumeRole\w*|any)$/i;

/** How somebody enters whom a trust names: by which call, and what says who it is. */
interface Entrance {
  readonly asker: AccessPrincipal;
  readonly action: string;
  readonly key: string;
  /** Whether the trust can know that the id is another's: an identity provider vouches for what it sends. */
  readonly isNamed: boolean;
}

function entranceOf({ kind, name }: NamedPrincipal, role: AccessResource): Entrance | undefined {
  if (kind === 'AWS') {
    const asker = identityNamed(name, role.place);
    return asker && { asker, action: 'sts:AssumeRole', key: SOURCE_IDENTITY, isNamed: true };
  }
  if (name.includes(':saml-provider/')) {
    return { asker: federated(name), action: 'sts:AssumeRoleWithSAML', key: SOURCE_IDENTITY, isNamed: false };
  }
  const key = trustsOf(role)
    .flatMap(({ conditions }) => conditions)
    .find((condition) => condition.key.endsWith(':sub'))?.key;
  const action = 'sts:AssumeRoleWithWebIdentity';
  return { asker: federated(name), action, key: key ?? `${name.split(':oidc-provider/')[1]}:sub`, isNamed: true };
}

function entranceTrials(named: NamedPrincipal, role: AccessResource, estate: AccessEstate): readonly Trial[] {
  if (named.kind === 'Service') return [];
  const entrance = entranceOf(named, role);
  if (!entrance) return [untried(federated(named.name), { action: 'sts:AssumeRole', resource: role.arn })];
  const { asker, action, key, isNamed } = entrance;
  const right: Context = Object.assign({}, ...trustsOf(role).map((trust) => fulfilling(trust, asker.principal)));
  const attempt = (call: string, context: Context, wanted: Trial['wanted'], how: Bilingual): Trial =>
    tryUnguarded(
      estate,
      asker,
      { action: call, resource: role.arn, context: { ...right, ...context } },
      { wanted, how },
    );
  return [
    attempt(action, {}, 'allowed', AS_ONESELF),
    attempt(action, { [key]: [] }, 'refused', WITHOUT),
    ...(isNamed ? [attempt(action, { [key]: ANOTHER }, 'refused', AS_ANOTHER)] : []),
    attempt('sts:TagSession', TAGGED, 'refused', TAGGED_AS_ANOTHER),
  ];
}

function chainEvidence(
  askers: readonly AccessPrincipal[],
  roles: readonly AccessResource[],
  estate: AccessEstate,
): readonly Evidence[] {
  const [first] = askers;
  if (!first) return [];
  const claim = {
    facet: FACET,
    ...(first.resource && { resource: first.resource }),
    shown: {
      en: `${first.name}: takes no other role without its own name, or under another's`,
      zh: `${first.name}：不可隐去自身名称或以他人名称切换至其他角色`,
    },
  };
  return [
    evidenceFrom(
      estate,
      claim,
      askers.flatMap((asker) => chainTrials(asker, roles, estate)),
    ),
  ];
}

/** The roles that somebody's own policies name, and those that people enter where he is. */
function chainTrials(asker: AccessPrincipal, roles: readonly AccessResource[], estate: AccessEstate): readonly Trial[] {
  const named = asker.identity
    .flatMap((policy) => ['sts:AssumeRole', 'sts:SetSourceIdentity'].flatMap((action) => statementsOn(policy, action)))
    .flatMap(({ effect, resources }) => (effect === 'Deny' || resources?.negated ? [] : (resources?.items ?? [])))
    .filter((pattern) => pattern !== '*')
    .map((pattern) => someOf(pattern, asker.place));
  const besides = roles
    .filter(({ place, resource }) => place.account === asker.place?.account && resource !== asker.resource)
    .map(({ arn }) => arn);
  return [...new Set([...named, ...besides])].flatMap((arn) => trialsOn(arn, asker, estate));
}

function trialsOn(arn: string, asker: AccessPrincipal, estate: AccessEstate): readonly Trial[] {
  const known = estate.holderOf(arn);
  const account = known?.place.account ?? arn.split(':')[4] ?? '';
  const attempt = (action: string, context: Context, how: Bilingual, policy: Policy | undefined): Trial => {
    const owned: Asking['owned'] = { account, ...(policy && { policy }) };
    const asking = { action, resource: arn, owned, context: { ...carriedBy(asker), ...context } };
    return tryOut(estate, asker, asking, { wanted: 'refused', how });
  };
  const lenient = known ? known.policy : leftToAccount(arn, asker);
  return [
    attempt('sts:SetSourceIdentity', { [SOURCE_IDENTITY]: ANOTHER }, AS_ANOTHER, lenient),
    attempt('sts:TagSession', TAGGED, TAGGED_AS_ANOTHER, lenient),
    // whoever has a source identity cannot leave it out
    ...(carries(asker)
      ? []
      : [attempt('sts:AssumeRole', { [SOURCE_IDENTITY]: [] }, WITHOUT, known ? known.policy : opaquePolicy(arn, ''))]),
  ];
}

/** Sessions in roles of the templates have the source identity that these demand; what they lack, their entrance tells. */
const carries = ({ kind }: AccessPrincipal): boolean => kind === 'role';

const OWN = 'oneself@example.com';

const carriedBy = (asker: AccessPrincipal): Context => ({ 'aws:SourceIdentity': carries(asker) ? OWN : [] });

/** The trust of a role that no template makes, at its most lenient: whoever the account of the asker lets, under any name. */
const leftToAccount = (arn: string, { place }: AccessPrincipal): Policy =>
  parsePolicy(
    {
      Version: '2012-10-17',
      Statement: { Effect: 'Allow', Principal: { AWS: place?.account ?? '' }, Action: 'sts:*' },
    },
    { name: arn },
  );
