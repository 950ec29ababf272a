import type { Evidence } from '../../../../lib/evidence/evidence';
import { identityAccess } from '../../../../lib/proofs/identity-access/identity-access';
import { estateOfStacks, ORGANIZATION, type Stack } from '../access/stacks';

export type Stacks = Readonly<Record<string, Stack>>;

/** What the proofs say of one facet. */
export const proved = (stacks: Stacks, facet: string, organization = ORGANIZATION): readonly Evidence[] =>
  identityAccess(estateOfStacks(stacks), organization).filter(({ facets }) => facets.some((id) => id === facet));

/** Outcomes by the logical id of what they speak of. */
export const outcomes = (
  stacks: Stacks,
  facet: string,
  organization = ORGANIZATION,
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    proved(stacks, facet, organization).map(({ subject, outcome }) => [subject?.logicalId ?? '', outcome]),
  );

/** All that is said of it, as one text. */
export const said = (stacks: Stacks, facet: string): string =>
  proved(stacks, facet)
    .map(({ message }) => message.en)
    .join('\n');
