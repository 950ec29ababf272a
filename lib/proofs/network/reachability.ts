import type { DeclaredFlow } from '../../../constructs/nag/demands';
import type { Resource } from '../../../constructs/nag/template';
import type { FacetId } from '../../../constructs/standard';
import { facetOf } from '../../../constructs/standard';
import type { JudgedEstate } from '../../evidence/estate';
import type { Evidence } from '../../evidence/evidence';
import type { Subject } from '../../evidence/subject';
import type { Vpc } from './model';
import { type ReadNetwork, readNetwork } from './read-network';
import { bastionExposure } from './statements/bastion-exposure';
import { controlledIngress } from './statements/controlled-ingress';
import { dataZoneUnroutable } from './statements/data-zone-unroutable';
import { declaredFlows } from './statements/declared-flows';
import { dnsPaths } from './statements/dns-paths';
import { domainTables } from './statements/domain-tables';
import { environmentSeparation } from './statements/environment-separation';
import { foreignGateway } from './statements/foreign-gateway';
import { hybridEntry } from './statements/hybrid-entry';
import { inlinePrevention } from './statements/inline-prevention';
import { inspectedEgress } from './statements/inspected-egress';
import { managementZone } from './statements/management-zone';
import { plaintextAbsent } from './statements/plaintext-absent';
import { privateServices, unplacedServices } from './statements/private-services';
import { publicEndpoints } from './statements/public-endpoints';
import { restrictedEgress } from './statements/restricted-egress';
import { routeDomainSeparation } from './statements/route-domain-separation';
import { sensitivePorts } from './statements/sensitive-ports';
import { singleEntry } from './statements/single-entry';
import type { GatewayScene, GatewayStatement, ResourceStatement, Ruling, Statement } from './statements/statement';
import { symmetricInspection } from './statements/symmetric-inspection';
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
  dnsPaths,
  inlinePrevention,
  symmetricInspection,
  restrictedEgress,
  dataZoneUnroutable,
  declaredFlows,
  sensitivePorts,
  privateServices,
];

/** What resources decide that no network of the templates holds. */
const RESOURCE_STATEMENTS: readonly ResourceStatement[] = [publicEndpoints, unplacedServices, foreignGateway];

/** What the tables of a transit gateway decide. */
export const GATEWAY_STATEMENTS: readonly GatewayStatement[] = [domainTables, hybridEntry, routeDomainSeparation];

/**
 * Proves, on the synthesized templates, what can and cannot flow in the networks that they make: one entry for each network, or
 * transit gateway, and
 * each statement of the standard that it gives reason to ask. Without networks there is nothing to prove, and no entry.
 *
 * @param declared the flows of the configuration; left out, whatever flows between zones beyond the interface endpoints
 * cannot be told from what was declared, and is unknown
 * @param stacks whose networks are asked about, of all that are followed. @default - all
 */
export function reachability(
  estate: JudgedEstate,
  declared?: readonly DeclaredFlow[],
  stacks?: readonly string[],
): readonly Evidence[] {
  const network = readNetwork(estate.estate, (resource) => shortPath(estate.subjectOf(resource).path));
  const { crossings, links } = estate.estate.demands;
  const entries = (resource: Resource | undefined, judge: () => readonly FacetRuling[]): readonly Evidence[] => {
    // networks that the templates only refer to have none
    if (resource === undefined) return [];
    const subject = estate.subjectOf(resource);
    return stacks?.includes(subject.stack) === false ? [] : judge().map((ruling) => entryOf(ruling, subject));
  };
  return [
    ...network.vpcs.flatMap((vpc) => entries(vpc.resource, () => rulings(network, vpc, declared))),
    ...network.transitGateways.flatMap((gateway) =>
      entries(gateway.resource, () => gatewayRulings(network, { network, gateway, crossings, links })),
    ),
    ...estate.estate.resources.flatMap((resource) => {
      const found = resourceRulings(network, resource);
      return found.length === 0 ? [] : entries(resource, () => found);
    }),
  ];
}

const entryOf = ({ facet, check, outcome, message }: FacetRuling, subject: Subject): Evidence => ({
  kind: 'proof',
  check,
  outcome,
  subject,
  message,
  requirements: [facetOf(facet).requirement],
  facets: [facet],
});

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

const gatewayRulings = (network: ReadNetwork, scene: GatewayScene): readonly FacetRuling[] =>
  GATEWAY_STATEMENTS.flatMap(({ facet, judge }) => {
    const ruling = judge(scene);
    return ruling ? [{ ...doubted(ruling, network), facet, check: REACHABILITY }] : [];
  });

function resourceRulings(network: ReadNetwork, resource: Resource): readonly FacetRuling[] {
  return RESOURCE_STATEMENTS.flatMap(({ facet, judge }): readonly FacetRuling[] => {
    const ruling = judge(resource, network);
    return ruling ? [{ ...ruling, facet, check: REACHABILITY }] : [];
  });
}

/** Parts that may belong anywhere, and what is not followed, keep every statement from being proved. */
const doubted = (ruling: Ruling, { doubts: [first] }: ReadNetwork): Ruling =>
  ruling.outcome !== 'passed' || first === undefined ? ruling : { outcome: 'unknown', message: first };
