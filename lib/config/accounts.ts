import type { AccountRole, LandingZoneConfig } from './schema';

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
