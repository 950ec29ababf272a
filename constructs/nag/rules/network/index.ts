import type { Rule } from '../../rule';
import { dataZoneUnroutable } from './data-zone-unroutable';
import { defaultSecurityGroupEmpty } from './default-security-group-empty';
import { flowLogComplete } from './flow-log-complete';
import { securityGroupEgress } from './security-group-egress';
import { securityGroupFlowDeclared } from './security-group-flow-declared';
import { securityGroupIngress } from './security-group-ingress';
import { securityGroupNarrowPorts } from './security-group-narrow-ports';
import { subnetNetworkAcl } from './subnet-network-acl';
import { subnetNoPublicAddress } from './subnet-no-public-address';
import { vpcEndpointPolicy } from './vpc-endpoint-policy';
import { vpcEndpointPrivateDns } from './vpc-endpoint-private-dns';
import { vpcFlowLogs } from './vpc-flow-logs';
import { vpcZones } from './vpc-zones';

export const networkRules: readonly Rule[] = [
  dataZoneUnroutable,
  defaultSecurityGroupEmpty,
  flowLogComplete,
  securityGroupEgress,
  securityGroupFlowDeclared,
  securityGroupIngress,
  securityGroupNarrowPorts,
  subnetNetworkAcl,
  subnetNoPublicAddress,
  vpcEndpointPolicy,
  vpcEndpointPrivateDns,
  vpcFlowLogs,
  vpcZones,
];
