import { Netmask } from 'netmask';
import type { Environment, Network, Organization } from './schema';

/**
 * Networks that one template makes share the bits before these, so that it serves 128 accounts at most: CloudFormation takes 200 attributes
 * in a mapping. By addresses, and not by counting, no account ever moves from one stack set to another, which would take its network away.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
 */
const BITS_OF_BATCH = 7;

/** The region, by what it is for. */
type Place = 'home' | 'recovery';

/** Accounts that get the same network in a region, each with its own addresses. */
export interface NetworkBatch {
  /** `production-10-100-0-0-20`: what its accounts are, and the first address that one could have, with the prefix of each. */
  readonly name: string;
  readonly environment: Environment;
  readonly place: Place;
  /** Bits of the prefix of each range. */
  readonly prefix: number;
  /** Range, by account. */
  readonly ranges: ReadonlyMap<string, string>;
}

interface Planned {
  readonly network: Pick<Network, 'members'>;
  readonly organization?: Pick<Organization, 'units' | 'accounts'> | undefined;
}

/** Of the accounts that have ranges, by environment and block of addresses; none where the configuration makes no networks. */
export function networkBatches({ network, organization }: Planned, place: Place): readonly NetworkBatch[] {
  if (network.members === undefined || organization === undefined) return [];
  const environments = new Map(organization.units.map(({ name, environment }) => [name, environment]));
  const batches = new Map<string, NetworkBatch & { readonly ranges: Map<string, string> }>();
  for (const { id, unit = '', network: own } of organization.accounts) {
    const environment = environments.get(unit);
    const cidr = own?.[place];
    if (environment === undefined || cidr === undefined) continue;
    const { bitmask: prefix, base: first } = new Netmask(cidr);
    const { base } = new Netmask(`${first}/${Math.max(prefix - BITS_OF_BATCH, 0)}`);
    const name = `${environment}-${base.replaceAll('.', '-')}-${prefix}`;
    const batch = batches.get(name) ?? { name, environment, place, prefix, ranges: new Map() };
    batch.ranges.set(id, cidr);
    batches.set(name, batch);
  }
  return [...batches.values()];
}
