import { facets } from '../facets';
import type { FacetId, ProofId, RequirementId } from '../index';
import { requirementRecords } from '../records';
import type { FacetChecks } from './checks';
import { mapping4 } from './clause-4';
import { mapping6 } from './clause-6';
import { mapping7 } from './clause-7';
import { mapping8_1 } from './clause-8.1';
import { mapping8_2 } from './clause-8.2';
import { mapping8_3 } from './clause-8.3';
import { mapping8_4 } from './clause-8.4';
import { mapping8_6 } from './clause-8.6';
import { mapping8_7 } from './clause-8.7';
import { mapping8_8 } from './clause-8.8';
import { mapping8_9 } from './clause-8.9';
import { mapping9 } from './clause-9';
import { mapping10 } from './clause-10';

export type { FacetChecks } from './checks';

/** The checks of every facet: one without a row does not compile. */
export const mapping: Readonly<Record<FacetId, FacetChecks>> = {
  ...mapping4,
  ...mapping6,
  ...mapping7,
  ...mapping8_1,
  ...mapping8_2,
  ...mapping8_3,
  ...mapping8_4,
  ...mapping8_6,
  ...mapping8_7,
  ...mapping8_8,
  ...mapping8_9,
  ...mapping9,
  ...mapping10,
};

/** A check as the ledger names it. */
export type CheckId = `rule:${string}` | `proof:${ProofId}` | `test:${FacetId}` | `record:${string}`;

/** The cloud that a rule speaks for. */
export const cloudOf = (ruleId: string): 'aws' | 'azure' => (ruleId.startsWith('azure-') ? 'azure' : 'aws');

/** All checks that show a facet, of every cloud; none where it only rolls others up. */
export function checksOf(facetId: FacetId): readonly CheckId[] {
  const { rules = [], records = [] } = mapping[facetId];
  return (evidenceByFacet().get(facetId) ?? []).flatMap((demand): readonly CheckId[] => {
    if (demand === 'rule') return rules.map((id): CheckId => `rule:${id}`);
    if (demand === 'record') return records.map((id): CheckId => `record:${id}`);
    return demand === 'test' ? [`test:${facetId}`] : [demand];
  });
}

/** The facets that a rule serves; none for a rule that the mapping does not know. */
export const facetsShownBy = (ruleId: string): readonly FacetId[] => facetsByRule().get(ruleId) ?? [];

/**
 * The records that show a requirement: those of its facets where it is a control, the provider's attestations where it
 * is inherited, what the organisation supplies otherwise.
 */
export function recordsFor(requirementId: RequirementId): readonly string[] {
  return recordsByRequirement().get(requirementId) ?? [];
}

const evidenceByFacet = once(() => new Map(facets.map((facet) => [facet.id, facet.evidence] as const)));

const facetsByRule = once(() => {
  const index = new Map<string, FacetId[]>();
  for (const { id } of facets) for (const rule of mapping[id].rules ?? []) add(index, rule, id);
  return index;
});

const recordsByRequirement = once(() => {
  const index = new Map<RequirementId, string[]>();
  for (const { id, requirement } of facets)
    for (const record of mapping[id].records ?? []) add(index, requirement, record);
  return new Map<RequirementId, readonly string[]>([
    ...[...index].map(([id, records]) => [id, [...new Set(records)]] as const),
    ...(Object.entries(requirementRecords) as [RequirementId, readonly string[]][]),
  ]);
});

/** Built when first asked for: the command line imports this before it knows what it is to do. */
function once<Value>(build: () => Value): () => Value {
  let value: Value | undefined;
  return () => {
    value ??= build();
    return value;
  };
}

function add<Key, Value>(index: Map<Key, Value[]>, key: Key, value: Value): void {
  const values = index.get(key);
  if (values) values.push(value);
  else index.set(key, [value]);
}
