import { App, Lazy, Stack } from 'aws-cdk-lib';
import type { Guardrail, Refusal } from '../../../constructs/guardrails/guardrail';
import { Guardrails, type GuardrailsProps } from '../../../constructs/guardrails/guardrails';
import { ResourceControls } from '../../../constructs/guardrails/resource-controls';
import { guardrailOf } from './guardrail-of';

const made =
  (guardrails: readonly Guardrail[], props: Partial<GuardrailsProps> = {}) =>
  () =>
    new Guardrails(new Stack(new App(), 'Stack'), 'Guardrails', {
      name: 'acme',
      partition: 'aws',
      allowedRegions: ['eu-west-1'],
      targetIds: ['r-ab12'],
      guardrails,
      ...props,
    });
const one = (refusal: Refusal, exempt?: Guardrail['exempt']) => made([guardrailOf('own', refusal, exempt)]);

const STOPPING = { actions: ['cloudtrail:StopLogging'] };

test('guardrails that can work are made', () => {
  expect(
    made([guardrailOf('trails', STOPPING, 'platform'), guardrailOf('keys', { actions: ['kms:DisableKey'] })]),
  ).not.toThrow();
});

describe('a guardrail that refuses nothing throws', () => {
  test.each<[string, Refusal, string]>([
    ['no actions', { actions: [] }, 'own refuses nothing: Action is empty'],
    ['all actions excepted', { actions: { allBut: ['*'] } }, 'own refuses nothing: NotAction excepts everything'],
    [
      'all resources excepted',
      { ...STOPPING, resources: { allBut: ['*'] } },
      'own refuses nothing: NotResource excepts everything',
    ],
    [
      'a condition without values',
      { ...STOPPING, condition: { StringEquals: { 'aws:RequestedRegion': [] } } },
      'own refuses nothing: StringEquals of aws:RequestedRegion has no value',
    ],
    [
      'a key that is to be absent and to have a value',
      { ...STOPPING, condition: { Null: { 'aws:SourceIp': 'true' }, IpAddress: { 'aws:sourceip': '192.0.2.0/24' } } },
      'own refuses nothing: aws:sourceip is to be absent and to have a value',
    ],
    [
      'a key that is to be something and not to be it',
      {
        ...STOPPING,
        condition: {
          StringEquals: { 'aws:RequestedRegion': 'eu-west-1' },
          StringNotEquals: { 'aws:RequestedRegion': ['eu-west-1', 'eu-central-1'] },
        },
      },
      'own refuses nothing: aws:RequestedRegion is to be and not to be eu-west-1',
    ],
  ])('%s', (_, refusal, message) => {
    expect(one(refusal)).toThrow(message);
  });

  test('a key that has two conditions which can both hold is no fault', () => {
    const condition = {
      StringEquals: { 'aws:RequestedRegion': ['eu-west-1', 'us-east-1'] },
      StringNotEquals: { 'aws:RequestedRegion': 'us-east-1' },
    };

    expect(one({ ...STOPPING, condition })).not.toThrow();
  });
});

test('throws when a guardrail refuses everything to everybody', () => {
  expect(one({ actions: ['*'] })).toThrow('own refuses everything to everybody: name actions, or a condition');
  expect(one({ actions: ['*'] }, 'platform')).toThrow('own locks out the break-glass role acme-break-glass');
});

