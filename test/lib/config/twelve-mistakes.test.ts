import { codesOf, problemsOf } from './scratch';

const MISTAKEN = `version: 1
name: Acme
ownr: platform@example.com
profile: organization
partition: aws
regions:
  home: eu-central-1
  recovery: eu-central-1
organization:
  id: o-exampleorg1
  rootId: r-ab12
  units:
    - { name: Core, environment: shared }
  accounts:
    - { name: Management, id: "111111111111", email: m@example.com, role: management }
    - { name: Archive, id: 012345678901, email: a@example.com, role: log-archive, unit: Core }
    - { name: Security, id: "333333333333", email: s@example.com, role: security, unit: Cor }
    - { name: Network, id: "444444444444", email: s@example.com, role: network, unit: Core }
    - { name: Operations, id: "555555555555", email: o@example.com, role: operations, unit: Core }
    - { name: Backup, id: "555555555555", email: b@example.com, role: backup, unit: Core }
network:
  home: 10.0.0.0/16
  recovery: 10.0.128.0/17
retention:
  logs: 30
lock: governance
contacts:
  - { name: platform, email: platform@example.com }
  - { name: deputy, email: deputy@example.com }
onCall: { primary: platform, deputy: deputi, escalation: platform }
exceptions:
  - id: e1
    check: s3-object-lock
    resource: stack/Bucket
    reason: Migration
    owner: platform@example.com
    expires: 2026-01-31
`;

describe('a configuration with twelve mistakes', () => {
  const problems = problemsOf(MISTAKEN);

  test('gives each, with line and column, in one run', () => {
    expect(problems.map(({ code, line, column, key }) => `${line}:${column} ${code} ${key}`)).toEqual([
      '2:7 wrong-form name',
      '3:1 unknown-key ownr',
      '8:13 recovery-is-home regions.recovery',
      '16:28 unquoted-text organization.accounts[1].id',
      '17:89 unknown-reference organization.accounts[2].unit',
      '18:51 duplicate-email organization.accounts[3].email',
      '20:27 duplicate-account organization.accounts[5].id',
      '23:13 overlapping-ranges network.recovery',
      '25:9 retention-too-short retention.logs',
      '26:7 governance-lock lock',
      '30:38 unknown-reference onCall.deputy',
      '37:14 expired-exception exceptions[0].expires',
    ]);
  });

  test('says of each what is wrong and how to mend it, in both languages', () => {
    for (const { message, mend } of problems) {
      for (const text of [message.en, message.zh, mend.en, mend.zh]) expect(text.length).not.toBe('');
      expect(message.zh).toMatch(/\p{Script=Han}/u);
      expect(mend.zh).toMatch(/\p{Script=Han}/u);
      expect(message.en + mend.en).not.toMatch(/\p{Script=Han}|undefined|\bat .*:\d+:\d+/u);
    }
  });

  test('names the requirement at stake', () => {
    const stakes = problems.flatMap(({ code, requirement }) => (requirement ? [`${code} ${requirement}`] : []));

    expect(stakes).toEqual([
      'recovery-is-home 8.8/cross-region',
      'unknown-reference 8.1/c',
      'duplicate-email 8.2/no-shared-accounts',
      'overlapping-ranges 8.3/vpc-isolation',
      'retention-too-short 8.6/log-retention',
      'governance-lock 8.6/log-storage',
      'unknown-reference 8.9/activation',
    ]);
  });

  test('does not invent consequences: the account with the bad id still holds its role', () => {
    expect(codesOf(problems)).not.toContain('missing-role-account');
  });

  test('a misspelt key is one mistake, not also a missing one', () => {
    expect(problems.map(({ key }) => key)).not.toContain('owner');
  });

  test('guesses what was meant', () => {
    const mend = (code: string) =>
      problems.filter((problem) => problem.code === code).map((problem) => problem.mend.en);

    expect(mend('unknown-key')).toEqual(['Did you mean "owner"?']);
    expect(mend('unknown-reference')).toEqual(['Did you mean "Core"?', 'Did you mean "deputy"?']);
    expect(mend('unquoted-text')).toEqual(['Put it in quotes: "012345678901".']);
  });
});
