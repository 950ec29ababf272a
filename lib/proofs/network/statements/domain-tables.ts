import type { Bilingual } from '../../../../constructs/standard';
import { INGRESS_DOMAIN } from '../../../../constructs/transit-hub/route-domains';
import { privateAddresses, rangeOf } from '../addresses';
import { type Bounds, exactly, except, isNever, isSurely } from '../bounds';
import type { Network, TransitAttachment, TransitGateway, TransitTable } from '../model';
import { includes, type Packets, packets } from '../packets';
import { routedInTransit } from '../routing';
import { domainOf, INSPECTION } from './route-domains';
import { isServiceNetwork } from './service-network';
import { type Finding, failed, type GatewayScene, type GatewayStatement, ruling, unknown } from './statement';

/** What all domains may use. */
const SHARED = 'shared';

/** Those between which nothing may flow, and what they share, through which nothing may flow either. */
const DOMAINS = ['production', 'non-production', SHARED];

/**
 * From the table of a domain no private address is reached but in the domain itself, and the other ends of declared flows through the
 * firewall: whichever networks are attached one day, nothing flows from production to non-production or back, by the gateway or
 * through the firewall, and nothing by way of shared networks. The one thing that all domains reach is a network of the shared one that
 * holds interface endpoints alone, at its own addresses; and from its table, in which nothing else stands, it answers.
 */
export const domainTables: GatewayStatement = {
  facet: '8.3/zoning#environment-separation',
  judge(scene) {
    const { gateway, network } = scene;
    const apart = gateway.tables.filter((table) => DOMAINS.includes(domainOf(table) ?? ''));
    const known = new Set(apart.map(domainOf));
    if (!known.has('production') || !known.has('non-production')) return undefined;
    const names = apart.map(({ name }) => name).join(', ');
    const serving = servingOf(gateway, network);
    const crossing = apart.some((table) => crossingsOf(table, scene).length > 0) ? CROSSING : NO_CROSSING;
    return ruling([...withoutDomain(gateway), ...apart.flatMap((table) => leadsElsewhere(table, scene))], {
      en: `from ${names} no private address of another domain is reached${crossing.en}${serving.en}`,
      zh: `自 ${names} ${crossing.zh}${serving.zh}`,
    });
  },
};

const CROSSING: Bilingual = {
  en: ' but the ends of declared flows, through the firewall and never between production and non-production: all others end at blackholes',
  zh: '仅可经防火墙到达已声明流量的对端，且生产与非生产之间从不互通；其他私有地址均以黑洞路由终止',
};

const NO_CROSSING: Bilingual = {
  en: ': private addresses end at blackholes',
  zh: '均无法到达其他域的私有地址：私有地址以黑洞路由终止',
};

/** What is in a table without a domain may be of production. */
const withoutDomain = ({ attachments }: TransitGateway): readonly Finding[] =>
  attachments
    .filter(({ table }) => domainOf(table) === undefined)
    .map(({ name }) => unknown({ en: `${name} is in a table of no domain`, zh: `${name} 归属的路由表未标明所属域` }));

/** Networks of endpoints that stand in a table of the shared domain: what passes is told as it is. */
function servingOf({ attachments }: TransitGateway, network: Network): Bilingual {
  const names = attachments.filter((one) => serves(one, network)).map(({ name }) => name);
  if (names.length === 0) return { en: '', zh: '' };
  const list = names.join(', ');
  return { en: `, but for ${list}, which hold interface endpoints alone`, zh: `，仅含接口终端节点的 ${list} 除外` };
}

const serves = ({ vpc, table }: TransitAttachment, network: Network): boolean =>
  domainOf(table) === SHARED && vpc !== undefined && isServiceNetwork(vpc, network);

/** Whether nothing but networks of endpoints is in a table, nor will be: no list puts accounts into it. */
const isTableOfServices = (table: TransitTable, { attachments, lists }: TransitGateway, network: Network): boolean => {
  const within = attachments.filter((one) => one.table === table || one.otherTables.includes(table));
  return (
    within.length > 0 && within.every((one) => serves(one, network)) && lists.every((list) => list.table !== table)
  );
};

