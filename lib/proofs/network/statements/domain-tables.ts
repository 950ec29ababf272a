import { INGRESS_DOMAIN } from '../../../../constructs/transit-hub/route-domains';
import { privateAddresses, rangeOf } from '../addresses';
import { type Bounds, exactly, except, isNever, isSurely } from '../bounds';
import type { TransitAttachment, TransitGateway, TransitTable } from '../model';
import { packets } from '../packets';
import { routedInTransit } from '../routing';
import { domainOf, INSPECTION } from './route-domains';
import { type Finding, failed, type GatewayScene, type GatewayStatement, ruling, unknown } from './statement';

/** Those between which nothing may flow, and what they share, through which nothing may flow either. */
const DOMAINS = ['production', 'non-production', 'shared'];

/**
 * From the table of a domain no private address is reached but in the domain itself, and the other ends of declared flows through the
 * firewall: whichever networks are attached one day, nothing flows from production to non-production or back, by the gateway or
 * through the firewall.
 */
export const domainTables: GatewayStatement = {
  facet: '8.3/zoning#environment-separation',
  judge(scene) {
    const { gateway } = scene;
    const apart = gateway.tables.filter((table) => DOMAINS.includes(domainOf(table) ?? ''));
    const known = new Set(apart.map(domainOf));
    if (!known.has('production') || !known.has('non-production')) return undefined;
    const names = apart.map(({ name }) => name).join(', ');
    const crossing = apart.some((table) => crossingsOf(table, scene).length > 0);
    return ruling(
      [...withoutDomain(gateway), ...apart.flatMap((table) => leadsElsewhere(table, scene))],
      crossing
        ? {
            en: `from ${names} no private address of another domain is reached but the ends of declared flows, through the firewall and never between production and non-production: all others end at blackholes`,
            zh: `自 ${names} 仅可经防火墙到达已声明流量的对端，且生产与非生产之间从不互通；其他私有地址均以黑洞路由终止`,
          }
        : {
            en: `from ${names} no private address of another domain is reached: private addresses end at blackholes`,
            zh: `自 ${names} 均无法到达其他域的私有地址：私有地址以黑洞路由终止`,
          },
    );
  },
};

/** What is in a table without a domain may be of production. */
const withoutDomain = ({ attachments }: TransitGateway): readonly Finding[] =>
  attachments
    .filter(({ table }) => domainOf(table) === undefined)
    .map(({ name }) => unknown({ en: `${name} is in a table of no domain`, zh: `${name} 归属的路由表未标明所属域` }));

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

const ENVIRONMENTS = ['production', 'non-production'];

/** Whether a route leads to a firewall, which then judges the flow. */
const isInspected = ({ vpc }: TransitAttachment, { network }: GatewayScene): boolean =>
  network.firewalls.some(({ subnets }) => subnets.some((subnet) => subnet.vpc === vpc));

function leadsElsewhere(table: TransitTable, scene: GatewayScene): readonly Finding[] {
  const toNetworks = exactly(packets({ destinations: privateAddresses() }));
  const declared = packets({ destinations: crossingsOf(table, scene).flatMap((range) => rangeOf(range)?.sure ?? []) });
  return routedInTransit(table, toNetworks).flatMap(({ way, packets: part }): readonly Finding[] => {
    if (way?.attachment === undefined || domainOf(way.attachment.table) === domainOf(table)) return [];
    if (endsAtLoadBalancers(way.attachment, part)) return [];
    if (isInspected(way.attachment, scene) && isNever(except(part, exactly(declared)))) return [];
    const names = `${table.name} → ${way.name} → ${way.attachment.name}`;
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
