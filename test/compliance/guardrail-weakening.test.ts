import { platformRoles } from '../../constructs/guardrails/platform-roles';
import type { Demands } from '../../constructs/nag/demands';
import type { PartitionName } from '../../constructs/partition';
import type { JudgedEstate } from '../../lib/evidence/estate';
import type { SimulationRow } from '../../lib/evidence/simulation';
import { guardrailOpenings } from '../../lib/proofs/policy/guardrail-openings';
import type { MatrixRow } from '../../lib/proofs/policy/matrix';
import { rowOf } from '../../lib/proofs/policy/policy-simulation';
import { type Stage, stagesIn } from '../../lib/proofs/policy/stage';
import {
  boundary,
  boundaryStatements,
  permissionSet,
  type Statement,
  singleAccount,
} from '../lib/proofs/policy/bounded';
import { type Document, estateOf, unpackedTemplate } from '../lib/proofs/policy/guarded';
import { ChangedGuardrails } from './mutation/changed-guardrails';
import { FirstToNotice } from './mutation/first-to-notice';
import type { PolicyStatement } from './mutation/guardrail-mutants';
import { type Foreign, weakeningsOf } from './mutation/guardrail-weakenings';
import { preparedRows } from './mutation/prepared-rows';
import { attemptsIn, rowsAbout } from './mutation/rows-about';
import { BOUNDARY_WEAKENING_SURVIVORS, WEAKENING_SURVIVORS } from './mutation/weakening-survivors';

const REGIONS: Readonly<Record<PartitionName, readonly [string, string]>> = {
  aws: ['eu-central-1', 'eu-west-1'],
  'aws-cn': ['cn-northwest-1', 'cn-north-1'],
};

/** What the configuration of the guarded templates names. */
const demandsIn = (partition: PartitionName): Demands => ({
  spared: {
    regions: REGIONS[partition],
    networks: ['203.0.113.0/24'],
    accounts: [],
    roles: platformRoles({ partition }),
    organizationId: 'o-exampleorg1',
  },
});

const foreignIn = (partition: PartitionName): Foreign => ({
  partition,
  region: REGIONS[partition][0],
  account: '999999999998',
  expectedNetwork: '203.0.113.0/24',
});

const isAmiss = (outcome: string): boolean => outcome === 'failed' || outcome === 'unknown';

/** Templates with a statement that may be weakened, as they are judged. */
interface Judged {
  readonly estate: JudgedEstate;
  readonly stages: readonly Stage[];
}

/** The rows are tried first: only where none of them is amiss do openings decide. */
function isNoticed({ estate, stages }: Judged, about: FirstToNotice<MatrixRow>, triedAs: typeof rowOf): boolean {
  const rows: SimulationRow[] = [];
  const isAmissIn = (row: MatrixRow): boolean =>
    stages.some((stage) => {
      const result = triedAs(row, stage);
      rows.push(result);
      return isAmiss(result.outcome);
    });
  return about.some(isAmissIn) || guardrailOpenings(estate, rows, stages).some(({ outcome }) => isAmiss(outcome));
}

interface Weakened {
  readonly count: number;
  readonly unnoticed: readonly string[];
}

/**
 * @param made the templates with another statement in place of the one given
 * @param triedAs how rows come out on the stages of templates with any statement in place of the same
 */
function weakened(
  statements: readonly PolicyStatement[],
  partition: PartitionName,
  made: (before: PolicyStatement, after: PolicyStatement) => Judged,
  triedAs: () => typeof rowOf,
): Weakened {
  const results = statements.flatMap((statement) => {
    const about = new FirstToNotice(rowsAbout(statement, partition, attemptsIn));
    const rows = triedAs();
    if (isNoticed(made(statement, statement), about, rows)) throw new Error(`${statement.Sid} is noticed as it is`);
    return weakeningsOf(statement, foreignIn(partition)).map(({ name, statement: after }) => ({
      name,
      noticed: isNoticed(made(statement, after), about, rows),
    }));
  });
  return { count: results.length, unnoticed: results.filter(({ noticed }) => !noticed).map(({ name }) => name) };
}

interface Content {
  readonly Statement: readonly PolicyStatement[];
}

const contentOf = ({ Properties }: Document['Resources'][string]): Content => Properties['Content'] as Content;

function weakenedGuardrails(partition: PartitionName): Weakened {
  const document = unpackedTemplate(partition);
  const policies = Object.entries(document.Resources).filter(([, { Type }]) => Type === 'AWS::Organizations::Policy');
  const estate = estateOf(document, partition, demandsIn(partition));
  const guardrails = new ChangedGuardrails(estate);
  const results = policies.map(([id, body]) => {
    const { Statement } = contentOf(body);
    return weakened(
      Statement,
      partition,
      (before, after) => ({ estate, stages: [guardrails.stage(id, Statement.indexOf(before), after)] }),
      preparedRows,
    );
  });
  return {
    count: results.reduce((sum, { count }) => sum + count, 0),
    unnoticed: results.flatMap(({ unnoticed }) => unnoticed),
  };
}

describe.each(['aws', 'aws-cn'] as const)('guardrails weakened by one addition, in %s', (partition) => {
  const { count, unnoticed } = weakenedGuardrails(partition);

  test('are noticed, those aside that are explained', () => {
    expect([...unnoticed].sort()).toEqual(Object.keys(WEAKENING_SURVIVORS[partition]).sort());
  });

  test('are many', () => {
    expect(count).toBeGreaterThan(700);
  });
});

describe.each(['aws', 'aws-cn'] as const)('refusals of the boundary weakened by one addition, in %s', (partition) => {
  const statements = boundaryStatements(partition);
  const refusals = statements.filter(({ Effect }) => Effect === 'Deny');
  const { count, unnoticed } = weakened(
    refusals as unknown as PolicyStatement[],
    partition,
    (before, after) => {
      const changed = statements.map((one) => (one === (before as unknown) ? (after as unknown as Statement) : one));
      const estate = singleAccount({ ...boundary(changed), ...permissionSet() }, partition, demandsIn(partition));
      return { estate, stages: stagesIn(estate) };
    },
    () => rowOf,
  );

  test('are noticed, those aside that are explained', () => {
    expect(unnoticed).toEqual(Object.keys(BOUNDARY_WEAKENING_SURVIVORS));
  });

  test('are many', () => {
    expect(count).toBeGreaterThan(200);
  });
});
