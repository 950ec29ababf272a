import type { ThirdPartyRoleProps } from '../../constructs/third-party-role/third-party-role';
import type { LandingZoneConfig, SupplierAccess } from '../config/schema';

/** Where a supplier may enter, and as what. */
export interface SupplierEntry {
  readonly role: ThirdPartyRoleProps;
  /** Names of the organizational units. */
  readonly units: readonly string[];
}

/** Every supplier that may enter, in the order of the register. */
export const supplierEntries = ({ name, suppliers, checkedOn }: LandingZoneConfig): readonly SupplierEntry[] =>
  suppliers.flatMap(({ access, contractEnds }) =>
    access ? [{ role: { ...roleProps(name, access, contractEnds), today: checkedOn }, units: access.units }] : [],
  );

const roleProps = (
  name: string,
  { id, principal, externalId, people, ticketPrefix, statements, window }: SupplierAccess,
  contractEnds: string,
): ThirdPartyRoleProps => ({
  name,
  supplier: id,
  principal,
  externalId,
  people,
  ticketPrefix,
  statements,
  contractEnds,
  ...(window && { window }),
});
