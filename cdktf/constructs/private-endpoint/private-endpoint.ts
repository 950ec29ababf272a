import { PrivateDnsZone } from '@cdktf/provider-azurerm/lib/private-dns-zone';
import { PrivateDnsZoneVirtualNetworkLink } from '@cdktf/provider-azurerm/lib/private-dns-zone-virtual-network-link';
import { PrivateEndpoint as AzurermPrivateEndpoint } from '@cdktf/provider-azurerm/lib/private-endpoint';
import { Construct } from 'constructs';
import { meets } from '../../../constructs/standard';
import { type AzureEnvironment, endpoints, type PrivateService } from '../../environment';
import type { ResourceGroup } from '../resource-group/resource-group';
import type { ZonedNetwork } from '../zoned-network/zoned-network';

export interface PrivateNamesProps {
  readonly group: ResourceGroup;
  readonly network: ZonedNetwork;
  readonly environment: AzureEnvironment;
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

export interface PrivateEndpointProps {
  readonly group: ResourceGroup;
  readonly network: ZonedNetwork;
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
