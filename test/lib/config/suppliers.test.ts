import { disputed, partiesFor, SHARED_CONTROLS, unassigned } from '../../../lib/config/responsibilities';
import { changed, MINIMAL_ACCOUNT, MINIMAL_ORGANIZATION, problemsOf, told } from './scratch';

const ACCESS = `      id: payments
      principal: arn:aws:iam::999999999999:role/support
      externalId: 3b9d61f0-7c55-4e0a-9a41-d2c7f86e1b58
      people: [j.berg@payments.example.com]
      ticketPrefix: CHG-
      approval: SEC-1
      statements: [{ actions: [logs:GetLogEvents], resources: ["arn:aws:logs:*:*:log-group:/orders:*"] }]
`;

const supplier = (more: string, name = 'Payments', contractEnds = '2028-03-31'): string =>
  `  - name: ${name}
    owner: s@example.com
    services: [x]
    contractEnds: ${contractEnds}
    assessed: 2026-10-01
${more}`;

const inAccount = (...suppliers: readonly string[]): string => `${MINIMAL_ACCOUNT}suppliers:\n${suppliers.join('')}`;
const inOrganization = (access: string): string =>
  `${MINIMAL_ORGANIZATION}suppliers:\n${supplier(`    access:\n${access}`)}`;
const withAccess = (access: string): string => inAccount(supplier(`    access:\n${access}`));
const but = (from: string, to: string): string => changed(ACCESS, from, to);

const faultsOf = (text: string) => told(problemsOf(text));

