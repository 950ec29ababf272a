import { type FacetId, facets } from '../../../constructs/standard';
import { OBSERVABLES } from '../../../lib/collect/observables';
import type { Evidence } from '../../../lib/evidence/evidence';
import { requirementsOf } from '../../../lib/evidence/judge';
import { LIVE_CHECKS } from '../../../lib/evidence/live-checks';
import { OperationAxis, type OperationInputs } from '../../../lib/evidence/operation-axis';
import { OPERATIONAL_CHECKS } from '../../../lib/evidence/operational-checks';
import type { Subject } from '../../../lib/evidence/subject';
import { SCENES } from '../../../lib/local/scenes';
import { BUCKET } from '../report/ledgers';

const NETWORK: Subject = { ...BUCKET, logicalId: 'Vpc', type: 'AWS::EC2::VPC', path: 'acme-operations/Network/Vpc' };

const WRITE_ONCE: FacetId = '8.6/log-storage#write-once';

const said = (check: string, facet: FacetId, more: Partial<Evidence> = {}): Evidence => ({
  kind: 'observed',
  check,
  outcome: 'effective',
  subject: NETWORK,
  message: { en: 'holds', zh: '符合' },
  facets: [facet],
  requirements: requirementsOf([facet]),
  observed: { at: '2026-11-01T08:00:00.000Z', emulated: false },
  ...more,
});

const judged = (check: string, facet: FacetId, subject: Subject): Evidence => ({
  kind: 'rule',
  check,
  outcome: 'compliant',
  subject,
  message: { en: 'complies', zh: '符合' },
  facets: [facet],
  requirements: requirementsOf([facet]),
});

const axis = (evidence: readonly Evidence[], more: Partial<OperationInputs> = {}) =>
  new OperationAxis({ evidence, subjects: [NETWORK], clouds: ['aws'], asOf: '2026-11-01', ...more });

/** A requirement of which one facet alone asks for observation, so that it can be effective. */
const GROUPS = '8.3/security-groups#default-group-empty';

const LOCK_CHECKS = ['s3-object-lock', 's3-object-lock-compliance', 's3-versioning'];
const locked = LOCK_CHECKS.flatMap((check) => [
  judged(check, WRITE_ONCE, BUCKET),
  said(check, WRITE_ONCE, { subject: BUCKET }),
]);
const deletion = said('locked-version-deletion-refused', WRITE_ONCE, { subject: null });

