import { parseArn } from '../../arns';
import { binds, bindsSource, coversAction, isAnyone } from '../../callers';
import { finding } from '../../findings';
import { isOpen } from '../../intrinsics';
import { type Statement, statementsOf } from '../../policy';
import { refersToResource } from '../../references';
import { type Finding, type Rule, verdictFromEach } from '../../rule';
import { type Resource, Unresolved } from '../../template';

/**
 * Services whose documentation says that they send `aws:SourceAccount` and `aws:SourceArn` when they assume a role.
 * Others send nothing, and the condition would lock them out: of CloudTrail the documentation says so; of EC2, Lambda,
 * Backup and S3 replication it says nothing.
 *
 * @see https://docs.aws.amazon.com/config/latest/developerguide/iamrole-permissions.html
 * @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/cross-service-confused-deputy-prevention.html
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/procedure-create-iam-role.html
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-iam-role.html
 */
export const TELL_THEIR_SOURCE: readonly string[] = ['config', 'scheduler', 'states', 'vpc-flow-logs'];

/** Keys one of which a principal of another account must fulfil. */
const GUEST_KEYS = ['sts:externalid', 'aws:principalorgid', 'aws:principalorgpaths'];

/** Keys one of which narrows the trust in a whole account of one's own. */
const NARROWING_KEYS = ['aws:principalarn', 'sts:externalid', 'sts:sourceidentity', 'aws:sourceidentity'];

/**
 * A role trusts exact principals: nobody in general, no account as a whole; those of another account only with an
 * external id or from the organization; services that tell their source only for a named one; federated people and
 * pipelines only by audience or exact subject.
 */
export const iamTrustExact: Rule = {
  id: 'iam-trust-exact',
  demand: {
    en: 'A role trusts exact principals, and guards against the confused deputy.',
    zh: '角色仅信任明确的主体，并防范混淆代理。',
  },
  types: ['AWS::IAM::Role'],
  reference: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html',
  judge(role) {
    const allows = statementsOf(role, 'AssumeRolePolicyDocument').filter(({ effect }) => effect === 'Allow');
    return verdictFromEach(allows.flatMap(checksOf), (check) => check(role));
  },
};

/** Actions that let somebody in; others, such as `sts:SetSourceIdentity`, only say what may be told on entering. */
const ENTRIES = ['sts:AssumeRole', 'sts:AssumeRoleWithSAML', 'sts:AssumeRoleWithWebIdentity'];

const letsIn = (statement: Statement): boolean => ENTRIES.some((action) => coversAction(statement, action));

type Check = (role: Resource) => readonly Finding[];

const checksOf = (trust: Statement): readonly Check[] => [
  () => (trust.notPrincipals.length > 0 ? [everyone(`${trust.path}.NotPrincipal`)] : []),
  ...trust.principals.map((principal) => (role: Resource) => findingsFor(trust, principal, role)),
];

function findingsFor(trust: Statement, principal: string, role: Resource): readonly Finding[] {
  if (isAnyone(principal)) return [everyone(`${trust.path}.Principal`)];
  if (!letsIn(trust)) return [];
  const [kind = '', ...rest] = principal.split(':');
  return KINDS[kind]?.(trust, rest.join(':'), role) ?? [];
}

const KINDS: Readonly<Record<string, (trust: Statement, name: string, role: Resource) => readonly Finding[]>> = {
  AWS: judgeIdentity,
  Service: judgeService,
  Federated: judgeFederated,
};

const everyone = (property: string): Finding => finding(property, 'trusts everyone', '信任任何人');

function judgeIdentity(trust: Statement, name: string, role: Resource): readonly Finding[] {
  const whole = /^\d{12}$/.test(name);
  const arn = whole ? { account: name, resource: 'root' } : parseArn(name);
  if (arn === undefined && isNarrowedForGuests(trust)) return [];
  // `${Role.Arn}` is a principal of this account; a parameter may be anyone's
  if (arn === undefined)
    return refersToResource(name, role, `${trust.path}.Principal`) ? [] : [everyone(`${trust.path}.Principal`)];
  if (/[*?]/.test(name)) return [everyone(`${trust.path}.Principal`)];
  if (isOwnAccount(arn.account, role)) return arn.resource === 'root' ? trustsWholeAccount(trust) : [];
  return isNarrowedForGuests(trust) ? [] : trustsStranger(trust, arn.account, role);
}

