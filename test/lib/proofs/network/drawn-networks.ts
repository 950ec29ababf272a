import { Template } from '../../../../constructs/nag/template';
import { JudgedEstate } from '../../../../lib/evidence/estate';
import type { FlowGraph, NetworkGraph, NetworkGraphs } from '../../../../lib/evidence/network-graph';
import { networkGraphs } from '../../../../lib/proofs/network/graph/network-graphs';
import {
  attachment,
  document,
  firewall,
  firewallEndpoint,
  group,
  host,
  internetGateway,
  list,
  nat,
  peering,
  privateGateway,
  subnet,
  table,
  transitGateway,
  transitTable,
  vpc,
} from './documents';

/** What pictures show of a document, as it would be deployed to a region. */
export function graphsOf(made: object, region = 'eu-central-1'): NetworkGraphs {
  const estate = new JudgedEstate();
  const template = Template.cloudFormation(made, {
    name: 'test',
    estate: estate.estate,
    environment: { partition: 'aws', region },
  });
  const place = { cloud: 'aws', partition: 'aws', account: '111111111111', region, stack: 'test' } as const;
  estate.add(template, { ...place, locate: () => undefined, declarations: [] });
  return networkGraphs(estate);
}

/** @throws when there is no such network. */
export function networkIn({ networks }: NetworkGraphs, name: string): NetworkGraph {
  const found = networks.find((network) => network.name === name);
  if (found) return found;
  throw new Error(`${name} is none of ${networks.map((network) => network.name).join(', ')}`);
}

/** `internet → ingress: tcp/443 (hosts)`, as graphs have it. */
export const flowLine = ({ from, to, services, openTo, certain, inspectedBy }: FlowGraph): string => {
  const notes = [openTo, ...(certain ? [] : ['perhaps']), ...inspectedBy];
  return `${from.name ?? from.kind} → ${to.name ?? to.kind}: ${services.join(' ')} (${notes.join(', ')})`;
};

const ZONES = [0, 1];
const zoneName = (index: number): string => `eu-central-1${'ab'[index]}`;

/** The networks of two environments, which reach the internet through the firewall of a third. */
export const HUB = document(
  vpc('Inspection', '10.250.0.0/22'),
  internetGateway('Gateway', 'Inspection'),
  firewall('Firewall', 'FirewallSubnet1', 'FirewallSubnet2'),
  ...ZONES.map((index) => {
    const at = index + 1;
    const az = zoneName(index);
    return {
      ...subnet(`AttachmentSubnet${at}`, 'Inspection', `10.250.0.${index * 64}/26`, { az, table: `Attachment${at}` }),
      ...subnet(`FirewallSubnet${at}`, 'Inspection', `10.250.1.${index * 64}/26`, { az, table: `Firewalls${at}` }),
      ...subnet(`EgressSubnet${at}`, 'Inspection', `10.250.2.${index * 64}/26`, { az, table: `Egress${at}` }),
      ...nat(`Nat${at}`, `EgressSubnet${at}`),
      ...table(`Attachment${at}`, 'Inspection', ['0.0.0.0/0', 'VpcEndpointId', firewallEndpoint('Firewall', index)]),
      ...table(
        `Firewalls${at}`,
        'Inspection',
        ['0.0.0.0/0', 'NatGatewayId', `Nat${at}`],
        ['10.0.0.0/8', 'TransitGatewayId', 'Hub'],
      ),
      ...table(
        `Egress${at}`,
        'Inspection',
        ['0.0.0.0/0', 'GatewayId', 'Gateway'],
        ['10.0.0.0/8', 'VpcEndpointId', firewallEndpoint('Firewall', index)],
      ),
    };
  }),
  ...['Production', 'Testing'].map((name, order) => ({
    ...vpc(name, `10.${order + 1}.0.0/16`),
    ...subnet(`${name}App`, name, `10.${order + 1}.0.0/24`, { zone: 'application', table: `${name}Routes` }),
    ...subnet(`${name}Data`, name, `10.${order + 1}.1.0/24`, { zone: 'data' }),
    ...table(`${name}Routes`, name, ['0.0.0.0/0', 'TransitGatewayId', 'Hub']),
    ...attachment(`${name}Attachment`, 'Hub', name, [`${name}App`]),
  })),
  transitGateway('Hub', 'disable'),
  attachment('InspectionAttachment', 'Hub', 'Inspection', ['AttachmentSubnet1', 'AttachmentSubnet2'], {
    ApplianceModeSupport: 'enable',
  }),
  transitTable('ProductionTable', 'Hub', {
    associated: ['ProductionAttachment'],
    routes: { '0.0.0.0/0': 'InspectionAttachment', '10.0.0.0/8': 'blackhole' },
  }),
  transitTable('TestingTable', 'Hub', {
    associated: ['TestingAttachment'],
    routes: { '0.0.0.0/0': 'InspectionAttachment', '10.0.0.0/8': 'blackhole' },
  }),
  transitTable('InspectionTable', 'Hub', {
    associated: ['InspectionAttachment'],
    propagated: ['ProductionAttachment', 'TestingAttachment'],
  }),
  transitTable('SharedTable', 'Hub', { routes: { '0.0.0.0/0': 'InspectionAttachment' } }),
);

