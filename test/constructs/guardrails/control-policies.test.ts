import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { CfnPolicy } from 'aws-cdk-lib/aws-organizations';
import { Ec2Settings } from '../../../constructs/guardrails/ec2-settings';
import { type Guardrail, statementOf } from '../../../constructs/guardrails/guardrail';
import { Guardrails, type GuardrailsProps } from '../../../constructs/guardrails/guardrails';
import { tidied } from '../../../constructs/guardrails/minify';
import { charactersOf, documentOf, type PolicyDocument, pack } from '../../../constructs/guardrails/pack';
import { PERIMETER_GUARDRAILS } from '../../../constructs/guardrails/perimeter';
import { platformRoles } from '../../../constructs/guardrails/platform-roles';
import { ResourceControls, type ResourceControlsProps } from '../../../constructs/guardrails/resource-controls';
import { GUARDRAILS } from '../../../constructs/guardrails/service-control-policies';
import { verdictOf } from '../../../constructs/nag/rule';
import { ec2SettingsDecided } from '../../../constructs/nag/rules/governance/ec2-settings-decided';
import { guardrailWithinQuota } from '../../../constructs/nag/rules/governance/guardrail-within-quota';
import { resourceControlEffective } from '../../../constructs/nag/rules/governance/resource-control-effective';
import { Template as Judged } from '../../../constructs/nag/template';
import { organizationQuotas } from '../../../constructs/partition';
import { declarationsOf } from '../../../constructs/standard';
import { guardrailOf } from './guardrail-of';
import { holds } from './held';

const CONTEXT = {
  name: 'acme',
  partition: 'aws',
  allowedRegions: ['eu-west-1'],
  organizationId: 'o-exampleorg1',
  targetIds: ['r-ab12'],
} as const;

const stackOf = (): Stack => new Stack(new App(), 'Stack');

const policiesIn = (stack: Stack) =>
  Object.values(Template.fromStack(stack).findResources('AWS::Organizations::Policy')).map(
    ({ Properties }) => Properties,
  );

const guarded = (props: Partial<GuardrailsProps> = {}) => {
  const stack = stackOf();
  return { stack, guardrails: new Guardrails(stack, 'Guardrails', { ...CONTEXT, ...props }) };
};

const controlled = (props: Partial<ResourceControlsProps> = {}) => {
  const stack = stackOf();
  return { stack, controls: new ResourceControls(stack, 'Controls', { ...CONTEXT, ...props }) };
};

const quiet = { partition: 'aws-cn', allowedRegions: ['cn-north-1'] } as const;

/** Guardrails of about so many characters, no two of which can be merged. */
const sized = (count: number, characters: number): Guardrail[] =>
  Array.from({ length: count }, (_, index) =>
    guardrailOf(`own-${index}`, {
      actions: ['s3:DeleteBucket'],
      condition: { StringEquals: { 'aws:PrincipalTag/team': `team-${index}`.padEnd(characters, 'x') } },
    }),
  );

describe('the words of a policy', () => {
  test('name and description say what it stops', () => {
    const [first] = policiesIn(guarded().stack);

    expect(first?.['Name']).toBe('acme-guardrails-1: logs, evidence, detection');
    expect(first?.['Description']).toMatch(/^Stops: stopping, changing trails; .+; blinding threat detection\.$/);
  });

  test('and keep to the lengths that Organizations takes', () => {
    for (const { Name, Description } of [...policiesIn(guarded().stack), ...policiesIn(controlled().stack)]) {
      expect(String(Name).length).toBeLessThanOrEqual(128);
      expect(String(Description).length).toBeLessThanOrEqual(512);
    }
  });

  test('throws for words that no description has room for', () => {
    const wordy: Guardrail = { ...guardrailOf('own', { actions: ['s3:DeleteBucket'] }), brief: 'much '.repeat(110) };

    expect(() => guarded({ guardrails: [wordy] })).toThrow(
      "Stack/Guardrails: a policy's name takes 128 characters and its description 512 (quota, 2026-11-23), which have to say what own stops: shorten its brief",
    );
  });

  test('throws for a name that leaves no room for a theme', () => {
    expect(() => guarded({ name: 'a'.repeat(120) })).toThrow('or the name of the landing zone');
  });
});

