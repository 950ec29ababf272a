import type { Rule } from '../../rule';
import { apiDomainTlsPolicy } from './api-domain-tls-policy';
import { distributionTlsPolicy } from './distribution-tls-policy';
import { listenerHttpRedirect } from './listener-http-redirect';
import { listenerTlsPolicy } from './listener-tls-policy';
import { loadBalancerIngressZone } from './load-balancer-ingress-zone';
import { loadBalancerTargetTls } from './load-balancer-target-tls';

export const interfacesRules: readonly Rule[] = [
  apiDomainTlsPolicy,
  distributionTlsPolicy,
  listenerHttpRedirect,
  listenerTlsPolicy,
  loadBalancerIngressZone,
  loadBalancerTargetTls,
];
