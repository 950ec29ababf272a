import { verdictOf } from '../../../constructs/nag/rule';
import { defaultNetworkRemoved } from '../../../constructs/nag/rules/network/default-network-removed';
import type { Resource } from '../../../constructs/nag/template';
import { type Bilingual, type FacetId, facetOf } from '../../../constructs/standard';
import { placesAbove } from '../../config/accounts';
import type { JudgedEstate } from '../../evidence/estate';
import type { Evidence } from '../../evidence/evidence';
import type { KnownOrganization } from '../access/places';
import { COVERAGE } from './coverage';

const FACET: FacetId = '8.3/vpc-isolation#no-default-network';
const REMOVAL = 'Custom::RemoveDefaultNetwork';

/** How many places a message spells out. */
const SHOWN = 3;

/**
 * Each account of the configuration, in each region that it allows: some template takes the default network away there. Where no
 * template does so anywhere, whether there is a default network only the accounts themselves show; nothing else counts, since EC2 has
 * no condition by which a guardrail could tell a default network from others.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/deleting-default-vpc.html
 */
export function defaultNetworkCoverage(
  estate: JudgedEstate,
  { accounts, root }: KnownOrganization,
): readonly Evidence[] {
  const regions = estate.estate.demands.spared?.regions ?? [];
  if (accounts.length === 0 || regions.length === 0) return [];
  const removals = estate.estate.ofType(REMOVAL).filter(takesAway);
  const reached = new Set(removals.flatMap((removal) => placesOf(estate, removal)));
  const without = accounts.flatMap((account) =>
    regions
      .filter(
        (region) => ![account.id, ...placesAbove(account, root)].some((place) => reached.has(`${place} ${region}`)),
      )
      .map((region) => `${account.id} ${region}`),
  );
  const [first] = removals;
  const found = foundFor(without, { accounts: accounts.length, regions: regions.length, removals: removals.length });
  return [
    {
      kind: 'proof',
      check: COVERAGE,
      ...found,
      subject: first ? estate.subjectOf(first) : null,
      requirements: [facetOf(FACET).requirement],
      facets: [FACET],
      cloud: 'aws',
    },
  ];
}

const takesAway = (removal: Resource): boolean => verdictOf(defaultNetworkRemoved, removal).outcome === 'compliant';

/** The regions that a removal names, in an account or in all of a unit. */
function placesOf(estate: JudgedEstate, removal: Resource): readonly string[] {
  const { account, target } = estate.originOf(removal.template);
  return removal.list('Regions').map((region) => `${target?.ou ?? account} ${region}`);
}

function foundFor(
  without: readonly string[],
  { accounts, regions, removals }: { readonly accounts: number; readonly regions: number; readonly removals: number },
): { readonly outcome: 'passed' | 'failed' | 'unknown'; readonly message: Bilingual } {
  if (without.length === 0) {
    return {
      outcome: 'passed',
      message: {
        en: `templates take the default network away in each of the ${accounts} accounts and ${regions} regions of the configuration`,
        zh: `模板在配置的全部 ${accounts} 个账号、${regions} 个区域移除默认网络`,
      },
    };
  }
  if (removals === 0) {
    return {
      outcome: 'unknown',
      message: {
        en: `no template takes the default network away in the ${accounts} accounts and ${regions} regions of the configuration: whether one is there, and used, only the accounts show`,
        zh: `没有模板在配置的 ${accounts} 个账号、${regions} 个区域移除默认网络：其是否存在或被使用，仅账号本身可知`,
      },
    };
  }
  const more = without.length - SHOWN;
  const places = without.slice(0, SHOWN).join(', ');
  return {
    outcome: 'failed',
    message: {
      en: `no template takes the default network away in ${places}${more > 0 ? `, and ${more} more` : ''}`,
      zh: `没有模板移除以下位置的默认网络：${places}${more > 0 ? `，另有 ${more} 处` : ''}`,
    },
  };
}
