import { DescribeSubnetsCommand, EC2Client } from '@aws-sdk/client-ec2';
import { found } from '../missing';
import type { Reader } from '../reader';

/** A subnet: its zone by the tag, its availability zone, and whether it gives out public addresses. */
export const subnet: Reader = async ({ client: settings }, id) => {
  const { Subnets = [] } = await new EC2Client(settings).send(new DescribeSubnetsCommand({ SubnetIds: [id] }));
  const { AvailabilityZone, MapPublicIpOnLaunch, Tags } = found(Subnets[0], 'subnet', id);
  return { AvailabilityZone, MapPublicIpOnLaunch, Tags };
};