describe('the operation axis', () => {
  test('knows only checks that exist, for facets that ask for observation', () => {
    const known = new Set([
      ...Object.values(OBSERVABLES).flatMap(({ shows }) => shows),
      ...LIVE_CHECKS.map(({ id }) => id),
    ]);
    const rows = Object.entries(OPERATIONAL_CHECKS);
    const asking = facets.filter(({ operation }) => operation !== 'none').map(({ id }) => id as string);

    expect(rows.length).toBeGreaterThan(10);
    expect(asking).toEqual(expect.arrayContaining(rows.map(([facet]) => facet)));
    expect(rows.flatMap(([, checks]) => checks.filter(({ check, probe }) => !probe && !known.has(check)))).toEqual([]);
  });

  test('every scene names facets that exist, under an id of its own', () => {
    const ids = SCENES.map(({ id }) => id);

    expect(new Set(ids).size).toBe(ids.length);
    expect(facets.map(({ id }) => id)).toEqual(expect.arrayContaining(SCENES.flatMap((scene) => [...scene.facets])));
  });

  test('every attempt that shows the operation of a facet is a scene that speaks of it', () => {
    const attempts = Object.entries(OPERATIONAL_CHECKS).flatMap(([facet, checks]) =>
      checks.filter(({ probe }) => probe).map(({ check }) => ({ facet, check })),
    );
    const scenes = SCENES.flatMap(({ id, facets: spoken }) => spoken.map((facet) => ({ facet, check: id })));

    expect(attempts.length).toBeGreaterThanOrEqual(5);
    expect(scenes).toEqual(expect.arrayContaining(attempts));
  });

  test('says not-observed where nothing was, and not-applicable where nothing is asked for', () => {
    expect(axis([]).of('8.6/log-storage').status).toBe('not-observed');
    expect(axis([]).of('4.1/internal').status).toBe('not-applicable');
  });

  test('counts the facets that were shown, and names those that are wanting', () => {
    const { status, reason } = axis([...locked, deletion]).of('8.6/log-storage');

    expect(status).toBe('not-observed');
    expect(reason.en).toMatch(/^1 of 4 facets shown at run time; wanting: dedicated-archive, /);
    expect(reason.zh).toMatch(/^4 项要点中 1 项已在运行期得到证明；尚缺：/);
  });

  test('says of what is wanting what nothing looks at, and why what was looked at is not known', () => {
    const message = {
      en: 'the emulator does not keep ObjectLockConfiguration',
      zh: '模拟器不保存 ObjectLockConfiguration',
    };
    const unknown = said('s3-object-lock', WRITE_ONCE, { subject: BUCKET, outcome: 'unknown', message });
    const { status, reason } = axis([...locked.slice(0, 1), ...locked.slice(2), unknown, deletion]).of(
      '8.6/log-storage',
    );

    expect(status).toBe('not-observed');
    expect(reason.en).toMatch(/; nothing looks yet at: dedicated-archive, /);
    expect(reason.en).not.toMatch(/nothing looks yet at: [^;]*write-once/);
    expect(reason.en).toMatch(/; not known: .*Trail\/Bucket.*: the emulator does not keep ObjectLockConfiguration$/);
    expect(reason.zh).toContain('；尚无观测手段：dedicated-archive');
    expect(reason.zh).toMatch(/；无法得知：.*模拟器不保存 ObjectLockConfiguration$/);
  });

  test('tells facets that people keep records of from those at which nothing looks yet', () => {
    const { reason } = axis([deletion]).of('8.4/retention');

    expect(reason.en).toMatch(/; nothing looks yet at: expiry-disposal, legal-hold;/);
    expect(reason.en).toMatch(/; shown by records of people, not by observation: retention-schedule$/);
    expect(reason.zh).toMatch(/；由人工记录证明，不做观测：retention-schedule$/);
  });

  test('counts the facets that ask for observation, and those that were shown, whatever the status', () => {
    const bad = said('trail-multi-region', '8.6/log-storage#replicated-logs', { outcome: 'ineffective' });

    expect(axis([]).of('8.6/log-storage').facets).toEqual({ shown: 0, asking: 4 });
    expect(axis([]).of('4.1/internal').facets).toEqual({ shown: 0, asking: 0 });
    expect(axis([...locked, deletion]).of('8.6/log-storage').facets).toEqual({ shown: 1, asking: 4 });
    expect(axis([...locked, deletion, bad]).of('8.6/log-storage')).toMatchObject({
      status: 'ineffective',
      facets: { shown: 1, asking: 4 },
    });
  });

  describe('alarms that watch what runs by itself', () => {
    const RECONCILED: FacetId = '8.2/session-recording#session-reconciliation';
    const alarmOf = (id: string): Subject => ({
      ...BUCKET,
      logicalId: id,
      type: 'AWS::CloudWatch::Alarm',
      path: `acme-log-archive/SessionReconciliation/Handler/${id}`,
    });
    const alarms = ['SessionGaps', 'SessionsUnseen', 'SessionsReconciled'].map(alarmOf);
    const other = alarmOf('EventFailed');
    const ofAlarms = (evidence: readonly Evidence[]) =>
      axis(evidence, { subjects: [...alarms, other] }).of('8.2/session-recording');
    const quiet = alarms.map((subject) => said('session-reconciliation-quiet', RECONCILED, { subject }));

    test('8.2/session-recording#session-reconciliation: shows the facet when each of them was seen to be off within a day', () => {
      expect(ofAlarms(quiet).facets.shown).toBe(1);
      expect(ofAlarms(quiet.slice(1)).facets.shown).toBe(0);
      expect(
        ofAlarms(quiet.map((one) => ({ ...one, observed: { at: '2026-10-30T08:00:00.000Z', emulated: false } }))).facets
          .shown,
      ).toBe(0);
    });

    test('8.2/session-recording#session-reconciliation: turns operation to ineffective when one of them is on', () => {
      const [gap, ...rest] = quiet;

      expect(ofAlarms([{ ...(gap as Evidence), outcome: 'ineffective' }, ...rest]).status).toBe('ineffective');
    });

    test('says nothing where nothing is reconciled', () => {
      const none = axis([said('session-reconciliation-quiet', RECONCILED, { subject: other })], { subjects: [other] });

      expect(none.of('8.2/session-recording').facets.shown).toBe(0);
    });
  });

  test('a facet needs every check of its row', () => {
    expect(axis(locked).of('8.6/log-storage').reason.en).toMatch(/^0 of 4/);
    expect(axis([...locked.slice(2), deletion]).of('8.6/log-storage').reason.en).toMatch(/^1 of 4/);
    expect(axis([...locked.slice(0, 1), ...locked.slice(2), deletion]).of('8.6/log-storage').reason.en).toMatch(
      /^0 of 4/,
    );
  });

  test('a facet needs every resource that the rule judges', () => {
    const another = { ...BUCKET, logicalId: 'FlowBucket' };
    const unseen = judged('s3-object-lock', WRITE_ONCE, another);
    const seen = said('s3-object-lock', WRITE_ONCE, { subject: another });

    expect(axis([...locked, deletion, unseen]).of('8.6/log-storage').reason.en).toMatch(/^0 of 4/);
    expect(axis([...locked, deletion, unseen, seen]).of('8.6/log-storage').reason.en).toMatch(/^1 of 4/);
  });

  test('what a StackSet makes was seen when as many accounts were', () => {
    const each: Subject = { ...BUCKET, account: 'each', region: 'each', target: { ou: 'Workloads', accounts: 2 } };
    const member = (account: string) =>
      LOCK_CHECKS.map((check) => said(check, WRITE_ONCE, { subject: { ...BUCKET, account } }));
    const rules = LOCK_CHECKS.map((check) => judged(check, WRITE_ONCE, each));

    expect(axis([...rules, ...member('1'), deletion]).of('8.6/log-storage').reason.en).toMatch(/^0 of 4/);
    expect(axis([...rules, ...member('1'), ...member('2'), deletion]).of('8.6/log-storage').reason.en).toMatch(
      /^1 of 4/,
    );
  });

  test.each(['unknown', 'error'] as const)('what is %s is never effective', (outcome) => {
    const open = said('default-group-empty', GROUPS, { outcome });

    expect(axis([open]).of('8.3/security-groups').status).toBe('not-observed');
  });

  describe('of a requirement all of whose facets can be shown', () => {
    const asking = facets.filter(({ id, operation }) => id.startsWith('8.3/security-groups#') && operation !== 'none');
    const checks = Object.fromEntries(
      asking.map(({ id }, index) => [id, [{ check: `probe-${index}`, days: index, probe: true as const }]]),
    );
    const all = asking.map(({ id }, index) => said(`probe-${index}`, id, { subject: null }));
    const groups = (evidence: readonly Evidence[], asOf = '2026-11-01') =>
      axis(evidence, { checks, asOf }).of('8.3/security-groups');

    test('is effective with all of them, and with no less', () => {
      expect(asking.length).toBeGreaterThan(1);
      expect(groups(all).status).toBe('effective');
      expect(groups(all).reason.en).toBe(`${asking.length} of ${asking.length} facets shown at run time`);
      for (const one of all) expect(groups(all.filter((entry) => entry !== one)).status).toBe('not-observed');
    });

    test('is stale when one of them was shown too long ago', () => {
      expect(groups(all, '2026-11-02').status).toBe('stale');
      expect(groups(all, '2026-11-02').reason.en).toContain('observed too long ago: default-group-empty');
    });
  });

  test('turns ineffective by one observation, and names resource and property', () => {
    const bad = said('s3-customer-managed-key', '8.6/log-storage#log-encryption', {
      outcome: 'ineffective',
      subject: BUCKET,
      property: 'BucketEncryption',
      message: { en: 'is AES256', zh: '为 AES256' },
    });
    const { status, reason } = axis([...locked, deletion, bad]).of('8.6/log-storage');

    expect(status).toBe('ineffective');
    expect(reason.en).toBe('acme-log-archive/Trail/Bucket/Resource (AWS::S3::Bucket) BucketEncryption: is AES256');
    expect(reason.zh).toContain('为 AES256');
  });

  test('what was observed too long ago is told, and no longer counts', () => {
    const late = axis([...locked, deletion], { asOf: '2026-11-09' }).of('8.6/log-storage');
    const later = axis([...locked, deletion], { asOf: '2026-11-08' }).of('8.6/log-storage');

    expect(late.reason.en).toMatch(/^0 of 4 facets shown at run time; observed too long ago: write-once; /);
    expect(later.reason.en).toMatch(/^1 of 4/);
  });

  test('what was bad too long ago does not make it ineffective today', () => {
    const bad = said('default-group-empty', GROUPS, { outcome: 'ineffective' });

    expect(axis([bad], { asOf: '2026-11-08' }).of('8.3/security-groups').status).toBe('ineffective');
    expect(axis([bad], { asOf: '2026-11-09' }).of('8.3/security-groups').status).toBe('not-observed');
  });

  test('leaves out what was observed after the day as of which it judges', () => {
    const bad = said('default-group-empty', GROUPS, { outcome: 'ineffective' });

    expect(axis([bad], { asOf: '2026-10-31' }).of('8.3/security-groups').status).toBe('not-observed');
  });

  test('keeps a facet open that Azure has to show as well', () => {
    const shown = [said('default-group-empty', GROUPS)];

    expect(axis(shown).of('8.3/security-groups').reason.en).toMatch(/^1 of/);
    const both = axis(shown, { clouds: ['aws', 'azure'] }).of('8.3/security-groups').reason;
    expect(both.en).toMatch(/^0 of/);
    expect(both.en).toMatch(/; to be shown in Azure as well, where nothing is observed yet: default-group-empty, /);
    expect(both.zh).toMatch(/；在 Azure 中亦须证明，而该处尚无观测手段：default-group-empty, /);
    expect(axis(shown).of('8.3/security-groups').reason.en).not.toContain('Azure');
  });

  test('marks what an emulator said, in both languages', () => {
    const emulated = said('default-group-empty', GROUPS, {
      outcome: 'ineffective',
      observed: { at: '2026-11-01T08:00:00.000Z', emulated: true },
    });
    const operation = axis([emulated]).of('8.3/security-groups');

    expect(operation.emulated).toBe(true);
    expect(operation.reason.en).toMatch(/^emulated, not production: /);
    expect(operation.reason.zh).toMatch(/^模拟环境，非生产：/);
    expect(axis([emulated]).of('8.6/log-storage').emulated).toBe(false);
  });
});
