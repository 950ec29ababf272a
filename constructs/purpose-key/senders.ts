import { Token } from 'aws-cdk-lib';

/** On whose behalf a service acts, or to whom a principal belongs: one organization, or accounts listed one by one. */
export type Senders = { readonly organizationId: string } | { readonly accounts: readonly string[] };

/** Conditions of a policy statement: operator, then key, then values. */
export type Conditions = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;

/** The condition a service's call must fulfil: the resource that caused it belongs to the senders. */
export const sourceCondition = (senders: Senders): Readonly<Record<string, string | string[]>> =>
  'organizationId' in senders
    ? { 'aws:SourceOrgID': senders.organizationId }
    : { 'aws:SourceAccount': [...senders.accounts] };

/** The condition a principal's call must fulfil: the principal belongs to the senders. */
export const principalCondition = (senders: Senders): Readonly<Record<string, string | string[]>> =>
  'organizationId' in senders
    ? { 'aws:PrincipalOrgID': senders.organizationId }
    : { 'aws:PrincipalAccount': [...senders.accounts] };

/**
 * @throws when nobody is named, or by something that is no organization or account.
 */
export function requireSenders(senders: Senders, path: string): void {
  const ids = 'organizationId' in senders ? [senders.organizationId] : senders.accounts;
  const form = 'organizationId' in senders ? /^o-[a-z0-9]{10,32}$/ : /^\d{12}$/;
  const wrong = ids.find((id) => !Token.isUnresolved(id) && !form.test(id));
  if (wrong === undefined && ids.length > 0) return;
  throw new Error(
    `${path}: ${wrong === undefined ? 'no account is' : `'${wrong}' is no organization or account`} named as sender, and 8.6/log-storage accepts records on behalf of named ones only. Give an organization id (o-…) or 12-digit accounts.`,
  );
}
