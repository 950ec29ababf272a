import { NetworkSecurityGroup } from '@cdktf/provider-azurerm/lib/network-security-group';
import { NetworkSecurityRule } from '@cdktf/provider-azurerm/lib/network-security-rule';
import { Route } from '@cdktf/provider-azurerm/lib/route';
import { RouteTable } from '@cdktf/provider-azurerm/lib/route-table';
import { Subnet } from '@cdktf/provider-azurerm/lib/subnet';
import { SubnetNetworkSecurityGroupAssociation } from '@cdktf/provider-azurerm/lib/subnet-network-security-group-association';
import { SubnetRouteTableAssociation } from '@cdktf/provider-azurerm/lib/subnet-route-table-association';
import { VirtualNetwork } from '@cdktf/provider-azurerm/lib/virtual-network';
import { Construct } from 'constructs';
import { byZone, SEALED_ZONES, type Zone } from '../../../constructs/isolated-vpc/zones';
import { meets } from '../../../constructs/standard';
import { validName } from '../../naming';
import type { ResourceGroup } from '../resource-group/resource-group';
import { subnetsOf } from './address-plan';
import { type DeclaredFlow, rulesOf } from './flow-rules';

/** What a `ZonedNetwork` needs to know. */
export interface ZonedNetworkProps {
  /** The group that holds it; its location is the network's. */
  readonly group: ResourceGroup;
  /** Name, unique in the group: 2 to 64 characters. */
  readonly name: string;
  /** Private IPv4 range, /26 or larger; each zone has a quarter of it. */
  readonly range: string;
  /**
   * Connections that may be made between zones.
   * @default - none: everything is closed
   */
  readonly flows?: readonly DeclaredFlow[];
}

/**
 * A virtual network with an ingress, an application, a data and a management zone, each a subnet with a security group of its
 * own that opens what is declared and closes all else. No subnet reaches the internet by itself, and those for data and
 * management have no route to it. A subnet of Azure spans all availability zones of its location.
 *
 * @throws when the range is too small, a flow opens what may not be open, or Azure would refuse the name.
 */
export class ZonedNetwork extends Construct {
  readonly network: VirtualNetwork;
  readonly subnets: Readonly<Record<Zone, Subnet>>;
  readonly securityGroups: Readonly<Record<Zone, NetworkSecurityGroup>>;

  constructor(scope: Construct, id: string, props: ZonedNetworkProps) {
    super(scope, id);
    const ranges = subnetsOf(props.range, this.node.path);

    this.network = new VirtualNetwork(this, 'Network', {
      ...props.group.placement,
      name: validName('virtual network', props.name, this.node.path),
      addressSpace: [props.range],
    });
    this.subnets = byZone((zone) => this.subnet(zone, ranges[zone], props));
    this.securityGroups = byZone((zone) =>
      this.securityGroup(zone, rulesOf(zone, props.flows ?? [], ranges, this.node.path), props),
    );
    this.closeRoutes(props);
    meets(
      this,
      '8.3/zoning#zone-separation',
      '8.3/zoning#zone-access-lists',
      '8.3/security-groups#default-group-empty',
      '8.3/security-groups#no-unrestricted-ingress',
      '8.3/security-groups#restricted-egress',
      '8.3/minimal-ports#no-broad-ranges',
      '8.3/vpc-isolation#data-zone-unroutable',
    );
  }

  private subnet(zone: Zone, range: string, props: ZonedNetworkProps): Subnet {
    return new Subnet(this, `${zone}-subnet`, {
      // subnets have no tags: the name says the zone
      name: `snet-${zone}`,
      resourceGroupName: props.group.group.name,
      virtualNetworkName: this.network.name,
      addressPrefixes: [range],
      defaultOutboundAccessEnabled: false,
      // private endpoints obey security group and routes like everything else
      privateEndpointNetworkPolicies: 'Enabled',
      privateLinkServiceNetworkPoliciesEnabled: true,
    });
  }

  private securityGroup(zone: Zone, rules: ReturnType<typeof rulesOf>, props: ZonedNetworkProps): NetworkSecurityGroup {
    const group = new NetworkSecurityGroup(this, `${zone}-group`, {
      ...props.group.placement,
      name: `${props.name}-nsg-${zone}`,
    });
    const written = rules.map(
      (rule) =>
        new NetworkSecurityRule(this, `${zone}-${rule.name}`, {
          name: rule.name,
          resourceGroupName: props.group.group.name,
          networkSecurityGroupName: group.name,
          priority: rule.priority,
          direction: rule.direction,
          access: rule.access,
          protocol: rule.protocol,
          sourceAddressPrefix: rule.source,
          sourcePortRange: '*',
          destinationAddressPrefix: rule.destination,
          destinationPortRange: rule.port,
          description: rule.description,
        }),
    );
    new SubnetNetworkSecurityGroupAssociation(this, `${zone}-association`, {
      subnetId: this.subnets[zone].id,
      networkSecurityGroupId: group.id,
      // a subnet never stands behind a group that is not closed yet
      dependsOn: written,
    });
    return group;
  }

  private closeRoutes(props: ZonedNetworkProps): void {
    const table = new RouteTable(this, 'Closed', {
      ...props.group.placement,
      name: `${props.name}-rt-closed`,
      bgpRoutePropagationEnabled: false,
    });
    new Route(this, 'ClosedInternet', {
      name: 'no-internet',
      resourceGroupName: props.group.group.name,
      routeTableName: table.name,
      addressPrefix: '0.0.0.0/0',
      nextHopType: 'None',
    });
    // whatever a rule says, their traffic to the internet has nowhere to go
    for (const zone of SEALED_ZONES) {
      new SubnetRouteTableAssociation(this, `${zone}-routes`, {
        subnetId: this.subnets[zone].id,
        routeTableId: table.id,
      });
    }
  }
}
