import { demandsOf, unitsOf } from '../../../../lib/config';
import { defaultNetworkCoverage } from '../../../../lib/proofs/coverage/default-network-coverage';
import { EXAMPLES, example } from '../../../support/landing-zone';
import { AssemblyCopy, type CfnDocument, propertiesOf } from '../../../support/weakened-copy';
import { estateOfStacks, HOME, ORGANIZATION, PRODUCTION, resource, SANDBOX, type Stack } from '../access/stacks';

const FACET = '8.3/vpc-isolation#no-default-network';
const REGIONS = ['eu-central-1', 'eu-west-1'];

const CALLS = ['ec2:DeleteInternetGateway', 'ec2:DeleteSubnet', 'ec2:DeleteVpc', 'ec2:DetachInternetGateway'];
const SPARING = {
  Null: { 'aws:ResourceTag/isms:data-class': 'true' },
  StringEquals: { 'ec2:Region': ['eu-central-1'] },
};

const removal = (more: object = {}, regions = REGIONS) => ({
  Handler: resource('AWS::Lambda::Function', {
    FunctionName: 'acme-default-network',
    Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
    ...more,
  }),
  Role: resource('AWS::IAM::Role', {
    Policies: [{ PolicyDocument: { Statement: [{ Effect: 'Allow', Action: CALLS, Condition: SPARING }] } }],
  }),
  Network: resource('Custom::RemoveDefaultNetwork', {
    ServiceToken: { 'Fn::GetAtt': ['Handler', 'Arn'] },
    Regions: regions,
  }),
});

/** The removal in each of the accounts, for the regions that it names. */
function found(accounts: readonly string[], resources = removal(), allowed = REGIONS) {
  const stacks = accounts.map((account): [string, Stack] => [
    `in-${account}`,
    { account, region: 'eu-central-1', resources },
  ]);
  const demands = { spared: { regions: allowed, networks: [], accounts: [], roles: [] } };
  return defaultNetworkCoverage(estateOfStacks(Object.fromEntries(stacks), demands), ORGANIZATION)[0];
}

const EVERYWHERE = [HOME, PRODUCTION, SANDBOX];

test(`${FACET}: every account gets the removal in every allowed region`, () => {
  expect(found(EVERYWHERE)).toMatchObject({ outcome: 'passed', facets: [FACET], subject: { logicalId: 'Network' } });
});

test('names an account and the regions that no template brings it to', () => {
  expect(found([HOME, PRODUCTION])).toMatchObject({
    outcome: 'failed',
    message: { en: `no template takes the default network away in ${SANDBOX} eu-central-1, ${SANDBOX} eu-west-1` },
  });
});

test('counts the regions that the handler is given, and not the one in which it stands', () => {
  expect(found(EVERYWHERE, removal({}, ['eu-west-1']))).toMatchObject({
    outcome: 'failed',
    message: { en: expect.stringMatching(/away in (\d{12} eu-central-1(, |$)){3}/) },
  });
});

test('is unknown where no template does it anywhere, and counts no function that never runs', () => {
  expect(found([])?.outcome).toBe('unknown');
  expect(found(EVERYWHERE, removal({ ReservedConcurrentExecutions: 0 }))?.outcome).toBe('unknown');
});

test('says nothing where nobody names regions', () => {
  expect(found(EVERYWHERE, removal(), [])).toBeUndefined();
});

test.each(EXAMPLES)(`${FACET}: the example %s takes it away everywhere`, (name) => {
  const { config } = example(name);
  const estate = example(name).estate(demandsOf(config));

  expect(defaultNetworkCoverage(estate, unitsOf(config))).toMatchObject([{ outcome: 'passed' }]);
});

test('a StackSet reaches the accounts of its unit: without the stack of the management account, that one is told', () => {
  const { config } = example('organization');
  const copy = new AssemblyCopy(example('organization')).edit<CfnDocument>(
    'cdk.out/acme-default-network.template.json',
    ({ Resources: resources }) => {
      for (const [id, { Type: type }] of Object.entries(resources)) {
        if (type === 'Custom::RemoveDefaultNetwork') delete resources[id];
      }
    },
  );
  const [evidence] = defaultNetworkCoverage(copy.estate(demandsOf(config)), unitsOf(config));
  const management = unitsOf(config)
    .accounts.filter(({ units }) => units.length === 0)
    .map(({ id }) => id);

  expect(evidence?.outcome).toBe('failed');
  expect(evidence?.message.en.match(/\d{12}/g)).toEqual(config.regions.allowed.flatMap(() => management));
});

test.each<[string, (properties: Record<string, unknown>) => void]>([
  [
    'at another unit',
    (properties) => {
      properties['StackInstancesGroup'] = [
        { DeploymentTargets: { OrganizationalUnitIds: ['ou-ab12-aaaaaaaa'] }, Regions: ['eu-central-1'] },
      ];
    },
  ],
  [
    'at one account alone',
    (properties) => {
      properties['StackInstancesGroup'] = [
        { DeploymentTargets: { Accounts: ['700000000001'] }, Regions: ['eu-central-1'] },
      ];
    },
  ],
])('a StackSet that aims %s reaches none of the others, whatever the notes beside the templates say', (_, aim) => {
  const { config } = example('organization');
  const copy = new AssemblyCopy(example('organization')).edit<CfnDocument>(
    'cdk.out/acme-default-network.template.json',
    (document) => aim(propertiesOf(document, 'AWS::CloudFormation::StackSet', 'Members')),
  );
  const [evidence] = defaultNetworkCoverage(copy.estate(demandsOf(config)), unitsOf(config));

  expect(evidence?.outcome).toBe('failed');
});
