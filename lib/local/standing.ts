import type { LocalCloud, StandingOfType } from '../collect/local-cloud';
import { type Discrepancy, droppedProperties } from './discrepancies';
import { byType, type Deployed } from './inventory';
import type { InventoryFile } from './inventory-file';

/** What stands behind the resources of each type, and which properties the emulator dropped. */
export function standingByType(
  deployed: readonly Deployed[],
  discrepancies: readonly Discrepancy[],
): readonly StandingOfType[] {
  const dropped = droppedProperties(discrepancies);
  return byType(deployed).map(({ type, counts }) => ({
    type,
    counts,
    dropped: dropped.filter((one) => one.type === type).map(({ property, resources }) => ({ property, resources })),
  }));
}

/** What the last deployment left, in numbers. */
export const localCloudOf = ({ at, resources, comparison }: InventoryFile): LocalCloud => ({
  deployedAt: at,
  read: comparison.read,
  unread: comparison.unread.length,
  types: standingByType(resources, comparison.discrepancies),
});
