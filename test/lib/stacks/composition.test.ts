import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stackPlan } from '../../../lib/stacks/plan';
import { configurationOf } from '../../../tools/bench/configurations';
import { EXAMPLES, example, type LandingZone, landingZoneOf, type StackArtifact } from '../../support/landing-zone';

/** CloudFormation's limits. https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html */
const MOST_RESOURCES = 500;
const MOST_TEMPLATE_BYTES = 1024 * 1024;
/** Of a template that is passed in a request or a property, and not in a bucket. */
const MOST_INLINE_BYTES = 51_200;
/** "None near the limits": what later work may add before a stack has to be divided. */
const NEAR = 0.5;
/** The hub of an example has all that a hub may have: flows, endpoints, links and a published service. */
const NEAR_OF_HUB = 0.6;
const HUB_STACK = /-network(-recovery)?$/;

const landingZones: readonly (readonly [string, LandingZone])[] = EXAMPLES.map((name) => [name, example(name)]);
const stacks: readonly (readonly [string, StackArtifact])[] = landingZones.flatMap(([, landingZone]) =>
  landingZone.stacks.map((stack): [string, StackArtifact] => [stack.name, stack]),
);

const resourcesOf = ({ template }: StackArtifact, type?: string) =>
  Object.entries(template.Resources).filter(([, resource]) => type === undefined || resource.Type === type);

describe.each(landingZones)('%s', (_, landingZone) => {
  test('is composed of the stacks of its plan, each in its account and region, after those it needs', () => {
    const composed = landingZone.stacks.map(({ name, account, region, after }) => ({ name, account, region, after }));

    expect(composed).toEqual(
      stackPlan(landingZone.config).map(({ id, account, region, after }) => ({
        name: id,
        account,
        region,
        after: expect.arrayContaining([...after]),
      })),
    );
  });

  test('carries its owner, environment and data class on every stack', () => {
    const { config } = landingZone;

    for (const { tags } of landingZone.stacks) {
      expect(tags).toEqual({
        ...config.tags,
        'isms:owner': config.owner,
        'isms:environment': config.profile === 'organization' ? 'shared' : config.environment,
        'isms:data-class': expect.stringMatching(/./),
      });
      expect(config.dataClasses.map(({ name }) => name)).toContain(tags['isms:data-class']);
    }
  });
});

describe.each(stacks)('%s', (name, stack) => {
  test('stands in a concrete account and region, and is not deleted by mistake', () => {
    expect(stack.account).toMatch(/^\d{12}$/);
    expect(stack.region).toMatch(/^[a-z]{2}(-[a-z]+)+-\d$/);
    expect(stack.terminationProtection).toBe(true);
  });

  test('has room for what comes', () => {
    const near = HUB_STACK.test(stack.name) ? NEAR_OF_HUB : NEAR;

    expect(resourcesOf(stack).length).toBeLessThan(MOST_RESOURCES * near);
    expect(stack.bytes).toBeLessThan(MOST_TEMPLATE_BYTES * NEAR);
  });

  test('neither exports nor imports: each stack can be changed by itself', () => {
    const text = JSON.stringify(stack.template);

    expect(stack.template.Outputs).toBeUndefined();
    expect(text).not.toContain('Fn::ImportValue');
    expect(text).not.toContain('Fn::GetStackOutput');
  });

  test('looks nothing up when it deploys but the version of the bootstrap', () => {
    const { Parameters: parameters = {} } = stack.template as { Parameters?: Record<string, { Default: string }> };

    expect(Object.values(parameters).map(({ Default }) => Default)).toEqual(['/cdk-bootstrap/hnb659fds/version']);
    expect(JSON.stringify(stack.template)).not.toContain('{{resolve:');
  });

  test('says what it holds, and begins every name with that of the landing zone', () => {
    const [landingZone = ''] = name.split('-');
    const foreign = resourcesOf(stack).flatMap(([id, { Type: type, Properties: properties = {} }]) =>
      namesIn(type, properties)
        .filter((given) => !named(given, landingZone))
        .map((given) => `${id}: ${given}`),
    );

    expect((stack.template as { Description?: string }).Description).toMatch(/^[A-Z].{20,}/);
    expect(foreign).toEqual([]);
  });
});

/**
 * Properties that give a resource a name of its own in its account. Left out is what has its place below another one, such
 * as a backup selection, and what an account has one of in a region, such as the configuration recorder.
 */
