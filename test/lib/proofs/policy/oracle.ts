import { runSimulation, type Simulation } from '@cloud-copilot/iam-simulate';
import type { Principal, Verdict } from '../../../../lib/proofs/policy/model';
import type { Documents, Sample } from './random-requests';

const VERDICTS: Readonly<Record<string, Verdict>> = {
  Allowed: 'allowed',
  ExplicitlyDenied: 'explicitDeny',
  ImplicitlyDenied: 'implicitDeny',
};

/**
 * What iam-simulate decides.
 * @throws when it refuses the input, such as an action that does not exist: that is no refusal of the request.
 */
export async function oracleVerdict(sample: Sample): Promise<Verdict> {
  const outcome = await runSimulation(simulationOf(sample), {});
  if (outcome.resultType === 'error') throw new Error(`${sample.request.action}: ${JSON.stringify(outcome.errors)}`);
  const verdict = VERDICTS[outcome.overallResult];
  if (!verdict) throw new Error(`iam-simulate says ${outcome.overallResult}`);
  return verdict;
}

function simulationOf({ request, documents }: Sample): Simulation {
  const { boundary, session, resource, endpoint } = documents;
  return {
    request: {
      principal: nameOf(request.principal),
      action: request.action,
      resource: { resource: request.resource.arn, accountId: request.resource.account },
      contextVariables: Object.fromEntries(
        Object.entries(request.context ?? {}).map(([key, value]) => [
          key,
          typeof value === 'string' ? value : [...value],
        ]),
      ),
    },
    identityPolicies: identityOf(request.principal, documents).map((policy, index) => ({ name: `${index}`, policy })),
    serviceControlPolicies: levels(documents.serviceControl),
    resourceControlPolicies: levels(documents.resourceControl),
    ...(resource && { resourcePolicy: resource }),
    ...(session && { sessionPolicy: session }),
    ...(boundary && { permissionBoundaryPolicies: [{ name: 'boundary', policy: boundary }] }),
    ...(endpoint && { vpcEndpointPolicies: [{ name: 'endpoint', policy: endpoint }] }),
  };
}

/** It does not know that root may do everything: we tell it. */
const identityOf = ({ kind }: Principal, { identity }: Documents): Documents['identity'] =>
  kind === 'root'
    ? [{ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] }]
    : identity;

const levels = (of: Documents['serviceControl']): Simulation['serviceControlPolicies'] =>
  of.map(({ node, documents }) => ({
    orgIdentifier: node,
    policies: documents.map((policy, index) => ({ name: `${node}-${index}`, policy })),
  }));

function nameOf(principal: Principal): Simulation['request']['principal'] {
  if (principal.kind === 'anonymous') return { type: 'Anonymous' };
  if (principal.kind === 'service') return principal.name;
  return principal.kind === 'federated' ? principal.provider : principal.arn;
}
