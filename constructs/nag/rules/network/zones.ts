import { tagOf } from '../../tags';
import type { Resource } from '../../template';

/** The tag that names the zone of a subnet, a security group or a network access list. */
export const ZONE_TAG = 'isms:zone';

export { isSealed, ZONES } from '../../../isolated-vpc/zones';

/**
 * The zone that a resource says it is of, or undefined.
 * @throws Unresolved when the tag is known at deployment only.
 */
export const zoneOf = (resource: Resource): string | undefined => tagOf(resource, ZONE_TAG);
