/** Name of the managed policy that bounds every role a workload team makes; it lies in every account. */
export const workloadBoundaryName = (name: string): string => `${name}-workload-boundary`;
