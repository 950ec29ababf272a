import { TELL_THEIR_SOURCE } from '../../../constructs/nag/rules/identity/iam-trust-exact';
import type { Evidence } from '../../evidence/evidence';
import type { AccessEstate, Asking } from '../access/access-estate';
import { type AccessPrincipal, federated, service } from '../access/principals';
import type { AccessResource } from '../access/resources';
import type { Context, NamedPrincipal, PolicyStatement } from '../policy/model';
import { identityNamed } from './identity-named';
import { actionsIn, fulfilling, resourceIn } from './mimicry';
import { asOutside, FROM_OUTSIDE, OUTSIDE_ACCOUNT, outsider } from './outsider';
import { passRole } from './pass-role';
import { evidence, evidenceFrom, type Trial, tryUnguarded, untried } from './trial';

const FACET = '8.2/least-privilege#trust-and-resource-policies';

/**
 * Each role's trust and each policy of a resource, statement by statement: whoever is meant is allowed; somebody of another
 * account who sends all that can be copied is refused, so is a service that acts for another account or for nobody named,
 * and a foreign subject of the same identity provider. And each right to pass roles.
 */
export const trustAndResourcePolicies = (estate: AccessEstate): readonly Evidence[] => [
  ...estate.resources.filter(({ policy }) => policy !== undefined).flatMap((resource) => evidenceOf(resource, estate)),
  ...passRole(estate),
];

function evidenceOf(resource: AccessResource, estate: AccessEstate): readonly Evidence[] {
  const statements = (resource.policy?.statements ?? []).filter(({ effect }) => effect !== 'Deny');
  const trials = statements.flatMap((statement) => trialsOf(statement, resource, estate));
  const about = { facet: FACET, resource: resource.resource } as const;
  if (trials.length === 0) {
    // a policy that only refuses trusts nobody
    if (statements.length === 0) return [];
    return [
      evidence(estate, about, 'unknown', [
        {
          en: `${resource.arn}: whom its policy names is not known before deployment`,
          zh: `${resource.arn}：其策略所指主体在部署前未知`,
        },
      ]),
    ];
  }
  const shown = {
    en: `${resource.arn}: another account, a service acting for another and a foreign subject are refused; whoever is named is allowed (${statements.length} statements, ${trials.length} calls)`,
    zh: `${resource.arn}：其他账号、代表他人的服务与外部主题均被拒绝；所指定的主体被允许（${statements.length} 条语句、${trials.length} 次调用）`,
  };
  return [evidenceFrom(estate, { ...about, shown }, trials)];
}

type Attempt = (
  asker: AccessPrincipal,
  context: Context,
  wanted: Trial['wanted'],
  en: string,
  zh: string,
) => readonly Trial[];

function trialsOf(statement: PolicyStatement, target: AccessResource, estate: AccessEstate): readonly Trial[] {
  const right = fulfilling(statement);
  const calls = actionsIn(statement).map(
    (action): Asking => ({ action, resource: resourceIn(statement, target.arn, target.place), owned: ownedBy(target) }),
  );
  const attempt: Attempt = (asker, context, wanted, en, zh) =>
    calls.map((call) => tryUnguarded(estate, asker, { ...call, context }, { wanted, how: { en, zh } }));
  const named = statement.principals?.items ?? [];
  return [
    ...attempt(
      outsider(target.place.partition),
      { ...outside(right), ...FROM_OUTSIDE },
      'refused',
      'of another account',
      '来自其他账号',
    ),
    ...named.flatMap(
      (principal) => KINDS[principal.kind]?.(principal, { statement, target, right, attempt, calls }) ?? [],
    ),
  ];
}

const ownedBy = ({ place, policy }: AccessResource): NonNullable<Asking['owned']> => ({
  account: place.account,
  ...(policy && { policy }),
});

interface Scene {
  readonly statement: PolicyStatement;
  readonly target: AccessResource;
  /** What fulfils the statement's conditions. */
  readonly right: Context;
  /** The calls that the statement covers. */
  readonly calls: readonly Asking[];
  readonly attempt: Attempt;
}

