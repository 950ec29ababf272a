import { tagOf } from '../../tags';
import type { Resource } from '../../template';

/** The tag that names the zone of a subnet, a security group or a network access list. */
export const ZONE_TAG = 'isms:zone';

/** The zones of a network, from the edge inwards. */
export const ZONES = ['ingress', 'application', 'data', 'management'] as const;

/** Zones that the internet must not reach, and that must not reach it. */
export const SEALED_ZONES: readonly string[] = ['data', 'management'];

/** @throws Unresolved when the tag is known at deployment only. */
export const zoneOf = (resource: Resource): string | undefined => tagOf(resource, ZONE_TAG);
