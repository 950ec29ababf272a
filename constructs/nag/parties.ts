import { loadBalancerAccounts } from '../partition';
import { parseArn } from './arns';
import { binds, isAnyone } from './callers';
import { isOpen } from './intrinsics';
import type { Statement } from './policy';
import { refersToResource } from './references';
import { type Resource, Unresolved } from './template';

/** Everyone, whoever it is. */
export const EVERYONE = '*';

/** Keys that name the organization of the caller, and those that name its account. */
const ORGANIZATION_KEYS = ['aws:principalorgid', 'aws:principalorgpaths'];
const ACCOUNT_KEYS = ['aws:principalaccount', 'aws:principalarn', 'kms:calleraccount', 'aws:sourceowner'];

const ACCOUNT = /\d{12}/;

/**
 * Whom an Allow of a resource policy lets in, by the names that a register knows: accounts, organizations, canonical users,
 * hosts that issue tokens, `*` for everyone. Services are left out, and accounts of AWS itself: they are the provider's. So
 * are providers of SAML and references, which are resources themselves.
 *
 * @throws Unresolved when deployment alone decides who it is.
 */
export function partiesIn(allow: Statement, resource: Resource): readonly string[] {
  if (allow.notPrincipals.length > 0) return callersBy(allow) ?? [EVERYONE];
  return [...new Set(allow.principals.flatMap((principal) => partiesOf(principal, allow, resource)))];
}

function partiesOf(principal: string, allow: Statement, resource: Resource): readonly string[] {
  if (isAnyone(principal)) return callersBy(allow) ?? [EVERYONE];
  const [kind = '', ...rest] = principal.split(':');
  const name = rest.join(':');
  if (kind === 'Service') return [];
  if (kind === 'Federated') return issuersOf(name);
  if (kind !== 'AWS') return [name];
  return namedByOrganization(allow) ?? accountsOf(name, allow, resource);
}

/** A provider in IAM bears its issuer in its ARN; Cognito and clusters of EKS issue tokens in the name of AWS. */
function issuersOf(name: string): readonly string[] {
  const issuer = parseArn(name) ? /^oidc-provider\/([^/]+)/.exec(parseArn(name)?.resource ?? '')?.[1] : name;
  return issuer === undefined || isOpen(issuer) || /\.amazonaws\.com(\.cn)?$/.test(issuer) ? [] : [issuer];
}

function accountsOf(name: string, allow: Statement, resource: Resource): readonly string[] {
  const account = parseArn(name)?.account ?? name;
  if (account === '${AWS::AccountId}') return [];
  if (refersToResource(account, resource, `${allow.path}.Principal`)) return [];
  if (isOpen(account)) throw new Unresolved(`${allow.path}.Principal`);
  // such as `arn:aws:iam::cloudfront:user/…`
  const isProviders = loadBalancerAccounts.includes(account) || !(ACCOUNT.test(account) || account === name);
  return isProviders ? [] : [account];
}

/** The callers that the conditions name; undefined where they name none. */
function callersBy(allow: Statement): readonly string[] | undefined {
  const organizations = namedByOrganization(allow);
  if (organizations) return organizations;
  const key = ACCOUNT_KEYS.find((candidate) => binds(allow, candidate));
  if (key === undefined) return undefined;
  return valuesOf(allow, key).flatMap((value) => {
    const account = parseArn(value)?.account ?? value;
    if (account === '${AWS::AccountId}') return [];
    if (isOpen(account)) throw new Unresolved(`${allow.path}.Condition`);
    return [account];
  });
}

function namedByOrganization(allow: Statement): readonly string[] | undefined {
  const key = ORGANIZATION_KEYS.find((candidate) => binds(allow, candidate));
  if (key === undefined) return undefined;
  return valuesOf(allow, key).map((value) => {
    if (isOpen(value)) throw new Unresolved(`${allow.path}.Condition`);
    return value.split('/')[0] ?? value;
  });
}

const valuesOf = ({ conditions }: Statement, key: string): readonly string[] =>
  Object.values(conditions).flatMap((keys) => keys[key] ?? []);