export const HOSTILE = '</svg><script>alert(1)</script>';
const LONG = 'AnInternetGatewayWhoseNameGoesOnAndOnUntilThereIsNoMoreRoomForItAnywhere';

/** A network that lets too much through, with a name that would break out of its picture. */
export const OPEN = document(
  vpc(HOSTILE, '10.0.0.0/16'),
  vpc('Other', '10.1.0.0/16'),
  internetGateway(LONG, HOSTILE),
  peering('Peer', HOSTILE, 'Other'),
  privateGateway('Office', HOSTILE),
  table('Public', HOSTILE, ['0.0.0.0/0', 'GatewayId', LONG], ['10.1.0.0/16', 'VpcPeeringConnectionId', 'Peer']),
  table('Private', HOSTILE, ['0.0.0.0/0', 'NatGatewayId', 'Nat'], ['192.168.0.0/16', 'GatewayId', 'Office']),
  table('Back', 'Other', ['10.0.0.0/16', 'VpcPeeringConnectionId', 'Peer']),
  ...ZONES.map((index) => ({
    ...subnet(`AnIngressSubnetWithALongName${index}`, HOSTILE, `10.0.${index}.0/24`, {
      az: zoneName(index),
      zone: 'ingress',
      table: 'Public',
      isPublic: true,
    }),
    ...subnet(`App${index}`, HOSTILE, `10.0.1${index}.0/24`, {
      az: zoneName(index),
      zone: 'application',
      table: 'Private',
    }),
    ...subnet(`Data${index}`, HOSTILE, `10.0.2${index}.0/24`, { az: zoneName(index), zone: 'data' }),
    ...subnet(`Management${index}`, HOSTILE, `10.0.3${index}.0/24`, { az: zoneName(index), zone: 'management' }),
    ...subnet(`Other${index}`, 'Other', `10.1.${index}.0/24`, { az: zoneName(index), table: 'Back' }),
  })),
  nat('Nat', 'AnIngressSubnetWithALongName0'),
  group('Web', HOSTILE, { inbound: ['tcp 443 0.0.0.0/0'], outbound: ['udp 53 10.0.0.0/16'] }),
  host('Server', 'AnIngressSubnetWithALongName0', { groups: ['Web'], isPublic: true }),
);

/** A zone that is entered over one port, and answers. */
export const LISTED = document(
  vpc('Net', '10.0.0.0/16'),
  subnet('Front', 'Net', '10.0.0.0/24', { zone: 'ingress', list: 'FrontRules' }),
  subnet('Back', 'Net', '10.0.1.0/24', { zone: 'application', list: 'BackRules' }),
  list('FrontRules', 'Net', {
    inbound: ['allow tcp 1024-65535 10.0.1.0/24'],
    outbound: ['allow tcp 8443 10.0.1.0/24'],
  }),
  list('BackRules', 'Net', {
    inbound: ['allow tcp 8443 10.0.0.0/24'],
    outbound: ['allow tcp 1024-65535 10.0.0.0/24'],
  }),
);
