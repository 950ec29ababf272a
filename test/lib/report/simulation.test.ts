import { TECHNIQUES } from '../../../lib/proofs/policy/techniques';
import { attackState, type SimulationReport, simulationReport } from '../../../lib/report/simulation';
import { attack, detected, ledger, lookAlike, POLICY, trial } from './ledgers';

const reportOn = (...rows: readonly ReturnType<typeof attack>[]): SimulationReport =>
  simulationReport(ledger({ simulation: rows }));

const LEAVING = 'aws.defense-evasion.organizations-leave';

const stateOf = (report: SimulationReport, id: string): string | undefined =>
  report.techniques.find((technique) => technique.id === id)?.state;

describe('the attacks in the report', () => {
  test('keep who tried what where, what had to come of it and what did', () => {
    const [entry] = reportOn(attack({ trials: [trial({ context: { 'aws:RequestedRegion': 'eu-north-1' } })] })).attacks;

    expect(entry?.requirements).toEqual(['8.1/c']);
    expect(entry?.trials[0]).toMatchObject({
      actor: 'administrator',
      at: ['r-ab12', 'r-ab12/Production'],
      actions: ['organizations:LeaveOrganization'],
      context: { 'aws:RequestedRegion': ['eu-north-1'] },
      wanted: 'refused',
      verdict: 'refused',
      reason: 'a statement refuses it',
      reasonZh: '有语句明确拒绝',
    });
  });

  test('tell each deciding statement once, with its node and the resource that makes it', () => {
    const other = trial().deciding.map((statement) => ({ ...statement, sid: 'Other' }));
    const { attacks, statements } = reportOn(
      attack({ trials: [trial(), lookAlike(), trial({ actor: 'root' }), trial({ deciding: other })] }),
    );

    expect(statements.map(({ sid, node, subject }) => [sid, node, subject])).toEqual([
      ['LeaveOrganization', 'r-ab12', POLICY],
      ['Other', 'r-ab12', POLICY],
    ]);
    expect(attacks[0]?.trials.map(({ deciding }) => deciding)).toEqual([[0], [], [0], [1]]);
  });

  test('tell the same statement at two nodes twice', () => {
    const below = trial().deciding.map((statement) => ({ ...statement, node: 'Production' }));

    expect(reportOn(attack({ trials: [trial(), trial({ deciding: below })] })).statements).toHaveLength(2);
  });
});

describe('published techniques', () => {
  test('are all told, those that no attack goes the way of as open', () => {
    const report = reportOn(attack());

    expect(report.techniques.map(({ id }) => id)).toEqual(Object.keys(TECHNIQUES));
    expect(stateOf(report, LEAVING)).toBe('refused');
    expect(stateOf(report, 'aws.defense-evasion.cloudtrail-stop')).toBe('open');
  });

  test.each([
    ['failed', attack({ outcome: 'failed' })],
    ['undecided', attack({ outcome: 'unknown' })],
    ['undecided', attack({ outcome: 'not-applicable', trials: [] })],
    ['detected', detected({ techniques: [LEAVING] })],
  ])('are %s where one way is, though another is refused', (state, row) => {
    const report = reportOn(attack({ id: 'refused-way' }), row);

    expect(stateOf(report, LEAVING)).toBe(state);
    expect(report.techniques.find(({ id }) => id === LEAVING)?.attacks).toEqual(['refused-way', row.id]);
  });

  test.each([
    ['allowed', 'passed'],
    ['failed', 'failed'],
    ['undecided', 'unknown'],
  ] as const)('work is %s where its trials have %s', (state, outcome) => {
    expect(attackState({ met: 'allowed', outcome })).toBe(state);
  });

  test('are left out only where every way is', () => {
    const leftOut = attack({ met: 'left-out', outcome: 'not-applicable', trials: [] });

    expect(stateOf(reportOn(leftOut), LEAVING)).toBe('left-out');
    expect(stateOf(reportOn(leftOut, attack()), LEAVING)).toBe('refused');
  });
});

describe('where no attack was tried', () => {
  const reasonFor = (more: Parameters<typeof ledger>[0]) => simulationReport(ledger(more)).notSimulated;
  const ofUs = { ...ledger().generated, configSha256: '0'.repeat(64) };

  test('says that templates were made by others', () => {
    expect(reasonFor({})?.en).toContain('made by others');
    expect(reasonFor({})?.zh).toContain('他方');
  });

  test('says that a single account has no policy above its administrators', () => {
    expect(reasonFor({ generated: ofUs })?.en).toContain('neither policies of an organization nor a boundary');
  });

  test('says that there is nothing of AWS', () => {
    const scope = { clouds: ['azure'], partitions: ['azure'], accounts: 1, regions: [] } as const;

    expect(reasonFor({ generated: ofUs, scope })?.en).toContain('nothing of AWS');
  });

  test('does not speak of a single account where there is an organization', () => {
    const policy = { subject: POLICY, requirements: [], judgedBy: [], supporting: null };

    expect(reasonFor({ generated: ofUs, resources: [policy] })?.en).toContain('made by others');
  });

  test('tells no techniques, of which nothing is known then', () => {
    expect(simulationReport(ledger()).techniques).toEqual([]);
  });

  test('says nothing where attacks were tried', () => {
    expect(simulationReport(ledger({ simulation: [attack()] })).notSimulated).toBeNull();
  });
});