describe('a guardrail that locks out throws', () => {
  const CDK = 'own locks out arn:aws:iam::*:role/cdk-*: it refuses ';

  test.each<[string, Refusal, string]>([
    ['the pipeline', { actions: ['cloudformation:*'] }, `${CDK}cloudformation:CreateStack, cloudformation:UpdateStack`],
    [
      'the pipeline, by exclusion',
      { actions: { allBut: ['cloudformation:*', 'iam:*', 's3:*', 'kms:*', 'logs:*'] } },
      `${CDK}sts:AssumeRole`,
    ],
    [
      'the pipeline, by its role',
      { actions: ['iam:*'], condition: { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/cdk-*' } } },
      `${CDK}iam:PassRole, iam:AddRoleToInstanceProfile, iam:CreateInstanceProfile, iam:CreatePolicy, `,
    ],
    [
      'stack sets',
      { actions: ['iam:CreateRole'] },
      'own locks out arn:aws:iam::*:role/stacksets-exec-*: it refuses iam:CreateRole',
    ],
    [
      'break-glass users',
      { actions: ['sts:AssumeRole'], resources: ['arn:aws:iam::*:role/acme-break-glass'] },
      'own locks out the break-glass users of acme: it refuses sts:AssumeRole',
    ],
    [
      'the break-glass role',
      { actions: ['iam:List*'] },
      'own locks out the break-glass role acme-break-glass: it refuses iam:ListRoles',
    ],
  ])('%s', (_, refusal, message) => {
    expect(one(refusal)).toThrow(message);
  });

  test('what spares the platform locks out break-glass all the same', () => {
    const condition = { ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/acme-break-glass' } };

    expect(one({ actions: ['cloudtrail:*'] }, 'platform')).toThrow('the break-glass role acme-break-glass');
    expect(one({ actions: ['cloudtrail:*'], condition }, 'platform')).not.toThrow();
  });

  test('roles that are named as platform are among those that must not be locked out', () => {
    const platformRoleArns = ['arn:aws:iam::222222222222:role/deployer'];
    const own = guardrailOf('own', { actions: ['kms:CreateKey'] });

    expect(made([own], { platformRoleArns })).toThrow('own locks out arn:aws:iam::222222222222:role/deployer');
  });

  const OWN = { organizationId: 'o-exampleorg1' };
  const MFA = { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'true' } };

  test.each<[string, Refusal, string]>([
    [
      'a key that every caller has',
      { actions: ['*'], condition: { Null: { 'aws:PrincipalArn': 'false' } } },
      `${CDK}cloudformation:CreateStack, `,
    ],
    [
      'the organization itself',
      { actions: ['*'], condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-exampleorg1' } } },
      `${CDK}cloudformation:CreateStack, `,
    ],
    [
      'a second factor',
      { actions: ['sts:AssumeRole'], condition: MFA },
      'own locks out the break-glass users of acme: it refuses sts:AssumeRole (leave these out',
    ],
    [
      'several such at once',
      { actions: ['ec2:*'], condition: { ...MFA, Bool: { 'aws:SecureTransport': 'true' } } },
      'own locks out the break-glass role acme-break-glass: it refuses ec2:DescribeInstances',
    ],
    [
      'all regions but the one of IAM',
      { actions: ['iam:*'], condition: { StringNotEquals: { 'aws:RequestedRegion': 'eu-west-1' } } },
      `${CDK}iam:PassRole, iam:AddRoleToInstanceProfile, iam:CreateInstanceProfile, iam:CreatePolicy, `,
    ],
    [
      'the only allowed region',
      { actions: ['ec2:*'], condition: { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } } },
      'own locks out the break-glass role acme-break-glass: it refuses ec2:DescribeInstances',
    ],
  ])('by a condition that always holds: %s', (_, refusal, message) => {
    expect(made([guardrailOf('own', refusal)], OWN)).toThrow(message);
  });

  test.each<[string, Refusal]>([
    [
      'no second factor',
      { actions: ['rds:Delete*'], condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } } },
    ],
    [
      'other organizations',
      { actions: ['*'], condition: { StringNotEquals: { 'aws:PrincipalOrgID': 'o-exampleorg1' } } },
    ],
    ['services', { actions: ['*'], condition: { Bool: { 'aws:PrincipalIsAWSService': 'true' } } }],
    ['clear text', { actions: ['*'], condition: { Bool: { 'aws:SecureTransport': 'false' } } }],
    ['requests without a principal', { actions: ['*'], condition: { Null: { 'aws:PrincipalArn': 'true' } } }],
    ['another region', { actions: ['ec2:*'], condition: { StringEquals: { 'aws:RequestedRegion': 'us-east-1' } } }],
  ])('not by a condition on %s', (_, refusal) => {
    expect(made([guardrailOf('own', refusal)], OWN)).not.toThrow();
  });

  test('by two guardrails, of which each leaves what the other takes', () => {
    const inside = guardrailOf('inside', {
      actions: ['ec2:*'],
      condition: { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } },
    });
    const outside = guardrailOf('outside', {
      actions: ['ec2:*'],
      condition: { StringNotEquals: { 'aws:RequestedRegion': 'eu-west-1' } },
    });
    const allowedRegions = ['eu-west-1', 'eu-central-1'];

    expect(made([inside, outside], { allowedRegions })).toThrow(
      'inside and outside together lock out the break-glass role acme-break-glass: they refuse ec2:DescribeInstances',
    );
    expect(made([inside], { allowedRegions })).not.toThrow();
    expect(made([outside], { allowedRegions })).not.toThrow();
  });

  test('what a condition on the request decides is left to the simulation', () => {
    const condition = { StringNotEquals: { 'cloudformation:TemplateUrl': 'https://example.com/x' } };

    expect(one({ actions: ['cloudformation:CreateStack'], condition })).not.toThrow();
  });
});

