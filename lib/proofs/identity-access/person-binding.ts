import type { Resource } from '../../../constructs/nag/template';
import type { Bilingual } from '../../../constructs/standard';
import type { Evidence } from '../../evidence/evidence';
import type { AccessEstate } from '../access/access-estate';
import { type AccessPrincipal, federated } from '../access/principals';
import type { AccessResource } from '../access/resources';
import type { Context, PolicyStatement } from '../policy/model';
import { fulfilling } from './mimicry';
import { evidence, evidenceFrom, type Trial, tryUnguarded } from './trial';

const FACET = '8.2/no-shared-accounts#unique-person-binding';

/** Says who the person is, from one role to the next. */
const SOURCE_IDENTITY = 'sts:SourceIdentity';

const PERSON = 'person@example.com';

/**
 * Every way in which people get a session. SAML roles and the roles of users are refused without a source identity, and
 * allowed with one. Identity Center opens each session for one user of its directory, by construction: all that can be
 * looked at is that permission sets are assigned to its groups or users.
 */
export const personBinding = (estate: AccessEstate): readonly Evidence[] => [
  ...samlRoles(estate).map(([role, trusts]) => samlEvidence(role, trusts, estate)),
  ...rolesOfUsers(estate).map(([role, users]) => userEvidence(role, users, estate)),
  ...centralEvidence(estate),
];

const rolesIn = ({ resources }: AccessEstate): readonly AccessResource[] =>
  resources.filter(({ resource }) => resource.type === 'AWS::IAM::Role');

type SamlTrust = readonly [provider: string, trust: PolicyStatement];

const samlRoles = (estate: AccessEstate): readonly (readonly [AccessResource, readonly SamlTrust[]])[] =>
  rolesIn(estate)
    .map((role) => [role, samlTrusts(role)] as const)
    .filter(([, trusts]) => trusts.length > 0);

const SIGNING_IN = /^(sts:AssumeRole\w*\*?|sts:\*|\*)$/i;

const samlTrusts = ({ policy }: AccessResource): readonly SamlTrust[] =>
  (policy?.statements ?? [])
    .filter(({ effect, actions }) => effect !== 'Deny' && actions?.items.some((action) => SIGNING_IN.test(action)))
    .flatMap((trust) =>
      (trust.principals?.items ?? [])
        .filter(({ kind, name }) => kind === 'Federated' && name.includes(':saml-provider/'))
        .map(({ name }) => [name, trust] as const),
    );

function samlEvidence(role: AccessResource, trusts: readonly SamlTrust[], estate: AccessEstate): Evidence {
  const trials = trusts.flatMap(([provider, trust]) => {
    const asker = federated(provider);
    const attempt = (action: string, source: Context, wanted: Trial['wanted'], how: Bilingual): Trial =>
      tryUnguarded(
        estate,
        asker,
        { action, resource: role.arn, context: { ...fulfilling(trust), ...source } },
        { wanted, how },
      );
    return [
      attempt('sts:AssumeRoleWithSAML', { [SOURCE_IDENTITY]: [] }, 'refused', WITHOUT),
      attempt('sts:AssumeRoleWithSAML', { [SOURCE_IDENTITY]: PERSON }, 'allowed', WITH),
      attempt('sts:SetSourceIdentity', { [SOURCE_IDENTITY]: PERSON }, 'allowed', WITH),
    ];
  });
  return evidenceFrom(
    estate,
    {
      facet: FACET,
      resource: role.resource,
      shown: {
        en: `${role.arn}: a SAML session without a source identity is refused, one with it is allowed`,
        zh: `${role.arn}：未携带源身份的 SAML 会话被拒绝，携带时允许`,
      },
    },
    trials,
  );
}

const WITHOUT: Bilingual = { en: 'without a source identity', zh: '未携带源身份时' };
const WITH: Bilingual = { en: 'with a source identity', zh: '携带源身份时' };

