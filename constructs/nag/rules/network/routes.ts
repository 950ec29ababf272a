import { type Resource, Unresolved } from '../../template';
import { opensToAnyAddress } from './address-range';

/** Targets that lead to the internet, whatever the destination of the route is. */
export const INTERNET_TARGETS = ['NatGatewayId', 'EgressOnlyInternetGatewayId', 'CarrierGatewayId'];

/** Targets that forward: with any address for destination they are NAT instances. */
export const FORWARDING_TARGETS = ['InstanceId', 'NetworkInterfaceId'];

/** What ties a subnet to its table; without one, the main table of the VPC holds, which no template shows. */
export const tableAssociationsOf = (subnet: Resource): readonly Resource[] =>
  subnet.referrers('AWS::EC2::SubnetRouteTableAssociation', 'SubnetId');

/** @throws Unresolved when the table is not in the template. */
export function routesOf(association: Resource): readonly Resource[] {
  const table = association.referent('RouteTableId');
  if (table === undefined) throw new Unresolved(`${association.id}.RouteTableId`);
  return table.referrers('AWS::EC2::Route', 'RouteTableId');
}

/** `GatewayId` names an internet gateway, or a virtual private gateway, which leads to one's own data centre. */
export function leadsToInternetGateway(route: Resource): boolean {
  if (!route.has('GatewayId')) return false;
  const gateway = route.referent('GatewayId');
  return gateway ? gateway.type === 'AWS::EC2::InternetGateway' : String(route.literal('GatewayId')).startsWith('igw-');
}

export const isDefaultRoute = (route: Resource): boolean =>
  opensToAnyAddress(route, 'DestinationCidrBlock') || opensToAnyAddress(route, 'DestinationIpv6CidrBlock');