describe('guardrails that contradict each other throw', () => {
  const spared = guardrailOf('trails', { actions: ['cloudtrail:StopLogging', 'cloudtrail:DeleteTrail'] }, 'platform');
  const message = 'blanket refuses to everybody what trails leaves to the platform';

  test('when one refuses to everybody what the other leaves to the platform', () => {
    expect(made([spared, guardrailOf('blanket', { actions: ['cloudtrail:*Logging', 'cloudtrail:Delete*'] })])).toThrow(
      message,
    );
  });

  test('whichever stands first', () => {
    expect(made([guardrailOf('blanket', { actions: ['cloudtrail:D*', 'cloudtrail:S*'] }), spared])).toThrow(message);
  });

  test('when it refuses one of its actions', () => {
    expect(made([spared, guardrailOf('part', STOPPING)])).toThrow(
      'part refuses to everybody cloudtrail:StopLogging, of what trails leaves to the platform: exempt the platform there too',
    );
  });

  test('not when it does so under a condition, or refuses less than an action', () => {
    const condition = { StringNotEquals: { 'aws:RequestedRegion': 'eu-west-1' } };
    const wide = guardrailOf(
      'wide',
      { actions: ['secretsmanager:*'], condition: { Null: { 'aws:ResourceOrgID': 'false' } } },
      'platform',
    );

    expect(made([wide, guardrailOf('part', { actions: ['secretsmanager:BatchGetSecretValue'] })])).not.toThrow();
    expect(made([spared, guardrailOf('elsewhere', { actions: ['cloudtrail:*'], condition })])).not.toThrow();
  });
});

describe('a service that the partition lacks', () => {
  const inChina = { partition: 'aws-cn', allowedRegions: ['cn-north-1'] } as const;

  test('throws when a guardrail refuses nothing else', () => {
    expect(made([guardrailOf('own', { actions: ['bedrock:InvokeModel', 'macie2:Disable*'] })], inChina)).toThrow(
      'own refuses nothing: aws-cn has no bedrock; leave it out there by its partitions; own refuses nothing: aws-cn has no macie2',
    );
    expect(made([guardrailOf('own', { actions: ['bedrock:InvokeModel'] })])).not.toThrow();
  });

  test('not beside others, which are refused all the same', () => {
    const both = guardrailOf('own', { actions: ['bedrock:InvokeModel', 'ecs:ExecuteCommand'] });

    expect(made([both], inChina)).not.toThrow();
  });

  test('nor a call that no root user is there to make', () => {
    expect(made([guardrailOf('own', { actions: ['sts:AssumeRoot'] })], inChina)).not.toThrow();
  });
});

describe('what cannot be deployed, or guards nothing there, throws', () => {
  test('two guardrails with one id, or with ids that make one Sid', () => {
    const keys = { actions: ['kms:DisableKey'] };

    expect(made([guardrailOf('own', STOPPING), guardrailOf('own', keys)])).toThrow(
      'own makes the Sid Own of another guardrail too: give it another id',
    );
    expect(made([guardrailOf('own-keys', STOPPING), guardrailOf('own--keys', keys)])).toThrow('makes the Sid OwnKeys');
  });

  test.each<[string, Refusal]>([
    ['resources', { actions: ['s3:GetObject'], resources: ['arn:aws-cn:s3:::orders/*'] }],
    ['excepted resources', { actions: ['s3:GetObject'], resources: { allBut: ['arn:aws-cn:s3:::orders/*'] } }],
    ['conditions', { ...STOPPING, condition: { ArnNotLike: { 'aws:PrincipalArn': 'arn:aws-cn:s3:::orders/*' } } }],
  ])('ARNs of another partition: %s', (_, refusal) => {
    expect(one(refusal)).toThrow(
      'own names arn:aws-cn:s3:::orders/*, and the partition is aws: begin it with arn:aws:',
    );
  });

  test.each(['nonsense', 'r-AB12', 'ou-ab12', '12345678901'])('a target %s', (id) => {
    expect(made([guardrailOf('own', STOPPING)], { targetIds: ['r-ab12', id] })).toThrow(
      `Stack/Guardrails: give targetIds as ids of roots (r-ab12), units (ou-ab12-cdef3456) or accounts (12 digits), which ${id} is not`,
    );
  });

  test('but no target of the right form, and none that is known at deployment only', () => {
    const targetIds = ['r-ab12', 'ou-ab12-cdef3456', '111111111111', Lazy.string({ produce: () => 'r-ab12' })];

    expect(made([guardrailOf('own', STOPPING)], { targetIds })).not.toThrow();
  });
});

