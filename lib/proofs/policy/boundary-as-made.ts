import { coversAction, coversArn } from '../../../constructs/guardrails/minify';
import { type Statement, statementsOf } from '../../../constructs/nag/policy';
import { type Resource, Unresolved } from '../../../constructs/nag/template';
import { facetOf } from '../../../constructs/standard';
import { boundaryGrants } from '../../../constructs/workload-boundary/boundary-grants';
import { boundaryName } from '../../../constructs/workload-boundary/names';
import type { JudgedEstate } from '../../evidence/estate';
import type { Evidence } from '../../evidence/evidence';

const FACET = '8.2/least-privilege#permission-boundaries';

/**
 * Compares what each boundary of workloads allows, as it was synthesized, with what this release lets one allow: an action, a
 * resource or a missing condition beyond that is found, whatever attacks would make of it.
 */
export const boundariesAsMade = (estate: JudgedEstate): readonly Evidence[] =>
  estate.estate
    .ofType('AWS::IAM::ManagedPolicy')
    .filter((policy) => policy.text('ManagedPolicyName').endsWith(boundaryName('')))
    .map((policy) => ({
      kind: 'proof',
      check: 'completeness',
      ...told(policy, estate),
      subject: estate.subjectOf(policy),
      requirements: [facetOf(FACET).requirement],
      facets: [FACET],
      cloud: 'aws',
    }));

function told(policy: Resource, estate: JudgedEstate): Pick<Evidence, 'outcome' | 'message'> {
  const beyond = beyondMade(policy, estate);
  if (beyond === undefined) {
    const message = { en: 'what the boundary allows is decided by deployment', zh: '权限边界的内容在部署时才确定' };
    return { outcome: 'unknown', message };
  }
  if (beyond.length === 0) {
    const message = { en: 'the boundary allows what this release makes it allow', zh: '权限边界与本版本所定一致' };
    return { outcome: 'passed', message };
  }
  const where = beyond.map(({ path, sid }) => (sid === '' ? path : sid)).join(', ');
  return {
    outcome: 'failed',
    message: {
      en: `the boundary allows more than this release makes it allow: ${where}`,
      zh: `权限边界所允许的超出本版本所定：${where}`,
    },
  };
}

/** Statements that allow what no statement of this release does; undefined where they are known at deployment only. */
function beyondMade(policy: Resource, estate: JudgedEstate): readonly Statement[] | undefined {
  try {
    const partition = estate.originOf(policy.template).partition === 'aws-cn' ? 'aws-cn' : 'aws';
    const name = policy.text('ManagedPolicyName').slice(0, -boundaryName('').length);
    const made = boundaryGrants({ partition, name, allowedRegions: [] }).filter(({ Effect }) => Effect === 'Allow');
    return statementsOf(policy, 'PolicyDocument').filter(
      (statement) => statement.effect === 'Allow' && !made.some((grant) => takesIn(grant, statement)),
    );
  } catch (error) {
    if (error instanceof Unresolved) return undefined;
    throw error;
  }
}

type Made = ReturnType<typeof boundaryGrants>[number];

/** Whether a grant allows all that a statement does, under conditions that the statement has as well. */
function takesIn({ Action = [], Resource: allowed, Condition = {} }: Made, statement: Statement): boolean {
  const { actions, notActions, resources, notResources, conditions } = statement;
  if (notActions.length + notResources.length > 0) return false;
  return (
    actions.every((action) => Action.some((pattern) => coversAction(pattern, action))) &&
    resources.every((resource) => allowed.some((pattern) => coversArn(pattern, resource))) &&
    Object.entries(Condition).every(([operator, keys]) =>
      Object.entries(keys).every(([key, values]) => {
        const compared = conditions[operator]?.[key.toLowerCase()] ?? [];
        return compared.length > 0 && compared.every((value) => [values].flat().map(String).includes(value));
      }),
    )
  );
}
