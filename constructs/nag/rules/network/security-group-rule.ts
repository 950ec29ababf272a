import { isIntrinsic } from '../../intrinsics';
import { type Resource, Unresolved } from '../../template';
import { opensToAnyAddress } from './address-range';

/** Where each direction keeps its rules, within the group and as resources of their own. */
const PLACES = {
  ingress: {
    inline: 'SecurityGroupIngress',
    standalone: 'AWS::EC2::SecurityGroupIngress',
    ranges: ['CidrIp', 'CidrIpv6'],
    prefixList: 'SourcePrefixListId',
    group: 'SourceSecurityGroupId',
  },
  egress: {
    inline: 'SecurityGroupEgress',
    standalone: 'AWS::EC2::SecurityGroupEgress',
    ranges: ['CidrIp', 'CidrIpv6'],
    prefixList: 'DestinationPrefixListId',
    group: 'DestinationSecurityGroupId',
  },
} as const;

export type Direction = keyof typeof PLACES;

export const INGRESS_TYPES = ['AWS::EC2::SecurityGroup', PLACES.ingress.standalone] as const;
export const EGRESS_TYPES = ['AWS::EC2::SecurityGroup', PLACES.egress.standalone] as const;

/** EC2 takes names and numbers of protocols; with any other protocol it opens all ports, whatever range is given. */
const PROTOCOLS: Readonly<Record<string, string>> = { '1': 'icmp', '6': 'tcp', '17': 'udp', '58': 'icmpv6' };

const ALL_PORTS = { from: 0, to: 65_535 };

/** One rule of a security group, inline or a resource of its own. */
export class SecurityGroupRule {
  constructor(
    readonly resource: Resource,
    readonly direction: Direction,
    /** Path of the rule within the resource, with a dot at the end, or empty. */
    private readonly path: string,
  ) {}

  /** The path of one of its properties, as the template spells it. */
  at(property: string): string {
    return `${this.path}${property}`;
  }

  /** The group, where the template has it. */
  get group(): Resource | undefined {
    return this.path === '' ? this.resource.referent('GroupId') : this.resource;
  }

  /** `tcp`, `udp`, `icmp`, `icmpv6`, or `-1` for all protocols. */
  get protocol(): string {
    const protocol = String(this.resource.literal(this.at('IpProtocol')) ?? '-1').toLowerCase();
    return PROTOCOLS[protocol] ?? protocol;
  }

  /** The ports that it opens; undefined for ICMP, which has none. */
  get ports(): { readonly from: number; readonly to: number } | undefined {
    const { protocol } = this;
    if (protocol === 'icmp' || protocol === 'icmpv6') return undefined;
    if (protocol !== 'tcp' && protocol !== 'udp') return ALL_PORTS;
    const from = this.resource.number(this.at('FromPort')) ?? -1;
    const to = this.resource.number(this.at('ToPort')) ?? -1;
    return from >= 0 && to >= 0 ? { from, to } : ALL_PORTS;
  }

  /** True where it opens every port of its protocol. */
  get opensAllPorts(): boolean {
    const { ports } = this;
    return ports !== undefined && ports.from <= 1 && ports.to >= ALL_PORTS.to;
  }

  /**
   * The property by which any address comes in or can be reached, if there is one.
   * @throws Unresolved when a range, or what a prefix list holds, is known at deployment only.
   */
  get propertyOpenToAnyAddress(): string | undefined {
    const { ranges, prefixList } = PLACES[this.direction];
    const range = ranges.find((property) => opensToAnyAddress(this.resource, this.at(property)));
    if (range) return this.at(range);
    return this.prefixListIsOpen(this.at(prefixList)) ? this.at(prefixList) : undefined;
  }

  /**
   * The property that names the other side: a group, a prefix list or a range.
   * @throws Unresolved when none does.
   */
  get peerProperty(): string {
    const { ranges, prefixList, group } = PLACES[this.direction];
    const property = [group, prefixList, ...ranges]
      .map((each) => this.at(each))
      .find((each) => this.resource.has(each));
    if (property === undefined) throw new Unresolved(this.at(group));
    return property;
  }

  private prefixListIsOpen(path: string): boolean {
    if (!this.resource.has(path)) return false;
    const list = this.resource.referent(path);
    if (list?.type !== 'AWS::EC2::PrefixList') throw new Unresolved(path);
    return list.list('Entries').some((_, index) => opensToAnyAddress(list, `Entries.${index}.Cidr`));
  }
}

/**
 * The rules of one direction that a resource holds: those inline in a group, or the one that it is itself.
 * @throws Unresolved when the list, or an element of it, is known at deployment only.
 */
export function rulesOf(resource: Resource, direction: Direction): readonly SecurityGroupRule[] {
  const { inline, standalone } = PLACES[direction];
  if (resource.type === standalone) return [new SecurityGroupRule(resource, direction, '')];
  if (resource.type !== 'AWS::EC2::SecurityGroup') return [];
  return resource.list(inline).map((rule, index) => {
    if (isIntrinsic(rule)) throw new Unresolved(`${inline}.${index}`);
    return new SecurityGroupRule(resource, direction, `${inline}.${index}.`);
  });
}
