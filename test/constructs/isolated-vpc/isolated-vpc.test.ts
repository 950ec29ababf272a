import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { IsolatedVpc, type IsolatedVpcProps } from '../../../constructs/isolated-vpc/isolated-vpc';
import { ZONES } from '../../../constructs/isolated-vpc/zones';
import { verdictOf } from '../../../constructs/nag/rule';
import { dataZoneUnroutable } from '../../../constructs/nag/rules/network/data-zone-unroutable';
import { flowLogComplete } from '../../../constructs/nag/rules/network/flow-log-complete';
import { securityGroupEgress } from '../../../constructs/nag/rules/network/security-group-egress';
import { securityGroupIngress } from '../../../constructs/nag/rules/network/security-group-ingress';
import { securityGroupNarrowPorts } from '../../../constructs/nag/rules/network/security-group-narrow-ports';
import { subnetNetworkAcl } from '../../../constructs/nag/rules/network/subnet-network-acl';
import { subnetNoPublicAddress } from '../../../constructs/nag/rules/network/subnet-no-public-address';
import { vpcEndpointPolicy } from '../../../constructs/nag/rules/network/vpc-endpoint-policy';
import { vpcEndpointPrivateDns } from '../../../constructs/nag/rules/network/vpc-endpoint-private-dns';
import { vpcFlowLogs } from '../../../constructs/nag/rules/network/vpc-flow-logs';
import { vpcZones } from '../../../constructs/nag/rules/network/vpc-zones';
import { Template as Judged } from '../../../constructs/nag/template';
import { declarationsOf } from '../../../constructs/standard';

const ACCOUNT = '111111111111';

function network(props: Partial<IsolatedVpcProps> = {}, region = 'eu-west-1') {
  const stack = new Stack(new App(), 'Stack', { env: { account: ACCOUNT, region } });
  const vpc = new IsolatedVpc(stack, 'Network', {
    name: 'acme',
    cidr: '10.20.0.0/16',
    flowLogBucketName: `acme-flow-222222222222-${region}`,
    ...props,
  });
  return { stack, vpc };
}

const synthesized = (props: Partial<IsolatedVpcProps> = {}, region?: string): Template =>
  Template.fromStack(network(props, region).stack);

interface Entry {
  readonly NetworkAclId: { readonly 'Fn::GetAtt': readonly [string, string] };
  readonly Egress: boolean;
  readonly CidrBlock: string;
  readonly PortRange: { readonly From: number; readonly To: number };
  readonly Protocol: number;
}

/** `in 10.20.64.0/18 443-443`, of the list of one zone. */
function accessList(template: Template, zone: string): string[] {
  return Object.values(template.findResources('AWS::EC2::NetworkAclEntry'))
    .map((entry): Entry => entry['Properties'])
    .filter((entry) => entry.NetworkAclId['Fn::GetAtt'][0].toLowerCase().includes(`${zone}accesslist`))
    .map(
      ({ Egress, CidrBlock, PortRange }) => `${Egress ? 'out' : 'in'} ${CidrBlock} ${PortRange.From}-${PortRange.To}`,
    );
}

/** `eu-west-1a 10.20.0.0/20`, by zone. */
function subnetsBy(template: Template): Record<string, string[]> {
  const subnets = Object.values(template.findResources('AWS::EC2::Subnet')).map(({ Properties }) => Properties);
  const within = (zone: string) =>
    subnets.filter(({ Tags }) =>
      Tags.some((tag: { Key: string; Value: string }) => tag.Key === 'isms:zone' && tag.Value === zone),
    );
  return Object.fromEntries(
    ZONES.map((zone) => [
      zone,
      within(zone).map(({ AvailabilityZone, CidrBlock }) => `${AvailabilityZone} ${CidrBlock}`),
    ]),
  );
}

