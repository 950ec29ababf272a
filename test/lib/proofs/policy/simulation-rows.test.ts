import { policySimulation } from '../../../../lib/proofs/policy/policy-simulation';
import { estateOf, guardedTemplate } from './guarded';

const rowsIn = (partition: 'aws' | 'aws-cn') => policySimulation(estateOf(guardedTemplate(partition), partition)).rows;

describe('the rows of the simulation', () => {
  const rows = rowsIn('aws');
  const rowOf = (id: string) => rows.find((row) => row.id === id);

  test('say which condition keys a call carries', () => {
    const contexts = rowOf('foreign-region-used')?.trials.map(({ context }) => context?.['aws:RequestedRegion']);

    expect(new Set(contexts?.flat()).size).toBeGreaterThan(1);
    expect(contexts).toContain(undefined);
  });

  test('say in which resource a statement stands', () => {
    const [trial] = rowOf('organization-left')?.trials ?? [];

    expect(trial?.deciding).toEqual([
      expect.objectContaining({
        sid: 'LeaveOrganization',
        subject: expect.objectContaining({ type: 'AWS::Organizations::Policy' }),
      }),
    ]);
  });

  test('leave out what a partition does not have, and say so', () => {
    const left = rowsIn('aws-cn').find(({ id }) => id === 'region-enabled');

    expect(left).toMatchObject({ met: 'left-out', outcome: 'not-applicable', trials: [] });
    expect(left?.note?.en).toContain('this partition');
    expect(rowOf('region-enabled')?.met).toBe('refused');
  });

  test('are named by the evidence that they give', () => {
    const { evidence } = policySimulation(estateOf(guardedTemplate('aws')));

    expect(evidence.map(({ attack }) => attack)).toContain('organization-left');
    expect(evidence.every(({ attack, message }) => message.en.startsWith(`${attack} (`))).toBe(true);
  });
});