/** Roles that trust users: break-glass. */
const rolesOfUsers = (estate: AccessEstate): readonly (readonly [AccessResource, readonly AccessPrincipal[]])[] => {
  const users = estate.principals.filter(({ kind }) => kind === 'user');
  return rolesIn(estate)
    .map((role) => {
      const named = role.policy?.statements
        .flatMap(({ principals }) => principals?.items ?? [])
        .map(({ name }) => name);
      return [role, users.filter(({ id }) => named?.includes(id))] as const;
    })
    .filter(([, trusted]) => trusted.length > 0);
};

function userEvidence(role: AccessResource, users: readonly AccessPrincipal[], estate: AccessEstate): Evidence {
  const trials = users.flatMap((user) => {
    const others = users.filter((other) => other !== user).map(({ name }) => name);
    const attempt = (source: Context, wanted: Trial['wanted'], how: Bilingual): Trial =>
      tryUnguarded(estate, user, { action: 'sts:AssumeRole', resource: role.arn, context: source }, { wanted, how });
    return [
      attempt({ [SOURCE_IDENTITY]: [] }, 'refused', WITHOUT),
      attempt({ [SOURCE_IDENTITY]: user.name }, 'allowed', { en: 'under its own name', zh: '以自身名称' }),
      ...others.map((name) =>
        attempt({ [SOURCE_IDENTITY]: name }, 'refused', { en: `under the name ${name}`, zh: `以 ${name} 的名称` }),
      ),
    ];
  });
  return evidenceFrom(
    estate,
    {
      facet: FACET,
      resource: role.resource,
      shown: {
        en: `${role.arn}: users get a session under their own name alone, as its source identity`,
        zh: `${role.arn}：用户仅能以自身名称作为源身份取得会话`,
      },
    },
    trials,
  );
}

/** What a permission set can be assigned to in Identity Center, which knows every person by one id. */
const DIRECTORY: ReadonlySet<string> = new Set(['GROUP', 'USER']);

const centralEvidence = (estate: AccessEstate): readonly Evidence[] => {
  const { estate: settled } = estate.settled.estate;
  return [
    ...settled
      .ofType('AWS::SSO::Assignment')
      .map((resource) => assigned(resource, [resource.text('PrincipalType')], estate)),
    ...settled.ofType('Custom::IdentityAssignments').map((resource) => {
      const list = resource.raw('Assignments');
      const types = Array.isArray(list)
        ? list.map((_, index) => resource.text(`Assignments.${index}.PrincipalType`))
        : [''];
      return assigned(resource, types, estate);
    }),
  ];
};

function assigned(resource: Resource, types: readonly string[], estate: AccessEstate): Evidence {
  const about = { facet: FACET, resource } as const;
  if (types.some((type) => type === '' || type.includes('${'))) {
    return evidence(estate, about, 'unknown', [
      {
        en: `${resource.id}: to whom it assigns is not known before deployment`,
        zh: `${resource.id}：分配对象在部署前未知`,
      },
    ]);
  }
  const strange = types.filter((type) => !DIRECTORY.has(type));
  if (strange.length > 0) {
    return evidence(estate, about, 'failed', [
      {
        en: `${resource.id} assigns to ${strange.join(', ')}, which is no person of the directory`,
        zh: `${resource.id} 分配给 ${strange.join('、')}，并非目录中的人员`,
      },
    ]);
  }
  return evidence(estate, about, 'passed', [
    {
      en: `${resource.id}: by construction, Identity Center opens each session for one user of its directory and sends the user's id (identitystore:UserId) with every request; what was looked at is that all ${types.length} assignments are to groups or users of it`,
      zh: `${resource.id}：Identity Center 的机制保证每个会话对应其目录中的一名用户，并随每个请求携带其 ID（identitystore:UserId）；此处核对的是全部 ${types.length} 项分配均面向目录的组或用户`,
    },
  ]);
}
