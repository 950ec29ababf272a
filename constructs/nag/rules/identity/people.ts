import { BREAK_GLASS_PATH, FUNCTION_TAG, JOB_FUNCTION_IDS, SHORT_IDS } from '../../../job-functions/names';
import { parseArn } from '../../arns';
import { binds, isAnyone } from '../../callers';
import { type Statement, statementsOf } from '../../policy';
import { tagOf } from '../../tags';
import type { Resource } from '../../template';

/** How people come in by the trust of a role, and which identities are sealed for emergencies. */

/** The job function that a role or permission set says it is for, by its tag or else by its name. */
export function functionOf(resource: Resource): string | undefined {
  const tag = tagOf(resource, FUNCTION_TAG);
  if (tag !== undefined) return tag;
  const name = resource.text(resource.type === 'AWS::IAM::Role' ? 'RoleName' : 'Name');
  return JOB_FUNCTION_IDS.find((id) => name.endsWith(`-${SHORT_IDS[id]}`));
}

/** What a role's trust policy allows. */
export const trustOf = (role: Resource): readonly Statement[] =>
  statementsOf(role, 'AssumeRolePolicyDocument').filter(({ effect }) => effect === 'Allow');

const allows = (trust: Statement, action: string): boolean =>
  trust.actions.some((pattern) => pattern.toLowerCase() === action || ['*', 'sts:*'].includes(pattern));

/** True where people of a SAML provider sign in by the statement. */
export const signsInBySaml = (trust: Statement): boolean => allows(trust, 'sts:assumerolewithsaml');

/** True where users of IAM take the role by the statement: named ones, or a whole account that is not narrowed to roles. */
export const admitsUsers = (trust: Statement, role: Resource): boolean =>
  allows(trust, 'sts:assumerole') && trust.principals.some((principal) => isUser(principal, trust, role));

/** True where people take the role by the statement. */
export const admitsPeople = (trust: Statement, role: Resource): boolean =>
  signsInBySaml(trust) || admitsUsers(trust, role);

function isUser(principal: string, trust: Statement, role: Resource): boolean {
  // everyone is for another rule
  if (isAnyone(principal) || !principal.startsWith('AWS:')) return false;
  const name = principal.slice('AWS:'.length);
  if (userReferredTo(name, role)) return true;
  const resource = /^\d{12}$/.test(name) ? 'root' : (parseArn(name)?.resource ?? '');
  return (
    resource.startsWith('user/') || (resource === 'root' && !binds(trust, 'aws:principalarn') && isOwn(name, role))
  );
}

/** Of another account one knows neither users nor roles: an external id or the organization is asked of it elsewhere. */
const isOwn = (name: string, role: Resource): boolean => {
  const account = parseArn(name)?.account ?? name;
  return account === '${AWS::AccountId}' || account === role.template.environment.account;
};

const userReferredTo = (name: string, role: Resource): boolean => {
  const [, id] = /^\$\{([^}.]+)/.exec(name) ?? [];
  return id !== undefined && role.template.find(id)?.type === 'AWS::IAM::User';
};

/** True for a role that the sealed users take. */
export const isForBreakGlass = (role: Resource): boolean =>
  functionOf(role) === 'break-glass' ||
  trustOf(role).some(({ principals }) => principals.some((principal) => isSealed(principal, role)));

function isSealed(principal: string, role: Resource): boolean {
  const [, id] = /^AWS:\$\{([^}.]+)/.exec(principal) ?? [];
  const user = id === undefined ? undefined : role.template.find(id);
  return user ? user.text('Path') === BREAK_GLASS_PATH : principal.includes(`:user${BREAK_GLASS_PATH}`);
}
