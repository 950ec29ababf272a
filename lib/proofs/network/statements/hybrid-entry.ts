import { type DeclaredLink, everyPrefix } from '../../../../constructs/nag/demands';
import { describeInterval, NUMBERED_IPV4, rangeOf } from '../addresses';
import { type Bounds, exactly, except, isNever } from '../bounds';
import type {
  Firewall,
  Network,
  Subnet,
  TransitAttachment,
  TransitGateway,
  TransitRoute,
  TransitTable,
} from '../model';
import {
  DESTINATION,
  extent,
  type Interval,
  intersect,
  type Packets,
  packets,
  SOURCE,
  subtract,
  union,
} from '../packets';
import { routed, routedInTransit } from '../routing';
import { only, TCP } from '../services';
import { type Finding, failed, type GatewayScene, type GatewayStatement, ruling, unknown } from './statement';

/**
 * Whatever enters by a link to a data centre, a partner or another cloud is led to the firewall and nowhere else, opens connections
 * from the listed prefixes alone, and is answered there alone: the link is by itself in its table, and what it announces is learned
 * by none.
 */
export const hybridEntry: GatewayStatement = {
  facet: '8.3/boundary#hybrid-and-partner-entry',
  judge(scene) {
    const { gateway, links } = scene;
    const outer = gateway.attachments.filter(({ vpc }) => vpc === undefined);
    if (outer.length === 0) return undefined;
    const prefixes = links && prefixesOf(links);
    const judged = outer.map((link) => judgedLink(link, scene, prefixes));
    const paths = judged.flatMap((one) => one.paths).join('; ');
    return ruling(
      judged.flatMap(({ findings }) => findings),
      {
        en: `what enters by ${outer.map(({ name }) => name).join(', ')} passes the firewall, and comes from listed prefixes: ${paths}`,
        zh: `经 ${outer.map(({ name }) => name).join('、')} 进入的流量均经防火墙，且仅来自所列网段：${paths}`,
      },
    );
  },
};

const EVERYTHING = packets({ sources: NUMBERED_IPV4, destinations: NUMBERED_IPV4 });

const prefixesOf = (links: readonly DeclaredLink[]): readonly Interval[] =>
  everyPrefix(links).flatMap((prefix) => rangeOf(prefix)?.sure ?? []);

interface JudgedLink {
  readonly findings: readonly Finding[];
  /** From the link to the firewall. */
  readonly paths: readonly string[];
}

function judgedLink(
  link: TransitAttachment,
  { gateway, network }: GatewayScene,
  prefixes: readonly Interval[] | undefined,
): JudgedLink {
  const { table, name } = link;
  if (table === undefined) {
    return {
      findings: [unknown({ en: `${name} is in no table of the templates`, zh: `${name} 不在模板的任何路由表中` })],
      paths: [],
    };
  }
  const others = gateway.attachments.filter((one) => one !== link && [one.table, ...one.otherTables].includes(table));
  const ways = routedInTransit(table, exactly(EVERYTHING)).flatMap(({ way, packets: part }) =>
    way?.attachment ? inspected(link, way, way.attachment, part, network) : [],
  );
  const lists = gateway.lists.filter((list) => list.table === table && list.accounts.length > 0);
  return {
    findings: [
      ...others.map((other) =>
        failed(`${other.name} is in ${table.name} as well`, `${other.name} 也归属 ${table.name}`),
      ),
      ...lists.map(({ domain }) =>
        failed(`networks of ${domain} are in ${table.name} as well`, `${domain} 的网络也归属 ${table.name}`),
      ),
      ...ways.flatMap((way) => [...way.findings, ...unlessListed(way, prefixes)]),
      ...gateway.tables.flatMap((one) => answered(link, one, gateway, network, prefixes)),
    ],
    paths: ways.map(({ path }) => path),
  };
}

/** A way that packets of a link take. */
interface Inspected {
  readonly path: string;
  readonly findings: readonly Finding[];
  /** Connections that are not refused there. */
  readonly opened: Packets;
}

