import { DescribeVpcsCommand, EC2Client } from '@aws-sdk/client-ec2';
import { found } from '../missing';
import type { Reader } from '../reader';

/** A network: its range. What matters of it stands in its subnets and flow logs. */
export const vpc: Reader = async ({ client: settings }, id) => {
  const { Vpcs = [] } = await new EC2Client(settings).send(new DescribeVpcsCommand({ VpcIds: [id] }));
  return { CidrBlock: found(Vpcs[0], 'network', id).CidrBlock };
};
