import { isIntrinsic, isObject } from '../../../constructs/nag/intrinsics';
import type { Resource } from '../../../constructs/nag/template';
import { rangeOf } from './addresses';
import type { Certainty } from './bounds';
import type { Group, Interface, InterfaceKind, Subnet } from './model';
import type { Interval } from './packets';
import { visit } from './read-entrances';
import type { GroupReader } from './read-groups';
import type { VpcReader } from './read-vpcs';
import type { Reader } from './reader';

/** Where a type of resource says which subnets and groups its interfaces have. */
interface Placement {
  readonly kind: InterfaceKind;
  readonly subnets: readonly string[];
  readonly groups: readonly string[];
  /** Whether it has an address on the internet: by a property, its value for yes, and what holds without it. */
  readonly publicAddress?: { readonly path: string; readonly yes: string; readonly unset: Certainty };
  readonly privateAddress?: string;
  /** Instances of a cluster, which have the address on the internet: their type, and what holds where they say nothing. */
  readonly instances?: { readonly type: string; readonly unset: Certainty };
}

/** `A>B`: property B of the resource that property A refers to. */
const PLACEMENTS: Readonly<Record<string, Placement>> = {
  'AWS::EC2::NetworkInterface': {
    kind: 'instance',
    subnets: ['SubnetId'],
    groups: ['GroupSet'],
    privateAddress: 'PrivateIpAddress',
  },
  'AWS::EC2::VPCEndpoint': { kind: 'endpoint', subnets: ['SubnetIds'], groups: ['SecurityGroupIds'] },
  'AWS::EC2::InstanceConnectEndpoint': { kind: 'endpoint', subnets: ['SubnetId'], groups: ['SecurityGroupIds'] },
  'AWS::ElasticLoadBalancingV2::LoadBalancer': {
    kind: 'load-balancer',
    subnets: ['Subnets', 'SubnetMappings.*.SubnetId'],
    groups: ['SecurityGroups'],
    publicAddress: { path: 'Scheme', yes: 'internet-facing', unset: 'yes' },
  },
  'AWS::ElasticLoadBalancing::LoadBalancer': {
    kind: 'load-balancer',
    subnets: ['Subnets'],
    groups: ['SecurityGroups'],
    publicAddress: { path: 'Scheme', yes: 'internet-facing', unset: 'yes' },
  },
  'AWS::Lambda::Function': {
    kind: 'function',
    subnets: ['VpcConfig.SubnetIds'],
    groups: ['VpcConfig.SecurityGroupIds'],
  },
  'AWS::RDS::DBInstance': {
    kind: 'database',
    subnets: ['DBSubnetGroupName>SubnetIds'],
    groups: ['VPCSecurityGroups'],
    publicAddress: { path: 'PubliclyAccessible', yes: 'true', unset: 'perhaps' },
  },
  'AWS::RDS::DBCluster': {
    kind: 'database',
    subnets: ['DBSubnetGroupName>SubnetIds'],
    groups: ['VpcSecurityGroupIds'],
    publicAddress: { path: 'PubliclyAccessible', yes: 'true', unset: 'no' },
    instances: { type: 'AWS::RDS::DBInstance', unset: 'perhaps' },
  },
  'AWS::DocDB::DBCluster': {
    kind: 'database',
    subnets: ['DBSubnetGroupName>SubnetIds'],
    groups: ['VpcSecurityGroupIds'],
  },
  'AWS::Neptune::DBCluster': {
    kind: 'database',
    subnets: ['DBSubnetGroupName>SubnetIds'],
    groups: ['VpcSecurityGroupIds'],
    instances: { type: 'AWS::Neptune::DBInstance', unset: 'no' },
  },
  'AWS::Redshift::Cluster': {
    kind: 'database',
    subnets: ['ClusterSubnetGroupName>SubnetIds'],
    groups: ['VpcSecurityGroupIds'],
    publicAddress: { path: 'PubliclyAccessible', yes: 'true', unset: 'perhaps' },
  },
  'AWS::RedshiftServerless::Workgroup': {
    kind: 'database',
    subnets: ['SubnetIds'],
    groups: ['SecurityGroupIds'],
    publicAddress: { path: 'PubliclyAccessible', yes: 'true', unset: 'no' },
  },
  'AWS::ElastiCache::ReplicationGroup': {
    kind: 'database',
    subnets: ['CacheSubnetGroupName>SubnetIds'],
    groups: ['SecurityGroupIds'],
  },
  'AWS::ElastiCache::CacheCluster': {
    kind: 'database',
    subnets: ['CacheSubnetGroupName>SubnetIds'],
    groups: ['VpcSecurityGroupIds'],
  },
  'AWS::ElastiCache::ServerlessCache': { kind: 'database', subnets: ['SubnetIds'], groups: ['SecurityGroupIds'] },
  'AWS::MemoryDB::Cluster': {
    kind: 'database',
    subnets: ['SubnetGroupName>SubnetIds'],
    groups: ['SecurityGroupIds'],
  },
  'AWS::DAX::Cluster': { kind: 'database', subnets: ['SubnetGroupName>SubnetIds'], groups: ['SecurityGroupIds'] },
  'AWS::OpenSearchService::Domain': {
    kind: 'database',
    subnets: ['VPCOptions.SubnetIds'],
    groups: ['VPCOptions.SecurityGroupIds'],
  },
  'AWS::Elasticsearch::Domain': {
    kind: 'database',
    subnets: ['VPCOptions.SubnetIds'],
    groups: ['VPCOptions.SecurityGroupIds'],
  },
  'AWS::EFS::MountTarget': { kind: 'database', subnets: ['SubnetId'], groups: ['SecurityGroups'] },
  'AWS::ECS::Service': {
    kind: 'container',
    subnets: ['NetworkConfiguration.AwsvpcConfiguration.Subnets'],
    groups: ['NetworkConfiguration.AwsvpcConfiguration.SecurityGroups'],
    publicAddress: { path: 'NetworkConfiguration.AwsvpcConfiguration.AssignPublicIp', yes: 'ENABLED', unset: 'no' },
  },
  'AWS::Route53Resolver::ResolverEndpoint': {
    kind: 'endpoint',
    subnets: ['IpAddresses.*.SubnetId'],
    groups: ['SecurityGroupIds'],
  },
};

