import {
  DESTINATION_PORT,
  EVERY_PROTOCOL,
  extent,
  type Interval,
  intersect,
  intervalsWithout,
  joined,
  type Packets,
  PROTOCOL,
  packets,
} from './packets';

/** IANA protocol numbers. */
export const ICMP = 1;
export const TCP = 6;
export const UDP = 17;
export const ICMPV6 = 58;

/** Names that templates use in place of numbers. */
const NUMBERS: Readonly<Record<string, number>> = { icmp: ICMP, tcp: TCP, udp: UDP, icmpv6: ICMPV6 };
const NAMES: Readonly<Record<number, string>> = { [ICMP]: 'icmp', [TCP]: 'tcp', [UDP]: 'udp', [ICMPV6]: 'icmpv6' };

export const only = (protocol: number): Interval => ({ from: protocol, to: protocol + 1 });

export const TCP_PACKETS: Packets = packets({ protocols: [only(TCP)] });

/** The number of `tcp`, `6` or 6; `all` for -1, undefined when it is none of them. */
export function protocolNumber(value: unknown): number | 'all' | undefined {
  const text = String(value).toLowerCase();
  if (text === '-1' || text === 'all') return 'all';
  const number = NUMBERS[text] ?? Number(text);
  return Number.isInteger(number) && number >= 0 && number <= 255 ? number : undefined;
}

/** Packets to a port, of TCP unless said otherwise. */
export const toPorts = (from: number, to: number, protocol = TCP): Packets =>
  packets({ protocols: [only(protocol)], destinationPorts: [{ from, to: to + 1 }] });

/** Packets from a port, as a server answers. */
export const fromPorts = (from: number, to: number, protocol = TCP): Packets =>
  packets({ protocols: [only(protocol)], sourcePorts: [{ from, to: to + 1 }] });

/** What is asked for in the packets, as people write it: `tcp/443`, `udp/53`, `all but tcp`, `all`. */
export function describeServices(set: Packets): readonly string[] {
  const parts = byProtocol(set);
  const open = parts.filter(({ ports }) => isWhole(ports)).map(({ protocols }) => protocols);
  const some = parts.filter(({ ports }) => !isWhole(ports)).flatMap(({ protocols, ports }) => named(protocols, ports));
  const whole = joined(open);
  const isMost = whole.reduce((sum, { from, to }) => sum + Number(to) - Number(from), 0) > 128;
  if (!isMost) return [...some, ...whole.flatMap(each)];
  const closed = intervalsWithout([EVERY_PROTOCOL], whole).flatMap(each);
  return [...some, closed.length === 0 ? 'all' : `all but ${closed.join(' and ')}`];
}

interface PortsOfProtocols {
  readonly protocols: Interval;
  readonly ports: readonly Interval[];
}

/** Ranges of protocols whose ports are the same. */
function byProtocol(set: Packets): readonly PortsOfProtocols[] {
  const cuts = [...new Set(set.flatMap((box) => [Number(box[PROTOCOL].from), Number(box[PROTOCOL].to)]))].sort(
    (a, b) => a - b,
  );
  return cuts.slice(0, -1).flatMap((from, at) => {
    const protocols = { from, to: cuts[at + 1] ?? from };
    const ports = extent(intersect(set, packets({ protocols: [protocols] })), DESTINATION_PORT);
    return ports.length === 0 ? [] : [{ protocols, ports }];
  });
}

const isWhole = (ports: readonly Interval[]): boolean => ports.some(({ from, to }) => from === 0 && to === 65_536);

const each = ({ from, to }: Interval): readonly string[] =>
  Array.from({ length: Number(to) - Number(from) }, (_, index) => nameOf(Number(from) + index));

const nameOf = (protocol: number): string => NAMES[protocol] ?? `protocol ${protocol}`;

/** Types and codes of ICMP are not spelt out. */
const named = (protocols: Interval, ports: readonly Interval[]): readonly string[] =>
  each(protocols).flatMap((name) =>
    name === 'tcp' || name === 'udp' ? ports.map((one) => `${name}/${range(one)}`) : name,
  );

const range = ({ from, to }: Interval): string =>
  Number(to) - Number(from) === 1 ? String(from) : `${from}-${Number(to) - 1}`;
