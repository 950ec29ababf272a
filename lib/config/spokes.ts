import type { Spoke } from '../../constructs/transit-hub/transit-hub';
import type { OrganizationConfig } from './schema';

/** The accounts that have a network: that of the operations, and those that the configuration gives addresses. */
export function spokesOf(config: OrganizationConfig): readonly Spoke[] {
  const { units, accounts } = config.organization;
  return accounts
    .filter(({ role, network }) => role === 'operations' || network !== undefined)
    .flatMap(({ id, unit, role }): readonly Spoke[] => {
      // the network of the operations serves all, whatever unit its account is in
      const environment = role === 'operations' ? 'shared' : units.find(({ name }) => name === unit)?.environment;
      return environment === undefined ? [] : [{ account: id, domain: environment }];
    });
}