/** Whether a type is a service that holds data, with an address in a network. */
export const isDataService = (type: string): boolean => PLACEMENTS[type]?.kind === 'database';

/** Read elsewhere, or no interface at all. */
const PLUMBING = /^AWS::EC2::|^AWS::NetworkFirewall::|SubnetGroup$|^AWS::AutoScaling::|^AWS::RAM::|^AWS::SSM::/;

/** Interfaces, from whatever resource makes them. */
export class InterfaceReader {
  constructor(
    private readonly reader: Reader,
    private readonly vpcs: VpcReader,
    private readonly groups: GroupReader,
  ) {}

  read(): readonly Interface[] {
    const { resources } = this.reader.estate;
    return resources
      .filter(({ template }) => template.cloud === 'aws')
      .flatMap((resource) => {
        const placement = PLACEMENTS[resource.type];
        if (resource.text('VpcEndpointType') === 'GatewayLoadBalancer') return [];
        if (placement) return this.placed(resource, placement);
        if (resource.type === 'AWS::EC2::Instance') return this.instance(resource);
        if (resource.type === 'AWS::AutoScaling::AutoScalingGroup') return this.scaled(resource);
        return PLUMBING.test(resource.type) ? [] : this.unmodelled(resource);
      });
  }

  private placed(resource: Resource, placement: Placement): readonly Interface[] {
    const values = placement.subnets.flatMap((path) => this.valuesAt(resource, path));
    return this.subnetsOf(resource, values).map((subnet) =>
      this.made(resource, subnet, {
        kind: placement.kind,
        groups: this.groupsAt(resource, placement.groups, subnet),
        publicAddress: this.publicAddress(resource, placement),
        ...(placement.privateAddress && { privateAddress: placement.privateAddress }),
      }),
    );
  }

  private publicAddress(resource: Resource, { publicAddress, instances }: Placement): Certainty {
    const members = instances ? this.reader.referrers(resource, instances.type, 'DBClusterIdentifier') : [];
    const flags = members.map((member) => this.reader.flag(member, 'PubliclyAccessible', instances?.unset ?? 'no'));
    const [decisive] = CERTAINTIES.filter((certainty) => flags.includes(certainty));
    if (decisive !== undefined && decisive !== 'no') return decisive;
    const associated = this.reader.referrers(resource, 'AWS::EC2::EIPAssociation', 'NetworkInterfaceId');
    if (associated.length > 0) return 'yes';
    if (publicAddress === undefined) return 'no';
    if (!resource.has(publicAddress.path)) return publicAddress.unset;
    const value = this.reader.literal(resource, publicAddress.path);
    if (value === undefined) return 'perhaps';
    return String(value) === publicAddress.yes ? 'yes' : 'no';
  }

  /** An instance, with interfaces of its own or the one that it gets. */
  private instance(resource: Resource): readonly Interface[] {
    const hasEip =
      this.reader.referrers(resource, 'AWS::EC2::EIP', 'InstanceId').length > 0 ||
      this.reader.referrers(resource, 'AWS::EC2::EIPAssociation', 'InstanceId').length > 0;
    const nics = this.reader.list(resource, 'NetworkInterfaces') ?? [];
    if (nics.length === 0) {
      return this.subnetsOf(resource, [resource.raw('SubnetId')]).map((subnet) =>
        this.made(resource, subnet, {
          kind: 'instance',
          groups: this.groupsAt(resource, ['SecurityGroupIds'], subnet),
          publicAddress: hasEip ? 'yes' : subnet.givesPublicAddresses,
          privateAddress: 'PrivateIpAddress',
        }),
      );
    }
    return nics.flatMap((_, index) => {
      const at = `NetworkInterfaces.${index}`;
      return this.subnetsOf(resource, [resource.raw(`${at}.SubnetId`)]).map((subnet) =>
        this.made(resource, subnet, {
          kind: 'instance',
          groups: this.groupsAt(resource, [`${at}.GroupSet`], subnet),
          publicAddress: hasEip ? 'yes' : this.associates(resource, `${at}.AssociatePublicIpAddress`, subnet),
          privateAddress: `${at}.PrivateIpAddress`,
        }),
      );
    });
  }

