import type { ClauseMapping } from './checks';

export const mapping8_3 = {
  '8.3/zoning#zone-separation': { rules: ['vpc-zones', 'azure-virtual-network-zones'] },
  '8.3/zoning#environment-separation': {},
  '8.3/zoning#zone-access-lists': { rules: ['subnet-network-acl', 'azure-subnet-network-security-group'] },
  '8.3/zoning#management-zone': {},
  '8.3/boundary#controlled-ingress': {
    rules: [
      'instance-no-public-address',
      'load-balancer-ingress-zone',
      'azure-vm-no-public-address',
      'azure-public-address-ingress-only',
    ],
  },
  '8.3/boundary#inspected-egress': { rules: ['default-route-inspected', 'azure-default-route-inspected'] },
  '8.3/boundary#web-application-firewall': {
    rules: [
      'public-listener-web-firewall',
      'web-firewall-blocks',
      'web-firewall-logged',
      'azure-web-firewall-prevents',
    ],
  },
  '8.3/boundary#dns-filtering': {
    rules: [
      'dhcp-resolver-own',
      'dns-firewall-associated',
      'dns-firewall-fails-closed',
      'dns-forwarding-private',
      'dns-query-logged',
      'azure-firewall-dns-proxy',
    ],
  },
  '8.3/boundary#hybrid-and-partner-entry': {
    rules: ['hybrid-attachment-own-table', 'azure-gateway-subnet-routes'],
  },
  '8.3/traffic-encryption#zone-to-zone-encryption': {
    rules: ['load-balancer-target-tls', 'azure-gateway-backend-tls'],
  },
  '8.3/traffic-encryption#hybrid-link-encryption': {
    rules: ['hybrid-link-strong-suites', 'azure-connection-ipsec-policy'],
    records: ['link-encryption-register'],
  },
  '8.3/traffic-encryption#plaintext-protocols-absent': {
    rules: ['security-group-no-plaintext-ports', 'azure-nsg-no-plaintext-ports'],
  },
  '8.3/intrusion#inline-prevention': { rules: ['firewall-intrusion-drop', 'azure-firewall-intrusion-deny'] },
  '8.3/intrusion#signature-currency': { rules: ['firewall-signature-source', 'azure-firewall-intrusion-deny'] },
  '8.3/intrusion#threat-detection': {
    rules: ['threat-detector-complete', 'threat-findings-kept', 'threat-findings-told', 'azure-defender-plans'],
  },
  '8.3/intrusion#host-runtime-detection': { rules: ['host-runtime-sensor', 'azure-defender-plans'] },
  '8.3/cloud-firewall#default-drop': { rules: ['firewall-strict-default-drop', 'azure-firewall-no-allow-all'] },
  '8.3/cloud-firewall#symmetric-high-availability': {
    rules: ['firewall-every-zone', 'transit-attachment-appliance-mode', 'azure-firewall-zones'],
  },
  '8.3/cloud-firewall#domain-allow-list': {
    rules: ['firewall-domain-allow-list', 'azure-firewall-domain-allow-list'],
  },
  // Azure has no default group: a subnet without its own is what lies open there
  '8.3/security-groups#default-group-empty': {
    rules: ['default-security-group-empty', 'azure-subnet-network-security-group'],
  },
  '8.3/security-groups#no-unrestricted-ingress': { rules: ['security-group-ingress', 'azure-nsg-ingress'] },
  '8.3/security-groups#restricted-egress': { rules: ['security-group-egress', 'azure-nsg-egress'] },
  '8.3/vpc-isolation#data-zone-unroutable': { rules: ['data-zone-unroutable', 'azure-data-zone-unroutable'] },
  '8.3/vpc-isolation#no-default-network': {
    rules: ['subnet-no-public-address', 'default-network-removed', 'azure-policy-denies-public-address'],
  },
  '8.3/vpc-isolation#route-domain-separation': {
    rules: ['route-domain-handler', 'transit-gateway-no-default-tables', 'azure-peering-per-environment'],
  },
  '8.3/vpc-isolation#cross-network-sharing': {
    rules: [
      'resource-share-organization-only',
      'vpc-peering-declared',
      'endpoint-service-named-principals',
      'azure-peering-declared',
    ],
  },
  '8.3/minimal-ports#declared-flows': { rules: ['security-group-flow-declared', 'azure-nsg-flow-declared'] },
  '8.3/minimal-ports#sensitive-ports-unreachable': {},
  '8.3/minimal-ports#no-broad-ranges': { rules: ['security-group-narrow-ports', 'azure-nsg-narrow-ports'] },
  // The rule that knows the declared flows takes an expired one for undeclared
  '8.3/minimal-ports#flow-expiry': { rules: ['security-group-flow-declared', 'azure-nsg-flow-declared'] },
  '8.3/tls#minimum-version': {
    rules: ['listener-tls-policy', 'api-domain-tls-policy', 'distribution-tls-policy', 'azure-gateway-tls-policy'],
  },
  '8.3/tls#plaintext-redirect': {
    rules: ['listener-http-redirect', 'listener-strict-transport', 'azure-gateway-http-redirect'],
  },
  '8.3/tls#certificate-lifecycle': { rules: ['certificate-renews-or-alarms', 'azure-certificate-renews'] },
  '8.3/tls#private-key-custody': {
    rules: ['no-secret-in-template', 'certificate-not-exportable', 'azure-certificate-in-key-vault'],
  },
  '8.3/interface-security#endpoint-policies': { rules: ['vpc-endpoint-policy', 'azure-private-endpoint'] },
  '8.3/interface-security#private-service-interfaces': {
    rules: ['vpc-endpoint-private-dns', 'database-not-public', 'azure-key-vault-network', 'azure-private-endpoint'],
  },
  '8.3/interface-security#instance-metadata': { rules: ['instance-metadata-v2', 'azure-managed-identity-scoped'] },
  '8.3/interface-security#message-and-event-interfaces': {
    rules: [
      'sns-topic-named-principals',
      'sns-subscription-encrypted',
      'sqs-queue-named-principals',
      'event-bus-named-principals',
      'azure-messaging-no-local-auth',
    ],
  },
  '8.3/api-security#authorization-always': {
    rules: ['api-method-authorized', 'lambda-function-url-authorized', 'azure-api-token-validated'],
  },
  '8.3/api-security#object-level-authorization': {},
  '8.3/api-security#input-validation': { rules: ['api-request-validated', 'azure-api-content-validated'] },
  '8.3/api-security#throttling-and-quotas': { rules: ['api-throttled', 'azure-api-rate-limited'] },
  '8.3/api-security#inventory-and-access-log': { rules: ['api-access-logged', 'azure-api-access-logged'] },
} as const satisfies ClauseMapping;
