import type { GrantContext } from '../job-functions/grant';

/** The path of every role, instance profile and policy that a workload team makes. */
export const WORKLOAD_PATH = '/workload/';

/** `acme-workload-boundary`: the managed policy, in each account. */
export const boundaryName = (name: string): string => `${name}-workload-boundary`;

/** The boundary in whatever account: a role and its boundary always stand in the same. */
export const boundaryPattern = ({ partition, name }: GrantContext): string =>
  `arn:${partition}:iam::*:policy/${boundaryName(name)}`;
