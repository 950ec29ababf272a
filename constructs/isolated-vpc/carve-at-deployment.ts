import { Fn } from 'aws-cdk-lib';
import { BITS_PER_LEVEL, byZone, requireRoom, ZONES, type Zone, type ZoneAddresses } from './zones';

/** A range whose length is known before its addresses are, such as one out of a mapping by account. */
export interface RangeOfLength {
  /** The range, which deployment tells. */
  readonly cidr: string;
  /** Bits of its prefix. */
  readonly prefix: number;
}

/**
 * The same cut, made by CloudFormation.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-cidr.html
 */
export function carveAtDeployment(
  { cidr, prefix }: RangeOfLength,
  zonesOfAvailability: number,
): Readonly<Record<Zone, ZoneAddresses>> {
  requireRoom(prefix, cidr);
  const perLevel = 2 ** BITS_PER_LEVEL;
  const block = (level: number, index: number): string =>
    Fn.select(index, Fn.cidr(cidr, perLevel ** level, String(32 - prefix - level * BITS_PER_LEVEL)));
  return byZone((zone) => {
    const at = ZONES.indexOf(zone);
    const subnets = Array.from({ length: zonesOfAvailability }, (_, index) => block(2, at * perLevel + index));
    return { block: block(1, at), subnets };
  });
}
