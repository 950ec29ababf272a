import { explainAttack, explainTechnique } from '../../../lib/commands/attack-explanations';
import type { Report } from '../../../lib/report/report';
import { attack, detected, lookAlike, simulated, trial } from '../report/ledgers';

const explained = (report: Report, id: string, lang: 'en' | 'zh' = 'en') => {
  const entry = report.simulation.attacks.find((each) => each.id === id);
  if (!entry) throw new Error(`no attack ${id}`);
  return explainAttack(entry, report.simulation, lang);
};

/** The rows of the table, by cells. */
const rowsOf = (report: Report): string[][] =>
  explained(report, 'organization-left')
    .lines.filter((line) => line.startsWith('│'))
    .slice(1)
    .map((line) =>
      line
        .split('│')
        .slice(1, -1)
        .map((cell) => cell.slice(1).trimEnd()),
    );

const techniqueOf = (report: Report, id: string) => {
  const entry = report.simulation.techniques.find((each) => each.id === id);
  if (!entry) throw new Error(`no technique ${id}`);
  return explainTechnique(entry, report.simulation, 'en');
};

describe('an attack, explained', () => {
  test('begins with what it comes to, and the facet that it shows', () => {
    const { lines } = explained(simulated([attack()]), 'organization-left');

    expect(lines[0]).toBe('organization-left  leaving the organization  [⊘ refused]');
    expect(lines[1]).toMatch(/^ {2}8\.1\/c#baseline-tamper-protection {2}\w/);
  });

  test('tells verdict, who, call and statement', () => {
    expect(rowsOf(simulated([attack()]))).toEqual([
      ['⊘ refused', 'Attempt', 'organizations:LeaveOrganization', 'LeaveOrganization'],
      ['', 'an administrator', '', '  acme-guardrails-1, Content.Statement.0, r-ab12'],
      ['✓ allowed', 'Harmless calls', 'organizations:DescribeOrganization', 'granted, and within all limits'],
      ['', 'an administrator', '', ''],
    ]);
  });

  test('tells the calls of which the same came in one row', () => {
    const row = attack({ trials: [trial(), trial({ actions: ['account:CloseAccount', 'account:PutContact'] })] });

    expect(rowsOf(simulated([row])).map(([verdict, , call]) => [verdict, call])).toEqual([
      ['⊘ refused', 'organizations:LeaveOrganization'],
      ['', 'account:CloseAccount + account:PutContact'],
    ]);
  });

  test('says what should have come of it', () => {
    const amiss = trial({ verdict: 'allowed', outcome: 'failed', deciding: [] });
    const report = simulated([attack({ outcome: 'failed', trials: [amiss] })]);

    expect(explained(report, 'organization-left').lines[0]).toContain('[✕ failed]');
    expect(rowsOf(report).map(([verdict]) => verdict)).toEqual(['✕ allowed', 'must be refused']);
  });

  test('names the policy that does not grant it, with the reason', () => {
    const deciding = [{ kind: 'identity', policy: 'acme-developer', path: 'PolicyDocument' }];
    const because = { en: 'no identity policy allows it', zh: '身份策略未授权' };
    const report = simulated([attack({ trials: [trial({ verdict: 'not-granted', deciding, because })] })]);

    expect(rowsOf(report).map(([, , , by]) => by)).toEqual([
      'no statement allows it',
      '  acme-developer, PolicyDocument',
      'no identity policy allows it',
    ]);
  });

  test('speaks Chinese', () => {
    const { lines } = explained(simulated([attack()]), 'organization-left', 'zh');

    expect(lines[0]).toBe('organization-left  脱离组织  [⊘ 已拒绝]');
    expect(lines.join('\n')).toMatch(/│ ⊘ 拒绝 +│ 攻击尝试 +│/);
  });

  test('gives machines each trial with its statements', () => {
    expect(explained(simulated([attack()]), 'organization-left').data).toMatchObject({
      id: 'organization-left',
      trials: [
        { verdict: 'refused', deciding: [{ sid: 'LeaveOrganization', node: 'r-ab12' }] },
        { verdict: 'allowed' },
      ],
    });
  });

  test('keeps a name with a line break within its line of the table', () => {
    const row = attack({ trials: [lookAlike({ actions: ['a\n│ ⊘ refused\u001b[2J'] })] });
    const text = explained(simulated([row]), 'organization-left').lines.join('\n');

    expect(text).toContain('a␊│ ⊘ refused␛[2J');
  });
});

describe('a technique, explained', () => {
  const report = simulated([attack(), detected()]);

  test('is told with every attack that goes its way', () => {
    const { lines, data } = techniqueOf(report, 'aws.defense-evasion.organizations-leave');

    expect(lines[0]).toBe('aws.defense-evasion.organizations-leave  [⊘ refused]');
    expect(lines).toContain('organization-left  leaving the organization  [⊘ refused]');
    expect(data).toMatchObject({ state: 'refused', attacks: [{ id: 'organization-left' }] });
  });

  test('names the detection that meets it, and why no policy does', () => {
    const { lines } = techniqueOf(report, 'aws.credential-access.secretsmanager-retrieve-secrets');

    expect(lines).toContain('  detection: secret-mass-read');
    expect(lines).toContain('  workloads read secrets as well');
  });

  test('says where no attack goes its way', () => {
    const { lines } = techniqueOf(report, 'aws.defense-evasion.cloudtrail-stop');

    expect(lines[0]).toContain('[○ open]');
    expect(lines).toContain('no attack goes its way yet');
  });
});
