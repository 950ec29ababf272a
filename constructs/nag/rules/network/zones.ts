import { tagOf } from '../../tags';
import type { Resource } from '../../template';

/** The tag that names the zone of a subnet, a security group or a network access list. */
export const ZONE_TAG = 'isms:zone';

/** The tag that names what the subnets of a firewall's network hold. */
const TIER_TAG = 'isms:tier';

export { isSealed, ZONES } from '../../../isolated-vpc/zones';

/**
 * The zone that a resource says it is of, or undefined.
 * @throws Unresolved when the tag is known at deployment only.
 */
export const zoneOf = (resource: Resource): string | undefined => tagOf(resource, ZONE_TAG);

/**
 * The tier of a subnet in the network of a firewall, or undefined.
 * @throws Unresolved when the tag is known at deployment only.
 */
export const tierOf = (resource: Resource): string | undefined => tagOf(resource, TIER_TAG);
