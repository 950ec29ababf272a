import { PrivateDnsZone } from '@cdktf/provider-azurerm/lib/private-dns-zone';
import { PrivateDnsZoneVirtualNetworkLink } from '@cdktf/provider-azurerm/lib/private-dns-zone-virtual-network-link';
import { PrivateEndpoint as AzurermPrivateEndpoint } from '@cdktf/provider-azurerm/lib/private-endpoint';
import { Construct } from 'constructs';
import type { AzureCloud } from '../../../constructs/partition';
import { meets } from '../../../constructs/standard';
import { endpoints, type PrivateService } from '../../environment';
import type { ResourceGroup } from '../resource-group/resource-group';
import type { ZonedNetwork } from '../zoned-network/zoned-network';

/** What `PrivateNames` need to know. */
export interface PrivateNamesProps {
  /** The group that holds the zone. */
  readonly group: ResourceGroup;
  /** In which the names hold. */
  readonly network: ZonedNetwork;
  /** The cloud, which decides the zone's name. */
  readonly environment: AzureCloud;
  /** What is reached privately. */
  readonly service: PrivateService;
}

/** The private DNS zone of a service: inside the network its names lead to the private endpoints. One for each network. */
export class PrivateNames extends Construct {
  readonly zone: PrivateDnsZone;
  readonly service: PrivateService;

  constructor(scope: Construct, id: string, props: PrivateNamesProps) {
    super(scope, id);
    this.service = props.service;
    this.zone = new PrivateDnsZone(this, 'Zone', {
      name: endpoints[props.environment].privateDnsZones[props.service],
      resourceGroupName: props.group.group.name,
    });
    new PrivateDnsZoneVirtualNetworkLink(this, 'Link', {
      name: props.service,
      resourceGroupName: props.group.group.name,
      privateDnsZoneName: this.zone.name,
      virtualNetworkId: props.network.network.id,
      registrationEnabled: false,
    });
  }
}

/** What a `PrivateEndpoint` needs to know. */
export interface PrivateEndpointProps {
  /** The group that holds it; its location is the endpoint's. */
  readonly group: ResourceGroup;
  /** In whose data zone it stands. */
  readonly network: ZonedNetwork;
  /** The names of the service, which decide what kind of thing is reached. */
  readonly names: PrivateNames;
  /** Name, unique in the group. */
  readonly name: string;
  /** Id of what is reached. */
  readonly targetId: string;
}

/** A private address in the data zone for a service of Azure. Its traffic is subject to the zone's declared flows. */
export class PrivateEndpoint extends Construct {
  readonly endpoint: AzurermPrivateEndpoint;

  constructor(scope: Construct, id: string, props: PrivateEndpointProps) {
    super(scope, id);
    this.endpoint = new AzurermPrivateEndpoint(this, 'Endpoint', {
      ...props.group.placement,
      name: props.name,
      subnetId: props.network.subnets.data.id,
      privateServiceConnection: {
        name: props.name,
        privateConnectionResourceId: props.targetId,
        subresourceNames: [props.names.service],
        isManualConnection: false,
      },
      privateDnsZoneGroup: { name: props.names.service, privateDnsZoneIds: [props.names.zone.id] },
    });
    meets(this, '8.3/interface-security#private-service-interfaces', '8.3/interface-security#endpoint-policies');
  }
}
