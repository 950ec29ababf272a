import type { Bilingual, FacetId } from '../../../constructs/standard';
import type { Evidence } from '../../evidence/evidence';
import type { SimulationRow } from '../../evidence/simulation';
import { NEEDS } from './needs';
import { PERIMETER_ATTACKS, type PerimeterAttack, type PerimeterPart } from './perimeter-attacks';
import { POLICY_SIMULATION } from './policy-simulation';

const FACET: FacetId = '8.2/no-excess-access#data-perimeter';

/**
 * What is not shown of the data perimeter: an `unknown` for each of its rows that was not tried, whether because there is no
 * organization, or because the organization chose so, or because the partition lacks what would refuse. Where it lacks
 * resource control policies, and the policies of resources show all that a row does, nothing is open.
 *
 * @param rows of the simulation
 * @param ofResources evidence of the policies of resources, each proved by itself
 */
export const perimeterNotShown = (
  rows: readonly SimulationRow[],
  ofResources: readonly Evidence[],
): readonly Evidence[] =>
  rows.flatMap((row) => {
    const attack = PERIMETER_ATTACKS.find(({ id }) => id === row.id);
    if (!attack?.shows || row.trials.length > 0 || isShownInPlace(attack, row, ofResources)) return [];
    return [notShown(row, attack.shows)];
  });

/** Whether the row is left out for want of resource control policies, and what stands in their place shows the same. */
function isShownInPlace(
  { inPlace }: PerimeterAttack,
  { note }: SimulationRow,
  ofResources: readonly Evidence[],
): boolean {
  if (note !== NEEDS['resource-control'].lacking) return false;
  const shown = ofResources.filter(({ subject }) => subject?.type === inPlace);
  return shown.length > 0 && shown.every(({ outcome }) => outcome === 'passed');
}

const notShown = ({ id, title, note }: SimulationRow, part: PerimeterPart): Evidence => ({
  kind: 'proof',
  check: POLICY_SIMULATION,
  outcome: 'unknown',
  subject: null,
  message: {
    en: `${id} (${title.en}): not tried, so it is not shown in full that ${PARTS[part].en}: ${note?.en}`,
    zh: `${id}（${title.zh}）：未尝试，因而未完整证明${PARTS[part].zh}：${note?.zh}`,
  },
  requirements: ['8.2/no-excess-access'],
  facets: [FACET],
  attack: id,
  cloud: 'aws',
});

const PARTS: Readonly<Record<PerimeterPart, Bilingual>> = {
  identities: { en: 'only trusted identities reach own resources', zh: '仅可信身份可访问本组织资源' },
  resources: { en: 'own identities reach only trusted resources', zh: '本组织身份仅可访问可信资源' },
  networks: { en: 'own identities call from expected networks only', zh: '本组织身份仅从预期网络发起调用' },
};