/** Of packets that go to a network of endpoints, those to its own addresses stay there. */
const staysThere = (attachment: TransitAttachment, network: Network, part: Packets): boolean =>
  serves(attachment, network) && includes(packets({ destinations: attachment.vpc?.addresses ?? [] }), part);

function leadsElsewhere(table: TransitTable, scene: GatewayScene): readonly Finding[] {
  const { gateway, network } = scene;
  if (isTableOfServices(table, gateway, network)) return [];
  return [...learnsOfOthers(table, gateway), ...ledElsewhere(table, scene)];
}

/** A table that learns of all listed networks leads to those of other domains, whether or not one is attached yet. */
const learnsOfOthers = (table: TransitTable, { answering, lists }: TransitGateway): readonly Finding[] =>
  lists
    .filter(({ domain }) => answering.includes(table) && domain !== domainOf(table))
    .map(({ domain }) =>
      failed(`${table.name} learns of the networks of ${domain}`, `${table.name} 会获知 ${domain} 的网络`),
    );

/**
 * Whether it goes to the firewall, and from there to the network of load balancers alone: answers to them. That network carries
 * nothing on, which `8.3/vpc-isolation#route-domain-separation` decides.
 */
const endsAtLoadBalancers = ({ table }: TransitAttachment, part: Bounds): boolean =>
  table !== undefined &&
  domainOf(table) === INSPECTION &&
  routedInTransit(table, part).every(({ way }) => domainOf(way?.attachment?.table) === INGRESS_DOMAIN);

/** Other ends of the flows that may begin or end in the domain of a table: never those of the environment that it must not meet. */
function crossingsOf(table: TransitTable, { crossings = [] }: GatewayScene): readonly string[] {
  const domain = domainOf(table);
  return crossings
    .flatMap(({ from, to }) => [
      { own: from, other: to },
      { own: to, other: from },
    ])
    .filter(
      ({ own, other }) =>
        own.domain === domain && !ENVIRONMENTS.every((one) => [own, other].some((end) => end.domain === one)),
    )
    .flatMap(({ other }) => other.ranges);
}

/** Templates alone do not tell which flows may pass the firewall. */
const undeclared = (names: string): Finding =>
  unknown({
    en: `${names} leads to the firewall, and without a configuration nothing tells whether a flow is declared there`,
    zh: `${names} 通向防火墙，未提供配置时无法判断该流量是否已声明`,
  });

const ENVIRONMENTS = ['production', 'non-production'];

/** Whether a route leads to a firewall, which then judges the flow. */
const isInspected = ({ vpc }: TransitAttachment, { network }: GatewayScene): boolean =>
  network.firewalls.some(({ subnets }) => subnets.some((subnet) => subnet.vpc === vpc));

function ledElsewhere(table: TransitTable, scene: GatewayScene): readonly Finding[] {
  const toNetworks = exactly(packets({ destinations: privateAddresses() }));
  const declared = packets({ destinations: crossingsOf(table, scene).flatMap((range) => rangeOf(range)?.sure ?? []) });
  return routedInTransit(table, toNetworks).flatMap(({ way, packets: part }): readonly Finding[] => {
    if (way?.attachment === undefined || staysThere(way.attachment, scene.network, part.maybe)) return [];
    if (domainOf(way.attachment.table) === domainOf(table)) return [];
    if (endsAtLoadBalancers(way.attachment, part)) return [];
    if (isInspected(way.attachment, scene) && isNever(except(part, exactly(declared)))) return [];
    const names = `${table.name} → ${way.name} → ${way.attachment.name}`;
    if (isInspected(way.attachment, scene) && scene.crossings === undefined) return [undeclared(names)];
    if (isSurely(part)) {
      return [failed(`${names} leads private addresses out of the domain`, `${names} 将私有地址引出本域`)];
    }
    return [
      unknown({
        en: `${names} perhaps leads private addresses out of the domain`,
        zh: `${names} 可能将私有地址引出本域`,
      }),
    ];
  });
}
