import { INGRESS_DOMAIN } from '../../../../constructs/transit-hub/route-domains';
import type { Network, SpokeList, Subnet, TransitAttachment, TransitGateway } from '../model';
import { domainOf, INSPECTION, settledTag } from './route-domains';
import { type Finding, failed, type GatewayScene, type GatewayStatement, ruling, unknown } from './statement';

/** Each attachment is in the table of one domain, its own; and the gateway puts none into any by itself. */
export const routeDomainSeparation: GatewayStatement = {
  facet: '8.3/vpc-isolation#route-domain-separation',
  judge(scene) {
    const { gateway } = scene;
    if (gateway.tables.length === 0 && gateway.attachments.length === 0) return undefined;
    const { name, attachments, lists } = gateway;
    const accounts = lists.flatMap((list) => list.accounts);
    return ruling(
      [
        ...byItself(gateway),
        ...attachments.flatMap((one) => misplaced(one, scene)),
        ...attachments.flatMap((one) => unlisted(one, accounts)),
        ...lists.flatMap((list) => mislisted(list, gateway)),
      ],
      {
        en: `each of the ${attachments.length} attachments of ${name} and of the ${accounts.length} accounts that may attach is in the table of one domain, its own, and none is put into any by default`,
        zh: `${name} 的 ${attachments.length} 个网络连接及 ${accounts.length} 个可接入账号各自仅归属本域的一个路由表，且不会默认归入任何路由表`,
      },
    );
  },
};

const SWITCHES = ['DefaultRouteTableAssociation', 'DefaultRouteTablePropagation'];

function byItself({ name, resource }: TransitGateway): readonly Finding[] {
  return SWITCHES.filter((property) => resource?.text(property) !== 'disable').map((property) =>
    failed(`${property} of ${name} is not off`, `${name} 的 ${property} 未关闭`),
  );
}

function misplaced(
  { name, table, otherTables, vpc, subnets }: TransitAttachment,
  { network }: GatewayScene,
): readonly Finding[] {
  if (table === undefined) return [failed(`${name} is in no table`, `${name} 未归属任何路由表`)];
  if (otherTables.length > 0) {
    const tables = [table, ...otherTables].map((one) => one.name).join(', ');
    return [failed(`${name} is in ${tables}, and not in one table`, `${name} 同时归属 ${tables}`)];
  }
  const domain = domainOf(table);
  if (domain === undefined) {
    return [unknown({ en: `${table.name} tells no domain`, zh: `${table.name} 未标明所属域` })];
  }
  if (domain === INSPECTION) {
    if (network.firewalls.some(({ subnets }) => subnets.some((subnet) => subnet.vpc === vpc))) return [];
    return [
      failed(`${name} is in ${table.name} and has no firewall`, `${name} 归属 ${table.name}，但其网络没有防火墙`),
    ];
  }
  if (domain === INGRESS_DOMAIN) return carriesOn(subnets, network);
  const environment = settledTag(vpc?.resource, 'isms:environment');
  if (environment === undefined || environment === domain) return [];
  return [
    failed(
      `${name} of a network of ${environment} is in ${table.name}, which is of ${domain}`,
      `${name} 所属网络为 ${environment}，却归属 ${domain} 域的 ${table.name}`,
    ),
  ];
}

/** Of several accounts that one template serves, those that the hub does not know: what is said of the others is not said of them. */
function unlisted({ name, accounts }: TransitAttachment, listed: readonly string[]): readonly Finding[] {
  const strangers = accounts.filter((account) => !listed.includes(account));
  if (strangers.length === accounts.length) return [];
  return strangers.map((account) =>
    failed(`${name} of ${account} is in no table`, `账号 ${account} 的 ${name} 未归属任何路由表`),
  );
}

/** The network of load balancers meets all domains through the firewall: what comes in stays, and nobody else is there. */
function carriesOn(subnets: readonly Subnet[], { interfaces }: Network): readonly Finding[] {
  const vpcs = new Set(subnets.map(({ vpc }) => vpc));
  const strangers = interfaces.filter(({ kind, subnet }) => kind !== 'load-balancer' && vpcs.has(subnet.vpc));
  return [
    ...subnets.flatMap(({ name, table }) =>
      table.routes
        .filter(({ target }) => target.kind !== 'local' && target.kind !== 'blackhole')
        .map((route) =>
          failed(
            `${name}, where load balancers are attached, leads on by ${route.name}`,
            `负载均衡接入子网 ${name} 经 ${route.name} 继续转发`,
          ),
        ),
    ),
    ...strangers.map(({ name, subnet }) =>
      failed(`${name} in ${subnet.name} is no load balancer`, `${subnet.name} 中的 ${name} 不是负载均衡`),
    ),
  ];
}

function mislisted({ domain, accounts, table }: SpokeList, { lists }: TransitGateway): readonly Finding[] {
  if (accounts.length === 0) return [];
  if (table === undefined) {
    return [unknown({ en: `the table of ${domain} is in no template`, zh: `${domain} 的路由表不在任何模板中` })];
  }
  const twice = accounts.filter((account) => lists.filter((list) => list.accounts.includes(account)).length > 1);
  return [
    ...(domainOf(table) === domain && domain !== INSPECTION
      ? []
      : [
          failed(
            `networks of ${domain} are put into ${table.name}, which is of ${domainOf(table) ?? 'no domain'}`,
            `${domain} 的网络被归入 ${table.name}，而该表所属域为 ${domainOf(table) ?? '无'}`,
          ),
        ]),
    ...twice.map((account) =>
      failed(`${account} is listed in more than one table`, `账号 ${account} 被列入多个路由表`),
    ),
  ];
}
