import { unitsOf } from '../../../../lib/config';
import { trailCoverage } from '../../../../lib/proofs/coverage/trail-coverage';
import { EXAMPLES, example } from '../../../support/landing-zone';
import { estateOfStacks, HOME, ORGANIZATION, PRODUCTION, resource, SANDBOX } from '../access/stacks';

const WHOLE = { IsLogging: true, IsMultiRegionTrail: true, IncludeGlobalServiceEvents: true };

const trail = (properties: object = {}) => resource('AWS::CloudTrail::Trail', { ...WHOLE, ...properties });

const proved = (accounts: Readonly<Record<string, object>>) =>
  trailCoverage(
    estateOfStacks(
      Object.fromEntries(
        Object.entries(accounts).map(([account, Trail]) => [`in-${account}`, { account, resources: { Trail } }]),
      ),
    ),
    ORGANIZATION,
  ).map(({ outcome, message }) => `${outcome}: ${message.en}`);

test("8.2/operation-audit#control-plane-coverage: the organization's trail records every account", () => {
  expect(proved({ [HOME]: trail({ IsOrganizationTrail: true }) })).toEqual([expect.stringMatching(/^passed/)]);
});

test('8.2/operation-audit#control-plane-coverage: so do trails of their own', () => {
  expect(proved({ [HOME]: trail(), [PRODUCTION]: trail(), [SANDBOX]: trail() })).toEqual([
    expect.stringMatching(/^passed/),
  ]);
});

test('names the accounts that no trail records', () => {
  expect(proved({ [HOME]: trail(), [SANDBOX]: trail() })).toEqual([
    `failed: no trail records all management events of every region of ${PRODUCTION}`,
  ]);
});

test.each([
  ['of one region', { IsMultiRegionTrail: false }],
  ['that is switched off', { IsLogging: false }],
  ['without global services', { IncludeGlobalServiceEvents: false }],
  ['of what is written alone', { EventSelectors: [{ ReadWriteType: 'WriteOnly' }] }],
  ['that deployment may switch off', { IsLogging: { Ref: 'Switch' } }],
])('takes no trail %s for one', (_, properties) => {
  expect(proved({ [HOME]: trail({ IsOrganizationTrail: true, ...properties }) })).toEqual([
    expect.stringMatching(/^failed/),
  ]);
});

test('says nothing where nobody names the accounts', () => {
  expect(trailCoverage(estateOfStacks({}), { accounts: [] })).toEqual([]);
});

test.each(EXAMPLES)('in examples/%s every account is recorded', (name) => {
  const found = trailCoverage(example(name).estate(), unitsOf(example(name).config));

  expect(found.map(({ outcome }) => outcome)).toEqual(['passed']);
  expect(found[0]?.subject?.type).toBe('AWS::CloudTrail::Trail');
});
