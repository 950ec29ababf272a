import { Fn, Stack, Tags, Token } from 'aws-cdk-lib';
import {
  type CfnFlowLog,
  CfnNetworkAcl,
  CfnRouteTable,
  type CfnSubnet,
  type CfnVPC,
  CfnVPCEndpoint,
  type ISecurityGroup,
  type IVpc,
  Port,
  SecurityGroup,
  Vpc,
  VpcEndpointPrivateDnsOnlyForInboundResolverEndpoint,
} from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { DnsFirewall } from '../dns-firewall/dns-firewall';
import { pascalCase } from '../naming/pascal-case';
import { meets } from '../standard';
import { carveAtDeployment, type RangeOfLength } from './carve-at-deployment';
import { type EndpointSet, GATEWAY_SERVICES, servicesOf, WITHOUT_PRIVATE_NAME } from './endpoint-services';
import {
  type DataPerimeter,
  endpointPolicy,
  gatewayServiceName,
  interfaceServiceName,
  type PackageSources,
} from './endpoints';
import { networkFlowLog } from './flow-log';
import {
  accessEntries,
  checkFlow,
  ENDPOINT_ZONE,
  type FarFlow,
  type Flow,
  GATEWAY_ZONE,
  HTTPS,
  ownFlows,
  throughHub,
} from './flows';
import { named, networkOf, subnetOf, writeLines } from './network-parts';
import { availabilityZonesOf, byZone, carve, isSealed, type Zone, type ZoneAddresses } from './zones';

/** What an `IsolatedVpc` needs to know. */
export interface IsolatedVpcProps {
  /** The landing zone's name; the network is called `<name>-network`. */
  readonly name: string;

  /** An IPv4 range from /16 to /24, or one of such a length that deployment tells. Each zone gets a quarter of it. */
  readonly cidr: string | RangeOfLength;

  /**
   * Two or three; or the names, where the account lacks the usual ones.
   * @default 2
   */
  readonly availabilityZones?: 2 | 3 | readonly string[];

  /** The archive's bucket for flow logs and DNS queries, by name: it stands in another stack, usually in another account. */
  readonly flowLogBucketName: string;

  /**
   * Names that may be resolved beside those of AWS; with a dot before it, `.example.com`, also all names below it.
   * @default - none
   */
  readonly domains?: readonly string[];

  /**
   * Services reached over private addresses.
   * @default 'minimal'
   */
  readonly endpoints?: EndpointSet;

  /**
   * Whose identities and resources pass the endpoints.
   * @default - those of the network's own account
   */
  readonly perimeter?: DataPerimeter;

  /**
   * Packages of AWS through the S3 endpoints.
   * @default 'none'
   */
  readonly packages?: PackageSources;

  /**
   * Connections beyond those to the endpoints. Security groups let nothing else pass. Access lists have no memory: where
   * connections of a pair of zones begin on both sides, or within one, they let the ports of answers pass both ways.
   * @default - none
   */
  readonly flows?: readonly Flow[];

  /**
   * Connections of the application zone with networks behind a hub, which has to carry them too.
   * @default - none
   */
  readonly farFlows?: readonly FarFlow[];

  /**
   * Whether the network is attached to a hub: what leaves by the attachment passes the zone's list inwards, too.
   * @default false
   */
  readonly attached?: boolean;
}

/**
 * A network without a way to or from the internet: four zones over two or three availability zones, an access list a zone
 * that allows the declared flows only, private endpoints that admit the organization's identities to its own resources,
 * a resolver that knows listed names only, and logs of all flows and lookups straight to the archive.
 *
 * @throws when the range, the availability zones or a flow cannot be.
 */
export class IsolatedVpc extends Construct {
  readonly vpc: CfnVPC;
  readonly flowLog: CfnFlowLog;
  /** Which names its resolver tells. */
  readonly dns: DnsFirewall;
  /** Of the interface endpoints; it admits nobody until `admitToEndpoints` is called. */
  readonly endpointSecurityGroup: ISecurityGroup;
  /** By service, such as `ssm`. */
  readonly interfaceEndpoints: Readonly<Record<string, CfnVPCEndpoint>>;
  readonly gatewayEndpoints: Readonly<Record<string, CfnVPCEndpoint>>;
  /** One an availability zone. */
  readonly subnets: Readonly<Record<Zone, readonly CfnSubnet[]>>;
  readonly routeTables: Readonly<Record<Zone, CfnRouteTable>>;
  readonly accessLists: Readonly<Record<Zone, CfnNetworkAcl>>;
  readonly availabilityZones: readonly string[];
  /** Packages of AWS that pass the S3 endpoints. */
  readonly packages: PackageSources;
  /** For the constructs of the library that take a network; it knows the subnets of the application zone as its isolated ones. */
  readonly network: IVpc;

