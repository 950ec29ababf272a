import { Stack, Tags } from 'aws-cdk-lib';
import {
  CfnNetworkAcl,
  CfnRoute,
  CfnRouteTable,
  type CfnSubnet,
  type CfnVPC,
  CfnVPCEndpoint,
  Peer,
  Port,
  SecurityGroup,
  Vpc,
} from 'aws-cdk-lib/aws-ec2';
import { CfnResourceShare } from 'aws-cdk-lib/aws-ram';
import { CfnProfile, CfnProfileResourceAssociation } from 'aws-cdk-lib/aws-route53profiles';
import { CfnParameter } from 'aws-cdk-lib/aws-ssm';
import { Construct, type IDependable } from 'constructs';
import { DnsFirewall } from '../dns-firewall/dns-firewall';
import { HOSTS } from '../inspection-vpc/access-entries';
import { slicesOf } from '../inspection-vpc/layout';
import { CENTRAL_SERVICES } from '../isolated-vpc/endpoint-services';
import { endpointPolicy, interfaceServiceName } from '../isolated-vpc/endpoints';
import { networkFlowLog } from '../isolated-vpc/flow-log';
import { HTTPS } from '../isolated-vpc/flows';
import { type AccessLine, named, networkOf, requireZones, subnetOf, writeLines } from '../isolated-vpc/network-parts';
import { pascalCase } from '../naming/pascal-case';
import { meets } from '../standard';
import { ENDPOINT_TIER, profileParameterName } from './access';

/** What `CentralEndpoints` need to know. */
export interface CentralEndpointsProps {
  /** The landing zone's name; the network is called `<name>-endpoints`. */
  readonly name: string;

  /** An IPv4 range from /16 to /24, apart from those of all networks that are attached. */
  readonly cidr: string;

  /** Two to four, by name: an endpoint has an address in each. */
  readonly availabilityZones: readonly string[];

  /**
   * Services that are reached, by the name behind the region, such as `kms`. Object storage and DynamoDB are not among them: each
   * network has gateways for them.
   * @default - what workloads and their operation usually need
   */
  readonly services?: readonly string[];

  /** Ranges that hold the networks that are attached: nobody else reaches an endpoint. */
  readonly networks: readonly string[];

  /** Whose identities and resources pass, and whom the names are shared with. */
  readonly organization: { readonly managementAccount: string; readonly id: string };

  /** The archive's bucket for flow logs and DNS queries, by name. */
  readonly logBucketName: string;
}

/** A quarter of the network for an availability zone. */
const BITS_OF_A_SUBNET = 2;

/**
 * Interface endpoints of an organization in one region, in a network that holds nothing else and leads nowhere: who is attached to the
 * hub reaches them over HTTPS, and they answer. Their policies admit the organization's identities to its own resources. A Route 53
 * profile, shared within the organization, leads the usual names of the services to them.
 *
 * Meets `8.3/interface-security#endpoint-policies` and `8.3/interface-security#private-service-interfaces`.
 *
 * @throws when the range, the availability zones or a service cannot be.
 * @see https://docs.aws.amazon.com/whitepapers/latest/building-scalable-secure-multi-vpc-network-infrastructure/centralized-access-to-vpc-private-endpoints.html
 */
export class CentralEndpoints extends Construct {
  readonly vpc: CfnVPC;
  /** One an availability zone. */
  readonly subnets: readonly CfnSubnet[];
  /** By service, such as `kms`. */
  readonly endpoints: Readonly<Record<string, CfnVPCEndpoint>>;
  readonly securityGroup: SecurityGroup;
  /** Names of the services, for the networks that are associated with it. */
  readonly profile: CfnProfile;
  /** The range in which the endpoints are. */
  readonly cidr: string;

