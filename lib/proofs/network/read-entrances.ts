import type { Resource } from '../../../constructs/nag/template';
import type { Doubt, Vpc } from './model';
import type { VpcReader } from './read-vpcs';
import type { Reader } from './reader';

/**
 * Resources that let in, by an interface or an association of their own, what comes from hosts that no template shows: whom,
 * and to what, is decided elsewhere.
 */
const ENTRANCES = [
  'AWS::EC2::CarrierGateway',
  'AWS::EC2::ClientVpnTargetNetworkAssociation',
  'AWS::EC2::InstanceConnectEndpoint',
  'AWS::EC2::LocalGatewayRouteTableVPCAssociation',
  'AWS::EC2::VPCEndpointService',
  'AWS::EC2::VerifiedAccessEndpoint',
  'AWS::NetworkManager::VpcAttachment',
  'AWS::VpcLattice::ServiceNetworkVpcAssociation',
];

/** Enters them with the networks that they belong to. */
export function readEntrances(reader: Reader, vpcs: VpcReader): void {
  for (const type of ENTRANCES) {
    for (const resource of reader.estate.ofType(type)) {
      const name = reader.nameOf(resource);
      for (const vpc of networksIn(resource, vpcs)) {
        vpc.entrances.push({ name, doubt: whoever(name), sources: [{ from: 0, to: 1n << 132n }], isProxy: true });
      }
    }
  }
}

const whoever = (name: string): Doubt => ({
  en: `who comes in through ${name}, and to what, is in no template`,
  zh: `经 ${name} 进入的来源与目标不在任何模板中`,
});

/** Networks that a resource names, itself or by a subnet or a load balancer. */
function networksIn(resource: Resource, vpcs: VpcReader): ReadonlySet<Vpc> {
  const found = new Set<Vpc>();
  visit(resource.properties, (value) => {
    const referent = resource.template.referent(value);
    for (const vpc of referent ? networksOf(referent, vpcs) : []) found.add(vpc);
  });
  return found;
}

function networksOf(referent: Resource, vpcs: VpcReader): readonly Vpc[] {
  if (referent.type === 'AWS::EC2::VPC') return [vpcs.vpcOf(referent)];
  const subnets = [
    vpcs.subnets.get(referent),
    ...[referent.raw('Subnets')].flat().map((each) => vpcs.subnetAt(referent, each)),
  ];
  return subnets.flatMap((subnet) => subnet?.vpc ?? []);
}

/** Sees a value, and all that is within it. */
export function visit(value: unknown, see: (value: unknown) => void): void {
  see(value);
  if (typeof value !== 'object' || value === null) return;
  for (const inner of Object.values(value)) visit(inner, see);
}