const KINDS: Readonly<Record<string, (principal: NamedPrincipal, scene: Scene) => readonly Trial[]>> = {
  AWS: ({ name }, { statement, target, attempt, calls }) => {
    const meant = identityNamed(name, target.place);
    if (meant) return attempt(meant, fulfilling(statement, meant.principal), 'allowed', 'as named', '作为所指主体');
    return calls.map((call) => untried(outsider(target.place.partition), call));
  },
  Service: ({ name }, scene) => [
    ...scene.attempt(service(name), scene.right, 'allowed', 'as named', '作为所指服务'),
    ...deputies(name, scene),
  ],
  Federated: ({ name }, { statement, right, attempt }) => [
    ...attempt(federated(name), right, 'allowed', 'as named', '作为所指身份'),
    // what a session is to carry is of no use to whom the trust does not let in
    ...(actionsIn(statement).some((action) => ASSUMING.test(action)) ? subjectsOf(statement) : []).flatMap((key) =>
      attempt(
        federated(name),
        { ...right, [key]: FOREIGN_SUBJECT },
        'refused',
        `with a foreign ${key}`,
        `${key} 为外部值时`,
      ),
    ),
    ...attempt(federated(asOutside(name)), right, 'refused', 'of another provider', '来自其他身份提供方'),
  ],
};

const ASSUMING = /^(sts|any):(AssumeRole|any)/i;

/** A subject and an audience that nobody means. */
const FOREIGN_SUBJECT = 'repo:outsider/outside:ref:refs/heads/main';

/** OIDC providers say who asks in `sub`; SAML providers for whom the assertion is in `aud`. Without either in the policy, anybody of the provider gets in. */
function subjectsOf({ conditions, principals }: PolicyStatement): readonly string[] {
  const saml = principals?.items.some(({ name }) => name.includes(':saml-provider/'));
  const keys = conditions.map(({ key }) => key).filter((key) => (saml ? /^SAML:aud$/i : /:sub$/).test(key));
  return keys.length > 0 ? keys : [saml ? 'SAML:aud' : 'oidc:sub'];
}

/**
 * A service that acts for another account, and one that does not say for whom. Roles are passed within an account alone, and
 * most services send nothing when they assume one: those are not tried on roles.
 */
function deputies(name: string, { target, right, attempt }: Scene): readonly Trial[] {
  const [prefix = ''] = name.split('.');
  if (target.resource.type === 'AWS::IAM::Role' && !TELL_THEIR_SOURCE.includes(prefix)) return [];
  const foreign = { ...right, ...outside(right), ...FOR_ANOTHER };
  return [
    ...attempt(service(name), foreign, 'refused', 'for another account', '代表其他账号'),
    ...attempt(
      service(name),
      { ...withoutOurs(right), ...FOR_NOBODY },
      'refused',
      'without saying for whom',
      '未说明代表何人',
    ),
  ];
}

/** What a service sends that acts for the account of an outsider. */
const FOR_ANOTHER: Context = { 'aws:SourceAccount': OUTSIDE_ACCOUNT, 'aws:SourceOrgID': 'o-outsider00' };

const FOR_NOBODY: Context = {
  'aws:SourceAccount': [],
  'aws:SourceArn': [],
  'aws:SourceOrgID': [],
  'aws:SourceOrgPaths': [],
};

/** What names an account or organization, as somebody of the outside has it; all else can be copied. */
const outside = (right: Context): Context =>
  Object.fromEntries(Object.entries(right).map(([key, values]) => [key, [values].flat().map(asOutside)]));

/** Without what names an account of ours. */
const withoutOurs = (right: Context): Context =>
  Object.fromEntries(
    Object.entries(right).map(([key, values]) => [
      key,
      [values].flat().some((value) => asOutside(value) !== value) ? [] : values,
    ]),
  );
