import type { FacetId } from '../../../../constructs/standard';
import type { Evidence } from '../../../../lib/evidence/evidence';
import type { DeclaredNetwork } from '../../../../lib/proofs/completeness/declared-network';
import { networkCompleteness } from '../../../../lib/proofs/completeness/network-completeness';
import { TODAY } from '../../../support/landing-zone';
import { estateOfStacks, HOME } from '../access/stacks';

export const NOTHING_DECLARED: DeclaredNetwork = {
  hubAccount: undefined,
  passes: [],
  organizationId: undefined,
  joined: [],
};

type Resources = Readonly<Record<string, object>>;

/** What a statement comes to for one template, in lines: `failed Subnet VpcId: …`. */
export function compared(
  facet: FacetId,
  resources: Resources,
  { declared = {}, assemblies = [] }: { declared?: Partial<DeclaredNetwork>; assemblies?: readonly string[] } = {},
): readonly string[] {
  const estate = estateOfStacks({ test: { account: HOME, resources } });
  const given = { declared: { ...NOTHING_DECLARED, ...declared }, asOf: TODAY, assemblies };
  return linesOf(networkCompleteness(estate, given), facet);
}

export const linesOf = (evidence: readonly Evidence[], facet: FacetId): readonly string[] =>
  evidence
    .filter(({ facets }) => facets.includes(facet))
    .map(({ outcome, subject, property, message }) =>
      [outcome, ...(subject ? [subject.logicalId] : []), ...(property ? [property] : [])]
        .join(' ')
        .concat(`: ${message.en}`),
    );
