import {
  DeleteInternetGatewayCommand,
  DeleteSubnetCommand,
  DeleteVpcCommand,
  DescribeInternetGatewaysCommand,
  DescribeNetworkInterfacesCommand,
  DescribeSubnetsCommand,
  DescribeVpcsCommand,
  DetachInternetGatewayCommand,
  type EC2Client,
} from '@aws-sdk/client-ec2';
import { allPages } from '../handler-function/runtime/pages';
import { retrying } from '../handler-function/runtime/retry';

/** What was taken away; nothing where there was no default network. */
export interface Removed {
  readonly network: string | undefined;
  readonly subnets: number;
  readonly gateways: number;
}

/** What EC2 says of what is gone already: a run that ended before may have taken it away. */
const GONE = /\.NotFound$|^Gateway\.NotAttached$/;

/**
 * Takes the default network of a region away, with its subnets and its internet gateway. Starts from what there is, so that it may be
 * repeated, or end anywhere. Subnets go first: EC2 keeps those in which something stands, be it since a moment, and then all stays.
 *
 * @throws when anything stands in it, or a call fails.
 */
export async function removeDefaultNetwork(client: EC2Client): Promise<Removed> {
  const network = await defaultNetwork(client);
  if (network === undefined) return { network, subnets: 0, gateways: 0 };
  await requireEmpty(client, network);
  const subnets = await subnetsOf(client, network);
  for (const SubnetId of subnets) await unlessGone(() => client.send(new DeleteSubnetCommand({ SubnetId })));
  const gateways = await gatewaysOf(client, network);
  for (const InternetGatewayId of gateways) {
    await unlessGone(() => client.send(new DetachInternetGatewayCommand({ InternetGatewayId, VpcId: network })));
    await unlessGone(() => client.send(new DeleteInternetGatewayCommand({ InternetGatewayId })));
  }
  await unlessGone(() => client.send(new DeleteVpcCommand({ VpcId: network })));
  return { network, subnets: subnets.length, gateways: gateways.length };
}

/** A region has one at most. What EC2 answers is looked at again: another network must never be taken for it. */
async function defaultNetwork(client: EC2Client): Promise<string | undefined> {
  const networks = await allPages(async (NextToken) => {
    const answer = await client.send(
      new DescribeVpcsCommand({ Filters: [{ Name: 'is-default', Values: ['true'] }], NextToken }),
    );
    return { items: answer.Vpcs, next: answer.NextToken };
  });
  return networks.find(({ IsDefault }) => IsDefault === true)?.VpcId;
}

async function requireEmpty(client: EC2Client, network: string): Promise<void> {
  const interfaces = await allPages(async (NextToken) => {
    const answer = await client.send(new DescribeNetworkInterfacesCommand({ ...within(network), NextToken }));
    return { items: answer.NetworkInterfaces, next: answer.NextToken };
  });
  if (interfaces.length === 0) return;
  const some = interfaces.slice(0, SHOWN).map(({ NetworkInterfaceId: id, Description: what }) => `${id} (${what})`);
  throw new Error(
    `${interfaces.length} network interfaces stand in the default network ${network}, which therefore stays: ${some.join(', ')}. Move what they belong to into a network of its own, and deploy again`,
  );
}

/** How many interfaces are told by name: a reason has room for these. */
const SHOWN = 5;

async function subnetsOf(client: EC2Client, network: string): Promise<readonly string[]> {
  const subnets = await allPages(async (NextToken) => {
    const answer = await client.send(new DescribeSubnetsCommand({ ...within(network), NextToken }));
    return { items: answer.Subnets, next: answer.NextToken };
  });
  return subnets.flatMap(({ SubnetId: id }) => id ?? []);
}

async function gatewaysOf(client: EC2Client, network: string): Promise<readonly string[]> {
  const Filters = [{ Name: 'attachment.vpc-id', Values: [network] }];
  const gateways = await allPages(async (NextToken) => {
    const answer = await client.send(new DescribeInternetGatewaysCommand({ Filters, NextToken }));
    return { items: answer.InternetGateways, next: answer.NextToken };
  });
  return gateways.flatMap(({ InternetGatewayId: id }) => id ?? []);
}

const within = (network: string) => ({ Filters: [{ Name: 'vpc-id', Values: [network] }] });

async function unlessGone(call: () => Promise<unknown>): Promise<void> {
  try {
    await retrying(call);
  } catch (error) {
    if (!(error instanceof Error) || !GONE.test(error.name)) throw error;
  }
}
