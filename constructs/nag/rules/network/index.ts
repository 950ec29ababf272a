import type { Rule } from '../../rule';
import { dataZoneUnroutable } from './data-zone-unroutable';
import { defaultNetworkRemoved } from './default-network-removed';
import { defaultRouteInspected } from './default-route-inspected';
import { defaultSecurityGroupEmpty } from './default-security-group-empty';
import { dhcpResolverOwn } from './dhcp-resolver-own';
import { dnsFirewallAssociated } from './dns-firewall-associated';
import { dnsFirewallFailsClosed } from './dns-firewall-fails-closed';
import { dnsForwardingPrivate } from './dns-forwarding-private';
import { dnsQueryLogged } from './dns-query-logged';
import { endpointServiceNamedPrincipals } from './endpoint-service-named-principals';
import { flowLogComplete } from './flow-log-complete';
import { hybridAttachmentOwnTable } from './hybrid-attachment-own-table';
import { hybridLinkStrongSuites } from './hybrid-link-strong-suites';
import { resourceShareOrganizationOnly } from './resource-share-organization-only';
import { securityGroupEgress } from './security-group-egress';
import { securityGroupFlowDeclared } from './security-group-flow-declared';
import { securityGroupIngress } from './security-group-ingress';
import { securityGroupNarrowPorts } from './security-group-narrow-ports';
import { securityGroupNoPlaintextPorts } from './security-group-no-plaintext-ports';
import { subnetNetworkAcl } from './subnet-network-acl';
import { subnetNoPublicAddress } from './subnet-no-public-address';
import { transitAttachmentApplianceMode } from './transit-attachment-appliance-mode';
import { transitGatewayNoDefaultTables } from './transit-gateway-no-default-tables';
import { vpcEndpointPolicy } from './vpc-endpoint-policy';
import { vpcEndpointPrivateDns } from './vpc-endpoint-private-dns';
import { vpcFlowLogs } from './vpc-flow-logs';
import { vpcPeeringDeclared } from './vpc-peering-declared';
import { vpcZones } from './vpc-zones';

export const networkRules: readonly Rule[] = [
  dataZoneUnroutable,
  defaultNetworkRemoved,
  defaultRouteInspected,
  defaultSecurityGroupEmpty,
  dhcpResolverOwn,
  dnsFirewallAssociated,
  dnsFirewallFailsClosed,
  dnsForwardingPrivate,
  dnsQueryLogged,
  endpointServiceNamedPrincipals,
  flowLogComplete,
  hybridAttachmentOwnTable,
  hybridLinkStrongSuites,
  resourceShareOrganizationOnly,
  securityGroupEgress,
  securityGroupFlowDeclared,
  securityGroupIngress,
  securityGroupNarrowPorts,
  securityGroupNoPlaintextPorts,
  subnetNetworkAcl,
  subnetNoPublicAddress,
  transitAttachmentApplianceMode,
  transitGatewayNoDefaultTables,
  vpcEndpointPolicy,
  vpcEndpointPrivateDns,
  vpcFlowLogs,
  vpcPeeringDeclared,
  vpcZones,
];
