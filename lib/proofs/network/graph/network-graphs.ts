import type { JudgedEstate } from '../../../evidence/estate';
import type { FlowGraph, Neighbour, NetworkGraph, NetworkGraphs, TransitGraph } from '../../../evidence/network-graph';
import type { TransitAttachment, TransitGateway, TransitRoute, TransitTable, Vpc } from '../model';
import { type ReadNetwork, readNetwork } from '../read-network';
import { flowsBetween, flowsBeyond, flowsWithin, type Side, sideOf } from './flows';
import { describeAddresses, destinationOf, zoneGraph, zonesOf } from './zones';

/** The networks that templates make, whoever made them, with what can flow in them. */
export function networkGraphs(estate: JudgedEstate): NetworkGraphs {
  const network = readNetwork(estate.estate, (resource) => estate.subjectOf(resource).path.replace(/\/Resource$/, ''));
  return {
    networks: network.vpcs.flatMap((vpc) =>
      vpc.resource ? [networkGraph(network, vpc, estate.subjectOf(vpc.resource))] : [],
    ),
    transitGateways: network.transitGateways.map((gateway) => transitGraph(network, gateway)),
  };
}

function networkGraph(network: ReadNetwork, vpc: Vpc, subject: NetworkGraph['subject']): NetworkGraph {
  const zones = zonesOf(vpc);
  const sides = zones.map(sideOf);
  return {
    name: vpc.name,
    subject,
    addresses: describeAddresses(vpc),
    internetGateways: vpc.internetGateways.map(({ name }) => name),
    neighbours: neighboursOf(vpc),
    zones: zones.map((zone) => zoneGraph(network, zone)),
    flows: [
      ...flowsBeyond(network, sides),
      ...flowsWithin(network, sides),
      ...flowsBetween(network, sides, networksBeside(vpc).map(asNetwork)),
    ],
  };
}

const asNetwork = ({ name, subnets }: Vpc): Side => ({ end: { kind: 'network', name }, subnets });

/** Networks that a transit gateway or a peering connection joins with this one. */
function networksBeside(vpc: Vpc): readonly Vpc[] {
  const joined = [
    ...vpc.transitAttachments.flatMap(({ gateway }) => gateway.attachments.flatMap((one) => one.vpc ?? [])),
    ...vpc.peerings.flatMap(({ ends }) => ends.flatMap((end) => end ?? [])),
  ];
  return [...new Set(joined)].filter((other) => other !== vpc);
}

function neighboursOf(vpc: Vpc): readonly Neighbour[] {
  const transits = vpc.transitAttachments.map(
    ({ gateway, table }): Neighbour => ({
      kind: 'transit',
      name: gateway.name,
      table: table?.name ?? null,
      network: null,
    }),
  );
  const peerings = vpc.peerings.map(({ name, ends }): Neighbour => {
    const other = ends.find((end) => end !== vpc);
    return { kind: 'peering', name, table: null, network: other?.name ?? null };
  });
  const named = new Set([...transits, ...peerings].map(({ name }) => name));
  const entrances = vpc.entrances
    .filter(({ name }) => !named.has(name))
    .map(({ name }): Neighbour => ({ kind: 'opaque', name, table: null, network: null }));
  return [...transits, ...peerings, ...entrances];
}

function transitGraph(network: ReadNetwork, { name, attachments, ...gateway }: TransitGateway): TransitGraph {
  const tables = [...new Set([...gateway.tables, ...attachments.flatMap(({ table }) => table ?? [])])];
  const vpcs = [...new Set(attachments.flatMap(({ vpc }) => vpc ?? []))];
  return {
    name,
    region: vpcs.find(({ region }) => region !== undefined)?.region ?? 'unknown',
    attachments: attachments.map((attachment) => ({
      name: attachment.name,
      network: attachment.vpc?.name ?? null,
      accounts: Math.max(1, attachment.accounts.length),
      addresses: attachment.vpc ? describeAddresses(attachment.vpc) : behind(attachment, tables),
      table: attachment.table?.name ?? null,
    })),
    tables: tables.map((table) => ({ name: table.name, routes: table.routes.map(routeGraph) })),
    flows: flowsAmong(network, vpcs),
  };
}

/** What static routes lead to a link: nothing else says which addresses are behind it. */
const behind = (link: TransitAttachment, tables: readonly TransitTable[]): readonly string[] => [
  ...new Set(
    tables.flatMap(({ routes }) =>
      routes.flatMap(({ attachment, destination }) => (attachment === link ? destinationOf({ destination }) : [])),
    ),
  ),
];

const routeGraph = (route: TransitRoute) => ({
  destination: destinationOf({ destination: route.destination }),
  attachment: nameOf(route.attachment),
  certain: route.certainty === 'yes',
});

const nameOf = (attachment: TransitAttachment | undefined): string | null =>
  attachment ? (attachment.vpc?.name ?? attachment.name) : null;

function flowsAmong(network: ReadNetwork, vpcs: readonly Vpc[]): readonly FlowGraph[] {
  const sides = vpcs.map(asNetwork);
  return sides.flatMap((side, index) => flowsBetween(network, [side], sides.slice(index + 1)));
}
