import type { Bilingual } from '../../../standard';
import { type Finding, nonCompliant, notApplicable, type Rule, verdictFromEach } from '../../rule';
import type { Resource } from '../../template';
import {
  FORWARDING_TARGETS,
  INTERNET_TARGETS,
  isDefaultRoute,
  leadsToInternetGateway,
  routesOf,
  tableAssociationsOf,
} from './routes';
import { isSealed, zoneOf } from './zones';

/**
 * A subnet of the data or management zone (tag `isms:zone`) uses a route table of the template without a route to an
 * internet, NAT, egress-only or carrier gateway or to a NAT instance.
 *
 * A subnet without a table of its own uses the main one of its VPC, which no template shows, and fails. Whether a route
 * to a transit gateway ends at the internet is for a proof of reachability to say, not for a rule.
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
    return verdictFromEach(associations.flatMap(routesOf), findingsIn);
  },
};

const OTHER_ZONE: Bilingual = {
  en: 'the subnet is in neither the data nor the management zone',
  zh: '该子网不属于数据区或管理区',
};

const NO_TABLE: Finding = {
  property: 'AWS::EC2::SubnetRouteTableAssociation',
  message: {
    en: "is missing: the main route table of the VPC decides, and a change to it for others opens this subnet's way out",
    zh: '未设置：将沿用 VPC 主路由表，为其他子网所作的变更会使本子网可出网',
  },
};

function findingsIn(route: Resource): readonly Finding[] {
  const targets = [
    ...INTERNET_TARGETS.filter((property) => route.has(property)),
    ...(leadsToInternetGateway(route) ? ['GatewayId'] : []),
    ...FORWARDING_TARGETS.filter((property) => route.has(property) && isDefaultRoute(route)),
  ];
  return targets.map((property) => ({
    property: `${route.id}.${property}`,
    message: { en: 'is a way to the internet', zh: '构成通往互联网的路径' },
  }));
}