  constructor(scope: Construct, id: string, props: IsolatedVpcProps) {
    super(scope, id);
    const { availabilityZones, addressesIn } = this.checked(props);
    this.availabilityZones = availabilityZones;
    this.packages = props.packages ?? 'none';
    const cidrBlock = typeof props.cidr === 'string' ? props.cidr : props.cidr.cidr;
    this.vpc = networkOf(this, `${props.name}-network`, cidrBlock);
    meets(this.vpc, '8.3/zoning#zone-separation', '8.3/vpc-isolation#data-zone-unroutable');

    this.routeTables = byZone((zone) => this.routeTable(zone));
    const addresses = addressesIn(this.vpc);
    this.accessLists = byZone((zone) => this.accessList(zone, addresses, props));
    this.subnets = byZone((zone) => this.subnetsOf(zone, addresses[zone]));
    this.network = Vpc.fromVpcAttributes(this, 'Network', {
      vpcId: this.vpc.attrVpcId,
      vpcCidrBlock: cidrBlock,
      availabilityZones: [...this.availabilityZones],
      isolatedSubnetIds: this.subnets.application.map((subnet) => subnet.attrSubnetId),
      isolatedSubnetRouteTableIds: this.subnets.application.map(() => this.routeTables.application.attrRouteTableId),
    });

    const { name, domains, flowLogBucketName } = props;
    this.flowLog = networkFlowLog(this, this.vpc, flowLogBucketName);
    this.dns = new DnsFirewall(this, 'Dns', {
      name,
      subject: 'network',
      vpc: this.vpc,
      domains,
      logBucketName: flowLogBucketName,
    });
    this.endpointSecurityGroup = this.securityGroupOfEndpoints();
    this.gatewayEndpoints = this.gateways(props);
    this.interfaceEndpoints = this.interfaces(props);
  }

  /** Lets the members of a group reach the interface endpoints over HTTPS: groups name groups, never addresses. */
  admitToEndpoints(client: ISecurityGroup, description: string): void {
    client.connections.allowTo(this.endpointSecurityGroup, Port.tcp(HTTPS), description);
  }

  /**
   * The name by which the endpoint of a service is called, where it gives the service's usual name no private address.
   * @throws when the network has no endpoint for the service
   */
  endpointName(service: string): string {
    const endpoint = this.interfaceEndpoints[service];
    // entries are `<hosted zone>:<name>`, the name of the region first
    if (endpoint) return Fn.select(1, Fn.split(':', Fn.select(0, endpoint.attrDnsEntries)));
    throw new Error(`${this.node.path}: the network has no endpoint for ${service}. Give it the minimal or full set.`);
  }

  private chosenAvailabilityZones(chosen: 2 | 3 | readonly string[]): readonly string[] {
    if (typeof chosen === 'object') {
      if (new Set(chosen).size === chosen.length && chosen.length >= 2 && chosen.length <= 3) return chosen;
      throw new Error(
        `${chosen.length} availability zones are given; 8.3/zoning#zone-separation needs two or three different ones`,
      );
    }
    const { region } = Stack.of(this);
    if (!Token.isUnresolved(region)) return availabilityZonesOf(region, chosen);
    throw new Error('the stack has no region: give it one, or the names of the availability zones');
  }

  private routeTable(zone: Zone): CfnRouteTable {
    const table = new CfnRouteTable(this, `${pascalCase(zone)}Routes`, {
      vpcId: this.vpc.attrVpcId,
      tags: [named(zone)],
    });
    meets(table, '8.3/zoning#zone-separation');
    if (isSealed(zone)) meets(table, '8.3/vpc-isolation#data-zone-unroutable');
    return table;
  }

