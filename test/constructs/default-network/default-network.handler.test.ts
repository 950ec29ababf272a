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
  EC2Client,
} from '@aws-sdk/client-ec2';
import { mockClient } from 'aws-sdk-client-mock';
import { handler } from '../../../constructs/default-network/default-network.handler';
import type { CustomResourceEvent } from '../../../constructs/handler-function/runtime/custom-resource';
import { clock } from '../../../constructs/handler-function/runtime/retry';
import { notes, serviceError } from '../../support/notes';
import { customResourceEvent, responseUrl } from '../../support/response-url';

const VPC = 'vpc-0123456789abcdef0';

const ec2 = mockClient(EC2Client);
let noted: ReturnType<typeof notes>;
let answers: ReturnType<typeof responseUrl>;
beforeEach(() => {
  ec2.reset();
  noted = notes();
  answers = responseUrl();
  jest.spyOn(clock, 'wait').mockResolvedValue();
});
afterEach(() => jest.restoreAllMocks());

const REGION = 'eu-central-1';
const event = (more: Partial<CustomResourceEvent> = {}, Regions: readonly string[] = [REGION]) =>
  customResourceEvent({ Regions }, more);

const statuses = (): readonly unknown[] => answers.bodies.map(({ Status }) => Status);
const DELETING = [
  DeleteSubnetCommand,
  DetachInternetGatewayCommand,
  DeleteInternetGatewayCommand,
  DeleteVpcCommand,
] as const;
const deleting = () =>
  ec2
    .calls()
    .map(({ args }) => args[0])
    .filter((call) => DELETING.some((command) => call instanceof command));

/** What EC2 makes with a network, and nothing that anybody has put there. */
function nothingElse(): void {
  ec2.on(DescribeNetworkInterfacesCommand).resolves({ NetworkInterfaces: [] });
  ec2.on(DescribeSecurityGroupsCommand).resolves({ SecurityGroups: [{ GroupId: 'sg-own', GroupName: 'default' }] });
  ec2.on(DescribeRouteTablesCommand).resolves({
    RouteTables: [{ RouteTableId: 'rtb-own', Associations: [{ Main: true }] }],
  });
  ec2.on(DescribeNetworkAclsCommand).resolves({ NetworkAcls: [{ NetworkAclId: 'acl-own', IsDefault: true }] });
  ec2.on(DescribeVpcEndpointsCommand).resolves({ VpcEndpoints: [] });
  ec2.on(DescribeVpnGatewaysCommand).resolves({ VpnGateways: [] });
}

/** A region as EC2 makes it. */
function fresh(): void {
  ec2.on(DescribeVpcsCommand).resolves({ Vpcs: [{ VpcId: VPC, IsDefault: true }] });
  nothingElse();
  ec2
    .on(DescribeSubnetsCommand)
    .resolvesOnce({ Subnets: [{ SubnetId: 'subnet-1' }], NextToken: 'more' })
    .resolvesOnce({ Subnets: [{ SubnetId: 'subnet-2' }] });
  ec2.on(DescribeInternetGatewaysCommand).resolves({ InternetGateways: [{ InternetGatewayId: 'igw-1' }] });
}

