import type { Bilingual } from '../../../constructs/standard';
import type { Evidence } from '../../evidence/evidence';
import type { AccessEstate, Asking } from '../access/access-estate';
import { someOf } from '../access/arn-formats';
import type { AccessPrincipal } from '../access/principals';
import { coversAction } from '../policy/action-list';
import { leftToAccount } from '../policy/left-to-account';
import type { Context } from '../policy/model';
import { actionsIn, resourceIn } from './mimicry';
import { evidenceFrom, type Trial, tryUnguarded } from './trial';

/** Where break-glass users lie. */
const PATH = ':user/break-glass/';

/** Calls of every kind: none of them may pass without a second factor. By `sts:GetSessionToken` it is given: that no policy decides. */
const CALLS: readonly string[] = [
  'ec2:RunInstances',
  'iam:CreateAccessKey',
  'iam:CreateUser',
  'iam:GetUser',
  'kms:Decrypt',
  'organizations:ListAccounts',
  's3:GetObject',
  's3:ListAllMyBuckets',
  'secretsmanager:GetSecretValue',
  'sts:GetFederationToken',
];

interface Factor {
  readonly how: Bilingual;
  readonly context: Context;
}

/** Requests with a long-lived key have neither of the two keys; those of a session say that there was none. */
const WITHOUT: readonly Factor[] = [
  {
    how: { en: 'with an access key alone', zh: '仅凭访问密钥' },
    context: { 'aws:MultiFactorAuthPresent': [], 'aws:MultiFactorAuthAge': [] },
  },
  {
    how: { en: 'in a session without a second factor', zh: '在未经第二因素的会话中' },
    context: { 'aws:MultiFactorAuthPresent': 'false', 'aws:MultiFactorAuthAge': [] },
  },
];

/** Seconds that a second factor may be old. */
const FRESHEST = 900;

const ofAge = (age: number): Factor => ({
  how: { en: `with a second factor ${age} seconds old`, zh: `第二因素已过 ${age} 秒` },
  context: { 'aws:MultiFactorAuthPresent': 'true', 'aws:MultiFactorAuthAge': String(age) },
});

/** Each break-glass user: nothing without a second factor, and with one that is fresh the role, which an older one does not open. */
export function breakGlassFactor(estate: AccessEstate): readonly Evidence[] {
  return estate.principals
    .filter(({ kind, id }) => kind === 'user' && id.includes(PATH))
    .map((user) =>
      evidenceFrom(
        estate,
        {
          facet: '8.2/mfa#break-glass-mfa',
          ...(user.resource && { resource: user.resource }),
          shown: {
            en: `${user.name} is refused every action that policies decide without a second factor; with one of up to ${FRESHEST} seconds it may assume its role, with an older one not, and no other role`,
            zh: `${user.name} 未经第二因素时，凡由策略判定的操作均被拒绝；第二因素不超过 ${FRESHEST} 秒时可切换至其角色，超过则被拒绝，且不可切换至其他角色`,
          },
        },
        trialsOf(user, estate),
      ),
    );
}

function trialsOf(user: AccessPrincipal, estate: AccessEstate): readonly Trial[] {
  const refused = WITHOUT.flatMap((factor) =>
    [...CALLS.map((action) => ({ action, resource: '*' })), ...grantedTo(user)].map((call) =>
      attempt(estate, user, call, factor, 'refused'),
    ),
  );
  const roles = rolesOf(user);
  const own = roles.filter((role) => SEALED.test(role)).map((resource) => ({ action: TAKING, resource }));
  const assumed = (own.length > 0 ? own : [NO_ROLE]).flatMap((call) => [
    attempt(estate, user, call, ofAge(FRESHEST), 'allowed'),
    attempt(estate, user, call, ofAge(FRESHEST + 1), 'refused'),
  ]);
  const others = [...roles.filter((role) => !SEALED.test(role)), anyRoleOf(user)].map((resource) =>
    attempt(estate, user, { action: TAKING, resource, ...trusting(user) }, ofAge(FRESHEST), 'refused'),
  );
  return [...refused, ...assumed, ...others];
}

const TAKING = 'sts:AssumeRole';

/** Another role trusts whoever its account lets take it: what keeps this user from it are its own policies. */
const trusting = ({ place }: AccessPrincipal): Pick<Asking, 'owned'> =>
  place ? { owned: { account: place.account, policy: leftToAccount('trust', place) } } : {};

/** The one role that such a user is there to take. */
const SEALED = /:role\/[^/]+-break-glass$/;

const anyRoleOf = ({ id }: AccessPrincipal): string => id.replace(/:user\/.*$/, ':role/any-other');

type Call = Pick<Asking, 'action' | 'resource' | 'owned'>;

/** Who has no way to a role has no way in, which is no break-glass: this call nobody is allowed. */
const NO_ROLE: Call = {
  action: 'sts:AssumeRole',
  resource: '*',
  owned: { account: '', policy: { name: 'none', statements: [] } },
};

const attempt = (
  estate: AccessEstate,
  user: AccessPrincipal,
  call: Call,
  { how, context }: Factor,
  wanted: Trial['wanted'],
): Trial => tryUnguarded(estate, user, { ...call, context }, { wanted, how });

/** Whatever its policies name at all. */
const grantedTo = ({ identity, place }: AccessPrincipal): readonly Call[] =>
  identity
    .flatMap(({ statements }) => statements)
    .filter(({ effect }) => effect !== 'Deny')
    .flatMap((statement) =>
      actionsIn(statement).map((action) => ({ action, resource: resourceIn(statement, '*', place) })),
    );

/** The roles that its policies let it assume, each that a statement names. */
const rolesOf = ({ identity, place }: AccessPrincipal): readonly string[] =>
  identity
    .flatMap(({ statements }) => statements)
    .filter(({ effect, actions }) => effect !== 'Deny' && coversAction(actions, TAKING) !== false)
    .flatMap(({ resources }) => (resources && !resources.negated ? resources.items : ['*']))
    .map((pattern) => (pattern === '*' ? pattern : someOf(pattern, place)));
