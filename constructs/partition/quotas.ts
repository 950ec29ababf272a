import type { PartitionName } from './regions';
import type { Source } from './source';

/** Limits of AWS Organizations, which a configuration or a guardrail may run into. */
export interface OrganizationQuotas {
  /** Service control policies attached to one root, unit or account, `FullAWSAccess` included. */
  readonly serviceControlPoliciesPerNode: number;
  /** Characters of one service control policy. */
  readonly serviceControlPolicySize: number;
  /** Resource control policies attached to one root, unit or account, `RCPFullAWSAccess` included. */
  readonly resourceControlPoliciesPerNode: number;
  /** Characters of one resource control policy. */
  readonly resourceControlPolicySize: number;
  /** Characters of one policy that opts out of AI services. */
  readonly optOutPolicySize: number;
  /** Characters of one policy of any other type. */
  readonly otherPolicySize: number;
  /** Declarative policies attached to one root, unit or account; none of them is attached by AWS. */
  readonly declarativePoliciesPerNode: number;
  /** Characters of a policy's name. */
  readonly policyName: number;
  /** Characters of a policy's description. */
  readonly policyDescription: number;
  /** Units below each other, the root not counted. */
  readonly unitDepth: number;
  /** Organizational units in all. */
  readonly units: number;
  /** Accounts before an increase is requested. */
  readonly accountsByDefault: number;
  /** Accounts to which the quota can be raised. */
  readonly accountsAtMost: number;
  /** Where the figures stand. */
  readonly source: Source;
}

const common = {
  resourceControlPoliciesPerNode: 5,
  resourceControlPolicySize: 5120,
  optOutPolicySize: 2500,
  otherPolicySize: 10_000,
  declarativePoliciesPerNode: 10,
  policyName: 128,
  policyDescription: 512,
  unitDepth: 5,
  accountsByDefault: 10,
} as const;

/**
 * By partition. Service control policies were raised from 5 of 5,120 characters to 10 of 10,240 on 15 May 2026. Articles say
 * in China as well; no page of China's own was seen to confirm it, so its older values, which are safe in either case, hold.
 */
export const organizationQuotas: Readonly<Record<PartitionName, OrganizationQuotas>> = {
  aws: {
    ...common,
    serviceControlPoliciesPerNode: 10,
    serviceControlPolicySize: 10_240,
    units: 2000,
    accountsAtMost: 50_000,
    source: {
      url: 'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html',
      checked: '2026-11-23',
      edition:
        'stored copies of the page (English and Chinese); names and descriptions: the schema of AWS::Organizations::Policy',
    },
  },
  'aws-cn': {
    ...common,
    serviceControlPoliciesPerNode: 5,
    serviceControlPolicySize: 5120,
    units: 1000,
    accountsAtMost: 5000,
    source: {
      url: 'https://docs.amazonaws.cn/en_us/organizations/latest/userguide/orgs_reference_limits.html',
      checked: 'unverified',
      edition:
        'accounts alone were compared, with stored copies of this page and of https://docs.amazonaws.cn/en_us/aws/latest/userguide/organizations.html',
    },
  },
};