describe('access of suppliers', () => {
  test('is in order', () => {
    expect(faultsOf(withAccess(ACCESS))).toEqual([]);
    expect(faultsOf(inOrganization(`${ACCESS}      units: [Production]\n`))).toEqual([]);
    expect(faultsOf(withAccess(`${ACCESS}      window: { from: 2027-01-01, until: 2028-03-31 }\n`))).toEqual([]);
    const listing =
      '[logs:DescribeLogGroups, ec2:DescribeInstances], resources: ["*"] }, { actions: [logs:GetLogEvents]';
    expect(faultsOf(withAccess(but('[logs:GetLogEvents]', listing)))).toEqual([]);
    expect(faultsOf(withAccess(but('[j.berg@payments.example.com]', '[support.berg@payments.example.com]')))).toEqual(
      [],
    );
  });

  test.each<[string, string, ...string[]]>([
    [
      'a contract that has ended',
      inAccount(supplier(`    access:\n${ACCESS}`, 'Payments', '2026-11-22')),
      'access-after-contract suppliers[0].contractEnds',
    ],
    [
      'everyone as principal',
      withAccess(but('arn:aws:iam::999999999999:role/support', '"*"')),
      'wrong-form suppliers[0].access.principal',
    ],
    [
      'a wildcard in the principal',
      withAccess(but('role/support', 'role/*')),
      'wrong-form suppliers[0].access.principal',
    ],
    [
      'an account of our own',
      withAccess(but('999999999999', '111111111111')),
      'own-account suppliers[0].access.principal',
    ],
    [
      'a principal of the other partition',
      withAccess(but('arn:aws:iam', 'arn:aws-cn:iam')),
      'arn-of-other-partition suppliers[0].access.principal',
    ],
    [
      'an external id of few characters',
      withAccess(but('3b9d61f0-7c55-4e0a-9a41-d2c7f86e1b58', 'a1b2c3d4e5f6g7h')),
      'weak-external-id suppliers[0].access.externalId',
    ],
    [
      'an external id of few different characters',
      withAccess(but('3b9d61f0-7c55-4e0a-9a41-d2c7f86e1b58', 'abcabcabcabcabcabcabc')),
      'weak-external-id suppliers[0].access.externalId',
    ],
    [
      'an external id that others know',
      withAccess(but('3b9d61f0-7c55-4e0a-9a41-d2c7f86e1b58', 'Acme-Gateway-2026-11')),
      'weak-external-id suppliers[0].access.externalId',
    ],
    [
      'an external id that is our account',
      withAccess(but('3b9d61f0-7c55-4e0a-9a41-d2c7f86e1b58', 'id-111111111111-bcdef')),
      'weak-external-id suppliers[0].access.externalId',
    ],
    [
      'a mailbox that is no address',
      withAccess(but('j.berg@payments.example.com', 'support')),
      'wrong-form suppliers[0].access.people[0]',
    ],
    [
      'a whole service',
      withAccess(but('logs:GetLogEvents', '"logs:*"')),
      'wrong-form suppliers[0].access.statements[0].actions[0]',
    ],
    [
      'a window that ends before it begins',
      withAccess(`${ACCESS}      window: { from: 2027-02-01, until: 2027-01-01 }\n`),
      'window-reversed suppliers[0].access.window.until',
    ],
    [
      'a window beyond the contract',
      withAccess(`${ACCESS}      window: { from: 2027-02-01, until: 2028-04-01 }\n`),
      'window-after-contract suppliers[0].access.window.until',
    ],
    [
      'a window that is over',
      withAccess(`${ACCESS}      window: { from: 2026-02-01, until: 2026-11-22 }\n`),
      'window-over suppliers[0].access.window.until',
    ],
    ['no unit in an organization', inOrganization(ACCESS), 'missing-key suppliers[0].access.units'],
    [
      'a unit that does not exist',
      inOrganization(`${ACCESS}      units: [Productoin]\n`),
      'unknown-reference suppliers[0].access.units[0]',
    ],
    [
      'a unit in a single account',
      withAccess(`${ACCESS}      units: [Production]\n`),
      'unknown-reference suppliers[0].access.units[0]',
    ],
    [
      'a unit twice',
      inOrganization(`${ACCESS}      units: [Production, Production]\n`),
      'unit-named-twice suppliers[0].access.units[1]',
    ],
    [
      'a unit and the one above it',
      changed(
        inOrganization(`${ACCESS}      units: [Production, Shop]\n`),
        '    - { name: Production, environment: production }\n',
        '    - { name: Production, environment: production }\n    - { name: Shop, environment: production, parent: Production }\n',
      ),
      'unit-named-twice suppliers[0].access.units[1]',
    ],
    [
      'the unit of the archive, or one above it',
      inOrganization(`${ACCESS}      units: [Core]\n`),
      'reaches-too-far suppliers[0].access.units[0]',
    ],
    [
      'the mailbox of a team',
      withAccess(
        but('[j.berg@payments.example.com]', '[j.berg@payments.example.com, it-support2@payments.example.com]'),
      ),
      'shared-mailbox suppliers[0].access.people[1]',
    ],
    [
      "an external id that is the supplier's account",
      withAccess(but('3b9d61f0-7c55-4e0a-9a41-d2c7f86e1b58', 'id-999999999999-bcdef')),
      'weak-external-id suppliers[0].access.externalId',
    ],
    [
      'an external id that goes along the alphabet',
      withAccess(but('3b9d61f0-7c55-4e0a-9a41-d2c7f86e1b58', 'abcdefghijklmnop')),
      'weak-external-id suppliers[0].access.externalId',
    ],
    [
      'an action that does not exist',
      withAccess(but('logs:GetLogEvents', 'logs:GetLogEvent')),
      'unknown-action suppliers[0].access.statements[0].actions[0]',
    ],
    [
      'resources that name nothing',
      withAccess(but('arn:aws:logs:*:*:log-group:/orders:*', 'arn:aws:logs:*:*:log-group:*')),
      'resource-not-named suppliers[0].access.statements[0].resources[0]',
    ],
    [
      'all resources beside one',
      withAccess(but('["arn:aws:logs:*:*:log-group:/orders:*"]', '["arn:aws:logs:*:*:log-group:/orders:*", "*"]')),
      'resource-not-named suppliers[0].access.statements[0].resources[1]',
    ],
    [
      'whatever lets others in',
      withAccess(but('logs:GetLogEvents', 'iam:CreateRole, logs:GetLogEvents, logs:PutResourcePolicy')),
      'admits-others suppliers[0].access.statements[0].actions[0]',
      'admits-others suppliers[0].access.statements[0].actions[2]',
    ],
    [
      'becoming any role of the workloads',
      withAccess(
        changed(
          but('logs:GetLogEvents', 'sts:AssumeRole'),
          'arn:aws:logs:*:*:log-group:/orders:*',
          'arn:aws:iam::*:role/workload/*',
        ),
      ),
      'becomes-others suppliers[0].access.statements[0].resources[0]',
    ],
    [
      'what two suppliers share',
      inAccount(supplier(`    access:\n${ACCESS}`), supplier(`    access:\n${ACCESS}`, 'Others')),
      'duplicate-supplier-id suppliers[1].access.id',
      'duplicate-principal suppliers[1].access.principal',
      'shared-external-id suppliers[1].access.externalId',
    ],
  ])('refuses %s', (_, text, ...expected) => {
    expect(faultsOf(text)).toEqual(expected);
  });

  test('tells the line, the requirement and how to mend it', () => {
    expect(problemsOf(withAccess(but('999999999999', '111111111111')))).toMatchObject([
      {
        line: 17,
        severity: 'error',
        requirement: '4.4/outsourced',
        message: { en: 'is of 111111111111, an account of ours', zh: '属于我方账号 111111111111' },
        mend: { en: "Give the supplier's own account.", zh: '请给出供应商自己的账号。' },
      },
    ]);
  });
});

