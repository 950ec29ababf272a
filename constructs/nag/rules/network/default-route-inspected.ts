import { finding } from '../../findings';
import { type Finding, type Rule, unknown, verdictFromEach } from '../../rule';
import type { Resource } from '../../template';
import {
  FORWARDING_TARGETS,
  INTERNET_TARGETS,
  isDefaultRoute,
  leadsToInternetGateway,
  routesOf,
  tableAssociationsOf,
} from './routes';
import { zoneOf } from './zones';

/**
 * No route of a subnet goes to the internet round the firewall. To an internet gateway lead the ingress zone, whose load
 * balancers answer, and subnets of NAT gateways; to a NAT gateway lead subnets of a network firewall. All others lead to
 * a transit gateway or to an endpoint of the firewall, and what becomes of their traffic there the proof of reachability
 * says.
 */
export const defaultRouteInspected: Rule = {
  id: 'default-route-inspected',
  demand: {
    en: 'A subnet leads to the internet through the inspection firewall alone.',
    zh: '子网仅经检测防火墙通往互联网。',
  },
  types: ['AWS::EC2::Subnet'],
  reference: 'https://docs.aws.amazon.com/network-firewall/latest/developerguide/architectures.html',
  judge(subnet) {
    const associations = tableAssociationsOf(subnet);
    if (associations.length === 0) return MAIN_TABLE;
    return verdictFromEach(associations.flatMap(routesOf), (route) => roundTheFirewall(subnet, route));
  },
};

const MAIN_TABLE = unknown({
  en: 'the main route table of its VPC decides, which no template shows',
  zh: '由其 VPC 的主路由表决定，模板中不可见',
});

function roundTheFirewall(subnet: Resource, route: Resource): readonly Finding[] {
  const targets = [
    ...INTERNET_TARGETS.filter((target) => route.has(target) && !(target === 'NatGatewayId' && holdsFirewall(subnet))),
    ...(leadsToInternetGateway(route) && !mayMeetInternet(subnet) ? ['GatewayId'] : []),
    ...FORWARDING_TARGETS.filter((target) => route.has(target) && isDefaultRoute(route)),
  ];
  return targets.map((target) =>
    finding(
      `${route.id}.${target}`,
      'leads to the internet round the firewall: lead to its endpoint or to the transit gateway',
      '绕过防火墙通往互联网：请指向防火墙端点或中转网关',
    ),
  );
}

const holdsFirewall = (subnet: Resource): boolean =>
  subnet.companions('AWS::NetworkFirewall::Firewall', (firewall) =>
    firewall.places('SubnetMappings').some((at) => firewall.referent(`${at}.SubnetId`) === subnet),
  ).length > 0;

const mayMeetInternet = (subnet: Resource): boolean =>
  zoneOf(subnet) === 'ingress' || subnet.referrers('AWS::EC2::NatGateway', 'SubnetId').length > 0;
