import type { PartitionName } from '../../constructs/partition';
import { MATRIX, type MatrixRow } from '../../lib/proofs/policy/matrix';
import { rowOf } from '../../lib/proofs/policy/policy-simulation';
import { type Stage, stagesIn } from '../../lib/proofs/policy/stage';
import { type Document, estateOf, unpackedTemplate } from '../lib/proofs/policy/guarded';
import { example } from '../support/landing-zone';
import { ChangedGuardrails } from './mutation/changed-guardrails';
import { FirstToNotice } from './mutation/first-to-notice';
import { mutantsOf, type PolicyStatement } from './mutation/guardrail-mutants';
import { GUARDRAIL_SURVIVORS } from './mutation/guardrail-survivors';
import { preparedRows } from './mutation/prepared-rows';
import { allIn, rowsAbout } from './mutation/rows-about';

interface Content {
  readonly Version: string;
  readonly Statement: readonly PolicyStatement[];
}

type Body = Document['Resources'][string];

const contentOf = ({ Properties }: Body): Content => Properties['Content'] as Content;

/** Policies with their ids, as the template makes them. */
const policiesIn = ({ Resources }: Document): readonly [string, Body][] =>
  Object.entries(Resources).filter(([, { Type }]) => Type === 'AWS::Organizations::Policy');

function stageOf(document: Document, partition: PartitionName): Stage {
  const [stage] = stagesIn(estateOf(document, partition));
  if (!stage) throw new Error('no organization');
  return stage;
}

const noticed = (rows: Pick<FirstToNotice<MatrixRow>, 'some'>, stage: Stage, triedAs = rowOf): boolean =>
  rows.some((row) => ['failed', 'unknown'].includes(triedAs(row, stage).outcome));

function survivorsIn(partition: PartitionName): { readonly mutants: number; readonly survivors: readonly string[] } {
  const document = unpackedTemplate(partition);
  const guardrails = new ChangedGuardrails(estateOf(document, partition));
  const results = policiesIn(document).flatMap(([id, body]) =>
    contentOf(body).Statement.flatMap((statement, index) => {
      const rows = new FirstToNotice(rowsAbout(statement, partition, allIn));
      const triedAs = preparedRows();
      return mutantsOf(statement).map((mutant) => ({
        name: mutant.name,
        survives: !noticed(rows, guardrails.stage(id, index, mutant.statement), triedAs),
      }));
    }),
  );
  return { mutants: results.length, survivors: results.filter(({ survives }) => survives).map(({ name }) => name) };
}

describe.each(['aws', 'aws-cn'] as const)('guardrails changed in one place, in %s', (partition) => {
  const { mutants, survivors } = survivorsIn(partition);

  test('are noticed by the simulation, those aside that are explained', () => {
    expect([...survivors].sort()).toEqual(Object.keys(GUARDRAIL_SURVIVORS[partition]).sort());
  });

  test('are many', () => {
    expect(mutants).toBeGreaterThan(300);
  });
});

/** The stack with the guardrails of an example, as it is synthesized. */
const synthesized = (name: 'organization' | 'china'): Document => {
  const zone = example(name);
  const stack = zone.stacks.find(({ template }) =>
    Object.values(template.Resources).some(({ Type }) => Type === 'AWS::Organizations::Policy'),
  );
  if (!stack) throw new Error(`${name} has no guardrails`);
  return stack.template as unknown as Document;
};

const SIMULATED = ['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY'];

describe.each([
  ['organization', 'aws'],
  ['china', 'aws-cn'],
] as const)('a whole policy of %s that is taken away', (name, partition) => {
  const document = synthesized(name);
  // what hangs on other stacks than this one is open with and without
  const rows = MATRIX.filter(({ partitions = [partition] }) => partitions.includes(partition)).filter(
    (row) => !noticed([row], stageOf(document, partition)),
  );
  const without = ({ Resources }: Document, id: string): Document => ({
    Resources: Object.fromEntries(Object.entries(Resources).filter(([other]) => other !== id)),
  });

  test('is noticed by the simulation', () => {
    const policies = policiesIn(document).filter(([, { Properties }]) =>
      SIMULATED.includes(String(Properties['Type'])),
    );
    const tried = new FirstToNotice(rows);
    const unnoticed = policies.filter(([id]) => !noticed(tried, stageOf(without(document, id), partition)));

    expect(rows.length).toBeGreaterThan(100);
    expect(policies.length).toBeGreaterThan(3);
    expect(unnoticed.map(([, { Properties }]) => Properties['Name'])).toEqual([]);
  });
});
