import { DescribeVpcEndpointsCommand, EC2Client } from '@aws-sdk/client-ec2';
import { found } from '../missing';
import { policyOf } from '../policy-document';
import type { Reader } from '../reader';

/** An endpoint: its service and kind, where it stands and who gets to it, its policy, and whether the service's usual name leads to it. */
export const vpcEndpoint: Reader = async ({ client: settings }, id) => {
  const { VpcEndpoints = [] } = await new EC2Client(settings).send(
    new DescribeVpcEndpointsCommand({ VpcEndpointIds: [id] }),
  );
  const live = found(VpcEndpoints[0], 'endpoint', id);
  return {
    VpcEndpointType: live.VpcEndpointType,
    PolicyDocument: policyOf(live.PolicyDocument),
    PrivateDnsEnabled: live.PrivateDnsEnabled,
    RouteTableIds: live.RouteTableIds,
    SecurityGroupIds: live.Groups?.map(({ GroupId }) => GroupId),
    ServiceName: live.ServiceName,
    SubnetIds: live.SubnetIds,
  };
};
