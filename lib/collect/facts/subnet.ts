import {
  EC2Client,
  type NetworkAclEntry,
  paginateDescribeNetworkAcls,
  paginateDescribeRouteTables,
  type Route,
} from '@aws-sdk/client-ec2';
import { isAnyAddress } from '../../../constructs/nag/rules/network/address-range';
import type { Reader } from '../reader';

/**
 * A subnet: what its route table has of ways to the internet, and what its access list allows to or from everywhere. Routes and
 * entries that stand in no template are among them.
 *
 * `routeTable` is missing where the main one of the network decides. Every subnet has an access list: where `accessList` is
 * missing, the service did not tell.
 */
export const subnetFacts: Reader = async ({ client: settings }, id) => {
  const client = new EC2Client(settings);
  return { ...(await routeTableOf(client, id)), ...(await accessListOf(client, id)) };
};

const associatedWith = (id: string) => [{ Name: 'association.subnet-id', Values: [id] }];

const names =
  (id: string) =>
  ({ SubnetId }: { readonly SubnetId?: string }): boolean =>
    SubnetId === id;

async function routeTableOf(client: EC2Client, id: string) {
  for await (const { RouteTables = [] } of paginateDescribeRouteTables({ client }, { Filters: associatedWith(id) })) {
    const table = RouteTables.find(({ Associations = [] }) => Associations.some(names(id)));
    if (table) return { routeTable: table.RouteTableId, waysOut: (table.Routes ?? []).flatMap(waysOut) };
  }
  return { waysOut: [] };
}

async function accessListOf(client: EC2Client, id: string) {
  for await (const { NetworkAcls = [] } of paginateDescribeNetworkAcls({ client }, { Filters: associatedWith(id) })) {
    const list = NetworkAcls.find(({ Associations = [] }) => Associations.some(names(id)));
    if (!list) continue;
    const broad = (list.Entries ?? []).filter(allowsEverything);
    return {
      accessList: list.NetworkAclId,
      accessLists: [{ NetworkAclId: list.NetworkAclId }],
      allowsEverything: broad.map(({ Egress, RuleNumber }) => `${Egress ? 'egress' : 'ingress'} ${RuleNumber}`),
    };
  }
  return {};
}

/** Targets that lead to the internet whatever the destination; those that forward are NAT instances with any address for destination. */
function waysOut(route: Route): readonly string[] {
  const { GatewayId = '', NatGatewayId, EgressOnlyInternetGatewayId, CarrierGatewayId } = route;
  const leading = [GatewayId.startsWith('igw-') ? GatewayId : undefined, NatGatewayId, EgressOnlyInternetGatewayId];
  const isDefault = [route.DestinationCidrBlock, route.DestinationIpv6CidrBlock].some(
    (range) => range !== undefined && isAnyAddress(range),
  );
  const forwarding = isDefault ? [route.NetworkInterfaceId ?? route.InstanceId] : [];
  return [...leading, CarrierGatewayId, ...forwarding].filter((target) => target !== undefined);
}

const TCP = '6';
const UDP = '17';

/** To or from any address, by all protocols or on every port of TCP or UDP: as the rule `subnet-network-acl` judges entries. */
function allowsEverything({ RuleAction, CidrBlock, Ipv6CidrBlock, Protocol = '-1', PortRange = {} }: NetworkAclEntry) {
  const { From = 0, To = 65_535 } = PortRange;
  const isWhole = Protocol === '-1' || ([TCP, UDP].includes(Protocol) && From <= 1 && To >= 65_535);
  const isAny = [CidrBlock, Ipv6CidrBlock].some((range) => range !== undefined && isAnyAddress(range));
  return RuleAction === 'allow' && isAny && isWhole;
}
