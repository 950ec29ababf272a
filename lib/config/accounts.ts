import type { AccountRole, LandingZoneConfig, Supplier, Unit } from './schema';

/** Roles of which there is exactly one account. */
export type PlatformRole = Exclude<AccountRole, 'workload'>;

/**
 * The account that has a role: in the single-account profile the one account has them all.
 *
 * @throws when an organization lacks it, which the checks have excluded.
 */
export function accountFor(config: LandingZoneConfig, role: PlatformRole): string {
  if (config.profile === 'single-account') return config.account;
  const account = config.organization.accounts.find((candidate) => candidate.role === role);
  if (account) return account.id;
  throw new Error(`organization.accounts: no account has role: ${role}`);
}

/** Ids of all accounts, in the order of the configuration. */
export function accountsOf(config: LandingZoneConfig): readonly string[] {
  return config.profile === 'single-account' ? [config.account] : config.organization.accounts.map(({ id }) => id);
}

/** The account of a supplier's principal, which is an ARN or the account itself. */
export const accountIn = (principal: string): string => /\d{12}/.exec(principal)?.[0] ?? '';

/** Every account by which a supplier reaches ours, each once. */
export const accountsOfSupplier = ({ accounts, access }: Supplier): readonly string[] => [
  ...new Set([...accounts, ...(access ? [accountIn(access.principal)] : [])]),
];
/** An account, with the units that it lies in, from the top; none for the management account. */
export interface PlacedAccount {
  readonly id: string;
  readonly units: readonly string[];
}

/** The units and, below the root, the root in which an account lies: StackSets of the root leave the management account out. */
export const placesAbove = ({ units }: PlacedAccount, root?: string): readonly string[] =>
  root === undefined || units.length === 0 ? units : [root, ...units];

/** The organization, and which account lies in which of its units; a single account lies in none. */
export function unitsOf(config: LandingZoneConfig): {
  readonly id?: string;
  readonly root?: string;
  readonly accounts: readonly PlacedAccount[];
} {
  if (config.profile === 'single-account') return { accounts: [{ id: config.account, units: [] }] };
  const { id, rootId: root, accounts, units } = config.organization;
  return { id, root, accounts: accounts.map((account) => ({ id: account.id, units: unitsTo(account.unit, units) })) };
}

/** A unit and those above it, from the top; of a ring, which the checks tell of, each once. */
export function unitsTo(name: string | undefined, units: readonly Pick<Unit, 'name' | 'parent'>[]): readonly string[] {
  const found: string[] = [];
  let unit = units.find((candidate) => candidate.name === name);
  while (unit && !found.includes(unit.name)) {
    const { name: here, parent } = unit;
    found.unshift(here);
    unit = units.find((candidate) => candidate.name === parent);
  }
  return found;
}