const isNarrowedForGuests = (trust: Statement): boolean => GUEST_KEYS.some((key) => binds(trust, key));

const isOwnAccount = (account: string, role: Resource): boolean =>
  account === '${AWS::AccountId}' || account === role.template.environment.account;

function trustsWholeAccount(trust: Statement): readonly Finding[] {
  const tags = Object.values(trust.conditions).flatMap((keys) => Object.keys(keys).filter(isPrincipalTag));
  if ([...NARROWING_KEYS, ...tags].some((key) => binds(trust, key))) return [];
  return [
    finding(
      `${trust.path}.Principal`,
      'is the whole account: whoever may assume roles in it may assume this one',
      '为整个账号：账号内凡可切换角色者均可使用该角色',
    ),
  ];
}

const isPrincipalTag = (key: string): boolean => key.startsWith('aws:principaltag/');

function trustsStranger(trust: Statement, account: string, role: Resource): readonly Finding[] {
  // without the account of the stack, or of the principal, nobody can tell a stranger
  if (role.template.environment.account === undefined || isOpen(account))
    throw new Unresolved(`${trust.path}.Principal`);
  return [
    finding(
      `${trust.path}.Condition`,
      `lets account ${account} in without an external id or the organization`,
      `允许账号 ${account} 进入，未校验外部 ID 或所属组织`,
    ),
  ];
}

function judgeService(trust: Statement, name: string): readonly Finding[] {
  if (isOpen(name)) throw new Unresolved(`${trust.path}.Principal`);
  const [service = ''] = name.split('.');
  if (!TELL_THEIR_SOURCE.includes(service) || bindsSource(trust)) return [];
  return [
    finding(
      `${trust.path}.Condition`,
      `lets ${name} act for anyone: aws:SourceAccount and aws:SourceArn name nobody`,
      `允许 ${name} 代表任何人操作：未以 aws:SourceAccount 或 aws:SourceArn 限定来源`,
    ),
  ];
}

function judgeFederated(trust: Statement, name: string): readonly Finding[] {
  if (name === COGNITO) return judgeCognito(trust);
  const bySaml = trust.actions.some((action) => action.toLowerCase() === 'sts:assumerolewithsaml');
  if (bySaml) {
    return binds(trust, 'saml:aud')
      ? []
      : [finding(`${trust.path}.Condition`, 'names no audience in SAML:aud', '未以 SAML:aud 限定受众')];
  }
  return hasExactSubject(trust)
    ? []
    : [
        finding(
          `${trust.path}.Condition`,
          'names no exact subject: other pipelines or people of the same provider can assume the role',
          '未指定精确的主题（sub）：同一身份提供方的其他流水线或人员也可使用该角色',
        ),
      ];
}

const COGNITO = 'cognito-identity.amazonaws.com';

/**
 * Every pool of every account has the same provider, and a role cannot name each guest: the pool, and that they have signed in.
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/role-trust-and-permissions.html
 */
const judgeCognito = (trust: Statement): readonly Finding[] => [
  ...(binds(trust, `${COGNITO}:aud`)
    ? []
    : [
        finding(
          `${trust.path}.Condition`,
          `names no identity pool in ${COGNITO}:aud: those of other accounts can assume the role`,
          `未以 ${COGNITO}:aud 限定身份池：其他账号的身份池也可使用该角色`,
        ),
      ]),
  ...(binds(trust, `${COGNITO}:amr`) && !valuesOf(trust, `${COGNITO}:amr`).includes('unauthenticated')
    ? []
    : [
        finding(
          `${trust.path}.Condition`,
          `lets in guests who have not signed in (${COGNITO}:amr)`,
          `允许未登录的访客进入（${COGNITO}:amr）`,
        ),
      ]),
];

const valuesOf = ({ conditions }: Statement, key: string): readonly string[] =>
  Object.values(conditions).flatMap((keys) => keys[key] ?? []);

const hasExactSubject = (trust: Statement): boolean =>
  Object.values(trust.conditions)
    .flatMap((keys) => Object.entries(keys))
    .some(([key, values]) => key.endsWith(':sub') && binds(trust, key) && !values.some((value) => /[*?]/.test(value)));
