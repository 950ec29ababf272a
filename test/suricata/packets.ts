/** What somebody of the organization and somebody of the internet say to each other. */
export interface Exchange {
  readonly protocol: 'tcp' | 'udp' | 'icmp';
  /** Where it is opened to. */
  readonly port?: number;
  /** Where it is opened from. @default 40000 */
  readonly from?: number;
  /** In turns: the one who opens, the other, and so on. */
  readonly says?: readonly (string | Buffer)[];
  /** @default - somebody of the internet */
  readonly to?: string;
  /** Who opens it. @default 'inside' */
  readonly opens?: 'inside' | 'outside';
}

const INSIDE = '10.20.0.10';
const OUTSIDE = '203.0.113.10';
const CLIENT_PORT = 40_000;

const PROTOCOL = { icmp: 1, tcp: 6, udp: 17 } as const;
const EMPTY = Buffer.alloc(0);
const [SYN, ACK, PSH] = [0x02, 0x10, 0x08];

/** A capture of raw IP packets, in the format of libpcap. */
export function captureOf(exchange: Exchange): Buffer {
  const header = Buffer.alloc(24);
  header.writeUInt32LE(0xa1_b2_c3_d4, 0);
  header.writeUInt16LE(2, 4);
  header.writeUInt16LE(4, 6);
  header.writeUInt32LE(65_535, 16);
  // LINKTYPE_RAW
  header.writeUInt32LE(101, 20);
  const records = packetsOf(exchange).map((packet, index) => {
    const record = Buffer.alloc(16);
    record.writeUInt32LE(1_700_000_000, 0);
    record.writeUInt32LE(index * 1000, 4);
    record.writeUInt32LE(packet.length, 8);
    record.writeUInt32LE(packet.length, 12);
    return Buffer.concat([record, packet]);
  });
  return Buffer.concat([header, ...records]);
}

interface Side {
  readonly address: string;
  readonly port: number;
}

function packetsOf({
  protocol,
  port = 443,
  from = CLIENT_PORT,
  says = [''],
  opens = 'inside',
  to = OUTSIDE,
}: Exchange): readonly Buffer[] {
  const client = { address: opens === 'inside' ? INSIDE : to, port: from };
  const server = { address: opens === 'inside' ? to : INSIDE, port };
  const texts = says.map((text) => Buffer.from(text as string));
  if (protocol === 'tcp') return connection(client, server, texts);
  return texts.map((text, index) => {
    const [sender, other] = index % 2 === 0 ? [client, server] : [server, client];
    return ip(protocol, sender, other, protocol === 'udp' ? udp(sender, other, text) : echo(text));
  });
}

function connection(client: Side, server: Side, texts: readonly Buffer[]): readonly Buffer[] {
  const packet = (from: Side, to: Side, flags: number, sequence: number, acknowledged: number, text: Buffer = EMPTY) =>
    ip('tcp', from, to, tcp(from, to, { flags, sequence, acknowledged, text }));
  let [ours, theirs] = [1001, 5001];
  const packets = [
    packet(client, server, SYN, 1000, 0),
    packet(server, client, SYN | ACK, 5000, 1001),
    packet(client, server, ACK, ours, theirs),
  ];
  texts.forEach((text, index) => {
    if (index % 2 === 0) {
      packets.push(packet(client, server, PSH | ACK, ours, theirs, text));
      ours += text.length;
      packets.push(packet(server, client, ACK, theirs, ours));
    } else {
      packets.push(packet(server, client, PSH | ACK, theirs, ours, text));
      theirs += text.length;
      packets.push(packet(client, server, ACK, ours, theirs));
    }
  });
  return packets;
}

interface Segment {
  readonly flags: number;
  readonly sequence: number;
  readonly acknowledged: number;
  readonly text: Buffer;
}

function tcp(from: Side, to: Side, { flags, sequence, acknowledged, text }: Segment): Buffer {
  const header = Buffer.alloc(20);
  header.writeUInt16BE(from.port, 0);
  header.writeUInt16BE(to.port, 2);
  header.writeUInt32BE(sequence, 4);
  header.writeUInt32BE(acknowledged, 8);
  header.writeUInt8(5 << 4, 12);
  header.writeUInt8(flags, 13);
  header.writeUInt16BE(65_535, 14);
  return Buffer.concat([header, text]);
}

function udp(from: Side, to: Side, text: Buffer): Buffer {
  const header = Buffer.alloc(8);
  header.writeUInt16BE(from.port, 0);
  header.writeUInt16BE(to.port, 2);
  header.writeUInt16BE(8 + text.length, 4);
  return Buffer.concat([header, text]);
}

const echo = (text: Buffer): Buffer => Buffer.concat([Buffer.from([8, 0, 0, 0, 0, 1, 0, 1]), text]);

/** Without checksums, which the engine is told not to look at; that of IP is right. */
function ip(protocol: Exchange['protocol'], from: Side, to: Side, payload: Buffer): Buffer {
  const header = Buffer.alloc(20);
  header.writeUInt8(0x45, 0);
  header.writeUInt16BE(20 + payload.length, 2);
  header.writeUInt8(64, 8);
  header.writeUInt8(PROTOCOL[protocol], 9);
  Buffer.from(from.address.split('.').map(Number)).copy(header, 12);
  Buffer.from(to.address.split('.').map(Number)).copy(header, 16);
  let sum = 0;
  for (let at = 0; at < 20; at += 2) sum += header.readUInt16BE(at);
  while (sum > 0xff_ff) sum = (sum & 0xff_ff) + (sum >>> 16);
  header.writeUInt16BE(~sum & 0xff_ff, 10);
  return Buffer.concat([header, payload]);
}

/** The greeting of a TLS client: a version, and the name of the server that it asks for. */
export function clientHello(name: string, version: 0x03_01 | 0x03_03): Buffer {
  const host = Buffer.from(name);
  const list = Buffer.concat([Buffer.from([0, 0, host.length]), host]);
  list.writeUInt16BE(host.length, 1);
  const serverName = Buffer.concat([uint16(0), uint16(list.length + 2), uint16(list.length), list]);
  const body = Buffer.concat([
    uint16(version),
    Buffer.alloc(32, 7),
    Buffer.from([0]),
    uint16(2),
    uint16(0xc0_2f),
    Buffer.from([1, 0]),
    uint16(serverName.length),
    serverName,
  ]);
  const handshake = Buffer.concat([Buffer.from([1, 0]), uint16(body.length), body]);
  return Buffer.concat([Buffer.from([22]), uint16(0x03_01), uint16(handshake.length), handshake]);
}

/** The answer of a TLS server that agrees to a version. */
export function serverHello(version: 0x03_01 | 0x03_03): Buffer {
  const body = Buffer.concat([
    uint16(version),
    Buffer.alloc(32, 9),
    Buffer.from([0]),
    uint16(0xc0_2f),
    Buffer.from([0]),
  ]);
  const handshake = Buffer.concat([Buffer.from([2, 0]), uint16(body.length), body]);
  return Buffer.concat([Buffer.from([22]), uint16(version), uint16(handshake.length), handshake]);
}

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value);
  return bytes;
}
