import type { Resource } from '../../../constructs/nag/template';
import { type AddressRange, EVERY_IPV4, EVERY_IPV6 } from './addresses';
import type { Group, GroupPeers, GroupRule } from './model';
import { includes, type Packets, packets } from './packets';
import { icmp, isWhole } from './read-lists';
import { keyOf } from './read-vpcs';
import type { Reader } from './reader';
import { ICMP, ICMPV6, only, protocolNumber, TCP, UDP } from './services';

/** A group, and the key under which rules and interfaces name it. */
export interface KeyedGroup {
  readonly key: string;
  readonly group: Group;
}

/** How a direction is spelt, inline and as a resource of its own. */
interface Direction {
  readonly inline: string;
  readonly type: string;
  readonly group: string;
  readonly prefixList: string;
}

const INBOUND: Direction = {
  inline: 'SecurityGroupIngress',
  type: 'AWS::EC2::SecurityGroupIngress',
  group: 'SourceSecurityGroupId',
  prefixList: 'SourcePrefixListId',
};

const OUTBOUND: Direction = {
  inline: 'SecurityGroupEgress',
  type: 'AWS::EC2::SecurityGroupEgress',
  group: 'DestinationSecurityGroupId',
  prefixList: 'DestinationPrefixListId',
};

const EVERYTHING: Packets = packets({});
const EVERYONE: readonly AddressRange[] = [EVERY_IPV4, EVERY_IPV6].map((range) => ({
  sure: range,
  maybe: range,
  prefix: 0,
}));

/** EC2 gives a group that has no outbound rule one that allows everything. */
const ALLOW_ALL: GroupRule = { peers: { kind: 'ranges', ranges: EVERYONE }, packets: EVERYTHING, certainty: 'yes' };

/** The stateful groups of interfaces. */
export class GroupReader {
  private readonly groups = new Map<Resource, KeyedGroup>();

  constructor(private readonly reader: Reader) {}

  /** The group that a value names: one of the templates, or the default one of a network. */
  groupAt(from: Resource, value: unknown): KeyedGroup | undefined {
    const referent = from.template.referent(value);
    if (referent?.type === 'AWS::EC2::SecurityGroup') return this.groupOf(referent);
    return referent?.type === 'AWS::EC2::VPC' ? this.defaultGroup(referent) : undefined;
  }

  /** Those that the templates make for a network. */
  groupsOf(vpc: Resource): readonly Group[] {
    return this.reader
      .referrers(vpc, 'AWS::EC2::SecurityGroup', 'VpcId')
      .map((resource) => this.groupOf(resource).group);
  }

  /**
   * The group that interfaces get which name none: its members reach each other, and everything else.
   * @see https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html
   */
  defaultGroup(vpc: Resource): KeyedGroup {
    const known = this.groups.get(vpc);
    if (known) return known;
    const key = `${keyOf(vpc)} default`;
    const among: GroupRule = { peers: { kind: 'group', key }, packets: EVERYTHING, certainty: 'yes' };
    const group: Group = {
      name: `the default group of ${this.reader.nameOf(vpc)}`,
      inbound: [among, ...this.separate(vpc, INBOUND)],
      outbound: withoutReplaced([ALLOW_ALL], this.separate(vpc, OUTBOUND)),
    };
    const made = { key, group };
    this.groups.set(vpc, made);
    return made;
  }

  private groupOf(resource: Resource): KeyedGroup {
    const known = this.groups.get(resource);
    if (known) return known;
    const inline = this.inline(resource, OUTBOUND);
    const separate = this.separate(resource, OUTBOUND);
    const made = {
      key: keyOf(resource),
      group: {
        name: this.reader.nameOf(resource),
        resource,
        inbound: [...this.inline(resource, INBOUND), ...this.separate(resource, INBOUND)],
        outbound: inline.length + separate.length === 0 ? [ALLOW_ALL] : withoutReplaced(inline, separate),
      },
    };
    this.groups.set(resource, made);
    return made;
  }

  private inline(group: Resource, direction: Direction): readonly GroupRule[] {
    const rules = this.reader.list(group, direction.inline);
    if (rules === undefined) return [{ peers: { kind: 'unknown' }, packets: undefined, certainty: 'perhaps' }];
    return rules.map((_, index) => this.ruleOf(group, `${direction.inline}.${index}.`, direction));
  }

