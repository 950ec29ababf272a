import type { Estate, Resource } from '../../../constructs/nag/template';
import { privateAddresses } from './addresses';
import type { Doubt, Group, Network, Vpc } from './model';
import { readEntrances } from './read-entrances';
import { GroupReader } from './read-groups';
import { InterfaceReader } from './read-interfaces';
import { RouteReader, readFirewalls, readPeerings } from './read-routes';
import { TransitReader } from './read-transit';
import { isOpenReference, VpcReader } from './read-vpcs';
import { Reader, unresolved } from './reader';
import { unreadIn } from './unread';

/** A network, and what in the templates belongs to it but does not say where, or is not followed. */
export interface ReadNetwork extends Network {
  /** Groups of a network that the templates make. */
  readonly groupsOf: (vpc: Vpc) => readonly Group[];
  readonly doubts: readonly Doubt[];
}

/** Builds the network that the templates make, all of them together. */
export function readNetwork(estate: Estate, nameOf: (resource: Resource) => string = ({ id }) => id): ReadNetwork {
  const reader = new Reader(estate, nameOf);
  const vpcs = new VpcReader(reader);
  const networks = vpcs.read();
  const transitGateways = new TransitReader(reader, vpcs).read();
  readEntrances(reader, vpcs);
  const firewalls = readFirewalls(reader, vpcs);
  const peerings = readPeerings(reader, vpcs);
  new RouteReader(reader, vpcs, { transitGateways, firewalls, peerings }).read();
  for (const vpc of networks) {
    for (const { name, ends } of vpc.peerings) {
      if (ends.includes(undefined)) vpc.entrances.push({ name, doubt: peerUnknown(name), sources: PRIVATE });
    }
  }
  const groups = new GroupReader(reader);
  return {
    vpcs: networks,
    interfaces: new InterfaceReader(reader, vpcs, groups).read(),
    groupsOf: ({ resource }) => (resource ? groups.groupsOf(resource) : []),
    transitGateways: [...transitGateways.values()],
    firewalls: [...firewalls.values()],
    doubts: [...unplacedIn(estate), ...unreadIn(estate, nameOf)],
  };
}

/** The other end of a peering connection sends from its own addresses: it is no way through to others. */
const PRIVATE = privateAddresses();

const peerUnknown = (name: string): Doubt => ({
  en: `the network at the other end of ${name} is in no template`,
  zh: `${name} 对端的网络不在任何模板中`,
});

/** What adds to something else, and by which property it says to what: a reference that cannot be resolved may mean anything. */
const PARTS: readonly (readonly [type: string, path: string])[] = [
  ['AWS::EC2::Route', 'RouteTableId'],
  ['AWS::EC2::SubnetRouteTableAssociation', 'SubnetId'],
  ['AWS::EC2::GatewayRouteTableAssociation', 'GatewayId'],
  ['AWS::EC2::SubnetNetworkAclAssociation', 'SubnetId'],
  ['AWS::EC2::NetworkAclEntry', 'NetworkAclId'],
  ['AWS::EC2::SecurityGroupIngress', 'GroupId'],
  ['AWS::EC2::SecurityGroupEgress', 'GroupId'],
  ['AWS::EC2::VPCGatewayAttachment', 'VpcId'],
  ['AWS::EC2::TransitGatewayRoute', 'TransitGatewayRouteTableId'],
  ['AWS::EC2::TransitGatewayRouteTablePropagation', 'TransitGatewayRouteTableId'],
  ['AWS::EC2::TransitGatewayRouteTableAssociation', 'TransitGatewayAttachmentId'],
];

const unplacedIn = (estate: Estate): readonly Doubt[] =>
  PARTS.flatMap(([type, path]) =>
    estate
      .ofType(type)
      .filter((resource) => isOpenReference(resource, path))
      .map((resource) => anywhere(unresolved(resource, path))),
  );

const anywhere = ({ en, zh }: Doubt): Doubt => ({
  en: `${en}, so that it may belong to any network`,
  zh: `${zh}，可能属于任一网络`,
});
