import { createHash } from 'node:crypto';

/** What every name in a stack derives from, so that the same configuration always gives the same names. */
export interface NamingContext {
  /** Name of the landing zone. */
  readonly name: string;
  /** The subscription: what is unique in all of Azure differs by it. */
  readonly subscriptionId: string;
  /** Location, such as `chinanorth3`. */
  readonly location: string;
}

interface Form {
  readonly pattern: RegExp;
  readonly demand: string;
}

/** https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules */
const FORMS = {
  'storage account': { pattern: /^[a-z0-9]{3,24}$/, demand: '3 to 24 lower-case letters and digits' },
  'key vault': {
    pattern: /^(?=.{3,24}$)[a-zA-Z](?:-?[a-zA-Z0-9])*$/,
    demand: '3 to 24 letters, digits and single hyphens, beginning with a letter and ending with a letter or digit',
  },
  'backup vault': { pattern: /^[a-zA-Z0-9-]{2,50}$/, demand: '2 to 50 letters, digits and hyphens' },
  'log analytics workspace': {
    pattern: /^(?=.{4,63}$)[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9]$/,
    demand: '4 to 63 letters, digits and hyphens, with a letter or digit at both ends',
  },
  'resource group': {
    pattern: /^(?=.{1,90}$)[\w().-]*[\w()-]$/,
    demand: '1 to 90 letters, digits, underscores, hyphens, periods and parentheses, not ending with a period',
  },
  'virtual network': {
    pattern: /^(?=.{2,64}$)[a-zA-Z0-9][\w.-]*\w$/,
    demand: '2 to 64 letters, digits, underscores, hyphens and periods',
  },
  'storage container': {
    pattern: /^(?=.{3,63}$)[a-z0-9](?:-?[a-z0-9])*$/,
    demand: '3 to 63 lower-case letters, digits and single hyphens',
  },
} as const satisfies Readonly<Record<string, Form>>;

/** What Azure demands a form of name of. */
export type Nameable = keyof typeof FORMS;

/**
 * The name, once it is one that Azure accepts: a wrong one would fail half-way through the deployment.
 * @throws when Azure would refuse it.
 */
export function validName(kind: Nameable, name: string, path: string): string {
  if (FORMS[kind].pattern.test(name)) return name;
  throw new Error(`${path}: "${name}" is no name for a ${kind}. Give ${FORMS[kind].demand}.`);
}

/**
 * Name of a storage account, unique in all of Azure: up to 11 characters of the landing zone's name, the kind, and a hash of
 * name, subscription and location.
 * @param kind what it holds, at most 5 letters: `logs`, `flow`
 */
export const storageAccountName = (context: NamingContext, kind: string): string =>
  `${context.name.replaceAll(/[^a-z0-9]/g, '').slice(0, 11)}${kind}${hash(context, 8)}`;

/** Name of a key vault, unique in all of Azure. */
export const keyVaultName = (context: NamingContext): string =>
  `${context.name.slice(0, 12).replace(/-+$/, '')}-kv-${hash(context, 8)}`;

/** Names that need be unique in their subscription only: `<name>-<what>-<location>`. */
export const localName = (context: NamingContext, what: string): string =>
  `${context.name}-${what}-${context.location}`;

function hash({ name, subscriptionId, location }: NamingContext, length: number): string {
  return createHash('sha256').update([name, subscriptionId, location].join('\0')).digest('hex').slice(0, length);
}
