import { type Resource, Unresolved } from '../../template';
import { opensToAnyAddress } from './address-range';

/** Targets that lead to the internet, whatever the destination of the route is. */
export const INTERNET_TARGETS = ['NatGatewayId', 'EgressOnlyInternetGatewayId', 'CarrierGatewayId'];

/** Targets that forward: with any address for destination they are NAT instances. */
export const FORWARDING_TARGETS = ['InstanceId', 'NetworkInterfaceId'];

/** Targets that hand on to another network: with any address for destination they lead wherever that one leads. */
export const HANDING_TARGETS = [
  'TransitGatewayId',
  'VpcPeeringConnectionId',
  'GatewayId',
  'VpcEndpointId',
  'CoreNetworkArn',
  'LocalGatewayId',
];

const LISTED = 'DestinationPrefixListId';

/** What ties a subnet to its table; without one, the main table of the VPC holds, which no template shows. */
export const tableAssociationsOf = (subnet: Resource): readonly Resource[] =>
  subnet.referrers('AWS::EC2::SubnetRouteTableAssociation', 'SubnetId');

/** @throws Unresolved when the table is not in the template. */
export function routesOf(association: Resource): readonly Resource[] {
  const table = association.referent('RouteTableId');
  if (table === undefined) throw new Unresolved(`${association.id}.RouteTableId`);
  return table.companions('AWS::EC2::Route', (route) => route.referent('RouteTableId') === table);
}

/** Whether the template shows that `GatewayId` is an internet gateway. */
export const namesInternetGateway = (route: Resource): boolean =>
  route.referent('GatewayId')?.type === 'AWS::EC2::InternetGateway' || route.text('GatewayId').startsWith('igw-');

/**
 * `GatewayId` names an internet gateway, or a virtual private gateway, which leads to one's own data centre.
 * @throws Unresolved when the gateway is not in the template.
 */
export function leadsToInternetGateway(route: Resource): boolean {
  if (namesInternetGateway(route)) return true;
  // one of another template throws here
  if (!route.referent('GatewayId')) route.literal('GatewayId');
  return false;
}

/** @throws Unresolved when the destination is known at deployment only, or is a list of another template. */
export const isDefaultRoute = (route: Resource): boolean =>
  opensToAnyAddress(route, 'DestinationCidrBlock') ||
  opensToAnyAddress(route, 'DestinationIpv6CidrBlock') ||
  listsAnyAddress(route);

function listsAnyAddress(route: Resource): boolean {
  if (!route.has(LISTED)) return false;
  const list = route.referent(LISTED);
  if (list === undefined) throw new Unresolved(`${route.id}.${LISTED}`);
  return list.places('Entries').some((at) => opensToAnyAddress(list, `${at}.Cidr`));
}