const NAMES: Readonly<Record<string, string>> = {
  'AWS::AccessAnalyzer::Analyzer': 'AnalyzerName',
  'AWS::Backup::BackupPlan': 'BackupPlan.BackupPlanName',
  'AWS::Backup::BackupVault': 'BackupVaultName',
  'AWS::CloudFormation::StackSet': 'StackSetName',
  'AWS::CloudTrail::Trail': 'TrailName',
  'AWS::CloudWatch::Alarm': 'AlarmName',
  'AWS::IAM::ManagedPolicy': 'ManagedPolicyName',
  'AWS::IAM::Role': 'RoleName',
  'AWS::IAM::User': 'UserName',
  'AWS::KMS::Alias': 'AliasName',
  'AWS::Logs::LogGroup': 'LogGroupName',
  'AWS::Organizations::Policy': 'Name',
  'AWS::S3::Bucket': 'BucketName',
  'AWS::SNS::Topic': 'TopicName',
  'AWS::SSO::PermissionSet': 'Name',
};

function namesIn(type: string, properties: Readonly<Record<string, unknown>>): readonly string[] {
  const value = (NAMES[type] ?? '')
    .split('.')
    .reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], properties);
  return typeof value === 'string' ? [value] : [];
}

/** `alias/<name>/…` and `/<name>/…` are names of ours too, and WAF writes to no group whose name begins otherwise than here. */
const named = (given: string, landingZone: string): boolean =>
  new RegExp(`^(alias/|/|aws-waf-logs-)?${landingZone}(-|/|$)`).test(given);

describe('policies of the organization', () => {
  const policiesOf = (stack: StackArtifact) => resourcesOf(stack, 'AWS::Organizations::Policy');
  const typesOf = (stack: StackArtifact): readonly string[] => [
    ...new Set(policiesOf(stack).map(([, { Properties: properties }]) => String(properties?.['Type']))),
  ];
  const inChina = (file: string): string => readFileSync(join(__dirname, '../../../examples/china', file), 'utf8');
  const trial = landingZoneOf(
    inChina('landing-zone.yaml').replace(
      '  delivery: self-managed\n',
      '  delivery: self-managed\n  unproven: accept\n  policyTypes: [service-control, resource-control, declarative-ec2]\n',
    ),
    { 'idp-metadata.xml': inChina('idp-metadata.xml') },
  );

  test('are of the kinds that the partition is known to have', () => {
    expect(typesOf(example('organization').stack('acme-organization'))).toEqual([
      'SERVICE_CONTROL_POLICY',
      'RESOURCE_CONTROL_POLICY',
      'DECLARATIVE_POLICY_EC2',
    ]);
    expect(typesOf(example('china').stack('huaxia-organization'))).toEqual(['SERVICE_CONTROL_POLICY']);
  });

  test('and in China of those that are unproven there, where they are asked for and accepted', () => {
    const stack = trial.stack('huaxia-organization');

    expect(typesOf(stack)).toEqual(['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY', 'DECLARATIVE_POLICY_EC2']);
    expect(JSON.stringify(policiesOf(stack))).not.toContain('arn:aws:');
  });

  test('change one after another, of whatever kind: each but the first waits for another', () => {
    const policies = policiesOf(example('organization').stack('acme-organization'));
    const ids = policies.map(([id]) => id);
    const waiting = policies.filter(([, resource]) =>
      [(resource as { DependsOn?: string | string[] }).DependsOn ?? []].flat().some((id) => ids.includes(id)),
    );

    expect(waiting).toHaveLength(policies.length - 1);
  });
});

