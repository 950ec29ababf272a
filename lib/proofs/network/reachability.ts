import type { DeclaredFlow } from '../../../constructs/nag/demands';
import type { Bilingual, FacetId } from '../../../constructs/standard';
import { facetOf } from '../../../constructs/standard';
import type { JudgedEstate } from '../../evidence/estate';
import type { Evidence } from '../../evidence/evidence';
import type { Vpc } from './model';
import { type ReadNetwork, readNetwork } from './read-network';
import { bastionExposure } from './statements/bastion-exposure';
import { controlledIngress } from './statements/controlled-ingress';
import { dataZoneUnroutable } from './statements/data-zone-unroutable';
import { declaredFlows } from './statements/declared-flows';
import { environmentSeparation } from './statements/environment-separation';
import { inspectedEgress } from './statements/inspected-egress';
import { managementZone } from './statements/management-zone';
import { plaintextAbsent } from './statements/plaintext-absent';
import { restrictedEgress } from './statements/restricted-egress';
import { sensitivePorts } from './statements/sensitive-ports';
import { singleEntry } from './statements/single-entry';
import type { Ruling, Statement } from './statements/statement';
import { zoneAccessLists } from './statements/zone-access-lists';

/** The id of the proof. */
export const REACHABILITY = 'reachability';

/** What of the standard reachability decides, in the order of its clauses. */
export const STATEMENTS: readonly Statement[] = [
  singleEntry,
  bastionExposure,
  environmentSeparation,
  zoneAccessLists,
  managementZone,
  controlledIngress,
  inspectedEgress,
  plaintextAbsent,
  restrictedEgress,
  dataZoneUnroutable,
  declaredFlows,
  sensitivePorts,
];

/**
 * Proves, on the synthesized templates, what can and cannot flow in the networks that they make: one entry for each network and
 * each statement of the standard that it gives reason to ask. Without networks there is nothing to prove, and no entry.
 *
 * @param declared the flows of the configuration; left out, whatever flows between zones beyond the interface endpoints
 * cannot be told from what was declared, and is unknown
 */
export function reachability(estate: JudgedEstate, declared?: readonly DeclaredFlow[]): readonly Evidence[] {
  const network = readNetwork(estate.estate, (resource) => shortPath(estate.subjectOf(resource).path));
  return network.vpcs.flatMap((vpc) => {
    const { resource } = vpc;
    if (resource === undefined) return [];
    const subject = estate.subjectOf(resource);
    return rulings(network, vpc, declared).map(
      ({ facet, check, outcome, message }): Evidence => ({
        kind: 'proof',
        check,
        outcome,
        subject,
        message,
        requirements: [facetOf(facet).requirement],
        facets: [facet],
      }),
    );
  });
}

/** Without the stack, which the subject names, and without the name that CDK gives to the one resource of a construct. */
const shortPath = (path: string): string => path.replace(/^[^/]+\//, '').replace(/\/Resource$/, '');

interface FacetRuling extends Ruling {
  readonly facet: FacetId;
  readonly check: string;
}

function rulings(
  network: ReadNetwork,
  vpc: Vpc,
  declared: readonly DeclaredFlow[] | undefined,
): readonly FacetRuling[] {
  const interfaces = network.interfaces.filter(({ subnet }) => subnet.vpc === vpc);
  const scene = { network, vpc, interfaces, groups: network.groupsOf(vpc), declared };
  return STATEMENTS.flatMap(({ facet, check = REACHABILITY, judge }) => {
    const ruling = judge(scene);
    return ruling ? [{ ...doubted(ruling, network), facet, check }] : [];
  });
}

/** Parts that may belong anywhere keep every statement from being proved. */
function doubted(ruling: Ruling, { doubts }: ReadNetwork): Ruling {
  const [first] = doubts;
  if (ruling.outcome !== 'passed' || first === undefined) return ruling;
  const message: Bilingual = {
    en: `${first.en}, so that it may belong to any network`,
    zh: `${first.zh}，可能属于任一网络`,
  };
  return { outcome: 'unknown', message };
}
