import { demandsOf, unitsOf } from '../../../../lib/config';
import { defaultNetworkCoverage } from '../../../../lib/proofs/coverage/default-network-coverage';
import { EXAMPLES, example } from '../../../support/landing-zone';
import { AssemblyCopy } from '../../../support/weakened-copy';
import { estateOfStacks, HOME, ORGANIZATION, PRODUCTION, resource, SANDBOX, type Stack } from '../access/stacks';

const FACET = '8.3/vpc-isolation#no-default-network';
const REGIONS = ['eu-central-1', 'eu-west-1'];

const removal = (more: object = {}) => ({
  Handler: resource('AWS::Lambda::Function', { FunctionName: 'acme-default-network', ...more }),
  Network: resource('Custom::RemoveDefaultNetwork', { ServiceToken: { 'Fn::GetAtt': ['Handler', 'Arn'] } }),
});

/** The removal in each of the places, an account and a region. */
function found(
  places: readonly (readonly [account: string, region: string])[],
  resources = removal(),
  allowed = REGIONS,
) {
  const stacks = places.map(([account, region]): [string, Stack] => [
    `in-${account}-${region}`,
    { account, region, resources },
  ]);
  const demands = { spared: { regions: allowed, networks: [], accounts: [], roles: [] } };
  return defaultNetworkCoverage(estateOfStacks(Object.fromEntries(stacks), demands), ORGANIZATION)[0];
}

const EVERYWHERE = [HOME, PRODUCTION, SANDBOX].flatMap((account) =>
  REGIONS.map((region) => [account, region] as const),
);

test(`${FACET}: every account gets the removal in every allowed region`, () => {
  expect(found(EVERYWHERE)).toMatchObject({ outcome: 'passed', facets: [FACET], subject: { logicalId: 'Network' } });
});

test('names an account and region that no template brings it to', () => {
  const without = EVERYWHERE.filter(([account, region]) => account !== SANDBOX || region !== 'eu-west-1');

  expect(found(without)).toMatchObject({
    outcome: 'failed',
    message: { en: `no template takes the default network away in ${SANDBOX} eu-west-1` },
  });
});

test('is unknown where no template does it anywhere, and counts no function that never runs', () => {
  expect(found([])?.outcome).toBe('unknown');
  expect(found(EVERYWHERE, removal({ ReservedConcurrentExecutions: 0 }))?.outcome).toBe('unknown');
});

test('says nothing where nobody names regions', () => {
  expect(found(EVERYWHERE, removal(), [])).toBeUndefined();
});

test.each(EXAMPLES)('the example %s does not deliver it, and says so', (name) => {
  const { config } = example(name);
  const estate = example(name).estate(demandsOf(config));

  expect(defaultNetworkCoverage(estate, unitsOf(config))).toMatchObject([{ outcome: 'unknown', subject: null }]);
});

test('a StackSet reaches the accounts of its unit in its regions: the management account is in none', () => {
  const { config } = example('organization');
  const copy = new AssemblyCopy(example('organization')).editBaseline(
    'acme-organization',
    ({ Resources: resources }) => {
      Object.assign(resources, removal());
    },
  );
  const [evidence] = defaultNetworkCoverage(copy.estate(demandsOf(config)), unitsOf(config));
  const { accounts } = unitsOf(config);
  const management = accounts.filter(({ units }) => units.length === 0).map(({ id }) => id);

  expect(evidence?.outcome).toBe('failed');
  expect(evidence?.message.en.match(/\d{12}/g)).toEqual(config.regions.allowed.flatMap(() => management));
});
