import type { Resource } from '../../../constructs/nag/template';
import { SHARED_GATEWAY_TYPE } from '../../../constructs/transit-hub/route-domains';
import type { Reader } from './reader';

const GATEWAY = 'AWS::EC2::TransitGateway';

/**
 * The transit gateway that a property names: one of the same template, or the one that another account of the templates has in the same
 * region and shares, where the stack asks for it by its owner.
 */
export function transitGatewayAt(reader: Reader, resource: Resource, path: string): Resource | undefined {
  const referent = resource.referent(path);
  if (referent?.type !== SHARED_GATEWAY_TYPE) return referent;
  const owner = reader.literal(referent, 'OwnerId');
  const { region } = resource.template.environment;
  const shared = reader.estate.ofType(GATEWAY).filter(({ template: { environment } }) => {
    return owner !== undefined && environment.account === owner && environment.region === region;
  });
  // the handler refuses to choose among several
  return shared.length === 1 ? shared[0] : undefined;
}