describe('member baselines', () => {
  const organization = example('organization').stack('acme-organization');
  const china = example('china').stack('huaxia-organization');
  const concerning = (stack: StackArtifact, concern: string) =>
    resourcesOf(stack, 'AWS::CloudFormation::StackSet').filter(([, { Properties: properties }]) =>
      String(properties?.['StackSetName']).includes(`-${concern}-`),
    );
  const stackSetsOf = (stack: StackArtifact) => concerning(stack, 'baseline');

  test.each([
    ['acme-organization', organization, 5],
    ['huaxia-organization', china, 2],
  ])('%s: the template inside each StackSet fits into it', (_, stack, count) => {
    const bodies = stackSetsOf(stack).map(([, { Properties: properties }]) => String(properties?.['TemplateBody']));

    expect(bodies).toHaveLength(count);
    for (const body of bodies) expect(Buffer.byteLength(body)).toBeLessThan(MOST_INLINE_BYTES * NEAR);
  });

  test('the boundary of workloads has one of its own for each unit, at home alone', () => {
    for (const [stack, count, home] of [
      [organization, 5, 'eu-central-1'],
      [china, 2, 'cn-northwest-1'],
    ] as const) {
      const boundary = concerning(stack, 'boundary').map(([, { Properties: properties = {} }]) => properties);

      expect(boundary).toHaveLength(count);
      for (const { TemplateBody: body, StackInstancesGroup: groups } of boundary) {
        expect(Buffer.byteLength(String(body))).toBeLessThan(MOST_INLINE_BYTES * NEAR);
        expect(groups).toMatchObject([{ Regions: [home] }]);
      }
    }
  });

  test('people who are federated need another one for each unit, at home alone, with room for the metadata of a provider', () => {
    const identity = concerning(china, 'identity').map(([, { Properties: properties = {} }]) => properties);

    expect(concerning(organization, 'identity')).toEqual([]);
    expect(identity.map(({ StackSetName: name }) => name)).toEqual([
      'huaxia-identity-Security',
      'huaxia-identity-Infrastructure',
    ]);
    for (const { TemplateBody: body, StackInstancesGroup: groups } of identity) {
      expect(Buffer.byteLength(String(body))).toBeLessThan(MOST_INLINE_BYTES - 13_000);
      expect(groups).toMatchObject([{ Regions: ['cn-northwest-1'] }]);
    }
  });

  test('StackSets manage themselves where that is proved, and accounts are named in China', () => {
    for (const [, { Properties: properties }] of stackSetsOf(organization)) {
      expect(properties).toMatchObject({
        PermissionModel: 'SERVICE_MANAGED',
        AutoDeployment: { Enabled: true, RetainStacksOnAccountRemoval: true },
      });
      expect(properties).not.toHaveProperty('ExecutionRoleName');
    }
    for (const [, { Properties: properties }] of stackSetsOf(china)) {
      expect(properties).toMatchObject({
        PermissionModel: 'SELF_MANAGED',
        ExecutionRoleName: 'AWSCloudFormationStackSetExecutionRole',
      });
      expect(properties).not.toHaveProperty('AutoDeployment');
    }
  });

  test('every member has one, the management account has it as a stack, and none has two', () => {
    const { config } = example('china');
    const reached = stackSetsOf(china).flatMap(([, { Properties: properties }]) =>
      (
        properties as { StackInstancesGroup: { DeploymentTargets: { Accounts: string[] } }[] }
      ).StackInstancesGroup.flatMap(({ DeploymentTargets }) => DeploymentTargets.Accounts),
    );
    const members = config.profile === 'organization' ? config.organization.accounts : [];

    expect([...reached].sort()).toEqual(
      members
        .filter(({ role }) => role !== 'management')
        .map(({ id }) => id)
        .sort(),
    );
    expect(example('china').stack('huaxia-baseline').account).toBe('111111111111');
  });

  test('are the same template for every unit', () => {
    for (const stack of [organization, china]) {
      const bodies = stackSetsOf(stack).map(([, { Properties: properties }]) => properties?.['TemplateBody']);

      expect(new Set(bodies).size).toBe(1);
    }
  });
});

describe('a landing zone of many accounts', () => {
  const measured = [6, 26, 1000].map((accounts) =>
    landingZoneOf(configurationOf({ partition: 'aws', accounts })).stacks.map((stack) => ({
      name: stack.name,
      resources: resourcesOf(stack).length,
    })),
  );

  test('has the same stacks with the same number of resources for 6, 26 and 1000 accounts', () => {
    const [six, twentySix, thousand] = measured;

    expect(six?.length).toBe(12);
    expect(twentySix).toEqual(six);
    expect(thousand).toEqual(six);
  });

  test('names a thousand accounts in a StackSet of China, far from the limit', () => {
    const { stacks: large } = landingZoneOf(configurationOf({ partition: 'aws-cn', accounts: 1000 }));

    for (const stack of large) expect(stack.bytes).toBeLessThan(MOST_TEMPLATE_BYTES * NEAR);
  });
});