describe('quotas', () => {
  const declared = ({ policies }: Guardrails) =>
    new Set(policies.flatMap((policy) => declarationsOf(policy).flatMap(({ requirements }) => requirements)));

  test('statements are merged in those policies alone that have no room for them apart', () => {
    const roles = platformRoles(quiet);
    const apart = [...GUARDRAILS, ...PERIMETER_GUARDRAILS]
      .filter(({ partitions }) => partitions?.includes('aws-cn') ?? true)
      .flatMap((guardrail) => statementOf(guardrail, { ...CONTEXT, ...quiet }, roles) ?? [])
      .map(tidied);
    const isMerged = ({ Statement }: PolicyDocument) => Statement.some(({ Sid }) => Sid.endsWith('More'));
    const { documents } = guarded(quiet).guardrails;

    expect(guarded().guardrails.documents.filter(isMerged)).toEqual([]);
    expect(documents.filter(isMerged).length).toBeLessThan(documents.length);
    for (const document of documents) {
      const characters = charactersOf(documentOf(apart.filter((statement) => holds(document.Statement, statement))));
      expect(isMerged(document)).toBe(characters > organizationQuotas['aws-cn'].serviceControlPolicySize);
    }
  });

  test('merged, all guardrails of the landing zone fit where they do not apart, and still say what they stop', () => {
    const long = {
      ...quiet,
      name: 'organization-of-20-c',
      allowedRegions: ['cn-north-1', 'cn-northwest-1'],
      expectedNetworks: ['203.0.113.0/24'],
      delivery: 'self-managed',
    } as const;
    const statements = [...GUARDRAILS, ...PERIMETER_GUARDRAILS]
      .filter(({ partitions }) => partitions?.includes('aws-cn') ?? true)
      .flatMap((guardrail) => statementOf(guardrail, { ...CONTEXT, ...long }, platformRoles(long)) ?? []);
    const quota = organizationQuotas['aws-cn'];
    const apart = pack(
      statements.map((statement) => [statement]),
      (lot) => charactersOf(documentOf(lot)) <= quota.serviceControlPolicySize,
    );
    const { guardrails } = guarded(long);

    expect(apart.length).toBeGreaterThan(quota.serviceControlPoliciesPerNode - 1);
    expect(guardrails.documents.length).toBeLessThan(apart.length);
    expect(guardrails.documents.flatMap(({ Statement }) => Statement).some(({ Sid }) => /And\d+More$/.test(Sid))).toBe(
      true,
    );
    expect(declared(guardrails)).toEqual(
      declared(guarded({ ...quiet, expectedNetworks: long.expectedNetworks }).guardrails),
    );
  });

  test('throws with target, characters and what to shorten when they do not fit', () => {
    expect(() => guarded({ ...quiet, guardrails: sized(9, 3000) })).toThrow(
      /Stack\/Guardrails: the guardrails take 9 policies, and 4 more can be attached in aws-cn \(quota, unverified: 5 of 5120 characters\)\. They have 2\d{4} characters and go to r-ab12, where FullAWSAccess takes one place\. The largest: Own\d \(\d+\), Own\d \(\d+\), Own\d \(\d+\)\. Shorten these/,
    );
  });

  test('throws for resource control policies, where RCPFullAWSAccess takes a place', () => {
    expect(() => controlled({ guardrails: sized(5, 3000) })).toThrow(
      /Stack\/Controls: the guardrails take 5 policies, and 4 more can be attached in aws .* where RCPFullAWSAccess takes one place/,
    );
  });

  test('policies of others at the same target count at synthesis; those above it do not', () => {
    const { stack } = guarded();
    const more = (count: number, target: string) =>
      Array.from(
        { length: count },
        (_, index) =>
          new CfnPolicy(stack, `${target}${index}`, {
            name: `own-${target}-${index}`,
            type: 'SERVICE_CONTROL_POLICY',
            content: {},
            targetIds: [target],
          }),
      );
    const errors = () => stack.node.findChild('Guardrails').node.validate();

    more(9, 'ou-ab12-11111111');
    expect(errors()).toEqual([]);
    more(9, 'r-ab12');
    expect(errors()).toEqual([
      expect.stringContaining(
        'r-ab12 has 17 policies of type SERVICE_CONTROL_POLICY with FullAWSAccess, and aws allows 10',
      ),
    ]);
  });
});

