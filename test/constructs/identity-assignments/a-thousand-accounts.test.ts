import type { Assignment } from '../../../constructs/identity-assignments/assignment';
import { handler } from '../../../constructs/identity-assignments/identity-assignments.handler';
import { SimulatedIdentityCenter } from '../../support/identity-center';
import { notes } from '../../support/notes';

const QUARTER_MS = 15 * 60_000;
const account = (number: number): string => String(100_000_000_000 + number);

let center: SimulatedIdentityCenter;
let noted: ReturnType<typeof notes>;
beforeEach(() => {
  center = new SimulatedIdentityCenter();
  noted = notes();
});
afterEach(() => {
  center.sso.restore();
  center.organizations.restore();
  jest.restoreAllMocks();
});

/** One run, of at most a quarter of an hour, and how long it lasted. */
async function run(assignments: readonly Assignment[]): Promise<number> {
  const began = center.now;
  await handler({ Assignments: assignments }, { getRemainingTimeInMillis: () => began + QUARTER_MS - center.now });
  return center.now - began;
}

describe('a thousand accounts with two groups', () => {
  const assignments: readonly Assignment[] = Array.from({ length: 2 }, (_, index) => ({
    PermissionSetArn: `ps-${index}`,
    PrincipalType: 'GROUP',
    PrincipalId: `group-${index}`,
    Units: ['r-root'],
  }));
  const accounts = Array.from({ length: 1000 }, (_, index) => account(index));
  beforeEach(() => {
    center.units.set('r-root', ['ou-1', 'ou-2']);
    center.addAccounts('ou-1', accounts.slice(0, 500));
    center.addAccounts('ou-2', accounts.slice(500));
  });

  function giveAll(): void {
    for (const { PermissionSetArn, PrincipalId } of assignments)
      for (const id of accounts) center.grants.add(`${id} ${PermissionSetArn} GROUP ${PrincipalId}`);
  }

  /** Runs every quarter of an hour, until one completes. */
  async function runsToCompletion(): Promise<number> {
    for (let runs = 1; runs <= 96; runs += 1) {
      const began = center.now;
      const lasted = await run(assignments);
      expect(lasted).toBeLessThan(QUARTER_MS);
      if (noted.events().at(-1) === 'completed') return runs;
      center.now = began + QUARTER_MS;
    }
    throw new Error('not complete after a day');
  }

  test('have all assignments within a day, by runs that each end in time', async () => {
    const runs = await runsToCompletion();

    expect(center.grants.size).toBe(2000);
    expect(runs).toBeGreaterThan(1);
    expect(center.most).toBeLessThanOrEqual(8);
  });

  test('cost a run little once all is as configured', async () => {
    giveAll();

    await run(assignments);

    // two groups and two permission sets of ten pages each, and about a 96th of 2000 pairs
    expect(center.calls).toBeLessThan(40 + 40);
    expect(noted.events()).toEqual(['completed']);
  });

  test('8.2/identity#group-based-assignment: lose within a day whatever a person was given in any of them', async () => {
    giveAll();
    const strangers = assignments.flatMap(({ PermissionSetArn }) =>
      accounts.filter((_, at) => at % 100 === 0).map((id) => `${id} ${PermissionSetArn} USER somebody`),
    );
    for (const stranger of strangers) center.grants.add(stranger);

    for (let runs = 0; runs < 96; runs += 1) {
      const began = center.now;
      await run(assignments);
      center.now = began + QUARTER_MS;
    }

    expect(strangers).toHaveLength(20);
    expect(strangers.filter((stranger) => center.grants.has(stranger))).toEqual([]);
    expect(center.grants.size).toBe(2000);
  });
});
