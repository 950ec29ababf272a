import { LIVE_CHECKS } from '../../../lib/evidence/live-checks';

const AT = '2026-11-01T00:00:00.000Z';

const cases = {
  'config-recorder-records': {
    good: [{ recording: true }],
    wrong: [{ recording: false }],
    open: [{}, { recording: null }],
  },
  'default-group-empty': { good: [{ defaultGroupRules: 0 }], wrong: [{ defaultGroupRules: 1 }], open: [{}] },
  'group-without-public-address': {
    good: [{ publicAddresses: [] }],
    wrong: [{ publicAddresses: ['203.0.113.7'] }],
    open: [{}, { publicAddresses: null }],
  },
  'key-rotated-within-year': {
    good: [
      { created: '2026-01-01T00:00:00.000Z', rotationsRead: false },
      { created: '2020-01-01T00:00:00.000Z', lastRotated: '2025-11-01T00:00:00.000Z', rotationsRead: true },
    ],
    wrong: [
      { created: '2020-01-01T00:00:00.000Z', rotationsRead: true },
      { created: '2020-01-01T00:00:00.000Z', lastRotated: '2025-10-31T00:00:00.000Z', rotationsRead: true },
    ],
    // an old key whose rotations could not be read
    open: [{}, { created: '2020-01-01T00:00:00.000Z', rotationsRead: false }],
  },
  'key-not-pending-deletion': {
    good: [{ state: 'Enabled' }, { state: 'Disabled' }],
    wrong: [{ state: 'PendingDeletion' }, { state: 'PendingReplicaDeletion' }],
    open: [{}],
  },
};

describe('live checks', () => {
  test('each has its cases', () => {
    expect(LIVE_CHECKS.map(({ id }) => id).sort()).toEqual(Object.keys(cases).sort());
  });

  test.each(LIVE_CHECKS.map((check) => [check.id, check] as const))('%s', (id, { judge, demand }) => {
    const { good, wrong, open } = cases[id as keyof typeof cases];

    for (const facts of good) expect(judge(facts, AT)).toBeUndefined();
    for (const facts of wrong)
      expect(judge(facts, AT)).toEqual({ wrong: { en: expect.any(String), zh: expect.any(String) } });
    for (const facts of open) expect(judge(facts, AT)).toHaveProperty('open');
    expect(demand.zh).toMatch(/\p{Script=Han}/u);
  });
});