describe('integrations of suppliers', () => {
  test.each<[string, string, ...string[]]>([
    ['in order', inAccount(supplier('    hosts: [hooks.payments.example.com]\n    accounts: ["999999999999"]\n'))],
    [
      'an account of our own',
      inAccount(supplier('    accounts: ["111111111111"]\n')),
      'own-account suppliers[0].accounts[0]',
    ],
    [
      'one of two suppliers',
      inAccount(supplier('    hosts: [a.example.com]\n'), supplier('    hosts: [a.example.com]\n', 'Others')),
      'duplicate-integration suppliers[1].hosts[0]',
    ],
    [
      'an address instead of a host',
      inAccount(supplier('    hosts: ["https://a.example.com/"]\n')),
      'wrong-form suppliers[0].hosts[0]',
    ],
  ])('%s', (_, text, ...expected) => {
    expect(faultsOf(text)).toEqual(expected);
  });
});

describe('responsibilities', () => {
  const ALL = ['8.1', '8.2', '8.3', '8.4', '8.5', '8.6', '8.7', '8.8', '8.9'];
  const list = (clauses: readonly string[]): string => `[${clauses.map((clause) => `"${clause}"`).join(', ')}]`;
  const matrix = (organisation: readonly string[], supplierDoes: readonly string[] = []): string =>
    inAccount(
      supplier(
        `    responsibilities:\n      aws: { organisation: ${list(organisation)}, supplier: ${list(supplierDoes)} }\n`,
      ),
    );

  test.each<[string, string, ...string[]]>([
    ['every clause to one party', matrix(ALL)],
    ['one control taken out of a clause', matrix(ALL, ['8.6/patch'])],
    [
      'a clause to nobody',
      matrix(ALL.filter((clause) => clause !== '8.5')),
      'control-unassigned suppliers[0].responsibilities.aws',
    ],
    [
      'all but one control of a clause to nobody',
      matrix(
        ALL.filter((clause) => clause !== '8.6'),
        ['8.6/patch'],
      ),
      'control-unassigned suppliers[0].responsibilities.aws',
    ],
    ['a clause to two parties', matrix(ALL, ['8.2']), 'control-disputed suppliers[0].responsibilities.aws'],
    [
      'a control that does not exist',
      matrix([...ALL, '8.6/patches']),
      'unknown-reference suppliers[0].responsibilities.aws.organisation[9]',
    ],
  ])('%s', (_, text, ...expected) => {
    expect(faultsOf(text)).toEqual(expected);
  });

  test('cover what the standard wants deployed or inherited under clause 8, and nothing of the management system', () => {
    expect(SHARED_CONTROLS).toContain('8.2/mfa');
    expect(SHARED_CONTROLS).toContain('8.5/environment');
    expect(SHARED_CONTROLS).not.toContain('8.7/contract');
    expect(SHARED_CONTROLS.filter((id) => !id.startsWith('8.'))).toEqual([]);
  });

  test('who is named for a control goes before who is named for its clause', () => {
    const given = { organisation: ['8.6'], supplier: ['8.6/patch'], provider: ['8.5'] };

    expect(partiesFor('8.6/patch', given)).toEqual(['supplier']);
    expect(partiesFor('8.6/change', given)).toEqual(['organisation']);
    expect(partiesFor('8.2/mfa', given)).toEqual([]);
    expect(unassigned(given)).toContain('8.2/mfa');
    expect(unassigned(given)).not.toContain('8.5/environment');
    expect(disputed({ ...given, provider: ['8.6/patch'] })).toEqual(['8.6/patch']);
  });
});
