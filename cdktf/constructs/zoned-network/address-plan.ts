import { Netmask } from 'netmask';
import { byZone, ZONES, type Zone } from '../../../constructs/isolated-vpc/zones';

/** A subnet of /28 leaves 11 addresses: Azure takes five of each, and accepts /29 at the smallest. */
const SMALLEST_SUBNET = 28;

/**
 * Quarters of a network's range, one a zone.
 * @throws when a quarter would be smaller than /28, or the range is none.
 */
export function subnetsOf(range: string, path: string): Readonly<Record<Zone, string>> {
  const network = parsed(range, path);
  const bits = network.bitmask + 2;
  if (bits > SMALLEST_SUBNET) {
    throw new Error(
      `${path}: range ${range} is too small for the four zones that 8.3/zoning needs. Give /${SMALLEST_SUBNET - 2} or larger.`,
    );
  }
  const first = new Netmask(`${network.base}/${bits}`);
  return byZone((zone) => first.next(ZONES.indexOf(zone)).toString());
}

/** A network larger than /22 is more than one subscription's landing zone needs; smaller than /26 its zones are too small. */
const LARGEST_SHARE = 22;
const SMALLEST_SHARE = SMALLEST_SUBNET - 2;

/**
 * The range of one network among those that share a range: homes in its lower half, recovery in its upper half, in the order
 * in which the subscriptions are listed. The size follows from the range alone, never from their number, so that a
 * subscription added at the end moves no other.
 *
 * @param nth place of the subscription in the list, from 0
 * @throws when the range has no room left.
 */
export function shareOf(range: string, half: 'home' | 'recovery', nth: number, path: string): string {
  const network = parsed(range, path);
  const bits = Math.min(SMALLEST_SHARE, Math.max(LARGEST_SHARE, network.bitmask + 5));
  const each = 2 ** (bits - network.bitmask - 1);
  if (nth >= each) {
    throw new Error(
      `${path}: range ${range} has room for the networks of ${Math.floor(each)} subscriptions, each with the zones that 8.3/zoning needs. Give a larger one.`,
    );
  }
  return new Netmask(`${network.base}/${bits}`).next(half === 'home' ? nth : each + nth).toString();
}

function parsed(range: string, path: string): Netmask {
  try {
    return new Netmask(range);
  } catch {
    throw new Error(`${path}: ${range} is no IPv4 range. Give one such as 10.64.0.0/16.`);
  }
}