describe('IsolatedVpc', () => {
  test('8.3/zoning#zone-separation: has four zones, each in two availability zones', () => {
    expect(subnetsBy(synthesized())).toEqual({
      ingress: ['eu-west-1a 10.20.0.0/20', 'eu-west-1b 10.20.16.0/20'],
      application: ['eu-west-1a 10.20.64.0/20', 'eu-west-1b 10.20.80.0/20'],
      data: ['eu-west-1a 10.20.128.0/20', 'eu-west-1b 10.20.144.0/20'],
      management: ['eu-west-1a 10.20.192.0/20', 'eu-west-1b 10.20.208.0/20'],
    });
  });

  test('moves no subnet when an availability zone is added', () => {
    const [two, three] = [subnetsBy(synthesized()), subnetsBy(synthesized({ availabilityZones: 3 }))];

    for (const zone of ZONES) expect(three[zone]?.slice(0, 2)).toEqual(two[zone]);
  });

  test.each([
    ['cn-north-1', ['cn-north-1a', 'cn-north-1b', 'cn-north-1d']],
    ['cn-northwest-1', ['cn-northwest-1a', 'cn-northwest-1b', 'cn-northwest-1c']],
    ['ap-northeast-1', ['ap-northeast-1a', 'ap-northeast-1c', 'ap-northeast-1d']],
  ])('knows the availability zones of %s', (region, names) => {
    expect(network({ availabilityZones: 3 }, region).vpc.availabilityZones).toEqual(names);
  });

  test('8.3/vpc-isolation#data-zone-unroutable: has no gateway and no route out of the network', () => {
    const template = synthesized({ endpoints: 'full' });

    for (const type of ['InternetGateway', 'NatGateway', 'EgressOnlyInternetGateway', 'Route', 'VPNGateway']) {
      template.resourceCountIs(`AWS::EC2::${type}`, 0);
    }
  });

  test('8.3/vpc-isolation#data-zone-unroutable: leads gateway endpoints into the application zone only', () => {
    const endpoints = synthesized().findResources('AWS::EC2::VPCEndpoint', {
      Properties: { VpcEndpointType: 'Gateway' },
    });

    for (const { Properties } of Object.values(endpoints)) {
      expect(JSON.stringify(Properties.RouteTableIds)).toMatch(
        /^\[\{"Fn::GetAtt":\["NetworkApplicationRoutes\w+","RouteTableId"\]\}\]$/,
      );
    }
  });

  test('8.3/vpc-isolation#no-default-network: gives no public address', () => {
    synthesized().allResourcesProperties('AWS::EC2::Subnet', { MapPublicIpOnLaunch: false });
  });

  test('8.3/zoning#zone-access-lists: gives each subnet the list and the routes of its zone', () => {
    const template = synthesized();

    template.resourceCountIs('AWS::EC2::NetworkAcl', 4);
    template.resourceCountIs('AWS::EC2::SubnetNetworkAclAssociation', 8);
    template.resourceCountIs('AWS::EC2::SubnetRouteTableAssociation', 8);
  });

  test('8.3/minimal-ports#declared-flows: closes ingress and data zone until a flow is declared', () => {
    const template = synthesized();

    expect(accessList(template, 'ingress')).toEqual([]);
    expect(accessList(template, 'data')).toEqual([]);
  });

  test('8.3/zoning#management-zone: lets nobody into the management zone, and it out to the endpoints only', () => {
    expect(accessList(synthesized(), 'management')).toEqual([
      'in 10.20.64.0/18 32768-65535',
      'out 10.20.64.0/18 443-443',
    ]);
  });

  test('8.3/minimal-ports#declared-flows: opens a declared flow at both ends, and its answers', () => {
    const flows = [{ from: 'application', to: 'data', port: 5432, reason: 'orders to their database' }] as const;
    const template = synthesized({ flows });

    expect(accessList(template, 'data')).toEqual(['in 10.20.64.0/18 5432-5432', 'out 10.20.64.0/18 32768-65535']);
    expect(accessList(template, 'application')).toEqual(
      expect.arrayContaining(['out 10.20.128.0/18 5432-5432', 'in 10.20.128.0/18 32768-65535']),
    );
  });

  test('8.3/minimal-ports#no-broad-ranges: opens single ports, answers excepted, and never all protocols', () => {
    for (const { Properties } of Object.values(synthesized().findResources('AWS::EC2::NetworkAclEntry'))) {
      const { From, To } = Properties.PortRange;
      expect(From === To || From >= 1024).toBe(true);
      expect(Properties.Protocol).toBe(6);
    }
  });

  test('8.3/interface-security#private-service-interfaces: reaches services by their public names over private addresses', () => {
    synthesized().hasResourceProperties('AWS::EC2::VPCEndpoint', {
      ServiceName: 'com.amazonaws.eu-west-1.ssmmessages',
      VpcEndpointType: 'Interface',
      PrivateDnsEnabled: true,
    });
  });

  test('DynamoDB is called by the name of its endpoint: it gives no private name to its own', () => {
    synthesized().hasResourceProperties('AWS::EC2::VPCEndpoint', {
      ServiceName: 'com.amazonaws.eu-west-1.dynamodb',
      VpcEndpointType: 'Interface',
      PrivateDnsEnabled: false,
    });
  });

  test.each([
    ['ssm', 'com.amazonaws.cn-northwest-1.ssm'],
    ['kms', 'com.amazonaws.cn-northwest-1.kms'],
    ['logs', 'com.amazonaws.cn-northwest-1.logs'],
    ['s3', 'cn.com.amazonaws.cn-northwest-1.s3'],
    ['sts', 'cn.com.amazonaws.cn-northwest-1.sts'],
    ['monitoring', 'cn.com.amazonaws.cn-northwest-1.monitoring'],
  ])('spells the endpoint of %s as China does', (_, serviceName) => {
    synthesized({ endpoints: 'full' }, 'cn-northwest-1').hasResourceProperties('AWS::EC2::VPCEndpoint', {
      ServiceName: serviceName,
      VpcEndpointType: 'Interface',
    });
  });

  test('8.3/interface-security#endpoint-policies: admits the identities of the organization to its resources', () => {
    const organizationId = 'o-a1b2c3d4e5';

    synthesized({ perimeter: { organizationId } }).allResourcesProperties('AWS::EC2::VPCEndpoint', {
      PolicyDocument: {
        Statement: [
          Match.objectLike({
            Effect: 'Allow',
            Condition: { StringEquals: { 'aws:PrincipalOrgID': organizationId, 'aws:ResourceOrgID': organizationId } },
          }),
        ],
      },
    });
  });

  test('8.3/interface-security#endpoint-policies: admits only its own account where there is no organization', () => {
    synthesized().allResourcesProperties('AWS::EC2::VPCEndpoint', {
      PolicyDocument: {
        Statement: [
          Match.objectLike({
            Condition: { StringEquals: { 'aws:PrincipalAccount': ACCOUNT, 'aws:ResourceAccount': ACCOUNT } },
          }),
        ],
      },
    });
  });

  test('opens packages of AWS through the S3 endpoints read-only, when asked', () => {
    const policies = Object.values(synthesized({ packages: 'read' }).findResources('AWS::EC2::VPCEndpoint')).map(
      ({ Properties }) => Properties.PolicyDocument.Statement[1],
    );

    expect(policies.filter((statement) => statement !== undefined)).toHaveLength(2);
    expect(policies.find((statement) => statement !== undefined)).toMatchObject({ Action: 's3:GetObject' });
  });

  test.each(['eu-west-1', 'cn-northwest-1'])(
    'opens the one bucket with packages of Amazon Linux in %s, when only those are asked for',
    (region) => {
      const policies = Object.values(
        synthesized({ packages: 'amazon-linux' }, region).findResources('AWS::EC2::VPCEndpoint'),
      ).map(({ Properties }) => Properties.PolicyDocument.Statement[1]);
      const opened = policies.filter((statement) => statement !== undefined);

      expect(opened).toHaveLength(2);
      for (const { Resource } of opened) {
        expect(JSON.stringify(Resource)).toMatch(new RegExp(`:s3:::al2023-repos-${region}-de612dc2/\\*"`));
        expect(JSON.stringify(Resource).match(/s3:::/g)).toHaveLength(1);
      }
    },
  );

  test('8.6/log-collection#network-flow-logs: logs all traffic, enriched, straight to the archive', () => {
    synthesized({}, 'cn-north-1').hasResourceProperties('AWS::EC2::FlowLog', {
      ResourceType: 'VPC',
      TrafficType: 'ALL',
      LogDestinationType: 's3',
      LogDestination: {
        'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':s3:::acme-flow-222222222222-cn-north-1']],
      },
      LogFormat: Match.stringLikeRegexp(
        '^\\$\\{version\\} .*\\$\\{pkt-srcaddr\\}.*\\$\\{flow-direction\\} \\$\\{traffic-path\\}$',
      ),
      DestinationOptions: { FileFormat: 'parquet', HiveCompatiblePartitions: true, PerHourPartition: true },
    });
  });

  test('8.3/security-groups#no-unrestricted-ingress: admits a group to the endpoints by name of the group', () => {
    const { stack, vpc } = network();
    const client = new SecurityGroup(stack, 'Client', { vpc: vpc.network, allowAllOutbound: false });
    vpc.admitToEndpoints(client, 'batch to its services');

    const template = Template.fromStack(stack);

    template.hasResourceProperties('AWS::EC2::SecurityGroupIngress', {
      FromPort: 443,
      ToPort: 443,
      SourceSecurityGroupId: Match.anyValue(),
      CidrIp: Match.absent(),
    });
    template.hasResourceProperties('AWS::EC2::SecurityGroupEgress', {
      FromPort: 443,
      ToPort: 443,
      DestinationSecurityGroupId: Match.anyValue(),
      CidrIp: Match.absent(),
    });
  });

  test('has gateways only, and no flow to endpoints, with endpoints none', () => {
    const template = synthesized({ endpoints: 'none' });

    template.resourceCountIs('AWS::EC2::VPCEndpoint', 2);
    expect(accessList(template, 'management')).toEqual([]);
  });

  test.each([
    dataZoneUnroutable,
    flowLogComplete,
    securityGroupEgress,
    securityGroupIngress,
    securityGroupNarrowPorts,
    subnetNetworkAcl,
    subnetNoPublicAddress,
    vpcEndpointPolicy,
    vpcEndpointPrivateDns,
    vpcFlowLogs,
    vpcZones,
  ])('is compliant with $id', (rule) => {
    const judged = Judged.cloudFormation(synthesized({ endpoints: 'full' }).toJSON(), {
      environment: { partition: 'aws', account: ACCOUNT, region: 'eu-west-1' },
    });
    const verdicts = judged.resources
      .filter(({ type }) => rule.types.includes(type))
      .map((resource) => ({ id: resource.id, ...verdictOf(rule, resource) }))
      .filter(({ outcome }) => outcome !== 'not-applicable');

    expect(verdicts.filter(({ outcome }) => outcome !== 'compliant')).toEqual([]);
    expect(verdicts).not.toEqual([]);
  });

  test('declares what it meets', () => {
    expect(declarationsOf(network().vpc.flowLog).flatMap(({ requirements }) => requirements)).toEqual([
      '8.6/log-collection#network-flow-logs',
    ]);
  });

  test.each([
    ['too small a range', { cidr: '10.20.0.0/25' }, '10.20.0.0/25 cannot hold four zones'],
    ['too large a range', { cidr: '10.0.0.0/8' }, 'give a prefix from /16 to /24'],
    ['an address that is no network', { cidr: '10.20.0.1/16' }, 'write 10.20.0.0/16'],
    ['one availability zone', { availabilityZones: ['eu-west-1a'] }, '8.3/zoning#zone-separation'],
    [
      'the same availability zone twice',
      { availabilityZones: ['eu-west-1a', 'eu-west-1a'] },
      'two or three different ones',
    ],
    [
      'a flow in the clear',
      { flows: [{ from: 'application', to: 'data', port: 389, reason: 'directory' } as const] },
      '8.3/traffic-encryption#plaintext-protocols-absent',
    ],
    [
      'a flow without a port',
      { flows: [{ from: 'application', to: 'data', port: 0, reason: 'directory' } as const] },
      'which is no port',
    ],
  ])('throws when given %s', (_, props, message) => {
    expect(() => network(props)).toThrow(message);
    expect(() => network(props)).toThrow('Stack/Network: ');
  });

  test('throws when the region has too few availability zones', () => {
    expect(() => network({ availabilityZones: 3 }, 'us-west-1')).toThrow(
      'us-west-1 offers 2 availability zones, not 3',
    );
  });
});