test('throws when one guardrail is larger than a policy may be, with its id, the quota and its date', () => {
  const resources = Array.from({ length: 300 }, (_, n) => `arn:aws:s3:::orders-${n}-${'x'.repeat(50)}/*`);

  expect(made([guardrailOf('own-objects', { actions: ['s3:GetObject'], resources })])).toThrow(
    /^Stack\/Guardrails: a policy takes 10240 characters in aws \(quota, \d{4}-\d\d-\d\d\), and the guardrail own-objects takes 2\d{4}: divide it into several/,
  );
});

describe('resource guardrails', () => {
  const controls = (refusal: Refusal, exempt?: Guardrail['exempt']) => () =>
    new ResourceControls(new Stack(new App(), 'Stack'), 'Controls', {
      name: 'acme',
      partition: 'aws',
      allowedRegions: ['eu-west-1'],
      organizationId: 'o-exampleorg1',
      targetIds: ['r-ab12'],
      guardrails: [guardrailOf('own', refusal, exempt)],
    });

  const OUTSIDE = { BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' } };
  const ofAnother = (id: string) => ({
    StringNotEqualsIfExists: { 'aws:PrincipalOrgID': id },
    ...OUTSIDE,
  });

  test('are held to the same', () => {
    expect(controls({ actions: ['*'] })).toThrow('Stack/Controls: these guardrails cannot work');
    expect(controls({ actions: ['sqs:NoSuchAction'] })).toThrow('own: sqs:NoSuchAction is no action');
    expect(controls({ actions: ['s3:PutBucketAcl'] })).not.toThrow();
  });

  test.each<[string, Refusal, string]>([
    [
      'the pipeline',
      { actions: ['s3:PutBucketPublicAccessBlock'] },
      'role/cdk-*: it refuses s3:PutBucketPublicAccessBlock',
    ],
    ['the pipeline, of the whole service', { actions: ['s3:*'] }, 'role/cdk-*: it refuses s3:'],
    [
      'the organization itself',
      { actions: ['kms:*'], condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-exampleorg1' } } },
      'role/cdk-*: it refuses kms:',
    ],
    [
      'all but a mistyped organization',
      { actions: ['s3:*'], condition: ofAnother('o-exampelorg1') },
      'role/cdk-*: it refuses s3:',
    ],
    [
      'services of AWS, which belong to no organization',
      { actions: ['s3:*'], condition: { StringNotEqualsIfExists: { 'aws:PrincipalOrgID': 'o-exampleorg1' } } },
      'the services of AWS that record for acme: it refuses s3:',
    ],
    ['functions', { actions: ['logs:PutLogEvents'] }, 'hosts and replication work: it refuses logs:PutLogEvents'],
    ['replication', { actions: ['s3:ReplicateObject'] }, 'hosts and replication work: it refuses s3:ReplicateObject'],
    ['break-glass', { actions: ['sts:AssumeRole'] }, 'the break-glass users of acme: it refuses sts:AssumeRole'],
  ])('throws when one locks out %s', (_, refusal, message) => {
    expect(controls(refusal)).toThrow(message);
  });

  test('throws when one says what such policies cannot say', () => {
    const condition = { Bool: { 'aws:SecureTransport': 'false' } };

    expect(controls({ actions: { allBut: ['s3:*'] }, condition })).toThrow('own refuses all actions but some');
    expect(controls({ actions: ['*'], condition })).toThrow('own names *, and resource control policies do not reach');
    expect(controls({ actions: ['ec2:RunInstances'], condition })).toThrow('own names ec2:RunInstances, and');
    expect(controls({ actions: ['s3:PutBucketAcl'] }, 'platform')).toThrow('own spares the platform');
  });

  test.each<[string, Refusal]>([
    ['strangers', { actions: ['s3:*', 'kms:*'], condition: ofAnother('o-exampleorg1') }],
    ['requests without TLS', { actions: ['s3:*'], condition: { BoolIfExists: { 'aws:SecureTransport': 'false' } } }],
    [
      'strangers of a provider that the reference does not list',
      {
        actions: ['sts:AssumeRoleWithWebIdentity'],
        condition: { StringNotLikeIfExists: { 'token.actions.githubusercontent.com:sub': 'repo:acme/*' } },
      },
    ],
  ])('may refuse %s', (_, refusal) => {
    expect(controls(refusal)).not.toThrow();
  });
});
