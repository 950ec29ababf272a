import { type Bilingual, type FacetId, facetOf } from '../../../constructs/standard';
import type { JudgedEstate } from '../../evidence/estate';
import type { Evidence } from '../../evidence/evidence';
import { MATRIX } from './matrix';
import { POLICY_SIMULATION } from './policy-simulation';
import { type Stage, stagesIn } from './stage';

/**
 * Facets that speak of everybody and of every account, and that an organization meets by its policies. The others speak of
 * members or of workload teams, whom the boundary binds in the management account as well.
 */
const OF_EVERYBODY: readonly FacetId[] = [
  '8.2/identity#identity-provider-protection',
  '8.2/operation-audit#audit-tamper-protection',
  '8.2/no-excess-access#data-perimeter',
  '8.4/cross-border#region-restriction',
  '8.6/log-retention#shortening-denied',
];

/**
 * What is not shown of the management account of an organization, an `unknown` for each facet that speaks of everybody: policies
 * of the organization do not hold there, and a boundary binds those alone who carry it. Nothing where there is no organization.
 *
 * @param stages where attacks play, where they have been read before
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html
 */
export const managementNotGuarded = (estate: JudgedEstate, stages = stagesIn(estate)): readonly Evidence[] =>
  stages
    .filter(({ organization }) => organization !== undefined)
    .flatMap((stage) => OF_EVERYBODY.map((facet) => notGuarded(facet, stage)));

function notGuarded(facet: FacetId, { organization, management, scene }: Stage): Evidence {
  const rows = MATRIX.filter(
    ({ facets, partitions = [scene.partition] }) => facets.includes(facet) && partitions.includes(scene.partition),
  );
  const titles = (language: keyof Bilingual): readonly string[] => rows.map(({ title }) => title[language]);
  const bound = management ? BOUND : UNBOUND;
  return {
    kind: 'proof',
    check: POLICY_SIMULATION,
    outcome: 'unknown',
    subject: null,
    message: {
      en: `in the management account ${organization?.managementAccount} no policy of the organization holds, and ${bound.en}: ${titles('en').join('; ')}`,
      zh: `管理账号 ${organization?.managementAccount} 不受组织策略约束，${bound.zh}：${titles('zh').join('；')}`,
    },
    requirements: [facetOf(facet).requirement],
    facets: [facet],
    cloud: 'aws',
  };
}

const BOUND: Bilingual = {
  en: 'the workload boundary binds those alone who carry it; no guardrail keeps its root user, or roles without the boundary, from',
  zh: '工作负载权限边界也仅约束附有它的角色，因此该账号的根用户（中国区为创建账号的用户）及未附边界的角色的以下操作不会被任何护栏拒绝',
};

const UNBOUND: Bilingual = {
  en: 'there is no workload boundary either; no guardrail keeps anybody from',
  zh: '且未设工作负载权限边界，因此任何人的以下操作均不会被护栏拒绝',
};
