import type { Bilingual } from '../../../standard';
import { finding } from '../../findings';
import { type Finding, nonCompliant, notApplicable, type Rule, verdictFromEach } from '../../rule';
import type { Resource } from '../../template';
import {
  FORWARDING_TARGETS,
  HANDING_TARGETS,
  INTERNET_TARGETS,
  isDefaultRoute,
  leadsToInternetGateway,
  namesInternetGateway,
  routesOf,
  tableAssociationsOf,
} from './routes';
import { isSealed, zoneOf } from './zones';

/**
 * A subnet of the data or management zone (tag `isms:zone`) uses a route table of the template without a route to an
 * internet, NAT, egress-only or carrier gateway or to a NAT instance, and without a route for any address to another
 * network, which leads to the internet by way of others. No subnet of another zone uses the table: what is routed for
 * that one is routed for this one too.
 *
 * A subnet without a table of its own uses the main one of its VPC, which no template shows, and fails.
 */
export const dataZoneUnroutable: Rule = {
  id: 'data-zone-unroutable',
  demand: {
    en: 'A subnet of the data or management zone has no route to the internet.',
    zh: '数据区与管理区的子网没有通往互联网的路由。',
  },
  types: ['AWS::EC2::Subnet'],
  reference: 'https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Route_Tables.html',
  judge(subnet) {
    if (!isSealed(zoneOf(subnet))) return notApplicable(OTHER_ZONE);
    const associations = tableAssociationsOf(subnet);
    if (associations.length === 0) return nonCompliant(NO_TABLE);
    return verdictFromEach([...associations.map(sharing), ...associations.flatMap(routing)], (found) => found());
  },
};

const OTHER_ZONE: Bilingual = {
  en: 'the subnet is in neither the data nor the management zone',
  zh: '该子网不属于数据区或管理区',
};

const NO_TABLE = finding(
  'AWS::EC2::SubnetRouteTableAssociation',
  "is missing: the main route table of the VPC decides, and a change to it for others opens this subnet's way out",
  '未设置：将沿用 VPC 主路由表，为其他子网所作的变更会使本子网可出网',
);

const sharing = (association: Resource) => (): readonly Finding[] =>
  othersAt(association).flatMap((other) => {
    const subnet = other.referent('SubnetId');
    return subnet && !isSealed(zoneOf(subnet)) ? [shared(association, subnet)] : [];
  });

const shared = (association: Resource, { id }: Resource): Finding =>
  finding(
    `${association.id}.RouteTableId`,
    `is the table of ${id} too, in another zone: what is routed for that one leads out of this; use a table of its own`,
    `亦为其他区域子网 ${id} 的路由表：为其所设路由会使本子网可出网；请使用专属路由表`,
  );

/** What else ties a subnet to the same table. */
function othersAt(association: Resource): readonly Resource[] {
  const table = association.referent('RouteTableId');
  return table?.referrers(association.type, 'RouteTableId').filter((other) => other !== association) ?? [];
}

const routing = (association: Resource) => routesOf(association).map((route) => () => findingsIn(route));

function findingsIn(route: Resource): readonly Finding[] {
  if (namesInternetGateway(route)) return [wayOut(route, 'GatewayId')];
  const out = INTERNET_TARGETS.filter((target) => route.has(target));
  if (out.length > 0) return out.map((target) => wayOut(route, target));
  const others = [...HANDING_TARGETS, ...FORWARDING_TARGETS].filter((target) => route.has(target));
  if (others.length === 0) return [];
  if (isDefaultRoute(route)) return others.map((target) => handsOnAll(route, target));
  return leadsToInternetGateway(route) ? [wayOut(route, 'GatewayId')] : [];
}

const wayOut = ({ id }: Resource, target: string): Finding =>
  finding(`${id}.${target}`, 'is a way to the internet', '构成通往互联网的路径');

const handsOnAll = (route: Resource, target: string): Finding =>
  finding(
    `${route.id}.${target}`,
    'is a way to the internet, by itself or by way of others, for it takes any address: route to listed ranges alone',
    '接收发往任意地址的流量，直接或经由他方通往互联网：请仅路由至所列网段',
  );
