import { tagOf } from '../../../../constructs/nag/tags';
import { type Resource, Unresolved } from '../../../../constructs/nag/template';
import { ROUTE_DOMAIN_TAG, type RouteDomain } from '../../../../constructs/transit-hub/route-domains';
import type { TransitTable } from '../model';

/** What a resource's tag says; undefined where it has none, or deployment decides. */
export function settledTag(resource: Resource | undefined, key: string): string | undefined {
  try {
    return resource && tagOf(resource, key);
  } catch (error) {
    if (error instanceof Unresolved) return undefined;
    throw error;
  }
}

/** The domain that a table of a transit gateway says it is of. */
export const domainOf = (table: TransitTable | undefined): string | undefined =>
  settledTag(table?.resource, ROUTE_DOMAIN_TAG);

/** The table of the firewall knows the way to every network: none but that of the firewall may be in it. */
export const INSPECTION: RouteDomain = 'inspection';
