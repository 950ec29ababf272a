import { type Bilingual, type FacetId, facetOf } from '../../../constructs/standard';
import type { JudgedEstate } from '../../evidence/estate';
import type { Evidence } from '../../evidence/evidence';

/** What policies of a type are for. */
const FACETS: Readonly<Record<string, FacetId>> = {
  SERVICE_CONTROL_POLICY: '8.1/c#baseline-tamper-protection',
  RESOURCE_CONTROL_POLICY: '8.2/no-excess-access#data-perimeter',
  DECLARATIVE_POLICY_EC2: '8.4/leak-prevention#public-exposure-blocked',
};

/** What rules, which judge what is there, cannot miss: policies of every type that the configuration names are attached. */
export function policyTypesAttached(estate: JudgedEstate): readonly Evidence[] {
  const attached = new Set(
    estate.estate
      .ofType('AWS::Organizations::Policy')
      .filter((policy) => policy.list('TargetIds').length > 0)
      .map((policy) => policy.text('Type')),
  );
  return (estate.estate.demands.organizationPolicies ?? []).flatMap((type) => {
    const facet = FACETS[type];
    if (facet === undefined) return [];
    return attached.has(type)
      ? [told(facet, 'passed', { en: `policies of type ${type} are attached`, zh: `已附加 ${type} 类型的策略` })]
      : [
          told(facet, 'failed', {
            en: `the configuration names policies of type ${type}, and none is attached`,
            zh: `配置中启用了 ${type} 类型的策略，但未附加任何此类策略`,
          }),
        ];
  });
}

const told = (facet: FacetId, outcome: 'passed' | 'failed', message: Bilingual): Evidence => ({
  kind: 'proof',
  check: 'completeness',
  outcome,
  message,
  subject: null,
  requirements: [facetOf(facet).requirement],
  facets: [facet],
  cloud: 'aws',
});
