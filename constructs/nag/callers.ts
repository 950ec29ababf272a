import { parseArn } from './arns';
import type { Statement } from './policy';
import { takesIn } from './wildcards';

/** Who calls, and on whose behalf: the parts of a statement of a resource policy that decide it. */

/** Everyone: `*`, however it is written. */
export const isAnyone = (principal: string): boolean => principal === '*' || principal === 'AWS:*';

/** An AWS service that acts for someone else. */
export const isService = (principal: string): boolean => principal.startsWith('Service:');

/** Keys that say for whose resource a service acts. */
const SOURCE_KEYS = ['aws:sourceaccount', 'aws:sourcearn', 'aws:sourceorgid', 'aws:sourceorgpaths'];

/** Keys that say to which account or organization the caller belongs. */
const CALLER_KEYS = [
  'aws:principalaccount',
  'aws:principalarn',
  'aws:principalorgid',
  'aws:principalorgpaths',
  'aws:sourceowner',
  'kms:calleraccount',
];

/** True where the statement holds only for named accounts, resources or organizations on whose behalf a service calls. */
export const bindsSource = (statement: Statement): boolean => SOURCE_KEYS.some((key) => binds(statement, key));

/**
 * True where the statement holds only for callers of named accounts or organizations. Keys of the source do not say it: with
 * everyone as the principal, they let in every service that acts for the named source.
 */
export const bindsCaller = (statement: Statement): boolean => CALLER_KEYS.some((key) => binds(statement, key));

/** Operators that demand a value: negated ones, `…IfExists` and `ForAllValues:` let a request through that has none. */
const DEMANDING = /^(ForAnyValue:)?(String(Equals|EqualsIgnoreCase|Like)|Arn(Equals|Like))$/;

/** True where the statement holds only for requests that carry one of the named values of a key (in lower case). */
export function binds(statement: Statement, key: string): boolean {
  return Object.entries(statement.conditions).some(([operator, keys]) => {
    const values = keys[key] ?? [];
    return DEMANDING.test(operator) && values.length > 0 && !values.some(isOpenEnded);
  });
}

/** A value that takes in every account, such as `*`, `o-*` or `arn:aws:cloudtrail:*:*:trail/*`. */
function isOpenEnded(value: string): boolean {
  const arn = parseArn(value);
  if (arn) {
    // buckets are the resources whose ARN has no account: their name is all there is
    return /^[*?]+$/.test(arn.account) || (arn.account === '' && /^[*?]/.test(arn.resource));
  }
  if (!/[*?]/.test(value)) return false;
  // an ARN that ends before its account, or whose beginning is left open
  if (/^(arn:|[*?]+.*:)/.test(value)) return !/\d{12}/.test(value);
  return !/[\p{L}\p{N}]/u.test(value.replace(SAYS_NOTHING, ''));
}

/** How ids of organizations, their roots and units begin, and names of services end: whose or which they are it does not say. */
const SAYS_NOTHING = /\b(o|r|ou)-|\.amazonaws\.com(\.cn)?$/g;

/** Operators with which a Deny shuts out all but the named; a request without the key is shut out too. */
const EXCLUDING = /^(ForAllValues:)?(StringNot(Equals|EqualsIgnoreCase|Like)|ArnNot(Equals|Like))(IfExists)?$/;

/** A further condition would narrow the Deny and let others slip through where it does not hold, but for these. */
const HARMLESS = ['aws:principalisawsservice', 'aws:viaawsservice'];

/** True where a Deny spares nobody but who carries a named value of one of the keys (in lower case), and services of AWS. */
export function sparesOnly(deny: Statement, keys: readonly string[]): boolean {
  const conditions = Object.entries(deny.conditions)
    .flatMap(([operator, byKey]) => Object.entries(byKey).map(([name, values]) => ({ operator, name, values })))
    .filter(({ operator, name }) => !(operator.startsWith('Bool') && HARMLESS.includes(name)));
  return (
    conditions.length > 0 &&
    conditions.every(
      ({ operator, name, values }) => keys.includes(name) && EXCLUDING.test(operator) && !values.some(isAnything),
    )
  );
}

const isAnything = (value: string): boolean => /^[*?]+$/.test(value);

/** True where a statement's actions, or what its `NotAction` leaves, take in an action. */
export function coversAction(statement: Statement, action: string): boolean {
  if (statement.actions.length > 0) return statement.actions.some((pattern) => takesIn(pattern, action, 'i'));
  return statement.notActions.length > 0 && !statement.notActions.some((pattern) => takesIn(pattern, action, 'i'));
}
