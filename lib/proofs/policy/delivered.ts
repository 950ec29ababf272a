import { type Bilingual, type FacetId, facetOf } from '../../../constructs/standard';
import { boundaryName } from '../../../constructs/workload-boundary/names';
import type { JudgedEstate } from '../../evidence/estate';
import type { Evidence } from '../../evidence/evidence';
import type { KnownOrganization } from '../access/places';

/**
 * What the rules, which judge what is there, cannot miss: that policies of every type that the configuration names are attached, and
 * that the boundary of workloads stands in every account. Nothing where there is no organization.
 */
export const deliveredEverywhere = (
  estate: JudgedEstate,
  organization: KnownOrganization | undefined,
): readonly Evidence[] =>
  organization?.id === undefined ? [] : [...policyTypes(estate), boundaries(estate, organization)];

/** What policies of a type are for. */
const FACETS: Readonly<Record<string, FacetId>> = {
  SERVICE_CONTROL_POLICY: '8.1/c#baseline-tamper-protection',
  RESOURCE_CONTROL_POLICY: '8.2/no-excess-access#data-perimeter',
  DECLARATIVE_POLICY_EC2: '8.4/leak-prevention#public-exposure-blocked',
};

function policyTypes(estate: JudgedEstate): readonly Evidence[] {
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

function boundaries(estate: JudgedEstate, { accounts }: KnownOrganization): Evidence {
  const facet = '8.2/least-privilege#permission-boundaries';
  const suffix = boundaryName('');
  const origins = estate.estate
    .ofType('AWS::IAM::ManagedPolicy')
    .filter((policy) => policy.text('ManagedPolicyName').endsWith(suffix))
    .map((policy) => estate.originOf(policy.template));
  const places = new Set(origins.map(({ account, target }) => target?.ou ?? account));
  const without = accounts.filter(({ id, units }) => ![id, ...units].some((place) => places.has(place)));
  if (without.length === 0) {
    return told(facet, 'passed', {
      en: 'the boundary of workloads stands in every account',
      zh: '每个账号中均已部署工作负载权限边界',
    });
  }
  const ids = without.map(({ id }) => id);
  return told(facet, 'failed', {
    en: `the boundary of workloads does not stand in ${ids.join(', ')}`,
    zh: `以下账号中未部署工作负载权限边界：${ids.join('、')}`,
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
