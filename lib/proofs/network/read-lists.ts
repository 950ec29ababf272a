import type { Resource } from '../../../constructs/nag/template';
import { EVERY_IPV4, EVERY_IPV6 } from './addresses';
import type { AccessList, AccessRule } from './model';
import { type Packets, packets } from './packets';
import type { Reader } from './reader';
import { ICMP, ICMPV6, only, protocolNumber, TCP, UDP } from './services';

const ENTRY = 'AWS::EC2::NetworkAclEntry';
const EVERYTHING = packets({});

/**
 * What the list has that a VPC comes with: it allows everything, after whatever is entered before it.
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/default-network-acl.html
 */
const DEFAULT_RULES: readonly AccessRule[] = [EVERY_IPV4, EVERY_IPV6].map((peers, index) => ({
  number: 100 + index,
  action: 'allow',
  peers: { sure: peers, maybe: peers, prefix: 0 },
  packets: EVERYTHING,
  certainty: 'yes',
}));

/** The stateless lists of subnets. */
export class ListReader {
  private readonly lists = new Map<Resource, AccessList>();

  constructor(private readonly reader: Reader) {}

  /** The list that a subnet is associated with: the default one of its network where there is none. */
  usedBy(subnet: Resource, vpc: Resource | undefined): AccessList {
    const [association] = this.reader.referrers(subnet, 'AWS::EC2::SubnetNetworkAclAssociation', 'SubnetId');
    if (association === undefined) return this.defaultList(vpc);
    const own = association.referent('NetworkAclId');
    if (own === undefined || this.reader.certaintyOf(association) !== 'yes') return UNKNOWN_LIST;
    return own.type === 'AWS::EC2::VPC' ? this.defaultList(own) : this.listOf(own);
  }

  private listOf(resource: Resource): AccessList {
    const known = this.lists.get(resource) ?? {
      name: this.reader.nameOf(resource),
      resource,
      ...this.rulesOf(resource, []),
    };
    this.lists.set(resource, known);
    return known;
  }

  private defaultList(vpc: Resource | undefined): AccessList {
    if (vpc === undefined) return { name: 'default list', ...UNKNOWN };
    const known = this.lists.get(vpc) ?? {
      name: `the default list of ${this.reader.nameOf(vpc)}`,
      ...this.rulesOf(vpc, DEFAULT_RULES),
    };
    this.lists.set(vpc, known);
    return known;
  }

  private rulesOf(list: Resource, standing: readonly AccessRule[]): Pick<AccessList, 'inbound' | 'outbound'> {
    const entries = this.reader.referrers(list, ENTRY, 'NetworkAclId');
    const rules = (isOutbound: boolean): readonly AccessRule[] =>
      inOrder([
        ...entries
          .filter((entry) => (this.reader.flag(entry, 'Egress', 'no') !== 'no') === isOutbound)
          .map((entry) => this.ruleOf(entry)),
        ...standing,
      ]);
    return { inbound: rules(false), outbound: rules(true) };
  }

  private ruleOf(entry: Resource): AccessRule {
    const { reader } = this;
    const number = Number(reader.literal(entry, 'RuleNumber'));
    const action = String(reader.literal(entry, 'RuleAction')).toLowerCase();
    const range = entry.has('CidrBlock') ? 'CidrBlock' : 'Ipv6CidrBlock';
    return {
      number: Number.isInteger(number) ? number : undefined,
      action: action === 'allow' || action === 'deny' ? action : undefined,
      peers: reader.range(entry, range),
      packets: this.packetsOf(entry),
      certainty: reader.certaintyOf(entry),
    };
  }

  /** Port ranges count for TCP and UDP alone; ICMP has types and codes, of which -1 stands for all. */
  private packetsOf(entry: Resource): Packets | undefined {
    const protocol = protocolNumber(this.reader.literal(entry, 'Protocol'));
    if (protocol === undefined) return undefined;
    if (protocol === 'all') return EVERYTHING;
    const whole = packets({ protocols: [only(protocol)] });
    if (protocol === TCP || protocol === UDP) {
      return entry.has('PortRange') ? this.portsOf(entry, protocol) : whole;
    }
    if (protocol !== ICMP && protocol !== ICMPV6) return whole;
    return entry.has('Icmp') ? this.icmpOf(entry, protocol) : whole;
  }

  private portsOf(entry: Resource, protocol: number): Packets | undefined {
    const from = this.reader.literal(entry, 'PortRange.From');
    const to = this.reader.literal(entry, 'PortRange.To');
    if (!isWhole(from) || !isWhole(to)) return undefined;
    return packets({
      protocols: [only(protocol)],
      destinationPorts: [{ from: Number(from), to: Number(to) + 1 }],
    });
  }

  private icmpOf(entry: Resource, protocol: number): Packets | undefined {
    const type = this.reader.literal(entry, 'Icmp.Type');
    const code = this.reader.literal(entry, 'Icmp.Code');
    return !isWhole(type) || !isWhole(code) ? undefined : icmp(protocol, Number(type), Number(code));
  }
}

/** A number, as a number or as text. */
export const isWhole = (value: unknown): boolean => value !== undefined && Number.isInteger(Number(value));

/** ICMP of a type and a code, -1 standing for all. */
export function icmp(protocol: number, type: number, code: number): Packets {
  const messages =
    type === -1
      ? []
      : [
          code === -1
            ? { from: type * 256, to: (type + 1) * 256 }
            : { from: type * 256 + code, to: type * 256 + code + 1 },
        ];
  return packets({ protocols: [only(protocol)], ...(messages.length > 0 && { destinationPorts: messages }) });
}

/** Anything may be in it. */
const UNKNOWN_RULE: AccessRule = {
  number: 1,
  action: undefined,
  peers: undefined,
  packets: undefined,
  certainty: 'perhaps',
};
const UNKNOWN = { isOpen: true as const, inbound: [UNKNOWN_RULE], outbound: [UNKNOWN_RULE] };
const UNKNOWN_LIST: AccessList = { name: 'a list known at deployment only', ...UNKNOWN };

/** Lowest number first; where one is not known, nothing is known of the order of any. */
function inOrder(rules: readonly AccessRule[]): readonly AccessRule[] {
  if (rules.some(({ number }) => number === undefined)) return [UNKNOWN_RULE];
  return [...rules].sort((a, b) => (a.number ?? 0) - (b.number ?? 0));
}
