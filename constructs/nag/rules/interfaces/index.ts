import type { Rule } from '../../rule';
import { apiAccessLogged } from './api-access-logged';
import { apiDomainTlsPolicy } from './api-domain-tls-policy';
import { apiMethodAuthorized } from './api-method-authorized';
import { apiRequestValidated } from './api-request-validated';
import { apiThrottled } from './api-throttled';
import { certificateNotExportable } from './certificate-not-exportable';
import { certificateRenewsOrAlarms } from './certificate-renews-or-alarms';
import { distributionTlsPolicy } from './distribution-tls-policy';
import { listenerHttpRedirect } from './listener-http-redirect';
import { listenerStrictTransport } from './listener-strict-transport';
import { listenerTlsPolicy } from './listener-tls-policy';
import { loadBalancerAccessLogged } from './load-balancer-access-logged';
import { loadBalancerIngressZone } from './load-balancer-ingress-zone';
import { loadBalancerTargetTls } from './load-balancer-target-tls';
import { publicListenerWebFirewall } from './public-listener-web-firewall';
import { webFirewallBlocks } from './web-firewall-blocks';
import { webFirewallLogged } from './web-firewall-logged';

export const interfacesRules: readonly Rule[] = [
  apiAccessLogged,
  apiDomainTlsPolicy,
  apiMethodAuthorized,
  apiRequestValidated,
  apiThrottled,
  certificateNotExportable,
  certificateRenewsOrAlarms,
  distributionTlsPolicy,
  listenerHttpRedirect,
  listenerStrictTransport,
  listenerTlsPolicy,
  loadBalancerAccessLogged,
  loadBalancerIngressZone,
  loadBalancerTargetTls,
  publicListenerWebFirewall,
  webFirewallBlocks,
  webFirewallLogged,
];
