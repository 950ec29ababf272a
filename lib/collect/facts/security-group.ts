import { EC2Client, paginateDescribeNetworkInterfaces } from '@aws-sdk/client-ec2';
import type { Reader } from '../reader';

/** A security group: the public addresses of the interfaces that it guards, those of version 6 included. */
export const securityGroupFacts: Reader = async ({ client: settings }, id) => {
  const client = new EC2Client(settings);
  const addresses: string[] = [];
  const Filters = [{ Name: 'group-id', Values: [id] }];
  for await (const page of paginateDescribeNetworkInterfaces({ client }, { Filters })) {
    for (const { Association, PrivateIpAddresses = [], Ipv6Addresses = [] } of page.NetworkInterfaces ?? []) {
      const own = [Association?.PublicIp, ...PrivateIpAddresses.map((address) => address.Association?.PublicIp)];
      addresses.push(
        ...[...own, ...Ipv6Addresses.map((address) => address.Ipv6Address)].filter((ip) => ip !== undefined),
      );
    }
  }
  return { publicAddresses: [...new Set(addresses)].sort() };
};
