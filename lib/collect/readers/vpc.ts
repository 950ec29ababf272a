import { DescribeVpcAttributeCommand, DescribeVpcsCommand, EC2Client } from '@aws-sdk/client-ec2';
import { found } from '../missing';
import type { Reader } from '../reader';

/** A network: its range, and whether names are resolved in it. What else matters of it stands in its subnets and flow logs. */
export const vpc: Reader = async ({ client: settings }, id) => {
  const client = new EC2Client(settings);
  const attribute = (Attribute: 'enableDnsHostnames' | 'enableDnsSupport') =>
    client.send(new DescribeVpcAttributeCommand({ VpcId: id, Attribute }));
  const [{ Vpcs = [] }, { EnableDnsHostnames }, { EnableDnsSupport }] = await Promise.all([
    client.send(new DescribeVpcsCommand({ VpcIds: [id] })),
    attribute('enableDnsHostnames'),
    attribute('enableDnsSupport'),
  ]);
  return {
    CidrBlock: found(Vpcs[0], 'network', id).CidrBlock,
    EnableDnsHostnames: EnableDnsHostnames?.Value,
    EnableDnsSupport: EnableDnsSupport?.Value,
  };
};