  private associates(resource: Resource, path: string, subnet: Subnet): Certainty {
    return this.reader.flag(resource, path, subnet.givesPublicAddresses);
  }

  /** Instances of a scaling group, as its launch template has them. */
  private scaled(resource: Resource): readonly Interface[] {
    const subnets = this.subnetsOf(resource, this.reader.list(resource, 'VPCZoneIdentifier') ?? []);
    const template =
      resource.referent('LaunchTemplate.LaunchTemplateId') ??
      resource.referent('MixedInstancesPolicy.LaunchTemplate.LaunchTemplateSpecification.LaunchTemplateId');
    return subnets.map((subnet) =>
      this.made(resource, subnet, {
        kind: 'instance',
        groups: template && this.groupsAt(template, TEMPLATE_GROUPS, subnet),
        publicAddress: template ? this.associates(template, TEMPLATE_PUBLIC, subnet) : 'perhaps',
      }),
    );
  }

  /** Whatever else names a subnet may have an interface there, with any groups. */
  private unmodelled(resource: Resource): readonly Interface[] {
    const named = new Set<Subnet>();
    visit(resource.properties, (value) => {
      const subnet = this.vpcs.subnetAt(resource, value);
      if (subnet) named.add(subnet);
    });
    return [...named].map((subnet) =>
      this.made(resource, subnet, { kind: 'other', groups: undefined, publicAddress: 'perhaps' }),
    );
  }

  private made(
    resource: Resource,
    subnet: Subnet,
    given: Pick<Interface, 'kind' | 'groups' | 'publicAddress'> & { readonly privateAddress?: string },
  ): Interface {
    const { privateAddress, ...rest } = given;
    return {
      ...rest,
      name: this.reader.nameOf(resource),
      resource,
      subnet,
      addresses: this.addressesOf(resource, privateAddress, subnet),
    };
  }

  /** The one address that the template gives it, or any of its subnet. */
  private addressesOf(resource: Resource, path: string | undefined, subnet: Subnet): readonly Interval[] {
    const text = path && resource.has(path) ? this.reader.literal(resource, path) : undefined;
    const own = text === undefined ? undefined : rangeOf(`${text}/32`)?.sure;
    return own ?? subnet.addresses;
  }

  private subnetsOf(resource: Resource, values: readonly unknown[]): readonly Subnet[] {
    return values.flatMap((value) => this.vpcs.subnetAt(resource, value) ?? []);
  }

  /** Interfaces that name no group are in the default one; a group that is not of the templates may allow anything. */
  private groupsAt(
    resource: Resource,
    paths: readonly string[],
    subnet: Subnet,
  ): ReadonlyMap<string, Group> | undefined {
    const values: unknown[] = [];
    for (const path of paths) {
      const list = this.reader.list(resource, path);
      if (list === undefined) return undefined;
      values.push(...list);
    }
    const { resource: vpc } = subnet.vpc;
    const named = values.map((value) => this.groups.groupAt(resource, value));
    // a network load balancer may have no group at all, and then admits everything
    if (values.length === 0 && resource.text('Type') === 'network') return undefined;
    if (values.length === 0) named.push(vpc && this.groups.defaultGroup(vpc));
    if (named.includes(undefined)) return undefined;
    return new Map(named.flatMap((keyed) => (keyed ? [[keyed.key, keyed.group]] : [])));
  }

  /** `SubnetId`, `Subnets`, `SubnetMappings.*.SubnetId`, `DBSubnetGroupName>SubnetIds`. */
  private valuesAt(resource: Resource, path: string): readonly unknown[] {
    const [reference = '', further] = path.split('>');
    if (further !== undefined) {
      const referent = resource.referent(reference);
      return referent ? this.valuesAt(referent, further) : [];
    }
    const [list = '', property] = path.split('.*.');
    const single = isIntrinsic(resource.raw(list)) ? [resource.raw(list)] : undefined;
    const values = single ?? this.reader.list(resource, list) ?? [];
    return property === undefined ? values : values.map((value) => (isObject(value) ? value[property] : undefined));
  }
}

/** The worst first. */
const CERTAINTIES: readonly Certainty[] = ['yes', 'perhaps', 'no'];

const TEMPLATE_GROUPS = ['LaunchTemplateData.NetworkInterfaces.0.Groups', 'LaunchTemplateData.SecurityGroupIds'];
const TEMPLATE_PUBLIC = 'LaunchTemplateData.NetworkInterfaces.0.AssociatePublicIpAddress';