  private accessList(
    zone: Zone,
    addresses: Readonly<Record<Zone, ZoneAddresses>>,
    { endpoints = 'minimal', attached = false, flows = [], farFlows = [] }: IsolatedVpcProps,
  ): CfnNetworkAcl {
    const list = new CfnNetworkAcl(this, `${pascalCase(zone)}AccessList`, {
      vpcId: this.vpc.attrVpcId,
      tags: [named(zone)],
    });
    meets(
      list,
      '8.3/zoning#zone-access-lists',
      '8.3/minimal-ports#declared-flows',
      '8.3/minimal-ports#no-broad-ranges',
    );
    const all = [...ownFlows(endpoints, attached), ...flows, ...farFlows.flatMap(throughHub)];
    writeLines(
      list,
      accessEntries(zone, all, (other) => addresses[other].block),
    );
    return list;
  }

  private subnetsOf(zone: Zone, addresses: ZoneAddresses): readonly CfnSubnet[] {
    return addresses.subnets.map((cidrBlock, index) => {
      const subnet = subnetOf(this, `${pascalCase(zone)}Subnet${index + 1}`, {
        vpc: this.vpc,
        availabilityZone: this.availabilityZones[index] ?? '',
        cidrBlock,
        of: zone,
        kind: 'isms:zone',
        table: this.routeTables[zone],
        list: this.accessLists[zone],
      });
      meets(subnet, '8.3/zoning#zone-separation');
      return subnet;
    });
  }

  private securityGroupOfEndpoints(): SecurityGroup {
    const group = new SecurityGroup(this, 'EndpointSecurityGroup', {
      vpc: this.network,
      description: 'Interface endpoints: HTTPS from named groups only',
      allowAllOutbound: false,
    });
    Tags.of(group).add('isms:zone', ENDPOINT_ZONE);
    meets(
      group,
      '8.3/security-groups#no-unrestricted-ingress',
      '8.3/security-groups#restricted-egress',
      '8.3/minimal-ports#declared-flows',
    );
    return group;
  }

  private gateways({ perimeter = {}, packages = 'none' }: IsolatedVpcProps) {
    const { region } = Stack.of(this);
    return Object.fromEntries(
      GATEWAY_SERVICES.map((service) => {
        const endpoint = new CfnVPCEndpoint(this, `${pascalCase(service)}Gateway`, {
          vpcId: this.vpc.attrVpcId,
          vpcEndpointType: 'Gateway',
          serviceName: gatewayServiceName(service, region),
          routeTableIds: [this.routeTables[GATEWAY_ZONE].attrRouteTableId],
          policyDocument: endpointPolicy(this, service, perimeter, packages),
        });
        meets(endpoint, '8.3/interface-security#endpoint-policies', '8.2/no-excess-access#data-perimeter');
        return [service, endpoint];
      }),
    );
  }

  private interfaces({ endpoints = 'minimal', perimeter = {}, packages = 'none' }: IsolatedVpcProps) {
    return Object.fromEntries(
      servicesOf(endpoints).map((service) => {
        const endpoint = new CfnVPCEndpoint(this, `${pascalCase(service)}Endpoint`, {
          vpcId: this.vpc.attrVpcId,
          vpcEndpointType: 'Interface',
          serviceName: interfaceServiceName(service),
          privateDnsEnabled: !WITHOUT_PRIVATE_NAME.includes(service),
          // object storage is reached over the endpoint's private addresses from every zone, not through the gateway alone
          ...(service === 's3'
            ? {
                dnsOptions: {
                  privateDnsOnlyForInboundResolverEndpoint:
                    VpcEndpointPrivateDnsOnlyForInboundResolverEndpoint.ALL_RESOLVERS,
                },
              }
            : {}),
          securityGroupIds: [this.endpointSecurityGroup.securityGroupId],
          subnetIds: this.subnets[ENDPOINT_ZONE].map((subnet) => subnet.attrSubnetId),
          policyDocument: endpointPolicy(this, service, perimeter, packages),
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

  private checked({ cidr, availabilityZones: chosen = 2, flows = [], farFlows = [] }: IsolatedVpcProps) {
    try {
      for (const flow of [...flows, ...farFlows]) checkFlow(flow);
      const availabilityZones = this.chosenAvailabilityZones(chosen);
      const { length } = availabilityZones;
      if (typeof cidr !== 'string') {
        const { prefix } = cidr;
        return {
          availabilityZones,
          addressesIn: (vpc: CfnVPC) => carveAtDeployment({ cidr: vpc.attrCidrBlock, prefix }, length),
        };
      }
      const addresses = carve(cidr, length);
      return { availabilityZones, addressesIn: () => addresses };
    } catch (error) {
      throw new Error(`${this.node.path}: ${error instanceof Error ? error.message : String(error)}.`);
    }
  }
}
