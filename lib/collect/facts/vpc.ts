import { EC2Client, paginateDescribeInternetGateways, paginateDescribeSecurityGroups } from '@aws-sdk/client-ec2';
import type { LiveProperties, Reader } from '../reader';

/** A network: its default security group with the number of its rules, which no template has in it, and its ways to the internet. */
export const vpcFacts: Reader = async ({ client: settings }, id) => {
  const client = new EC2Client(settings);
  return { ...(await defaultGroupOf(client, id)), gateways: await gatewaysOf(client, id) };
};

async function gatewaysOf(client: EC2Client, id: string): Promise<readonly object[]> {
  const gateways: object[] = [];
  const Filters = [{ Name: 'attachment.vpc-id', Values: [id] }];
  for await (const { InternetGateways = [] } of paginateDescribeInternetGateways({ client }, { Filters })) {
    gateways.push(...InternetGateways.map(({ InternetGatewayId }) => ({ InternetGatewayId })));
  }
  return gateways;
}

async function defaultGroupOf(client: EC2Client, id: string): Promise<LiveProperties> {
  const Filters = [
    { Name: 'vpc-id', Values: [id] },
    { Name: 'group-name', Values: ['default'] },
  ];
  for await (const { SecurityGroups = [] } of paginateDescribeSecurityGroups({ client }, { Filters })) {
    const [group] = SecurityGroups;
    if (!group) continue;
    const rules = (group.IpPermissions ?? []).length + (group.IpPermissionsEgress ?? []).length;
    return { defaultGroup: group.GroupId, defaultGroupRules: rules };
  }
  return {};
}
