import { trailManagementEvents } from '../../../constructs/nag/rules/logging/trail-management-events';
import { trailMultiRegion } from '../../../constructs/nag/rules/logging/trail-multi-region';
import { type Resource, Unresolved } from '../../../constructs/nag/template';
import { type FacetId, facetOf } from '../../../constructs/standard';
import type { JudgedEstate } from '../../evidence/estate';
import type { Evidence } from '../../evidence/evidence';
import type { KnownOrganization } from '../access/places';
import { COVERAGE } from './coverage';

const FACET: FacetId = '8.2/operation-audit#control-plane-coverage';

/** What a trail has to be to tell of everything in an account: the rules that judge it by itself say. */
const WHOLE = [trailMultiRegion, trailManagementEvents];

/**
 * Each account of the configuration: a trail of its own or of its organization records all management events, reads and sign-ins
 * included, in every region. Where nobody names the accounts nothing is said.
 *
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/creating-trail-organization.html
 */
export function trailCoverage(estate: JudgedEstate, { accounts }: KnownOrganization): readonly Evidence[] {
  if (accounts.length === 0) return [];
  const trails = estate.templates
    .flatMap((template) => template.resources)
    .filter((resource) => resource.type === 'AWS::CloudTrail::Trail' && isWhole(resource));
  const ofOrganization = trails.find(isOrganizationTrail);
  const recorded = new Set(trails.map(({ template }) => estate.originOf(template).account));
  const without = ofOrganization ? [] : accounts.filter(({ id }) => !recorded.has(id)).map(({ id }) => id);
  const [first] = ofOrganization ? [ofOrganization] : trails;
  return [
    {
      kind: 'proof',
      check: COVERAGE,
      outcome: without.length > 0 ? 'failed' : 'passed',
      message:
        without.length > 0
          ? {
              en: `no trail records all management events of every region of ${without.join(', ')}`,
              zh: `没有跟踪记录 ${without.join('、')} 全部区域的全部管理事件`,
            }
          : {
              en: `a trail records all management events of every region of each of the ${accounts.length} accounts of the configuration`,
              zh: `跟踪记录配置中全部 ${accounts.length} 个账号各区域的全部管理事件`,
            },
      subject: first ? estate.subjectOf(first) : null,
      requirements: [facetOf(FACET).requirement],
      facets: [FACET],
      cloud: 'aws',
    },
  ];
}

const isWhole = (trail: Resource): boolean =>
  known(() => WHOLE.every((rule) => rule.judge(trail).outcome === 'compliant'));

const isOrganizationTrail = (trail: Resource): boolean => known(() => trail.flag('IsOrganizationTrail') === true);

/** What deployment alone decides is not counted on. */
function known(holds: () => boolean): boolean {
  try {
    return holds();
  } catch (error) {
    if (error instanceof Unresolved) return false;
    throw error;
  }
}