  private readonly routeTable: CfnRouteTable;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: CentralEndpointsProps,
  ) {
    super(scope, id);
    const { name, cidr, logBucketName } = props;
    this.check();
    this.cidr = cidr;
    this.vpc = networkOf(this, `${name}-endpoints`, cidr);
    this.routeTable = new CfnRouteTable(this, 'Routes', {
      vpcId: this.vpc.attrVpcId,
      tags: [named(ENDPOINT_TIER)],
    });
    this.subnets = this.subnetsWith(this.accessList());
    networkFlowLog(this, this.vpc, logBucketName);
    // nobody is here who asks: the networks that are attached have resolvers of their own
    new DnsFirewall(this, 'Dns', { name, subject: ENDPOINT_TIER, vpc: this.vpc, logBucketName });
    this.securityGroup = this.group();
    this.endpoints = this.interfaces();
    this.profile = this.names();
    this.share();
  }

  /** Answers go back to the networks through the hub. */
  answersThrough(transitGatewayId: string, attached: IDependable): void {
    this.props.networks.forEach((destinationCidrBlock, index) => {
      const route = new CfnRoute(this.routeTable, `Answers${index + 1}`, {
        routeTableId: this.routeTable.attrRouteTableId,
        destinationCidrBlock,
        transitGatewayId,
      });
      route.node.addDependency(attached);
    });
  }

  private check(): void {
    const { availabilityZones: zones, services = CENTRAL_SERVICES } = this.props;
    const strange = services.find((service) => !CENTRAL_SERVICES.includes(service));
    if (strange !== undefined) {
      throw new Error(
        `${this.node.path}: ${strange} is no service for central endpoints; give ${CENTRAL_SERVICES.join(', ')}.`,
      );
    }
    requireZones(this.node.path, zones, 4, '8.3/zoning#zone-separation');
  }

  /**
   * Lists keep no state: HTTPS comes in, and answers go back. The attachment stands in the same subnets: what comes out of it goes on
   * to an endpoint of another zone, and answers come into it from the endpoint beside it.
   * @see https://docs.aws.amazon.com/vpc/latest/tgw/tgw-nacls.html
   */
  private accessList(): CfnNetworkAcl {
    const { networks, cidr } = this.props;
    const list = new CfnNetworkAcl(this, 'AccessList', { vpcId: this.vpc.attrVpcId, tags: [named(ENDPOINT_TIER)] });
    meets(list, '8.3/zoning#zone-access-lists');
    const lines = (egress: boolean, ofNetworks: Ports, own: Ports): readonly AccessLine[] => [
      ...networks.map((network) => ({ egress, cidr: network, ...ofNetworks })),
      { egress, cidr, ...own },
    ];
    writeLines(list, [...lines(false, HTTPS_ALONE, HOSTS), ...lines(true, HOSTS, HTTPS_ALONE)]);
    return list;
  }

  private subnetsWith(list: CfnNetworkAcl): readonly CfnSubnet[] {
    const ranges = slicesOf(this.props.cidr, 'a network of endpoints', BITS_OF_A_SUBNET);
    return this.props.availabilityZones.map((availabilityZone, index) => {
      return subnetOf(this, `Subnet${index + 1}`, {
        vpc: this.vpc,
        availabilityZone,
        cidrBlock: ranges[index] ?? '',
        of: ENDPOINT_TIER,
        kind: 'isms:tier',
        table: this.routeTable,
        list,
      });
    });
  }

  /** Groups of other networks cannot be named through a transit gateway that does not know them: ranges stand for them. */
  private group(): SecurityGroup {
    const { cidr, availabilityZones, networks } = this.props;
    const group = new SecurityGroup(this, 'SecurityGroup', {
      vpc: Vpc.fromVpcAttributes(this, 'Network', {
        vpcId: this.vpc.attrVpcId,
        vpcCidrBlock: cidr,
        availabilityZones: [...availabilityZones],
      }),
      description: 'Interface endpoints: HTTPS from networks of the organization only',
      allowAllOutbound: false,
    });
    for (const network of networks) {
      group.addIngressRule(Peer.ipv4(network), Port.tcp(HTTPS), 'HTTPS from networks of the organization');
    }
    Tags.of(group).add('isms:tier', ENDPOINT_TIER);
    meets(
      group,
      '8.3/security-groups#no-unrestricted-ingress',
      '8.3/security-groups#restricted-egress',
      '8.3/minimal-ports#declared-flows',
    );
    return group;
  }

  private interfaces(): Readonly<Record<string, CfnVPCEndpoint>> {
    const { services = CENTRAL_SERVICES, organization } = this.props;
    const perimeter = { organizationId: organization.id, publicOfAws: true };
    return Object.fromEntries(
      services.map((service) => {
        const endpoint = new CfnVPCEndpoint(this, `${pascalCase(service)}Endpoint`, {
          vpcId: this.vpc.attrVpcId,
          vpcEndpointType: 'Interface',
          serviceName: interfaceServiceName(service),
          privateDnsEnabled: true,
          securityGroupIds: [this.securityGroup.securityGroupId],
          subnetIds: this.subnets.map((subnet) => subnet.attrSubnetId),
          policyDocument: endpointPolicy(this, service, perimeter, 'none'),
        });
        meets(
          endpoint,
          '8.3/interface-security#endpoint-policies',
          '8.3/interface-security#private-service-interfaces',
          '8.2/no-excess-access#data-perimeter',
        );
        return [service, endpoint];
      }),
    );
  }

  /**
   * The names of the services, which Route 53 keeps for each endpoint: no hosted zone of one's own.
   * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/profile-associate-vpc-endpoints.html
   */
  private names(): CfnProfile {
    const { partition, region, account } = Stack.of(this);
    const profile = new CfnProfile(this, 'Names', { name: `${this.props.name}-endpoints` });
    for (const [service, endpoint] of Object.entries(this.endpoints)) {
      new CfnProfileResourceAssociation(profile, pascalCase(service), {
        name: service,
        profileId: profile.attrId,
        resourceArn: `arn:${partition}:ec2:${region}:${account}:vpc-endpoint/${endpoint.attrId}`,
      });
    }
    meets(profile, '8.3/interface-security#private-service-interfaces');
    return profile;
  }

  /** The profile, and the parameter that tells its id, which nobody knows before. */
  private share(): void {
    const { name, organization } = this.props;
    const { partition, region, account } = Stack.of(this);
    const parameterName = profileParameterName(name);
    const parameter = new CfnParameter(this, 'ProfileId', {
      name: parameterName,
      description: `${name}: the profile with the names of the central endpoints`,
      type: 'String',
      // of the standard tier none can be shared
      tier: 'Advanced',
      value: this.profile.attrId,
    });
    const share = new CfnResourceShare(this, 'Share', {
      name: `${name}-endpoints`,
      allowExternalPrincipals: false,
      principals: [`arn:${partition}:organizations::${organization.managementAccount}:organization/${organization.id}`],
      resourceArns: [this.profile.attrArn, `arn:${partition}:ssm:${region}:${account}:parameter${parameterName}`],
    });
    share.node.addDependency(parameter);
    meets(share, '8.3/vpc-isolation#cross-network-sharing');
  }
}

const HTTPS_ALONE = { from: HTTPS, to: HTTPS };

type Ports = typeof HTTPS_ALONE;
