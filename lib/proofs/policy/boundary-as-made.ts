import { type Statement, statementsOf } from '../../../constructs/nag/policy';
import { type Resource, Unresolved } from '../../../constructs/nag/template';
import { facetOf } from '../../../constructs/standard';
import { boundaryGrants } from '../../../constructs/workload-boundary/boundary-grants';
import { boundaryName } from '../../../constructs/workload-boundary/names';
import type { JudgedEstate } from '../../evidence/estate';
import type { Evidence } from '../../evidence/evidence';
import { beyond } from './beyond';

const FACET = '8.2/least-privilege#permission-boundaries';

/**
 * Compares what each boundary of workloads allows, as it was synthesized, with what this release lets one allow: an action, a
 * resource or a missing condition beyond that is found, whatever attacks would make of it.
 */
export function boundariesAsMade(estate: JudgedEstate): readonly Evidence[] {
  // every account has the same, mostly from the same text
  const known = new Map<string, Told>();
  const boundaries = estate.estate
    .ofType('AWS::IAM::ManagedPolicy')
    .filter((policy) => policy.text('ManagedPolicyName').endsWith(boundaryName('')));
  return boundaries.map((policy) => {
    const { partition } = estate.originOf(policy.template);
    const text = JSON.stringify([partition, policy.raw('ManagedPolicyName'), policy.raw('PolicyDocument')]);
    const verdict = known.get(text) ?? told(policy, partition);
    known.set(text, verdict);
    return {
      kind: 'proof',
      check: 'completeness',
      ...verdict,
      subject: estate.subjectOf(policy),
      requirements: [facetOf(FACET).requirement],
      facets: [FACET],
      cloud: 'aws',
    };
  });
}

type Told = Pick<Evidence, 'outcome' | 'message'>;

function told(policy: Resource, partition: string): Told {
  const wider = beyondMade(policy, partition);
  if (wider === undefined) {
    const message = { en: 'what the boundary allows is decided by deployment', zh: '权限边界的内容在部署时才确定' };
    return { outcome: 'unknown', message };
  }
  if (wider.length === 0) {
    const message = { en: 'the boundary allows what this release makes it allow', zh: '权限边界与本版本所定一致' };
    return { outcome: 'passed', message };
  }
  const where = wider.map(({ path, sid }) => (sid === '' ? path : sid)).join(', ');
  return {
    outcome: 'failed',
    message: {
      en: `the boundary allows more than this release makes it allow: ${where}`,
      zh: `权限边界所允许的超出本版本所定：${where}`,
    },
  };
}

/** Statements that allow what no statement of this release does; undefined where they are known at deployment only. */
function beyondMade(policy: Resource, partition: string): readonly Statement[] | undefined {
  try {
    const name = policy.text('ManagedPolicyName').slice(0, -boundaryName('').length);
    const context = { partition: partition === 'aws-cn' ? 'aws-cn' : 'aws', name, allowedRegions: [] } as const;
    return beyond(statementsOf(policy, 'PolicyDocument'), boundaryGrants(context));
  } catch (error) {
    if (error instanceof Unresolved) return undefined;
    throw error;
  }
}
