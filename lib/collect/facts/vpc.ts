import { EC2Client, paginateDescribeSecurityGroups } from '@aws-sdk/client-ec2';
import type { Reader } from '../reader';

/** A network: its default security group, and how many rules that has. No template has that group in it. */
export const vpcFacts: Reader = async ({ client: settings }, id) => {
  const client = new EC2Client(settings);
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
};
