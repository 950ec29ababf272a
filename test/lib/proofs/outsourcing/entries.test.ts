import { App, Stack } from 'aws-cdk-lib';
import { Template as Assembled } from 'aws-cdk-lib/assertions';
import { Template } from '../../../../constructs/nag/template';
import { ThirdPartyRole } from '../../../../constructs/third-party-role/third-party-role';
import { JudgedEstate } from '../../../../lib/evidence/estate';
import { registeredEntries } from '../../../../lib/proofs/outsourcing/entries';
import type { RegisteredEntry } from '../../../../lib/proofs/outsourcing/register';

const ENTRY: RegisteredEntry = {
  roleName: 'acme-supplier-payments',
  principal: 'arn:aws:iam::999999999999:role/support',
  externalId: '3b9d61f0-7c55-4e0a-9a41-d2c7f86e1b58',
  people: ['j.berg@payments.example.com', 'm.okafor@payments.example.com'],
  ticketPrefix: 'CHG-',
  units: ['Production'],
  statements: [
    { actions: ['logs:DescribeLogGroups'], resources: ['*'] },
    {
      actions: ['logs:FilterLogEvents', 'logs:GetLogEvents'],
      resources: ['arn:aws:logs:*:*:log-group:/orders:*', 'arn:aws:logs:*:*:log-group:/bills:*'],
    },
  ],
  boundary: 'acme-workload-boundary',
  from: '2027-01-01T00:00:00Z',
  end: '2028-04-01T00:00:00Z',
};

/** The role as the construct makes it, as text. */
function made(): string {
  const stack = new Stack(new App(), 'S');
  new ThirdPartyRole(stack, 'Role', {
    ...ENTRY,
    name: 'acme',
    supplier: 'payments',
    contractEnds: '2028-05-31',
    window: { from: '2027-01-01', until: '2028-03-31' },
    today: '2027-01-01',
  });
  return JSON.stringify(Assembled.fromStack(stack).toJSON());
}

const ROLE = made();

function judged(
  text: string,
  entries: readonly RegisteredEntry[] = [ENTRY],
  units: readonly string[] = ['Production'],
) {
  const estate = new JudgedEstate();
  for (const ou of units) {
    const environment = { partition: 'aws' };
    const template = Template.cloudFormation(JSON.parse(text), { name: ou, environment, estate: estate.estate });
    const target = { ou, accounts: 1 };
    const origin = { cloud: 'aws', partition: 'aws', account: 'each', region: 'each', stack: ou, target } as const;
    estate.add(template, { ...origin, locate: () => undefined, declarations: [] });
  }
  const suppliers = entries.map((entry) => ({
    name: 'Payments',
    owner: 'p@example.com',
    contractEnds: '2028-05-31',
    parties: [],
    responsibilities: [],
    entry,
  }));
  const register = { own: [], contacts: [], identityProviders: [], suppliers, clouds: ['aws'] } as const;
  return registeredEntries(estate, register).map(({ outcome, message }) => [outcome, message.en] as const);
}

/** The role with one passage changed wherever it stands. */
function changed(from: string, to: string): string {
  if (!ROLE.includes(from)) throw new Error(`${ROLE} has no ${from}`);
  return ROLE.replaceAll(from, to);
}

const FACET = '4.4/outsourced#third-party-access-conditions';

test(`${FACET}: passes a role that is as the register has it`, () => {
  expect(judged(ROLE)).toEqual([['passed', expect.stringContaining('is as the configuration has it')]]);
});

test.each<[string, string, string, ...string[]]>([
  [
    'no boundary',
    '"PermissionsBoundary"',
    '"Other"',
    'lacks what the configuration says: boundary acme-workload-boundary',
    'boundary none',
  ],
  ['another boundary', 'acme-workload-boundary', 'wide', 'beyond the configuration: boundary wide'],
  [
    'a later end',
    '2028-04-01',
    '2033-04-01',
    'DateLessThan aws:currenttime 2033-04-01',
    'Deny * on * if DateGreaterThanEquals aws:currenttime 2033-04-01',
  ],
  [
    'an earlier begin',
    '2027-01-01T',
    '2026-01-01T',
    'beyond the configuration: AWS:arn:…:iam::999999999999:role/support: sts:AssumeRole if DateGreaterThanEquals aws:currenttime 2026-01-01',
  ],
  ['another principal', 'role/support', 'role/other', 'AWS:arn:…:iam::999999999999:role/other: sts:AssumeRole'],
  [
    'one more person',
    '"m.okafor@payments.example.com"',
    '"m.okafor@payments.example.com","x@payments.example.com"',
    'x@payments.example.com',
  ],
  ['any ticket', 'CHG-?*', '*', 'StringLike sts:rolesessionname *'],
  ['another external id', '3b9d61f0', '00000000', 'sts:externalid 00000000'],
  [
    'one more action',
    '"logs:GetLogEvents"',
    '"logs:GetLogEvents","logs:DeleteLogGroup"',
    'has beyond the configuration: Allow logs:DeleteLogGroup on arn:…:logs:*:*:log-group:/orders:*',
  ],
  ['a wider resource', 'log-group:/bills:*', 'log-group:*', 'Allow logs:GetLogEvents on arn:…:logs:*:*:log-group:*'],
  ['one action less', '"logs:FilterLogEvents",', '', 'lacks what the configuration says: Allow logs:FilterLogEvents'],
  ['longer sessions', '"MaxSessionDuration":3600', '"MaxSessionDuration":7200', 'sessions of 7200 seconds'],
  [
    'a policy beside its own',
    '"MaxSessionDuration"',
    '"ManagedPolicyArns":["arn:aws:iam::aws:policy/ReadOnlyAccess"],"MaxSessionDuration"',
    'attached arn:aws:iam::aws:policy/ReadOnlyAccess',
  ],
])(`${FACET}: fails %s`, (_, from, to, ...told) => {
  const [[outcome, message] = []] = judged(changed(from, to));

  expect(outcome).toBe('failed');
  for (const words of told) expect(message).toContain(words);
});

test(`${FACET}: fails a role that is missing in a unit`, () => {
  const entry = { ...ENTRY, units: ['Production', 'Sandbox'] };

  expect(judged(ROLE, [entry])).toContainEqual([
    'failed',
    'acme-supplier-payments: no template makes the role in Sandbox, as the configuration says',
  ]);
});

test(`${FACET}: fails a role in a unit that the register does not name`, () => {
  expect(judged(ROLE, [ENTRY], ['Production', 'Sandbox'])).toEqual([
    ['passed', expect.anything()],
    ['failed', expect.stringContaining('has beyond the configuration: a role in Sandbox')],
  ]);
});

test(`${FACET}: fails a role of a supplier that may not enter`, () => {
  expect(judged(ROLE, [])).toEqual([
    ['failed', expect.stringContaining('no supplier of the configuration enters by it')],
  ]);
});

test('does not know what deployment decides', () => {
  const trust = /"AssumeRolePolicyDocument":\{.*?"Version":"2012-10-17"\}/;
  expect(ROLE).toMatch(trust);

  expect(judged(ROLE.replace(trust, '"AssumeRolePolicyDocument":{"Ref":"Trust"}'))[0]?.[0]).toBe('unknown');
});
