import { policySimulation } from '../../../../lib/proofs/policy/policy-simulation';
import { stagesIn } from '../../../../lib/proofs/policy/stage';
import { example } from '../../../support/landing-zone';

interface Statement {
  readonly Sid: string;
  readonly Effect: 'Allow' | 'Deny';
}

/** The boundary that the management account of the example has, where no guardrail holds. */
const estate = example('organization').estate();
const [stage] = stagesIn(estate);
const boundary = stage?.management?.policies[0]?.resource;
const body = boundary?.raw('PolicyDocument') as { Statement: readonly Statement[] };
const account = stage?.organization?.managementAccount ?? '';

/** What comes of it when the boundary has these statements. */
function simulatedWith(statements: readonly Statement[]) {
  const whole = body.Statement;
  body.Statement = statements;
  try {
    return policySimulation(estate);
  } finally {
    body.Statement = whole;
  }
}

describe('the management account of an organization', () => {
  const { rows } = policySimulation(estate);
  const there = rows.filter(({ trials }) => trials.some(({ at }) => at.includes(account)));

  test('8.2/no-excess-access#attack-matrix: its boundary alone refuses attacks, and lets work be done', () => {
    const refused = there.filter(({ met, outcome }) => met === 'refused' && outcome === 'passed');

    expect(refused.length).toBeGreaterThan(80);
    expect(there.filter(({ met }) => met === 'allowed').map(({ id, outcome }) => [id, outcome])).toEqual([
      ['ordinary-work', 'passed'],
    ]);
  });

  test('is tried by whom the boundary limits, with no policy of the organization', () => {
    const trials = there.flatMap((row) => row.trials).filter(({ at }) => at.includes(account));

    expect(new Set(trials.map(({ actor }) => actor))).toEqual(new Set(['bounded-administrator']));
    expect(new Set(trials.flatMap(({ deciding }) => deciding.map(({ kind }) => kind)))).not.toContain(
      'service-control',
    );
  });

  test('adds no row', () => {
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
  });

  const REFUSALS = body.Statement.filter(({ Effect }) => Effect === 'Deny').map(({ Sid }) => Sid);

  test.each([...REFUSALS, 'RolesOfWorkloads'])(
    '8.2/least-privilege#permission-boundaries: a boundary without %s is told of',
    (sid) => {
      const { rows: weakened, evidence } = simulatedWith(body.Statement.filter(({ Sid }) => Sid !== sid));
      const amiss = weakened.filter(({ outcome }) => outcome === 'failed').map(({ id }) => id);
      const told = evidence.filter(({ outcome }) => outcome === 'failed');

      expect(amiss).not.toEqual([]);
      expect(told.map(({ attack }) => attack)).toEqual(amiss);
      for (const { subject, message } of told) {
        expect(subject?.logicalId).toBe(boundary?.id);
        expect(message.en).toContain(account);
      }
    },
  );

  test('the refusals of the boundary are all among them', () => {
    expect(REFUSALS).toEqual(expect.arrayContaining(['Always', 'Archive', 'KeyTampering', 'LandingZone']));
  });
});
