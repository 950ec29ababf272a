import type { Resource } from '../../template';
import { zoneOf } from './zones';

const ATTACHMENTS = ['AWS::EC2::TransitGatewayAttachment', 'AWS::EC2::TransitGatewayVpcAttachment'];
const LOAD_BALANCER = 'AWS::ElasticLoadBalancingV2::LoadBalancer';

/**
 * Whether a network holds load balancers and nothing else: each of its subnets is of the ingress zone, where load balancers stand, or
 * for the attachment to a transit gateway, by which they hand on what comes.
 * @throws Unresolved when a tag is known at deployment only.
 */
export function isIngressNetwork(vpc: Resource, subnets: readonly Resource[]): boolean {
  const { estate } = vpc.template;
  const attached = subnetsNamed(
    ATTACHMENTS.flatMap((type) => estate.ofType(type)),
    'SubnetIds',
  );
  const balanced = subnetsNamed(estate.ofType(LOAD_BALANCER), 'Subnets');
  return (
    subnets.some((subnet) => attached.has(subnet)) &&
    subnets.some((subnet) => balanced.has(subnet)) &&
    subnets.every((subnet) => (zoneOf(subnet) === 'ingress') !== attached.has(subnet))
  );
}

const subnetsNamed = (resources: readonly Resource[], path: string): ReadonlySet<Resource | undefined> =>
  new Set(resources.flatMap((resource) => resource.places(path).map((at) => resource.referent(at))));
