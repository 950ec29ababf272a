import { INGRESS_DOMAIN } from '../../../../constructs/transit-hub/route-domains';
import { privateAddresses } from '../addresses';
import { type Bounds, exactly, isSurely } from '../bounds';
import type { TransitAttachment, TransitGateway, TransitTable } from '../model';
import { packets } from '../packets';
import { routedInTransit } from '../routing';
import { domainOf, INSPECTION } from './route-domains';
import { type Finding, failed, type GatewayStatement, ruling, unknown } from './statement';

/** Those between which nothing may flow, and what they share, through which nothing may flow either. */
const DOMAINS = ['production', 'non-production', 'shared'];

/**
 * From the table of a domain no private address is reached but in the domain itself: whichever networks are attached one day, nothing
 * flows from production to non-production or back, by the gateway or through the firewall, and nothing by way of shared networks.
 */
export const domainTables: GatewayStatement = {
  facet: '8.3/zoning#environment-separation',
  judge({ gateway }) {
    const apart = gateway.tables.filter((table) => DOMAINS.includes(domainOf(table) ?? ''));
    const known = new Set(apart.map(domainOf));
    if (!known.has('production') || !known.has('non-production')) return undefined;
    const names = apart.map(({ name }) => name).join(', ');
    return ruling([...withoutDomain(gateway), ...apart.flatMap(leadsElsewhere)], {
      en: `from ${names} no private address of another domain is reached but load balancers behind the firewall: private addresses end at blackholes`,
      zh: `自 ${names} 除防火墙后的负载均衡外均无法到达其他域的私有地址：私有地址以黑洞路由终止`,
    });
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

function leadsElsewhere(table: TransitTable): readonly Finding[] {
  const toNetworks = exactly(packets({ destinations: privateAddresses() }));
  return routedInTransit(table, toNetworks).flatMap(({ way, packets: part }): readonly Finding[] => {
    if (way?.attachment === undefined || domainOf(way.attachment.table) === domainOf(table)) return [];
    if (endsAtLoadBalancers(way.attachment, part)) return [];
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