  private separate(group: Resource, direction: Direction): readonly GroupRule[] {
    return this.reader
      .referrers(group, direction.type, 'GroupId')
      .map((rule) => ({ ...this.ruleOf(rule, '', direction), certainty: this.reader.certaintyOf(rule) }));
  }

  private ruleOf(resource: Resource, at: string, direction: Direction): GroupRule {
    return {
      peers: this.peersOf(resource, at, direction),
      packets: this.packetsOf(resource, at),
      certainty: 'yes',
    };
  }

  private peersOf(resource: Resource, at: string, direction: Direction): GroupPeers {
    if (resource.has(`${at}${direction.group}`)) {
      const group = this.keyAt(resource, `${at}${direction.group}`);
      return group === undefined ? { kind: 'unknown' } : { kind: 'group', key: group };
    }
    if (resource.has(`${at}${direction.prefixList}`)) {
      const ranges = prefixListRanges(this.reader, resource, `${at}${direction.prefixList}`);
      return ranges ? { kind: 'ranges', ranges } : { kind: 'unknown' };
    }
    const range = this.reader.range(resource, `${at}${resource.has(`${at}CidrIp`) ? 'CidrIp' : 'CidrIpv6'}`);
    return range ? { kind: 'ranges', ranges: [range] } : { kind: 'unknown' };
  }

  /** Without reading the rules of the group that is named: groups name each other, and themselves. */
  private keyAt(resource: Resource, path: string): string | undefined {
    const referent = resource.referent(path);
    if (referent?.type === 'AWS::EC2::SecurityGroup') return keyOf(referent);
    return referent?.type === 'AWS::EC2::VPC' ? `${keyOf(referent)} default` : undefined;
  }

  /** For ICMP the ports are type and code. */
  private packetsOf(resource: Resource, at: string): Packets | undefined {
    const protocol = protocolNumber(this.reader.literal(resource, `${at}IpProtocol`));
    if (protocol === undefined || protocol === 'all') return protocol && EVERYTHING;
    const whole = packets({ protocols: [only(protocol)] });
    const hasRange = [TCP, UDP, ICMP, ICMPV6].includes(protocol) && resource.has(`${at}FromPort`);
    if (!hasRange) return whole;
    const from = this.reader.literal(resource, `${at}FromPort`);
    const to = this.reader.literal(resource, `${at}ToPort`) ?? (resource.has(`${at}ToPort`) ? undefined : from);
    if (!isWhole(from) || !isWhole(to)) return undefined;
    if (protocol === ICMP || protocol === ICMPV6) return icmp(protocol, Number(from), Number(to));
    if (Number(from) === -1) return whole;
    return packets({ protocols: [only(protocol)], destinationPorts: [{ from: Number(from), to: Number(to) + 1 }] });
  }
}

/**
 * The ranges of a prefix list of the templates; those of AWS, and of parameters, are known at deployment only.
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/managed-prefix-lists.html
 */
export function prefixListRanges(
  reader: Reader,
  resource: Resource,
  path: string,
): readonly AddressRange[] | undefined {
  const list = resource.referent(path);
  if (list?.type !== 'AWS::EC2::PrefixList') return undefined;
  const entries = reader.list(list, 'Entries');
  const ranges = entries?.map((_, index) => reader.range(list, `Entries.${index}.Cidr`));
  return ranges?.every((range) => range !== undefined) ? (ranges as AddressRange[]) : undefined;
}

/**
 * CloudFormation takes away the rule that allows everything when it adds one as a resource of its own: for certain the one
 * that EC2 gave, and as has been seen also one that the template has.
 * @see https://github.com/aws/aws-cdk/issues/22140
 * @see https://github.com/aws/aws-cdk/pull/998
 */
function withoutReplaced(standing: readonly GroupRule[], separate: readonly GroupRule[]): readonly GroupRule[] {
  if (separate.length === 0) return standing;
  const kept = standing
    .filter((rule) => rule !== ALLOW_ALL)
    .map((rule): GroupRule => (allowsEverything(rule) ? { ...rule, certainty: 'perhaps' } : rule));
  return [...kept, ...separate];
}

const allowsEverything = ({ peers, packets: what }: GroupRule): boolean =>
  peers.kind === 'ranges' &&
  peers.ranges.some(({ prefix }) => prefix === 0) &&
  what !== undefined &&
  includes(what, EVERYTHING);
