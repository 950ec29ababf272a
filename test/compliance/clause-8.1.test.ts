import { EXAMPLES, example } from '../support/landing-zone';
import { at, placeOf, resourcesIn, resourcesOf, templatesOf } from '../support/templates';

/** Regions of the StackSet that delivers to a unit. */
const deployedTo = (properties: unknown): unknown => at(properties, 'StackInstancesGroup.0.Regions');

describe('the baseline', () => {
  test.each(EXAMPLES)('8.1/c: reaches the account that StackSets leave out in %s, in both regions', (name) => {
    const landingZone = example(name);
    const { home, recovery } = landingZone.config.regions;
    const management = landingZone.stacks.filter(({ name: stack }) => /-baseline(-recovery)?$/.test(stack));

    expect(management.map(({ region }) => region).sort()).toEqual([home, recovery].sort());
    expect(new Set(management.map(({ account }) => account)).size).toBe(1);
  });

  test.each(['organization', 'china'] as const)('8.1/c: reaches every unit of %s in every allowed region', (name) => {
    const landingZone = example(name);
    const { config } = landingZone;
    const stackSets = resourcesOf(landingZone, 'AWS::CloudFormation::StackSet').filter(({ properties }) =>
      String(properties['StackSetName']).startsWith(`${config.name}-baseline-`),
    );
    const units = config.profile === 'organization' ? config.organization.units.filter(({ parent }) => !parent) : [];

    expect(stackSets.map(({ properties }) => properties['StackSetName'])).toEqual(
      units.map((unit) => `${config.name}-baseline-${unit.name}`),
    );
    for (const { properties } of stackSets)
      expect([...(deployedTo(properties) as string[])].sort()).toEqual([...config.regions.allowed].sort());
  });

  test.each(['organization', 'china'] as const)(
    '8.1/c: stops in %s after one account in ten, one region after the other, and home first',
    (name) => {
      const landingZone = example(name);

      for (const { properties } of resourcesOf(landingZone, 'AWS::CloudFormation::StackSet')) {
        expect(properties['OperationPreferences']).toMatchObject({
          FailureTolerancePercentage: 10,
          MaxConcurrentPercentage: 10,
          RegionConcurrencyType: 'SEQUENTIAL',
        });
        const { home } = landingZone.config.regions;
        const [first, ...others] = deployedTo(properties) as readonly string[];
        // networks of members have addresses of one region, and deploy to it alone
        expect(at(properties, 'OperationPreferences.RegionOrder.0')).toBe(others.length === 0 ? first : home);
      }
    },
  );

  test.each(EXAMPLES)('8.1/c: is the same for all accounts of %s', (name) => {
    const typesIn = (template: Parameters<typeof resourcesIn>[0]): readonly string[] =>
      [...new Set(resourcesIn(template).map(({ type }) => type))].sort();
    const templates = templatesOf(example(name));
    const own = templates.find(({ name: stack }) => stack.endsWith('-baseline'));
    const embedded = templates.filter(({ name: stack, region }) => region === 'each' && stack.includes('/Baseline'));
    // the sealed users stand in one account, and what IAM holds else comes by templates of its own
    const elsewhere = ['AWS::IAM::ManagedPolicy', 'AWS::IAM::SAMLProvider', 'AWS::IAM::User'];

    expect(embedded.length > 0).toBe(name !== 'quickstart');
    for (const template of embedded)
      expect(typesIn(template)).toEqual(own && typesIn(own).filter((type) => !elsewhere.includes(type)));
  });
});

test.each(EXAMPLES)(
  '8.1/c: every baseline of %s records configurations, analyses access and locks its vault',
  (name) => {
    const baselines = templatesOf(example(name)).filter(({ name: stack }) => /-baseline|\/Baseline/.test(stack));

    expect(baselines.length).toBeGreaterThanOrEqual(2);
    for (const template of baselines) {
      const missing = [
        'AWS::AccessAnalyzer::Analyzer',
        'AWS::Backup::BackupVault',
        'AWS::Config::ConfigurationRecorder',
        'AWS::Config::DeliveryChannel',
        'AWS::SSM::Document',
      ].filter((type) => resourcesIn(template, type).length === 0);

      expect([template.name, missing]).toEqual([template.name, []]);
    }
  },
);

test.each(EXAMPLES)(
  '8.1/c: what %s starts is built on an image that AWS keeps patched, and is named by no one',
  (name) => {
    for (const placed of resourcesOf(example(name), 'AWS::EC2::LaunchTemplate')) {
      const data = at(placed.properties, 'LaunchTemplateData');

      expect([placeOf(placed), String(at(data, 'ImageId'))]).toEqual([
        placeOf(placed),
        expect.stringMatching(/^resolve:ssm:\/aws\/service\/ami-amazon-linux-latest\//),
      ]);
      expect(data).not.toHaveProperty('KeyName');
    }
  },
);

test.each(['organization', 'china'] as const)(
  '8.1/c: the guardrails of %s bind all accounts: they are attached to the root',
  (name) => {
    const { config } = example(name);
    const policies = resourcesOf(example(name), 'AWS::Organizations::Policy');
    const root = config.profile === 'organization' ? config.organization.rootId : undefined;

    const guardrails = policies.filter(({ properties }) => properties?.['Type'] === 'SERVICE_CONTROL_POLICY');
    expect(guardrails.length).toBeGreaterThanOrEqual(2);
    for (const { properties } of policies) expect(properties).toMatchObject({ TargetIds: [root] });
  },
);
