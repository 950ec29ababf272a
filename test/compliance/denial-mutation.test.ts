import { isObject } from '../../constructs/nag/intrinsics';
import type { Resource } from '../../constructs/nag/template';
import type { JudgedEstate } from '../../lib/evidence/estate';
import { policySimulation, rowOf } from '../../lib/proofs/policy/policy-simulation';
import { stagesIn } from '../../lib/proofs/policy/stage';
import { EXAMPLES, example } from '../support/landing-zone';
import { attemptsIn, rowsAbout } from './mutation/rows-about';

/** Policies whose refusals the simulation answers for, and where they stand in the resource. */
const POLICIES: Readonly<Record<string, string>> = {
  'AWS::IAM::ManagedPolicy': 'PolicyDocument',
  'AWS::Organizations::Policy': 'Content',
};

type Statement = Record<string, unknown>;

/** Every refusal of a policy of these types, to be turned round in place. */
function refusalsOf(resource: Resource): readonly Statement[] {
  const document = resource.raw(POLICIES[resource.type] ?? '');
  const statements = isObject(document) ? [document['Statement']].flat() : [];
  return statements.filter(
    (statement): statement is Statement => isObject(statement) && statement['Effect'] === 'Deny',
  );
}

/** Whether an attempt of the simulation that the refusal may concern succeeds once it allows instead. */
function isMissed(estate: JudgedEstate, statement: Statement): boolean {
  statement['Effect'] = 'Allow';
  try {
    const stages = stagesIn(estate).flatMap((stage) => [stage, ...(stage.management ? [stage.management] : [])]);
    return stages.some((stage) =>
      rowsAbout(statement, stage.scene.partition, attemptsIn).some((row) =>
        rowOf(row, stage).trials.some(({ purpose, outcome }) => purpose === 'attempt' && outcome === 'failed'),
      ),
    );
  } finally {
    statement['Effect'] = 'Deny';
  }
}

/** A boundary that a StackSet brings: service control policies bind these accounts as well. */
const isInMembers = ({ template }: Resource): boolean => /\/Boundary/.test(template.name);

describe.each(EXAMPLES)('%s', (name) => {
  const estate = example(name).estate();
  const refusals = Object.keys(POLICIES)
    .flatMap((type) => estate.estate.ofType(type))
    .flatMap((resource) => refusalsOf(resource).map((statement) => ({ resource, statement })));

  test('every refusal of guardrails and boundaries is missed by the simulation once it allows, but in members, where guardrails refuse the same', () => {
    expect(policySimulation(estate).evidence.some(({ outcome }) => outcome === 'failed')).toBe(false);
    const unnoticed = refusals.filter(({ statement }) => !isMissed(estate, statement));
    const elsewhere = unnoticed.filter(({ resource }) => !isInMembers(resource));

    expect(refusals.length).toBeGreaterThan(10);
    expect(elsewhere.map(({ resource, statement }) => `${resource.id} ${statement['Sid']}`)).toEqual([]);
  });
});
