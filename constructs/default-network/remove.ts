import {
  DeleteInternetGatewayCommand,
  DeleteSubnetCommand,
  DeleteVpcCommand,
  DescribeInternetGatewaysCommand,
  DescribeNetworkAclsCommand,
  DescribeNetworkInterfacesCommand,
  DescribeRouteTablesCommand,
  DescribeSecurityGroupsCommand,
  DescribeSubnetsCommand,
  DescribeVpcEndpointsCommand,
  DescribeVpcsCommand,
  DescribeVpnGatewaysCommand,
  DetachInternetGatewayCommand,
  type EC2Client,
} from '@aws-sdk/client-ec2';
import { allPages, type Page } from '../handler-function/runtime/pages';
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
 * repeated, or end anywhere. What anybody has put there is looked for before anything goes; should something come in the meantime,
 * EC2 keeps the network and the subnet in which it stands.
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

/** A page of what may stand in a network: the ids of what somebody has put there. */
type Look = (client: EC2Client, network: string, NextToken?: string) => Promise<Page<string | undefined>>;

/**
 * What keeps EC2 from deleting a network, beside its subnets and internet gateways. What EC2 makes with each network (a group, a list
 * and a table) does not count.
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/delete-vpc.html
 */
const KEEPING: readonly Look[] = [
  async (client, network, NextToken) => {
    const answer = await client.send(new DescribeNetworkInterfacesCommand({ ...within(network), NextToken }));
    return page(
      answer.NetworkInterfaces?.map(({ NetworkInterfaceId: id }) => id),
      answer.NextToken,
    );
  },
  async (client, network, NextToken) => {
    const answer = await client.send(new DescribeSecurityGroupsCommand({ ...within(network), NextToken }));
    const made = answer.SecurityGroups?.filter(({ GroupName: name }) => name !== 'default');
    return page(
      made?.map(({ GroupId: id }) => id),
      answer.NextToken,
    );
  },
  async (client, network, NextToken) => {
    const answer = await client.send(new DescribeRouteTablesCommand({ ...within(network), NextToken }));
    const made = answer.RouteTables?.filter(({ Associations: uses = [] }) => !uses.some(({ Main }) => Main === true));
    return page(
      made?.map(({ RouteTableId: id }) => id),
      answer.NextToken,
    );
  },
  async (client, network, NextToken) => {
    const answer = await client.send(new DescribeNetworkAclsCommand({ ...within(network), NextToken }));
    const made = answer.NetworkAcls?.filter(({ IsDefault }) => IsDefault !== true);
    return page(
      made?.map(({ NetworkAclId: id }) => id),
      answer.NextToken,
    );
  },
  async (client, network, NextToken) => {
    const answer = await client.send(new DescribeVpcEndpointsCommand({ ...within(network), NextToken }));
    return page(
      answer.VpcEndpoints?.map(({ VpcEndpointId: id }) => id),
      answer.NextToken,
    );
  },
  async (client, network) => {
    const Filters = [{ Name: 'attachment.vpc-id', Values: [network] }];
    const answer = await client.send(new DescribeVpnGatewaysCommand({ Filters }));
    return page(answer.VpnGateways?.map(({ VpnGatewayId: id }) => id));
  },
];

const page = (items: readonly (string | undefined)[] | undefined, next?: string) => ({ items, next });

async function requireEmpty(client: EC2Client, network: string): Promise<void> {
  const standing: string[] = [];
  for (const look of KEEPING) {
    const ids = await allPages((NextToken) => look(client, network, NextToken));
    standing.push(...ids.flatMap((id) => id ?? []));
  }
  if (standing.length === 0) return;
  const more = standing.length - SHOWN;
  throw new Error(
    `${standing.slice(0, SHOWN).join(', ')}${more > 0 ? ` and ${more} more` : ''} in the default network ${network}, which therefore stays`,
  );
}

/** How many are told by id: a reason has room for these in some ten regions. */
const SHOWN = 3;

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