describe('the default network', () => {
  test('8.3/vpc-isolation#no-default-network: goes with its subnets and its gateway, subnets first', async () => {
    fresh();

    await handler(event());

    expect(deleting().map(({ input }) => input)).toEqual([
      { SubnetId: 'subnet-1' },
      { SubnetId: 'subnet-2' },
      { InternetGatewayId: 'igw-1', VpcId: VPC },
      { InternetGatewayId: 'igw-1' },
      { VpcId: VPC },
    ]);
    expect(noted.lines).toEqual([{ event: 'removed', region: REGION, network: VPC, subnets: 2, gateways: 1 }]);
    expect(statuses()).toEqual(['SUCCESS']);
  });

  test('is looked for among networks of its region that are default, and no other is touched', async () => {
    fresh();
    ec2.on(DescribeVpcsCommand).resolves({ Vpcs: [{ VpcId: 'vpc-own', IsDefault: false }] });

    await handler(event({ RequestType: 'Update' }));

    expect(ec2.commandCalls(DescribeVpcsCommand)[0]?.args[0].input.Filters).toEqual([
      { Name: 'is-default', Values: ['true'] },
    ]);
    expect(ec2.calls()).toHaveLength(1);
    expect(statuses()).toEqual(['SUCCESS']);
  });

  test.each<[string, () => void, RegExp]>([
    [
      'an interface on a later page',
      () =>
        ec2
          .on(DescribeNetworkInterfacesCommand)
          .resolvesOnce({ NetworkInterfaces: [], NextToken: 'more' })
          .resolvesOnce({ NetworkInterfaces: [{ NetworkInterfaceId: 'eni-1' }] }),
      /eni-1 in the default network vpc-\w+, which therefore stays/,
    ],
    [
      'a group',
      () =>
        ec2.on(DescribeSecurityGroupsCommand).resolves({
          SecurityGroups: [
            { GroupId: 'sg-own', GroupName: 'default' },
            { GroupId: 'sg-1', GroupName: 'launch-wizard' },
          ],
        }),
      /: Error: sg-1 in/,
    ],
    [
      'a route table',
      () => ec2.on(DescribeRouteTablesCommand).resolves({ RouteTables: [{ RouteTableId: 'rtb-1', Associations: [] }] }),
      /: Error: rtb-1 in/,
    ],
    [
      'an access list',
      () => ec2.on(DescribeNetworkAclsCommand).resolves({ NetworkAcls: [{ NetworkAclId: 'acl-1', IsDefault: false }] }),
      /: Error: acl-1 in/,
    ],
    [
      'an endpoint without an interface',
      () => ec2.on(DescribeVpcEndpointsCommand).resolves({ VpcEndpoints: [{ VpcEndpointId: 'vpce-1' }] }),
      /: Error: vpce-1 in/,
    ],
    [
      'a gateway of a VPN',
      () => ec2.on(DescribeVpnGatewaysCommand).resolves({ VpnGateways: [{ VpnGatewayId: 'vgw-1' }] }),
      /: Error: vgw-1 in/,
    ],
    [
      'more than a reason has room for',
      () =>
        ec2.on(DescribeNetworkInterfacesCommand).resolves({
          NetworkInterfaces: [1, 2, 3, 4, 5].map((nth) => ({ NetworkInterfaceId: `eni-${nth}` })),
        }),
      /eni-1, eni-2, eni-3 and 2 more in/,
    ],
  ])(
    '8.3/vpc-isolation#no-default-network: stays whole where anybody has put %s, which is told',
    async (_, put, told) => {
      fresh();
      put();

      await handler(event());

      expect(deleting()).toEqual([]);
      expect(statuses()).toEqual(['FAILED']);
      expect(String(answers.bodies[0]?.['Reason'])).toMatch(told);
    },
  );

  test('stays where something came in the meantime, with its gateway and the subnet in which it stands', async () => {
    fresh();
    ec2.on(DeleteSubnetCommand, { SubnetId: 'subnet-2' }).rejects(serviceError('DependencyViolation'));

    await handler(event());

    expect(ec2.commandCalls(DeleteSubnetCommand).map(({ args }) => args[0].input.SubnetId)).toEqual([
      'subnet-1',
      'subnet-2',
    ]);
    expect(ec2.commandCalls(DetachInternetGatewayCommand)).toEqual([]);
    expect(ec2.commandCalls(DeleteVpcCommand)).toEqual([]);
    expect(statuses()).toEqual(['FAILED']);
  });

  test('goes where a run before took part of it away', async () => {
    fresh();
    ec2.on(DeleteSubnetCommand).rejects(serviceError('InvalidSubnetID.NotFound'));
    ec2.on(DetachInternetGatewayCommand).rejects(serviceError('Gateway.NotAttached'));
    ec2.on(DeleteInternetGatewayCommand).rejects(serviceError('InvalidInternetGatewayID.NotFound'));
    ec2.on(DeleteVpcCommand).rejects(serviceError('InvalidVpcID.NotFound'));

    await handler(event());

    expect(statuses()).toEqual(['SUCCESS']);
  });

  test('is asked for again where EC2 is busy', async () => {
    fresh();
    ec2.on(DeleteVpcCommand).rejectsOnce(serviceError('RequestLimitExceeded')).resolves({});

    await handler(event());

    expect(ec2.commandCalls(DeleteVpcCommand)).toHaveLength(2);
    expect(statuses()).toEqual(['SUCCESS']);
  });

  test.each([
    ['networks', DescribeVpcsCommand],
    ['interfaces', DescribeNetworkInterfacesCommand],
    ['groups', DescribeSecurityGroupsCommand],
    ['route tables', DescribeRouteTablesCommand],
    ['access lists', DescribeNetworkAclsCommand],
    ['endpoints', DescribeVpcEndpointsCommand],
    ['gateways of VPNs', DescribeVpnGatewaysCommand],
    ['subnets', DescribeSubnetsCommand],
    ['gateways', DescribeInternetGatewaysCommand],
  ] as const)('fails the deployment where %s cannot be listed', async (_, command) => {
    fresh();
    ec2.on(command as typeof DescribeVpcsCommand).rejects(serviceError('UnauthorizedOperation'));

    await handler(event());

    expect(ec2.commandCalls(DeleteVpcCommand)).toEqual([]);
    expect(statuses()).toEqual(['FAILED']);
    expect(noted.events()).toEqual(['run-failed']);
  });

  test('8.3/vpc-isolation#no-default-network: goes in each region, though one keeps its own, of which all is told', async () => {
    ec2.on(DescribeVpcsCommand).callsFake(async (_, client) => {
      const region = await (client() as unknown as EC2Client).config.region();
      if (region === 'eu-west-2') throw serviceError('UnauthorizedOperation');
      return { Vpcs: [{ VpcId: `vpc-${region}`, IsDefault: true }] };
    });
    nothingElse();
    ec2.on(DescribeNetworkInterfacesCommand).callsFake(({ Filters: [{ Values }] }) => ({
      NetworkInterfaces: Values[0] === 'vpc-eu-west-1' ? [{ NetworkInterfaceId: 'eni-1' }] : [],
    }));
    ec2.on(DescribeSubnetsCommand).resolves({ Subnets: [] });
    ec2.on(DescribeInternetGatewaysCommand).resolves({ InternetGateways: [] });

    await handler(event({}, ['eu-west-1', REGION, 'eu-west-2']));

    expect(deleting().map(({ input }) => input)).toEqual([{ VpcId: `vpc-${REGION}` }]);
    expect(statuses()).toEqual(['FAILED']);
    expect(String(answers.bodies[0]?.['Reason'])).toMatch(/^eu-west-1: .*eni-1 in the default network.*; eu-west-2: /);
  });

  test('does not come back when the resource goes', async () => {
    await handler(event({ RequestType: 'Delete' }));

    expect(ec2.calls()).toEqual([]);
    expect(statuses()).toEqual(['SUCCESS']);
  });
});
