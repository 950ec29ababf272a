import { Template } from '../../../constructs/nag/template';
import { capacitySection } from '../../../lib/preflight/capacity';
import { costSection, unclassifiedTypes } from '../../../lib/preflight/cost';
import type { Deployment, Placed } from '../../../lib/preflight/deployment';
import { azureStacks, documentsOf } from '../../../lib/preflight/documents';
import { deploymentPolicy, hasKnownActions } from '../../../lib/preflight/permissions';
import { serviceQuotas } from '../../../lib/preflight/quotas';
import { azure, deploymentFor, organization, singleAccount } from './deployments';

const failover = {
  continuity: {
    services: [
      {
        name: 'portal',
        tier: 'tier-1',
        failover: {
          zoneId: 'Z0123456789EXAMPLE',
          zoneName: 'example.com',
          recordName: 'portal.example.com',
          primary: 'one.example.com',
          recovery: 'two.example.com',
        },
      },
    ],
  },
};

const everything: readonly (readonly [string, Deployment])[] = [
  ['single account', deploymentFor(singleAccount('aws', failover))],
  ['organization', deploymentFor(organization('aws'))],
  ['organization in China', deploymentFor(organization('aws-cn', 7, failover))],
];

/** A deployment of one template that somebody wrote by hand. */
function deploymentOfTemplate(Resources: object): Deployment {
  const template = Template.cloudFormation({ Resources });
  const resources: Placed[] = template.resources.map((resource) => ({
    resource,
    stack: 'acme',
    account: '111111111111',
    region: 'eu-central-1',
    copies: 1,
  }));
  return { ...deploymentFor(singleAccount('aws')), resources };
}

const details = (steps: readonly { readonly details?: readonly { readonly en: string }[] }[]): string =>
  steps
    .flatMap((step) => step.details ?? [])
    .map(({ en }) => en)
    .join('\n');

describe.each(everything)('what a %s takes', (_, deployment) => {
  test('every type in the templates is known to be billed or free', () => {
    expect(unclassifiedTypes(deployment.resources)).toEqual([]);
  });

  test('the actions of every type in the templates are known', () => {
    const types = new Set(deployment.resources.map(({ resource }) => resource.type));

    expect([...types].filter((type) => !hasKnownActions(type))).toEqual([]);
  });

  test('8.2/least-privilege#no-wildcard-grants: what CloudFormation may do is bounded by services, and holds no users but sealed ones, and no keys', () => {
    const policies = Object.entries(documentsOf(deployment)).filter(([file]) => file.startsWith('deployment-'));

    expect(policies.map(([file]) => file).sort()).toEqual(
      [...new Set(deployment.stacks.map(({ account }) => `deployment-${account}.json`))].sort(),
    );
    for (const [, text] of policies) {
      const { Statement } = JSON.parse(text);
      const actions: string[] = Statement.flatMap(({ Action }: { Action: string[] }) => Action);
      expect(actions).not.toContain('*');
      expect(actions).not.toContain('iam:*');
      expect(actions.filter((action) => /AccessKey|LoginProfile/.test(action))).toEqual([]);
      const users = Statement.filter(({ Action }: { Action: string[] }) =>
        Action.some((action) => /User/.test(action)),
      );
      for (const { Resource } of users)
        expect(Resource).toMatch(/^arn:aws(-cn)?:iam::111111111111:user\/break-glass\/\*$/);
      // a managed policy holds 6,144 characters, white space left out
      expect(JSON.stringify(JSON.parse(text)).length).toBeLessThanOrEqual(6144);
    }
  });
});

describe('documents', () => {
  test('the table of accounts names the unit by which the organization stack knows it', () => {
    const rows = documentsOf(deploymentFor(organization('aws')))
      ['accounts.tsv']?.trimEnd()
      .split('\n');

    expect(rows).toHaveLength(6);
    expect(rows?.at(-1)).toMatch(/^111111111117\tworkload 6\taccount-6@example\.com\tProduction\tUnitProduction\w*$/);
    expect(rows?.every((row) => row.split('\t').every((cell) => cell !== ''))).toBe(true);
  });

  test('8.2/least-privilege#trust-and-resource-policies: the execution role trusts one role of the management account', () => {
    const documents = documentsOf(deploymentFor(organization('aws-cn')));
    const trust = JSON.parse(documents['stack-sets-execution-trust.json'] ?? '{}').Statement[0];

    expect(trust.Principal).toEqual({ AWS: 'arn:aws-cn:iam::111111111111:root' });
    expect(trust.Condition.ArnEquals['aws:PrincipalArn']).toBe(
      'arn:aws-cn:iam::111111111111:role/AWSCloudFormationStackSetAdministrationRole',
    );
  });

  test('a single account has neither a table of accounts nor roles for StackSets', () => {
    expect(Object.keys(documentsOf(deploymentFor(singleAccount('aws'))))).toEqual(['deployment-111111111111.json']);
  });

  test('Azure stacks are listed, home before recovery', () => {
    const { config } = deploymentFor(singleAccount('aws', azure('china')));

    expect(azureStacks(config).slice(0, 2)).toEqual(['azure-one-chinanorth3', 'azure-one-chinaeast3']);
  });
});

