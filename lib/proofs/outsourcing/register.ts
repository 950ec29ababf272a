import { accountsOf, accountsOfSupplier } from '../../config/accounts';
import { matricesOf, type ServiceCloud } from '../../config/responsibilities';
import type { LandingZoneConfig, Supplier } from '../../config/schema';

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
  suppliers: config.suppliers.map(registered),
  clouds: config.azure ? ['aws', 'azure'] : ['aws'],
});

function registered(supplier: Supplier): RegisteredSupplier {
  const { name, owner, contractEnds, hosts, runs } = supplier;
  return {
    name,
    owner,
    contractEnds,
    parties: [...accountsOfSupplier(supplier), ...hosts],
    ...(runs && { runs }),
    responsibilities: matricesOf(supplier),
  };
}
