import type { Resource } from '../../../constructs/nag/template';
import { type Bilingual, type FacetId, facetOf } from '../../../constructs/standard';
import type { PlacedAccount } from '../../config/accounts';
import type { JudgedEstate } from '../../evidence/estate';
import type { Evidence } from '../../evidence/evidence';
import type { KnownOrganization } from '../access/places';

/** The proof's name, as facets demand it. */
export const COVERAGE = 'coverage';

/** Something that every account has to have, and what its lack speaks against. */
interface Concern {
  readonly title: Bilingual;
  readonly facets: readonly FacetId[];
  readonly isIt: (resource: Resource) => boolean;
}

const CONCERNS: readonly Concern[] = [
  {
    title: { en: 'the configuration recorder of the baseline', zh: '基线的配置记录器' },
    facets: ['8.1/c#baseline-coverage'],
    isIt: ({ type }) => type === 'AWS::Config::ConfigurationRecorder',
  },
  {
    title: { en: 'the boundary of workloads', zh: '工作负载权限边界' },
    facets: ['8.1/c#baseline-coverage', '8.2/least-privilege#permission-boundaries'],
    isIt: (resource) =>
      resource.type === 'AWS::IAM::ManagedPolicy' && resource.text('ManagedPolicyName').endsWith('-workload-boundary'),
  },
];

/**
 * Each account of the configuration: some template brings it the baseline and the boundary of workloads, by itself or through a
 * unit above it. Where nobody names the accounts nothing is said.
 */
export function baselineCoverage(estate: JudgedEstate, { accounts }: KnownOrganization): readonly Evidence[] {
  if (accounts.length === 0) return [];
  return CONCERNS.map((concern) => evidenceOf(concern, accounts, reachedBy(concern, estate)));
}

/** The accounts and units that templates bring it to. */
const reachedBy = ({ isIt }: Concern, estate: JudgedEstate): ReadonlySet<string> =>
  new Set(
    estate.templates
      .filter((template) => template.resources.some(isIt))
      .map((template) => estate.originOf(template))
      .map(({ account, target }) => target?.ou ?? account),
  );

function evidenceOf(
  { title, facets }: Concern,
  accounts: readonly PlacedAccount[],
  reached: ReadonlySet<string>,
): Evidence {
  const without = accounts.filter(({ id, units }) => ![id, ...units].some((place) => reached.has(place)));
  const ids = without.map(({ id }) => id).join(', ');
  return {
    kind: 'proof',
    check: COVERAGE,
    outcome: without.length > 0 ? 'failed' : 'passed',
    message:
      without.length > 0
        ? { en: `no template brings ${title.en} to ${ids}`, zh: `没有模板将${title.zh}部署至 ${ids}` }
        : {
            en: `templates bring ${title.en} to each of the ${accounts.length} accounts of the configuration`,
            zh: `模板将${title.zh}部署至配置中的全部 ${accounts.length} 个账号`,
          },
    subject: null,
    requirements: [...new Set(facets.map((facet) => facetOf(facet).requirement))],
    facets,
    cloud: 'aws',
  };
}
