import { MATRIX } from '../../lib/proofs/policy/matrix';
import { rowOf } from '../../lib/proofs/policy/policy-simulation';
import { type Stage, stagesIn } from '../../lib/proofs/policy/stage';
import { type Document, estateOf, unpackedTemplate } from '../lib/proofs/policy/guarded';
import { ChangedGuardrails } from './mutation/changed-guardrails';
import { mutantsOf, type PolicyStatement } from './mutation/guardrail-mutants';
import { weakeningsOf } from './mutation/guardrail-weakenings';
import { preparedRows } from './mutation/prepared-rows';

interface Content {
  readonly Statement: readonly PolicyStatement[];
}

/** Statements as they are and changed, each with where it stands. */
function changesIn({ Resources }: Document, partition: 'aws' | 'aws-cn') {
  const foreign = { partition, region: 'eu-central-1', account: '999999999998', expectedNetwork: '203.0.113.0/24' };
  return Object.entries(Resources)
    .filter(([, { Type }]) => Type === 'AWS::Organizations::Policy')
    .flatMap(([id, { Properties }]) =>
      (Properties['Content'] as Content).Statement.flatMap((statement, index) =>
        [...mutantsOf(statement), ...weakeningsOf(statement, foreign)].map((change) => ({ ...change, id, index })),
      ),
    );
}

/** The template itself with the change. */
function documentWith(document: Document, { id, index, statement }: ReturnType<typeof changesIn>[number]): Document {
  const { Resources } = structuredClone(document);
  const content = Resources[id]?.Properties['Content'] as { Statement: object[] };
  content.Statement.splice(index, 1, ...(statement ? [statement] : []));
  return { Resources };
}

/** Everything but the resources of the templates, which are of one reading or the other. */
const outlineOf = (stage: Stage): unknown =>
  JSON.parse(
    JSON.stringify({ ...stage, organization: stage.organization?.paths }, (key, value) =>
      key === 'resource' ? value.id : value,
    ),
  );

const WORDS = '{partition} {name} {account} {region} {foreignRegion} {neighbour} {outsider} {organizationId} {exempt}';

describe.each(['aws', 'aws-cn'] as const)('an organization whose guardrails change, in %s', (partition) => {
  const document = unpackedTemplate(partition);
  const guardrails = new ChangedGuardrails(estateOf(document, partition));
  const changes = changesIn(document, partition);
  // of every sort some, of statements at the beginning, in between and at the end
  const some = changes.filter((_, nth) => nth % 41 === 0 || nth < 25 || nth > changes.length - 25);
  const made = (change: (typeof changes)[number]) => {
    const [stage] = stagesIn(estateOf(documentWith(document, change), partition));
    if (!stage) throw new Error('no organization');
    return { stage, changed: guardrails.stage(change.id, change.index, change.statement) };
  };

  test('is staged as its templates would be', () => {
    expect(some.length).toBeGreaterThan(75);
    for (const change of some) {
      const { stage, changed } = made(change);
      expect([change.name, outlineOf(changed), changed.scene.fill(WORDS)]).toEqual([
        change.name,
        outlineOf(stage),
        stage.scene.fill(WORDS),
      ]);
    }
  });

  test('is another one once a statement changes', () => {
    const [unchanged] = stagesIn(estateOf(document, partition));
    for (const change of some) expect(outlineOf(made(change).changed)).not.toEqual(outlineOf(unchanged as Stage));
  });

  test('is simulated as its templates are, though requests are prepared once', () => {
    const prepared = preparedRows();
    const rows = MATRIX.filter((_, nth) => nth % 5 === 0);
    for (const change of changes.filter((_, nth) => nth % 97 === 0)) {
      const { stage, changed } = made(change);
      for (const row of rows) {
        expect([change.name, prepared(row, changed)]).toEqual([change.name, rowOf(row, stage)]);
      }
    }
  });
});
