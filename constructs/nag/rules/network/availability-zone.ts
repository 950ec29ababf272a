import { isIntrinsic, isObject } from '../../intrinsics';
import { type Resource, Unresolved } from '../../template';

/** Fewer, and the failure of one takes with it all that stands there. */
export const FEWEST_AVAILABILITY_ZONES = 2;

/**
 * What tells the availability zone of a subnet from others: its name, such as `cn-north-1a`, or which of the region's it is.
 * @throws Unresolved when it is a parameter, or left to EC2: two of them may be the same.
 */
export function availabilityZoneOf(subnet: Resource): string {
  const property = subnet.has('AvailabilityZoneId') ? 'AvailabilityZoneId' : 'AvailabilityZone';
  const value = subnet.raw(property);
  if (isSelectionOfZones(value)) return JSON.stringify(value);
  const name = subnet.literal(property);
  if (name === undefined) throw new Unresolved(`${subnet.id}.${property}`);
  return String(name);
}

/** `{ "Fn::Select": [0, { "Fn::GetAZs": "" }] }`. */
function isSelectionOfZones(value: unknown): boolean {
  const selection = isIntrinsic(value) ? value['Fn::Select'] : undefined;
  return Array.isArray(selection) && isObject(selection[1]) && 'Fn::GetAZs' in selection[1];
}
