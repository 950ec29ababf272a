import { DescribeSecurityGroupsCommand, EC2Client, type IpPermission } from '@aws-sdk/client-ec2';
import { found } from '../missing';
import type { Reader } from '../reader';

/** A security group: all its rules, those that stand as resources of their own included, and its tags. */
export const securityGroup: Reader = async ({ client: settings }, id) => {
  const { SecurityGroups = [] } = await new EC2Client(settings).send(
    new DescribeSecurityGroupsCommand({ GroupIds: [id] }),
  );
  const group = found(SecurityGroups[0], 'security group', id);
  return {
    SecurityGroupIngress: (group.IpPermissions ?? []).flatMap((permission) => rulesOf(permission, 'Source')),
    SecurityGroupEgress: (group.IpPermissionsEgress ?? []).flatMap((permission) => rulesOf(permission, 'Destination')),
    Tags: group.Tags,
  };
};

/** The API joins what CloudFormation writes as one rule for each address, list or group. */
function rulesOf(permission: IpPermission, end: 'Source' | 'Destination') {
  const { IpProtocol, FromPort, ToPort } = permission;
  const ends = [
    ...(permission.IpRanges ?? []).map(({ CidrIp }) => ({ CidrIp })),
    ...(permission.Ipv6Ranges ?? []).map(({ CidrIpv6 }) => ({ CidrIpv6 })),
    ...(permission.PrefixListIds ?? []).map(({ PrefixListId }) => ({ [`${end}PrefixListId`]: PrefixListId })),
    ...(permission.UserIdGroupPairs ?? []).map(({ GroupId }) => ({ [`${end}SecurityGroupId`]: GroupId })),
  ];
  return ends.map((each) => ({ IpProtocol, FromPort, ToPort, ...each }));
}