describe('ResourceControls', () => {
  const statements = (props: Partial<ResourceControlsProps> = {}) =>
    controlled(props).controls.documents.flatMap(({ Statement }) => Statement);

  test('8.2/no-excess-access#data-perimeter: refuse whoever is outside the organization, services of AWS excepted', () => {
    expect(statements().find(({ Sid }) => Sid === 'OutsideIdentities')).toMatchObject({
      Effect: 'Deny',
      Principal: '*',
      Action: expect.arrayContaining(['s3:*', 'kms:*', 'sqs:*', 'secretsmanager:*', 'sts:AssumeRole']),
      Resource: '*',
      Condition: {
        StringNotEqualsIfExists: { 'aws:PrincipalOrgID': 'o-exampleorg1' },
        BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
      },
    });
  });

  test('8.2/no-excess-access#data-perimeter: refuse services that act for strangers', () => {
    expect(statements().find(({ Sid }) => Sid === 'ConfusedDeputies')).toMatchObject({
      Condition: {
        StringNotEqualsIfExists: { 'aws:SourceOrgID': 'o-exampleorg1' },
        Bool: { 'aws:PrincipalIsAWSService': 'true' },
        Null: { 'aws:SourceAccount': 'false' },
      },
    });
  });

  test('spare suppliers by account', () => {
    expect(statements({ trustedAccounts: ['333333333333'] })[0]?.Condition?.['StringNotEqualsIfExists']).toEqual({
      'aws:PrincipalOrgID': 'o-exampleorg1',
      'aws:PrincipalAccount': ['333333333333'],
    });
  });

  test('leave federated people alone, who have no account when they ask', () => {
    const actions = statements().flatMap(({ Action }) => Action ?? []);

    expect(actions.filter((action) => action.startsWith('sts:'))).toEqual(['sts:AssumeRole', 'sts:AssumeRole']);
  });

  test.each(['aws', 'aws-cn'] as const)('keep to the quotas and the syntax in %s', (partition) => {
    const { stack } = controlled(partition === 'aws' ? {} : quiet);
    const template = Judged.cloudFormation(Template.fromStack(stack).toJSON(), {
      environment: { partition, account: '111111111111', region: partition === 'aws' ? 'eu-west-1' : 'cn-north-1' },
    });

    for (const policy of template.resources) {
      expect(verdictOf(guardrailWithinQuota, policy)).toEqual({ outcome: 'compliant' });
      expect(verdictOf(resourceControlEffective, policy)).toEqual({ outcome: 'compliant' });
    }
    expect(template.resources.length).toBeGreaterThan(0);
  });

  test('throws without a target', () => {
    expect(() => controlled({ targetIds: [] })).toThrow('Stack/Controls: give targetIds');
  });
});

