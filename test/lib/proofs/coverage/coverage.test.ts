import { unitsOf } from '../../../../lib/config';
import { baselineCoverage } from '../../../../lib/proofs/coverage/coverage';
import { example } from '../../../support/landing-zone';
import { AssemblyCopy, type CfnDocument } from '../../../support/weakened-copy';
import { estateOfStacks, HOME, ORGANIZATION, PRODUCTION, resource, SANDBOX } from '../access/stacks';

const RECORDER = resource('AWS::Config::ConfigurationRecorder');
const BOUNDARY = resource('AWS::IAM::ManagedPolicy', { ManagedPolicyName: 'acme-workload-boundary' });
const WHOLE = { RECORDER, BOUNDARY };

/** Stacks with what stands in each account. */
const estate = (accounts: Readonly<Record<string, Readonly<Record<string, object>>>>) =>
  estateOfStacks(
    Object.fromEntries(
      Object.entries(accounts).map(([account, resources]) => [`in-${account}`, { account, resources }]),
    ),
  );

const outcomes = (accounts: Parameters<typeof estate>[0]): readonly string[] =>
  baselineCoverage(estate(accounts), ORGANIZATION).map(({ outcome }) => outcome);

test('8.1/c#baseline-coverage: every account of the configuration gets baseline and boundary', () => {
  expect(outcomes({ [HOME]: WHOLE, [PRODUCTION]: WHOLE, [SANDBOX]: WHOLE })).toEqual(['passed', 'passed']);
});

test('names the accounts that no template brings it to', () => {
  const found = baselineCoverage(
    estate({ [HOME]: WHOLE, [PRODUCTION]: { RECORDER }, [SANDBOX]: { RECORDER } }),
    ORGANIZATION,
  );

  expect(found.map(({ outcome }) => outcome)).toEqual(['passed', 'failed']);
  expect(found[1]?.message.en).toBe(`no template brings the boundary of workloads to ${PRODUCTION}, ${SANDBOX}`);
  expect(found[1]?.facets).toContain('8.2/least-privilege#permission-boundaries');
});

test('takes another policy for no boundary', () => {
  const OTHER = resource('AWS::IAM::ManagedPolicy', { ManagedPolicyName: 'acme-boundary' });

  expect(outcomes({ [HOME]: WHOLE, [PRODUCTION]: { RECORDER, OTHER }, [SANDBOX]: WHOLE })).toEqual([
    'passed',
    'failed',
  ]);
});

describe('8.3/intrusion#threat-detection: where threats are detected, they are in every account', () => {
  const DETECTOR = resource('AWS::GuardDuty::Detector');
  const RULE = resource('AWS::Events::Rule', {
    EventPattern: { source: ['aws.guardduty'] },
    Targets: [{ Id: 'Security', Arn: 'arn:aws:events:eu-west-1:222222222222:event-bus/default' }],
  });
  const DETECTING = { ...WHOLE, DETECTOR, RULE };

  test('with a way for what is found', () => {
    expect(outcomes({ [HOME]: DETECTING, [PRODUCTION]: DETECTING, [SANDBOX]: DETECTING })).toEqual([
      'passed',
      'passed',
      'passed',
      'passed',
    ]);
  });

  test.each([
    ['a detector', { ...WHOLE, RULE }, ['passed', 'passed', 'failed', 'passed']],
    ['a way for what it finds', { ...WHOLE, DETECTOR }, ['passed', 'passed', 'passed', 'failed']],
    [
      'a target of that way',
      { ...WHOLE, DETECTOR, RULE: resource('AWS::Events::Rule', { EventPattern: { source: ['aws.guardduty'] } }) },
      ['passed', 'passed', 'passed', 'failed'],
    ],
    [
      'findings on that way',
      {
        ...WHOLE,
        DETECTOR,
        RULE: resource('AWS::Events::Rule', { EventPattern: { source: ['aws.ssm'] }, Targets: [{ Id: 'Any' }] }),
      },
      ['passed', 'passed', 'passed', 'failed'],
    ],
  ])('an account without %s is told', (_, without, expected) => {
    expect(outcomes({ [HOME]: DETECTING, [PRODUCTION]: DETECTING, [SANDBOX]: without })).toEqual(expected);
  });
});

test('says nothing where nobody names the accounts', () => {
  expect(baselineCoverage(estate({ [HOME]: {} }), { accounts: [] })).toEqual([]);
});

describe.each(['organization', 'china'] as const)('in examples/%s', (name) => {
  const { config } = example(name);

  test('the units bring it to their accounts', () => {
    const found = baselineCoverage(example(name).estate(), unitsOf(config));

    expect(found.map(({ outcome }) => outcome)).toEqual(['passed', 'passed', 'passed', 'passed']);
  });

  test('an account outside of them is told', () => {
    const { accounts, ...rest } = unitsOf(config);
    const lost = { id: '999999999990', units: ['Nowhere'] };
    const found = baselineCoverage(example(name).estate(), { ...rest, accounts: [...accounts, lost] });

    for (const { outcome, message } of found) {
      expect(outcome).toBe('failed');
      expect(message.en).toContain('to 999999999990');
    }
  });
});

test('the boundary is missed in the accounts of a unit whose stack set is taken away', () => {
  const { config } = example('organization');
  const copy = new AssemblyCopy(example('organization')).edit<CfnDocument>(
    'cdk.out/acme-organization.template.json',
    ({ Resources: resources }) => {
      for (const id of Object.keys(resources)) if (id.startsWith('BoundaryProduction')) delete resources[id];
    },
  );
  const failed = baselineCoverage(copy.estate(), unitsOf(config)).filter(({ outcome }) => outcome === 'failed');

  expect(failed.map(({ facets }) => facets)).toEqual([
    ['8.1/c#baseline-coverage', '8.2/least-privilege#permission-boundaries'],
  ]);
  expect(failed[0]?.message.en.match(/\d{12}/g)).toEqual(
    unitsOf(config)
      .accounts.filter(({ units }) => units.includes('Production'))
      .map(({ id }) => id),
  );
});