function inspected(
  link: TransitAttachment,
  { name: route }: TransitRoute,
  { vpc, subnets, table, name: to }: TransitAttachment,
  part: Bounds,
  network: Network,
): readonly Inspected[] {
  const path = `${link.name} → ${link.table?.name} → ${route} → ${to}`;
  const past = failed(`${path} leads round the firewall`, `${path} 绕过防火墙`);
  if (vpc === undefined) return [{ path, findings: [past], opened: [] }];
  if (subnets.length === 0) {
    const open = unknown({ en: `the subnets of ${to} are in no template`, zh: `${to} 的子网不在任何模板中` });
    return [{ path, findings: [open], opened: [] }];
  }
  return subnets.map((door) => {
    const behind = firewallsBehind(door, part);
    const firewall = network.firewalls.find((one) => behind.includes(one));
    const isAlone = firewall !== undefined && behind.every((one) => one === firewall);
    const isOwn = !isNever(ofSubnets(part, door));
    if (!isAlone || isOwn) return { path: `${path} → ${door.name}`, findings: [past], opened: [] };
    const whole = `${path} → ${door.name} → ${firewall.name}`;
    if (firewall.rules === undefined) {
      const unread = unknown({
        en: `the rules of ${firewall.name} cannot be read`,
        zh: `无法读取 ${firewall.name} 的规则`,
      });
      return { path: whole, findings: [unread], opened: [] };
    }
    const { opened, refused } = firewall.rules;
    const admitted = union(subtract(part.maybe, refused), intersect(part.maybe, opened));
    return { path: whole, findings: [], opened: subtract(admitted, answeredElsewhere(link, table)) };
  });
}

/** Who forges the address of another network opens no connection of TCP: the answer goes there, by the table of the firewall. */
const answeredElsewhere = (link: TransitAttachment, table: TransitTable | undefined): Packets =>
  (table ? routedInTransit(table, exactly(EVERYTHING)) : [])
    .filter(({ way }) => way?.attachment !== undefined && way.attachment !== link)
    .map(({ packets: part }) => packets({ sources: extent(part.sure, DESTINATION), protocols: [only(TCP)] }))
    .reduce<Packets>(union, []);

/** What a door's table leads to: a firewall, or undefined for anything else. */
const firewallsBehind = (door: Subnet, part: Bounds): readonly (Firewall | undefined)[] =>
  routed(door.table, door.vpc, except(part, ofVpc(door))).map(({ way }) =>
    way?.target.kind === 'firewall' ? way.target.firewall : undefined,
  );

const ofVpc = ({ vpc }: Subnet): Bounds => exactly(packets({ destinations: vpc.addresses }));

/** What is addressed to the network of the firewall itself. */
const ofSubnets = ({ sure, maybe }: Bounds, { vpc }: Subnet): Bounds => {
  const own = packets({ destinations: vpc.addresses });
  return { sure: intersect(sure, own), maybe: intersect(maybe, own) };
};

function unlessListed({ path, opened }: Inspected, prefixes: readonly Interval[] | undefined): readonly Finding[] {
  if (opened.length === 0) return [];
  if (prefixes === undefined) return [NOBODY_LISTS];
  const strangers = subtract(opened, packets({ sources: prefixes }));
  if (strangers.length === 0) return [];
  const from = extent(strangers, SOURCE).slice(0, 3).map(describeInterval).join(', ');
  return [failed(`${path} lets in ${from}, which no link lists`, `${path} 放行未列出的 ${from}`)];
}

const NOBODY_LISTS = unknown({
  en: 'no configuration lists the prefixes of links',
  zh: '没有配置列出链路的网段',
});

/** Only the table of the firewall leads to a link, and only for its prefixes. */
function answered(
  link: TransitAttachment,
  table: TransitTable,
  { attachments }: TransitGateway,
  { firewalls }: Network,
  prefixes: readonly Interval[] | undefined,
): readonly Finding[] {
  const ways = routedInTransit(table, exactly(EVERYTHING)).filter(({ way }) => way?.attachment === link);
  if (ways.length === 0) return [];
  const inside = attachments.filter((one) => one.table === table);
  const isOfFirewall = inside.every(({ vpc }) =>
    firewalls.some(({ subnets }) => subnets.some((one) => one.vpc === vpc)),
  );
  if (!isOfFirewall) {
    return [
      failed(`${table.name} leads to ${link.name} round the firewall`, `${table.name} 绕过防火墙通向 ${link.name}`),
    ];
  }
  if (prefixes === undefined) return [NOBODY_LISTS];
  return ways.flatMap(({ way, packets: part }) =>
    isNever(except(part, exactly(packets({ destinations: prefixes }))))
      ? []
      : [
          failed(
            `${way?.name} leads more to ${link.name} than the prefixes that are listed`,
            `${way?.name} 通向 ${link.name} 的范围超出所列网段`,
          ),
        ],
  );
}
