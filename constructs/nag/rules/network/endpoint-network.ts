import type { Resource } from '../../template';

const ENDPOINT = 'AWS::EC2::VPCEndpoint';

/** Ways out of a network that lead past the hub. */
const WAYS_OUT: Readonly<Record<string, readonly string[]>> = {
  'AWS::EC2::VPCGatewayAttachment': ['VpcId'],
  'AWS::EC2::VPCPeeringConnection': ['VpcId', 'PeerVpcId'],
};

/**
 * Whether a network holds interface endpoints for other networks, and nothing else: each of its subnets has an endpoint, nothing but
 * endpoints and the attachment to a transit gateway stands in them, and no gateway or peering leads out.
 */
export function isEndpointNetwork(vpc: Resource, subnets: readonly Resource[]): boolean {
  const { estate } = vpc.template;
  const leadsOut = Object.entries(WAYS_OUT).some(([type, paths]) =>
    estate.ofType(type).some((way) => paths.some((path) => way.referent(path) === vpc)),
  );
  if (leadsOut || subnets.length === 0) return false;
  const places = new Set(estate.ofType(ENDPOINT).flatMap(subnetsOf));
  return subnets.every((subnet) => places.has(subnet)) && !estate.resources.some((one) => standsIn(one, subnets));
}

const subnetsOf = (endpoint: Resource): readonly (Resource | undefined)[] =>
  endpoint.places('SubnetIds').map((at) => endpoint.referent(at));

/** What belongs to a subnet itself, and what may stand in one for endpoints. */
const PLUMBING: readonly string[] = [
  ENDPOINT,
  'AWS::EC2::SubnetNetworkAclAssociation',
  'AWS::EC2::SubnetRouteTableAssociation',
  'AWS::EC2::TransitGatewayAttachment',
  'AWS::EC2::TransitGatewayVpcAttachment',
];

/** Whether anything else names one of the subnets, wherever it does. */
const standsIn = (one: Resource, subnets: readonly Resource[]): boolean =>
  !PLUMBING.includes(one.type) && names(one.properties, one, subnets);

function names(value: unknown, { template }: Pick<Resource, 'template'>, subnets: readonly Resource[]): boolean {
  const referent = template.referent(value);
  if (referent !== undefined && subnets.includes(referent)) return true;
  if (typeof value !== 'object' || value === null) return false;
  return Object.values(value).some((part) => names(part, { template }, subnets));
}
