import type { Resource } from '../../../constructs/nag/template';
import { type Bilingual, type FacetId, facetOf } from '../../../constructs/standard';
import { type PlacedAccount, placesAbove } from '../../config/accounts';
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
  /** Nothing is said where no template has it at all: its facets then lack evidence. @default - every account has to have it */
  readonly optional?: true;
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
  {
    title: { en: 'a threat detector', zh: '威胁检测器' },
    facets: ['8.3/intrusion#threat-detection'],
    isIt: ({ type }) => type === 'AWS::GuardDuty::Detector',
    optional: true,
  },
  {
    title: { en: 'a way for what it finds', zh: '威胁发现的去向' },
    facets: ['8.3/intrusion#threat-detection'],
    isIt: (resource) =>
      resource.type === 'AWS::Events::Rule' &&
      resource.list('EventPattern.source').includes('aws.guardduty') &&
      resource.list('Targets').length > 0,
    optional: true,
  },
];

/**
 * Each account of the configuration: some template brings it the baseline and the boundary of workloads, by itself or through a
 * unit above it. Where nobody names the accounts nothing is said.
 */
export function baselineCoverage(estate: JudgedEstate, { accounts, root }: KnownOrganization): readonly Evidence[] {
  if (accounts.length === 0) return [];
  return CONCERNS.flatMap((concern) => {
    const reached = reachedBy(concern, estate);
    const without = accounts.filter(
      (account) => ![account.id, ...placesAbove(account, root)].some((place) => reached.has(place)),
    );
    return concern.optional && reached.size === 0 ? [] : [evidenceOf(concern, accounts, without)];
  });
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
  without: readonly PlacedAccount[],
): Evidence {
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