describe('the perimeter of identities', () => {
  const sids = (props: Partial<GuardrailsProps>) =>
    guarded(props).guardrails.documents.flatMap(({ Statement }) => Statement.map(({ Sid }) => Sid));
  const statement = (sid: string, props: Partial<GuardrailsProps> = {}) =>
    guarded(props)
      .guardrails.documents.flatMap(({ Statement }) => Statement)
      .find(({ Sid }) => Sid === sid);

  test('is there only where the organization is known', () => {
    expect(sids({ organizationId: undefined as never })).not.toContain('ForeignResources');
    expect(sids({})).toEqual(
      expect.arrayContaining(['ForeignResources', 'InstanceCredentialsElsewhere', 'ForeignEndpoints']),
    );
  });

  test('expects networks only where some are named', () => {
    expect(sids({})).not.toContain('UnexpectedNetworks');
    expect(statement('UnexpectedNetworks', { expectedNetworks: ['203.0.113.0/24'] })?.Condition).toMatchObject({
      NotIpAddress: { 'aws:SourceIp': ['203.0.113.0/24'] },
      BoolIfExists: { 'aws:ViaAWSService': 'false' },
    });
  });

  test('8.2/no-excess-access#data-perimeter: an instance may call through central endpoints that are named', () => {
    const networkOf = (props: Parameters<typeof statement>[1]) =>
      statement('InstanceCredentialsElsewhere', props)?.Condition?.['StringNotEquals']?.['aws:SourceVpc'];
    const endpointNetworks = ['vpc-0123456789abcdef0'];

    expect(networkOf({})).toBe('${aws:Ec2InstanceSourceVpc}');
    expect(networkOf({ endpointNetworks })).toEqual(['${aws:Ec2InstanceSourceVpc}', ...endpointNetworks]);
  });

  test('holds people to them, and not break-glass', () => {
    const roles = statement('UnexpectedNetworks', { expectedNetworks: ['203.0.113.0/24'] })?.Condition?.['ArnLike']?.[
      'aws:PrincipalArn'
    ];

    expect(roles).toContain('arn:aws:iam::*:role/acme-developer');
    expect(roles).toContain('arn:aws:iam::*:role/aws-reserved/sso.amazonaws.com/*');
    expect(roles).not.toContain('arn:aws:iam::*:role/acme-break-glass');
  });

  test('excepts whole names of buckets of AWS, in the allowed regions alone', () => {
    const { NotResource } = statement('ForeignResources') ?? {};

    expect(NotResource).toContain('arn:aws:s3:::aws-ssm-eu-west-1/*');
    expect([NotResource].flat().filter((arn) => /\*./.test(arn ?? ''))).toEqual([]);
  });

  test('uses no key in China that no page says requests carry there', () => {
    expect(sids({ partition: 'aws-cn', allowedRegions: ['cn-north-1'] })).not.toContain('ForeignEndpoints');
  });
});

describe('Ec2Settings', () => {
  const settings = (targetIds: readonly string[] = ['r-ab12']) => {
    const stack = stackOf();
    new Ec2Settings(stack, 'Settings', { name: 'acme', targetIds });
    return stack;
  };

  test('8.4/leak-prevention#public-exposure-blocked: decide that images and snapshots are never public', () => {
    const [policy] = policiesIn(settings());

    expect(policy).toMatchObject({
      Type: 'DECLARATIVE_POLICY_EC2',
      TargetIds: ['r-ab12'],
      Content: {
        ec2_attributes: {
          image_block_public_access: { state: { '@@assign': 'block_new_sharing' } },
          snapshot_block_public_access: { state: { '@@assign': 'block_all_sharing' } },
          serial_console_access: { status: { '@@assign': 'disabled' } },
          instance_metadata_defaults: { http_tokens: { '@@assign': 'required' } },
        },
      },
    });
  });

  test('are judged compliant', () => {
    const template = Judged.cloudFormation(Template.fromStack(settings()).toJSON(), {
      environment: { partition: 'aws', account: '111111111111', region: 'eu-west-1' },
    });

    for (const policy of template.resources) {
      expect(verdictOf(ec2SettingsDecided, policy)).toEqual({ outcome: 'compliant' });
      expect(verdictOf(guardrailWithinQuota, policy)).toEqual({ outcome: 'compliant' });
    }
  });

  test('throws without a target', () => {
    expect(() => settings([])).toThrow('Stack/Settings: give targetIds');
  });
});
