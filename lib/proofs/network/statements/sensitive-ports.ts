import { isNever } from '../bounds';
import { atInterface, INTERNET } from '../endpoints';
import type { Interface, Network, Subnet } from '../model';
import { type Packets, union } from '../packets';
import { passage } from '../passage';
import { TCP, toPorts, UDP } from '../services';
import { subnetPassage } from '../subnet-passage';
import { type Finding, onlyOf, ruling, type Statement, unlessNever, whatStops } from './statement';

/** Remote administration: SSH, Telnet, RPC, NetBIOS, SMB, Docker, RDP, VNC, WinRM. */
const ADMINISTRATION: readonly (readonly [number, number])[] = [
  [22, 23],
  [135, 139],
  [445, 445],
  [2375, 2376],
  [3389, 3389],
  [5900, 5900],
  [5985, 5986],
];

/** SQL Server, Oracle, MySQL, PostgreSQL, Redshift, Redis, Cassandra, OpenSearch, Memcached, MongoDB. */
const DATABASES: readonly (readonly [number, number])[] = [
  [1433, 1434],
  [1521, 1521],
  [3306, 3306],
  [5432, 5432],
  [5439, 5439],
  [6379, 6379],
  [9042, 9042],
  [9200, 9200],
  [11_211, 11_211],
  [27_017, 27_019],
];

const SENSITIVE: Packets = [...ADMINISTRATION, ...DATABASES]
  .flatMap(([from, to]) => [toPorts(from, to, TCP), toPorts(from, to, UDP)])
  .reduce(union, []);

/** From the internet no port of administration or databases is reached: by routes and lists, or by the groups of all interfaces. */
export const sensitivePorts: Statement = {
  facet: '8.3/minimal-ports#sensitive-ports-unreachable',
  judge({ network, vpc, interfaces }) {
    if (vpc.subnets.length === 0) return undefined;
    const ways = vpc.subnets.map((subnet) => subnetPassage(network, INTERNET, subnet));
    const why = whatStops(ways);
    const findings = vpc.subnets.flatMap((subnet, index) =>
      ways[index] && isNever(onlyOf(ways[index].oneWay, SENSITIVE)) ? [] : inSubnet(network, subnet, interfaces),
    );
    return ruling(findings, {
      en: `no administration or database port of ${vpc.name} is reached from the internet: ${why.en}`,
      zh: `互联网不可达 ${vpc.name} 的任何管理与数据库端口：${why.zh}`,
    });
  },
};

const inSubnet = (network: Network, subnet: Subnet, interfaces: readonly Interface[]): readonly Finding[] =>
  interfaces
    .filter((one) => one.subnet === subnet)
    .map((one) => passage(network, INTERNET, atInterface(one)))
    .flatMap((way) => unlessNever(way, onlyOf(way.flows, SENSITIVE)));
