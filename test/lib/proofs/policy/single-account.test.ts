import { charactersOf } from '../../../../constructs/guardrails/pack';
import type { SimulationRow } from '../../../../lib/evidence/simulation';
import { ESCALATIONS } from '../../../../lib/proofs/policy/escalations';
import { policySimulation } from '../../../../lib/proofs/policy/policy-simulation';
import { boundary, boundaryStatements, permissionSet, type Statement, singleAccount } from './bounded';

const amiss = (rows: readonly SimulationRow[]): readonly string[] =>
  rows.filter(({ outcome }) => outcome === 'failed' || outcome === 'unknown').map(({ id }) => id);

const idsOf = (rows: readonly SimulationRow[], met: SimulationRow['met']): readonly string[] =>
  rows.filter((row) => row.met === met).map(({ id }) => id);

const rowsOf = (...args: Parameters<typeof singleAccount>): readonly SimulationRow[] =>
  policySimulation(singleAccount(...args)).rows;

describe.each(['aws', 'aws-cn'] as const)('a single account in %s', (partition) => {
  const statements = boundaryStatements(partition);
  const { rows, evidence } = policySimulation(
    singleAccount({ ...boundary(statements), ...permissionSet() }, partition),
  );

  test('8.2/least-privilege#permission-boundaries: the boundary refuses every attack, and lets work be done', () => {
    expect(amiss(rows)).toEqual([]);
    expect(rows.find(({ id }) => id === 'boundary-removed')).toMatchObject({ met: 'refused', outcome: 'passed' });
    expect(rows.find(({ id }) => id === 'ordinary-work')).toMatchObject({ met: 'allowed', outcome: 'passed' });
  });

  test('8.2/least-privilege#privilege-escalation-denied: more than 40 published ways to more rights are refused', () => {
    const refused = rows.filter(
      ({ family, met, outcome }) => family === 'escalation' && met === 'refused' && outcome === 'passed',
    );

    expect(refused.length).toBeGreaterThan(60);
    for (const { sources, trials } of refused) {
      expect(sources).not.toEqual([]);
      expect(new Set(trials.map(({ actor }) => actor))).toContain('workload-administrator');
    }
  });

  test('what makes no sense without an organization stays in sight', () => {
    const leftOut = rows.filter(({ met, note }) => met === 'left-out' && !note?.en.startsWith('this partition has no'));

    expect(idsOf(leftOut, 'left-out')).toEqual([
      'organization-left',
      ...(partition === 'aws' ? ['root-user-used'] : []),
      'delivered-baseline-silenced',
      'metadata-without-session',
      'metadata-options-changed',
      'organization-policy-lifted',
      'resource-shared-abroad',
      'deputy-confused',
      'plaintext-requested',
      'data-carried-out',
      'foreign-endpoint-used',
      'unexpected-network-used',
    ]);
    for (const { note, trials } of leftOut) {
      expect(note?.zh).toBeTruthy();
      expect(trials).toEqual([]);
    }
  });

  test('what the boundary has no room for names its detection', () => {
    expect(rows.filter(({ id }) => ['functions-fed', 'function-opened', 'function-layered'].includes(id))).toEqual([
      expect.objectContaining({ id: 'functions-fed', met: 'detected', detection: 'function-changed' }),
      expect.objectContaining({
        met: 'detected',
        detection: 'function-changed',
        detectionTitle: { en: expect.stringContaining('function'), zh: expect.stringContaining('函数') },
      }),
      expect.objectContaining({ met: 'detected', detection: 'function-changed' }),
    ]);
  });

  test('what the perimeter of an organization would refuse names its detection', () => {
    expect(rows.filter(({ family, met }) => family === 'perimeter' && met === 'detected')).toEqual([
      expect.objectContaining({ id: 'bucket-backdoored', detection: 'bucket-policy-changed' }),
      expect.objectContaining({ id: 'role-backdoored', detection: 'role-trust-changed' }),
      expect.objectContaining({ id: 'instance-credentials-stolen', detection: 'instance-credential-misuse' }),
    ]);
  });

  test('evidence is of what was tried, and names the boundary', () => {
    expect(evidence).toHaveLength(rows.filter(({ trials }) => trials.length > 0).length);
    expect(evidence[0]?.subject).toMatchObject({ type: 'AWS::IAM::ManagedPolicy' });
  });

  test('where no statement refuses, evidence says which policy has none that allows', () => {
    const messages = evidence.map(({ message }) => message);

    expect(messages.map(({ en }) => en).join('\n')).toMatch(
      /^role-taken \(.*\): refused to .* because no statement of acme-workload-boundary allows it; look-alikes/m,
    );
    expect(messages.map(({ zh }) => zh)).toContainEqual(
      expect.stringMatching(/^role-taken（.*在 222222222222 因 acme-workload-boundary 中没有语句允许而未获授权（/),
    );
    for (const { en, zh } of messages) {
      expect(en).not.toMatch(/\b(by|because) *[;,]/);
      expect(zh).not.toMatch(/[被因] *(拒绝|而)/);
    }
  });

  test('evidence speaks of look-alikes only where some were tried', () => {
    const withLookAlikes = rows.filter(
      ({ family, trials }) => family !== 'work' && trials.some(({ purpose }) => purpose === 'look-alike'),
    );
    const spokenOf = evidence.filter(({ message: { en, zh } }) => /look-alikes/.test(en) && /相似的无害调用/.test(zh));

    expect(spokenOf.map(({ attack }) => attack)).toEqual(withLookAlikes.map(({ id }) => id));
    expect(withLookAlikes.length).toBeLessThan(evidence.length - 1);
  });

  test.each(statements.filter(({ Effect }) => Effect === 'Deny').map(({ Sid }) => Sid))(
    'the refusal %s is missed when it is gone',
    (sid) => {
      const without = statements.filter(({ Sid }) => Sid !== sid);

      expect(amiss(rowsOf(boundary(without), partition))).not.toEqual([]);
    },
  );

  test('refusals leave room for what a boundary allows', () => {
    const refusals = statements.filter(({ Effect }) => Effect === 'Deny');

    expect(charactersOf({ Version: '2012-10-17', Statement: refusals } as never)).toBeLessThan(3900);
  });
});

