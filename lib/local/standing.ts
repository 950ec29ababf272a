import type { LocalCloud, StandingOfType } from '../collect/local-cloud';
import { isRead } from '../collect/not-read';
import { type Comparison, droppedProperties } from './discrepancies';
import { byType, type Deployed } from './inventory';
import type { InventoryFile } from './inventory-file';

/** What stands behind the resources of each type, how many were compared, and which properties the emulator dropped. */
export function standingByType(
  deployed: readonly Deployed[],
  comparison: Comparison | undefined,
): readonly StandingOfType[] {
  const dropped = droppedProperties(comparison?.discrepancies ?? []);
  return byType(deployed).map(({ type, counts }) => ({
    type,
    counts,
    read: comparison && isRead(type) ? counts.real - unreadOf(type, comparison) : 0,
    dropped: dropped.filter((one) => one.type === type).map(({ property, resources }) => ({ property, resources })),
  }));
}

const unreadOf = (type: string, { unread }: Comparison): number => unread.filter((one) => one.type === type).length;

/** What the last deployment left, in numbers. */
export const localCloudOf = ({ at, resources, comparison }: InventoryFile): LocalCloud => ({
  deployedAt: at,
  read: comparison.read,
  unread: comparison.unread.length,
  types: standingByType(resources, comparison),
});
