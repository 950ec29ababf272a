import { Netmask } from 'netmask';
import { ANY_ADDRESS } from '../../../isolated-vpc/flows';
import { type Resource, Unresolved } from '../../template';
import { isAnyAddress } from './address-range';
import { tierOf, zoneOf } from './zones';

/** The limited broadcast address, to which no network of EC2 delivers: the CDK names it where a group is to reach nothing. */
const NOBODY = '255.255.255.255/32';

/**
 * Who is at the other side, as flows are declared: the zones of the network that a property names, `any address`, or whatever
 * else it is, under the name that it goes by.
 *
 * @param path of a group, a prefix list or a range
 * @param network the VPC of the resource, where the template has it
 * @throws Unresolved when deployment alone decides.
 */
export function endsAt(resource: Resource, path: string, network: Resource | undefined): readonly string[] {
  const referent = resource.referent(path);
  if (referent?.type === 'AWS::EC2::SecurityGroup') return [endOfGroup(referent, network)];
  if (referent?.type === 'AWS::EC2::PrefixList') {
    return unique(
      referent.list('Entries').flatMap((_, index) => endsOfRange(rangeAt(referent, `Entries.${index}.Cidr`), network)),
    );
  }
  return endsOfRange(rangeAt(resource, path), network);
}

/** A group of another network is of no zone of this one. */
function endOfGroup(group: Resource, network: Resource | undefined): string {
  const its = group.referent('VpcId');
  return (its === network ? zoneOf(group) : undefined) ?? group.id;
}

/** A range as it is written, or that of the network or subnet that is referred to. */
function rangeAt(resource: Resource, path: string): string {
  const owner = resource.referent(path);
  return String(owner?.has('CidrBlock') ? owner.literal('CidrBlock') : resource.literal(path));
}

function endsOfRange(range: string, network: Resource | undefined): readonly string[] {
  if (range === NOBODY) return [];
  if (isAnyAddress(range)) return [ANY_ADDRESS];
  // networks of zones have IPv4 alone, and what is no range is a name that deployment alone resolves
  if (range.includes(':')) return [range];
  if (!range.includes('/')) throw new Unresolved(range);
  if (network === undefined) throw new Unresolved('VpcId');
  if (!new Netmask(String(network.literal('CidrBlock'))).contains(new Netmask(range))) return [range];
  const within = subnetsOf(network).filter((subnet) => overlaps(String(subnet.literal('CidrBlock')), range));
  return within.length === 0 ? [range] : unique(within.map((subnet) => zoneOf(subnet) ?? tierOf(subnet) ?? subnet.id));
}

const subnetsOf = (network: Resource): readonly Resource[] =>
  network.template.estate.ofType('AWS::EC2::Subnet').filter((subnet) => subnet.referent('VpcId') === network);

function overlaps(one: string, other: string): boolean {
  const [a, b] = [new Netmask(one), new Netmask(other)];
  return a.contains(b) || b.contains(a);
}

const unique = (ends: readonly string[]): readonly string[] => [...new Set(ends)];