describe('the deployment policy', () => {
  test('adds what a type needs of other services', () => {
    const { resources } = deploymentOfTemplate({ Flow: { Type: 'AWS::EC2::FlowLog' } });

    expect(deploymentPolicy(resources).Statement[0]?.Action).toEqual([
      'ec2:*',
      'iam:*Role*',
      'kms:Decrypt',
      'logs:CreateLogDelivery',
      'logs:DeleteLogDelivery',
      's3:GetObject*',
      'ssm:GetParameter*',
    ]);
  });

  test('says a service once where it is allowed as a whole', () => {
    const { resources } = deploymentOfTemplate({ Key: { Type: 'AWS::KMS::Key' }, Bucket: { Type: 'AWS::S3::Bucket' } });

    expect(deploymentPolicy(resources).Statement[0]?.Action).toEqual([
      'iam:*Role*',
      'kms:*',
      's3:*',
      'ssm:GetParameter*',
    ]);
  });
});

describe('quotas', () => {
  const entries = (count: number) =>
    Object.fromEntries(
      Array.from({ length: count }, (_, index) => [
        `Entry${index}`,
        { Type: 'AWS::EC2::NetworkAclEntry', Properties: { NetworkAclId: { Ref: 'Acl' }, Egress: index % 2 === 0 } },
      ]),
    );
  const flagged = (count: number) =>
    capacitySection(deploymentOfTemplate({ Acl: { Type: 'AWS::EC2::NetworkAcl' }, ...entries(count) })).steps.slice(1);

  test.each([
    [40, []],
    [41, ['Raise: Entries per network access list and direction']],
  ])('%d entries of an access list, in both directions, are within the quota or flagged', (count, titles) => {
    expect(flagged(count).map(({ title }) => title.en)).toEqual(titles);
  });

  test('a sixth VPC in a region is flagged, with the command that asks for it', () => {
    const vpcs = Object.fromEntries([1, 2, 3, 4, 5, 6].map((number) => [`Vpc${number}`, { Type: 'AWS::EC2::VPC' }]));
    const { steps } = capacitySection(deploymentOfTemplate(vpcs));

    expect(steps[0]?.details?.map(({ en }) => en)).toContainEqual(expect.stringMatching(/^! VPCs per region: 6 of 5/));
    expect(steps[1]?.commands?.[0]).toContain('--service-code vpc --quota-code L-F678F1CE --desired-value 6');
  });

  test('a quota that a partition does not document is neither met nor exceeded', () => {
    const { steps } = capacitySection(deploymentFor(organization('aws-cn')));

    expect(details(steps)).toContain('? StackSets per administrator account: 5');
    expect(steps.map(({ title }) => title.en).join()).not.toContain('StackSets');
  });

  test('each quota has a dated source', () => {
    for (const { source } of serviceQuotas) {
      expect(source.url).toMatch(/^https:\/\/docs\./);
      expect(source.checked).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    }
  });
});

describe('cost', () => {
  test.each([
    [2, 'minimal', 8760],
    [3, 'minimal', 13_140],
    [3, 'full', 26_280],
  ])(
    '%d zones with the %s endpoints are billed for %d endpoint hours a month in each region',
    (zones, endpoints, hours) => {
      const network = { home: '10.0.0.0/16', recovery: '10.1.0.0/16', availabilityZones: zones, endpoints };
      const { steps } = costSection(deploymentFor(singleAccount('aws', { network })));

      expect(details(steps).match(/Interface endpoints, in each availability zone: (\d+) hours/g)).toEqual([
        `Interface endpoints, in each availability zone: ${hours} hours`,
        `Interface endpoints, in each availability zone: ${hours} hours`,
      ]);
    },
  );

  test('what StackSets bring is counted for each member account', () => {
    const recorders = (count: number) =>
      details(costSection(deploymentFor(organization('aws', count))).steps).match(
        /Configuration items of AWS Config: by use \((\d+) ×\)/g,
      );

    // every account has one in each of the two regions, the management account too
    expect(recorders(7)).toEqual(Array(2).fill('Configuration items of AWS Config: by use (7 ×)'));
    expect(recorders(26)).toEqual(Array(2).fill('Configuration items of AWS Config: by use (26 ×)'));
  });

  test('names no price', () => {
    for (const [, deployment] of everything)
      expect(details(costSection(deployment).steps)).not.toMatch(/[$€¥]|USD|CNY|EUR/);
  });
});
