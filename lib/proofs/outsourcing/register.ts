import { thirdPartyRoleName } from '../../../constructs/third-party-role/names';
import { boundaryName } from '../../../constructs/workload-boundary/names';
import { accountsOf, accountsOfSupplier } from '../../config/accounts';
import { matricesOf, type ServiceCloud } from '../../config/responsibilities';
import type { LandingZoneConfig, Supplier, SupplierAccess } from '../../config/schema';

/** A supplier by what templates and the organisation know of it. */
export interface RegisteredSupplier {
  readonly name: string;
  /** Who answers for it on our side. */
  readonly owner: string;
  /** Last day of the contract. */
  readonly contractEnds: string;
  /** Accounts and hosts that are the supplier. */
  readonly parties: readonly string[];
  /** The cloud that it runs, for a cloud provider. */
  readonly runs?: ServiceCloud;
  readonly responsibilities: ReturnType<typeof matricesOf>;
  /** How it enters accounts of ours. @default - it does not */
  readonly entry?: RegisteredEntry;
}

/** How a supplier enters, as the configuration has it. */
export interface RegisteredEntry
  extends Pick<SupplierAccess, 'principal' | 'externalId' | 'people' | 'ticketPrefix' | 'units' | 'statements'> {
  readonly roleName: string;
  /** Name of the policy that bounds the role. */
  readonly boundary: string;
  /** The first moment, `YYYY-MM-DDThh:mm:ssZ`. @default - since ever */
  readonly from?: string;
  /** The first moment after the last day. */
  readonly end: string;
}

/** What the configuration knows of who is in, and who is not. */
export interface Register {
  /** Our own accounts and our organization. */
  readonly own: readonly string[];
  /** Addresses of our people and desks. */
  readonly contacts: readonly string[];
  /** Names of the identity providers that are the source of our own identities. */
  readonly identityProviders: readonly string[];
  readonly suppliers: readonly RegisteredSupplier[];
  /** Clouds in which the landing zone stands. */
  readonly clouds: readonly ServiceCloud[];
}

/** The register that a configuration holds. */
export const registerOf = (config: LandingZoneConfig): Register => ({
  own: [...accountsOf(config), ...(config.profile === 'organization' ? [config.organization.id] : [])],
  contacts: [config.owner, ...config.contacts.map(({ email }) => email)],
  identityProviders: config.identity.provider ? [config.identity.provider.name] : [],
  suppliers: config.suppliers.map((supplier) => registered(supplier, config.name)),
  clouds: config.azure ? ['aws', 'azure'] : ['aws'],
});

function registered(supplier: Supplier, landingZone: string): RegisteredSupplier {
  const { name, owner, contractEnds, hosts, runs, access } = supplier;
  return {
    name,
    owner,
    contractEnds,
    parties: [...accountsOfSupplier(supplier), ...hosts],
    ...(runs && { runs }),
    responsibilities: matricesOf(supplier),
    ...(access && { entry: entryOf(access, contractEnds, landingZone) }),
  };
}

function entryOf(access: SupplierAccess, contractEnds: string, landingZone: string): RegisteredEntry {
  const { principal, externalId, people, ticketPrefix, units, statements, window } = access;
  return {
    ...{ principal, externalId, people, ticketPrefix, units, statements },
    roleName: thirdPartyRoleName(landingZone, access.id),
    boundary: boundaryName(landingZone),
    ...(window && { from: midnight(Date.parse(window.from)) }),
    end: midnight(Date.parse(window?.until ?? contractEnds) + DAY_MS),
  };
}

const DAY_MS = 86_400_000;

const midnight = (time: number): string => `${new Date(time).toISOString().slice(0, 10)}T00:00:00Z`;
