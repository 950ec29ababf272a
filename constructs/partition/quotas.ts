import type { PartitionName } from './regions';
import type { Source } from './source';

/** Limits of AWS Organizations, which a configuration or a guardrail may run into. */
export interface OrganizationQuotas {
  /** Service control policies attached to one root, unit or account. */
  readonly serviceControlPoliciesPerNode: number;
  /** Characters of one service control policy. */
  readonly serviceControlPolicySize: number;
  /** Characters of a policy's description. */
  readonly policyDescription: number;
  /** Units below each other, the root not counted. */
  readonly unitDepth: number;
  readonly units: number;
  /** Accounts before an increase is requested. */
  readonly accountsByDefault: number;
  /** Accounts to which the quota can be raised. */
  readonly accountsAtMost: number;
  readonly source: Source;
}

const common = {
  policyDescription: 512,
  unitDepth: 5,
  units: 1000,
  accountsByDefault: 10,
  accountsAtMost: 10_000,
} as const;

/** Dated per partition, since China follows later: its older values hold until it confirms the newer. */
export const organizationQuotas: Readonly<Record<PartitionName, OrganizationQuotas>> = {
  aws: {
    ...common,
    serviceControlPoliciesPerNode: 10,
    serviceControlPolicySize: 10_240,
    source: {
      url: 'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html',
      checked: '2026-11-23',
    },
  },
  'aws-cn': {
    ...common,
    serviceControlPoliciesPerNode: 5,
    serviceControlPolicySize: 5120,
    source: {
      url: 'https://docs.amazonaws.cn/en_us/organizations/latest/userguide/orgs_reference_limits.html',
      checked: '2026-11-23',
    },
  },
};
