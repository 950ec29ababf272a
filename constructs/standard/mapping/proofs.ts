import type { FacetId, ProofId } from '../index';

/**
 * Which proofs exist for which facets on AWS. A proof that exists and told nothing of a facet found nothing there to judge: an
 * account on its own, for example, has no tenants. `test/lib/evidence/proofs.test.ts` holds this to what the examples prove.
 */
export const PROOFS_BUILT: { readonly [Id in ProofId]?: readonly FacetId[] } = {
  completeness: [
    '4.4/outsourced#external-party-inventory',
    '4.4/outsourced#responsibility-boundary',
    '8.2/identity#group-based-assignment',
    '8.2/identity#single-identity-source',
    '8.3/minimal-ports#declared-flows',
  ],
  coverage: ['8.1/c#baseline-coverage'],
  'policy-simulation': [
    '4.4/outsourced#third-party-access-conditions',
    '8.1/c#baseline-tamper-protection',
    '8.2/bastion#fixed-session-documents',
    '8.2/identity#identity-provider-protection',
    '8.2/identity#no-long-lived-credentials',
    '8.2/least-privilege#permission-boundaries',
    '8.2/least-privilege#privilege-escalation-denied',
    '8.2/least-privilege#trust-and-resource-policies',
    '8.2/mfa#break-glass-mfa',
    '8.2/mfa#root-and-owner-accounts',
    '8.2/no-excess-access#attack-matrix',
    '8.2/no-excess-access#data-perimeter',
    '8.2/no-excess-access#separation-of-duties',
    '8.2/no-excess-access#tenant-isolation',
    '8.2/no-shared-accounts#unique-person-binding',
    '8.2/no-unauthorised-export#resource-sharing-denied',
    '8.2/no-unauthorised-export#terminal-channels-closed',
    '8.2/operation-audit#audit-tamper-protection',
    '8.4/backup#separate-copy',
    '8.4/cross-border#region-restriction',
    '8.4/encryption-in-transit#stores-refuse-plaintext',
    '8.4/leak-prevention#public-exposure-blocked',
    '8.6/log-retention#shortening-denied',
    '8.6/log-storage#dedicated-archive',
    '8.6/privilege-control#powerful-utilities',
  ],
  reachability: [
    '8.2/bastion#no-network-exposure',
    '8.3/boundary#controlled-ingress',
    '8.3/boundary#dns-filtering',
    '8.3/boundary#inspected-egress',
    '8.3/cloud-firewall#symmetric-high-availability',
    '8.3/minimal-ports#sensitive-ports-unreachable',
    '8.3/security-groups#restricted-egress',
    '8.3/vpc-isolation#data-zone-unroutable',
    '8.3/vpc-isolation#route-domain-separation',
    '8.3/zoning#environment-separation',
    '8.3/zoning#management-zone',
    '8.3/zoning#zone-access-lists',
  ],
};