describe('the administrator of a workload', () => {
  const statements = boundaryStatements('aws');
  const actorsOf = (rows: readonly SimulationRow[]) =>
    new Set(rows.flatMap(({ trials }) => trials.map(({ actor }) => actor)));

  test('is found as a permission set with its boundary, under the name that Identity Center gives its role', () => {
    const rows = rowsOf({ ...boundary(statements), ...permissionSet() });
    const principals = rows.flatMap(({ trials }) => trials).filter(({ actor }) => actor === 'workload-administrator');

    expect(new Set(principals.map(({ principal }) => principal))).toEqual(
      new Set([
        'arn:aws:iam::222222222222:role/aws-reserved/sso.amazonaws.com/eu-central-1/AWSReservedSSO_acme-developer_0123456789abcdef',
      ]),
    );
  });

  test('is found as a federated role whose boundary another template makes', () => {
    const role = {
      Type: 'AWS::IAM::Role',
      Properties: {
        RoleName: 'acme-developer',
        ManagedPolicyArns: ['arn:aws:iam::aws:policy/AdministratorAccess'],
        PermissionsBoundary: 'arn:aws:iam::222222222222:policy/acme-workload-boundary',
      },
    };
    const rows = rowsOf({ ...boundary(statements), Developer: role });

    expect(actorsOf(rows)).toContain('workload-administrator');
    expect(amiss(rows)).toEqual([]);
  });

  test('without a boundary gets through', () => {
    const rows = rowsOf({ ...boundary(statements), ...permissionSet({ PermissionsBoundary: undefined }) });

    expect(amiss(rows)).toEqual(
      expect.arrayContaining(['role-made-unbounded', 'boundary-removed', 'passed-to-instance']),
    );
  });

  test('is undecided where its boundary is made nowhere', () => {
    const reference = { CustomerManagedPolicyReference: { Name: 'other', Path: '/' } };
    const rows = rowsOf({ ...boundary(statements), ...permissionSet({ PermissionsBoundary: reference }) });

    expect(rows.find(({ id }) => id === 'role-made-unbounded')?.outcome).toBe('unknown');
  });

  test('whose own policies grant nothing cannot work', () => {
    const rows = rowsOf({ ...boundary(statements), ...permissionSet({ ManagedPolicies: [] }) });

    expect(amiss(rows)).toEqual(['ordinary-work']);
  });

  test('a boundary that allows nothing does not pass', () => {
    const nothing: Statement = { Effect: 'Deny', Action: '*', Resource: '*' };

    expect(amiss(rowsOf(boundary([nothing])))).toContain('ordinary-work');
  });
});

test('nothing is tried where there is neither an organization nor a boundary', () => {
  expect(policySimulation(singleAccount(permissionSet()))).toEqual({ rows: [], evidence: [] });
});

describe('published ways to more rights', () => {
  test('8.2/least-privilege#privilege-escalation-denied: are at least 40, each with its source and a look-alike', () => {
    expect(ESCALATIONS.length).toBeGreaterThanOrEqual(40);
    expect(new Set(ESCALATIONS.map(({ id }) => id)).size).toBe(ESCALATIONS.length);
    for (const { sources, attempts, harmless, title } of ESCALATIONS) {
      expect(sources.length).toBeGreaterThan(0);
      for (const source of sources) expect(source).toMatch(/^https:\/\//);
      expect(attempts.length).toBeGreaterThan(0);
      expect(harmless.length).toBeGreaterThan(0);
      expect(title.zh).not.toBe(title.en);
    }
  });
});
