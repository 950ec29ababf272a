import { App, Stack } from 'aws-cdk-lib';
import type { Guardrail, Refusal } from '../../../constructs/guardrails/guardrail';
import { Guardrails } from '../../../constructs/guardrails/guardrails';
import { guardrailOf } from './guardrail-of';

const made = (guardrails: readonly Guardrail[]) => () =>
  new Guardrails(new Stack(new App(), 'Stack'), 'Guardrails', {
    name: 'acme',
    partition: 'aws',
    allowedRegions: ['eu-west-1'],
    targetIds: ['r-ab12'],
    guardrails,
  });

type Condition = NonNullable<Refusal['condition']>;

/** Guardrails `a`, `b` … that refuse an action, each under a condition. */
const under = (action: string, ...conditions: readonly Condition[]) =>
  conditions.map((condition, index) => guardrailOf('abc'.charAt(index), { actions: [action], condition }));

describe('throws when demands cannot all be met', () => {
  test.each<[string, string, string, readonly Condition[]]>([
    [
      'a tag there and not there',
      'ec2:RunInstances',
      'aws:RequestTag/owner',
      [{ Null: { 'aws:RequestTag/owner': 'true' } }, { Null: { 'aws:RequestTag/owner': 'false' } }],
    ],
    [
      'a tag of a value and of another',
      'ec2:DeleteTags',
      'aws:RequestTag/x',
      [{ StringEquals: { 'aws:RequestTag/x': '1' } }, { StringNotEquals: { 'aws:RequestTag/x': '1' } }],
    ],
    [
      'encrypted and not encrypted',
      'ec2:CreateVolume',
      'ec2:Encrypted',
      [{ Bool: { 'ec2:Encrypted': 'true' } }, { Bool: { 'ec2:Encrypted': 'false' } }],
    ],
    [
      'larger than what is largest',
      'ec2:CreateVolume',
      'ec2:VolumeSize',
      [{ NumericLessThan: { 'ec2:VolumeSize': '10' } }, { NumericGreaterThan: { 'ec2:VolumeSize': '5' } }],
    ],
    [
      'no region and no other',
      'rds:DeleteDBInstance',
      'aws:RequestedRegion',
      [{ StringLike: { 'aws:RequestedRegion': 'eu-*' } }, { StringNotLike: { 'aws:RequestedRegion': 'eu-*' } }],
    ],
    [
      'before a day and after it',
      'rds:DeleteDBInstance',
      'aws:CurrentTime',
      [
        { DateLessThan: { 'aws:CurrentTime': '2027-01-01T00:00:00Z' } },
        { DateGreaterThanEquals: { 'aws:CurrentTime': '2027-01-01T00:00:00Z' } },
      ],
    ],
  ])('%s', (_, action, key, conditions) => {
    expect(made(under(action, ...conditions))).toThrow(
      `a and b together refuse every ${action}, whatever ${key} is: leave some value, or none, to be asked for`,
    );
  });

  test('by three, of which each is needed, and names no fourth', () => {
    const size = (condition: Condition) => condition;
    const three = under(
      'ec2:CreateVolume',
      size({ NumericLessThan: { 'ec2:VolumeSize': '5' } }),
      size({ NumericEquals: { 'ec2:VolumeSize': '5' } }),
      size({ NumericGreaterThan: { 'ec2:VolumeSize': '5' } }),
    );
    const fourth = guardrailOf('d', {
      actions: ['ec2:*Volume'],
      condition: { NumericEquals: { 'ec2:VolumeSize': '7' } },
    });

    expect(made([fourth, ...three])).toThrow('a and b and c together refuse every ec2:CreateVolume');
  });

  test('where they ask for something else beside', () => {
    const type = { StringEquals: { 'ec2:VolumeType': 'io2' } };
    const [yes, no] = [
      { ...type, Bool: { 'ec2:Encrypted': 'true' } },
      { ...type, Bool: { 'ec2:Encrypted': 'false' } },
    ];

    expect(made(under('ec2:CreateVolume', yes, no))).toThrow(
      'whatever ec2:Encrypted is, where their other conditions hold',
    );
  });
});

describe('resources', () => {
  const some = ['arn:aws:s3:::a*'];
  const on = (id: string, resources: Refusal['resources'], condition?: Condition, exempt?: Guardrail['exempt']) =>
    guardrailOf(
      id,
      { actions: ['s3:PutBucketAcl'], ...(resources && { resources }), ...(condition && { condition }) },
      exempt,
    );
  const INSECURE = { Bool: { 'aws:SecureTransport': 'false' } };

  test.each<[string, readonly Guardrail[], string]>([
    ['some and all others', [on('a', { allBut: some }), on('b', some)], 'a and b'],
    [
      'some by two, and all others',
      [on('a', { allBut: [...some, 'arn:aws:s3:::b'] }), on('b', some), on('c', ['arn:aws:s3:::b'])],
      'a and b and c',
    ],
    ['under a condition', [on('a', { allBut: some }, INSECURE), on('b', some, INSECURE)], 'a and b'],
    [
      'to all but the platform',
      [on('a', { allBut: some }, INSECURE, 'platform'), on('b', some, INSECURE, 'platform')],
      'a and b',
    ],
  ])('throws when guardrails refuse %s', (_, guardrails, ids) => {
    expect(made(guardrails)).toThrow(
      `${ids} together refuse every s3:PutBucketAcl, whatever its resource is: leave some resource`,
    );
  });

  test.each<[string, readonly Guardrail[]]>([
    ['some of what another leaves', [on('a', { allBut: [...some, 'arn:aws:s3:::b'] }), on('b', some)]],
    ['what another leaves, but not to the platform', [on('a', { allBut: some }), on('b', some, undefined, 'platform')]],
    ['what another leaves, under a condition', [on('a', { allBut: some }), on('b', some, INSECURE)]],
  ])('stays silent when one refuses %s', (_, guardrails) => {
    expect(made(guardrails)).not.toThrow();
  });
});

describe('stays silent when demands can be met', () => {
  test.each<[string, readonly Guardrail[]]>([
    ['one that forbids a tag alone', under('ec2:RunInstances', { Null: { 'aws:RequestTag/owner': 'false' } })],
    [
      'two tags',
      under(
        'ec2:RunInstances',
        { Null: { 'aws:RequestTag/owner': 'true' } },
        { Null: { 'aws:RequestTag/team': 'false' } },
      ),
    ],
    [
      'a tag there, and of some value',
      under(
        'ec2:RunInstances',
        { Null: { 'aws:RequestTag/x': 'true' } },
        { StringNotEquals: { 'aws:RequestTag/x': ['1', '2'] } },
      ),
    ],
    [
      'from a size to a size',
      under(
        'ec2:CreateVolume',
        { NumericLessThan: { 'ec2:VolumeSize': '5' } },
        { NumericGreaterThan: { 'ec2:VolumeSize': '10' } },
      ),
    ],
    [
      'of two actions',
      [
        guardrailOf('a', { actions: ['ec2:CreateVolume'], condition: { Bool: { 'ec2:Encrypted': 'true' } } }),
        guardrailOf('b', { actions: ['ec2:RunInstances'], condition: { Bool: { 'ec2:Encrypted': 'false' } } }),
      ],
    ],
    [
      'of two resources',
      [
        guardrailOf('a', {
          actions: ['s3:DeleteObject'],
          resources: ['arn:aws:s3:::orders/*'],
          condition: { Bool: { 'aws:SecureTransport': 'true' } },
        }),
        guardrailOf('b', {
          actions: ['s3:DeleteObject'],
          resources: ['arn:aws:s3:::wages/*'],
          condition: { Bool: { 'aws:SecureTransport': 'false' } },
        }),
      ],
    ],
    [
      'of two kinds of volume',
      under(
        'ec2:CreateVolume',
        { StringEquals: { 'ec2:VolumeType': 'io2' }, Bool: { 'ec2:Encrypted': 'true' } },
        { StringEquals: { 'ec2:VolumeType': 'gp3' }, Bool: { 'ec2:Encrypted': 'false' } },
      ),
    ],
  ])('%s', (_, guardrails) => {
    expect(made(guardrails)).not.toThrow();
  });
});

describe('throws when conditions of one guardrail', () => {
  test.each<[string, Condition, string]>([
    [
      'want a number both small and large',
      { NumericLessThan: { 'ec2:VolumeSize': '1' }, NumericGreaterThan: { 'ec2:VolumeSize': '9' } },
      'own refuses nothing: no ec2:VolumeSize meets all its conditions, NumericLessThan and NumericGreaterThan',
    ],
    [
      'want a region and none like it',
      { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' }, StringNotLike: { 'aws:RequestedRegion': 'eu-*' } },
      'own refuses nothing: no aws:RequestedRegion meets all its conditions, StringEquals and StringNotLike',
    ],
    [
      'want it there, and of none of any values',
      { Null: { 'ec2:VolumeType': 'false' }, StringEqualsIfExists: { 'ec2:VolumeType': [] } },
      'own refuses nothing: no ec2:VolumeType meets all its conditions',
    ],
    [
      'say nothing',
      { StringLikeIfExists: { 'ec2:VolumeType': '*' } },
      'own has conditions on ec2:VolumeType that every request meets: leave them out, or ask for less',
    ],
    [
      'say it may be true or false',
      { BoolIfExists: { 'ec2:Encrypted': ['true', 'false'] } },
      'own has conditions on ec2:Encrypted that every request meets',
    ],
    [
      'name no region',
      { StringEquals: { 'aws:RequestedRegion': 'atlantis-1' } },
      'own names the region atlantis-1, which aws does not have: name one of its regions',
    ],
    [
      'name a region of China',
      { StringLike: { 'aws:RequestedRegion': 'cn-*' } },
      'own names the region cn-*, which aws does not have',
    ],
  ])('%s', (_, condition, message) => {
    expect(made([guardrailOf('own', { actions: ['ec2:CreateVolume'], condition })])).toThrow(message);
  });

  test.each<[string, Condition]>([
    ['leave a range', { NumericLessThan: { 'ec2:VolumeSize': '9' }, NumericGreaterThan: { 'ec2:VolumeSize': '1' } }],
    [
      'leave a number',
      { NumericLessThanEquals: { 'ec2:VolumeSize': '9' }, NumericGreaterThanEquals: { 'ec2:VolumeSize': '9' } },
    ],
    ['leave some of a kind', { StringLike: { 'ec2:VolumeType': 'io*' }, StringNotEquals: { 'ec2:VolumeType': 'io1' } }],
    ['want a value to be there, whatever it is', { StringLike: { 'ec2:VolumeType': '*' } }],
    [
      'compare with variables',
      {
        StringEquals: { 'aws:PrincipalAccount': '${aws:ResourceAccount}' },
        StringNotEquals: { 'aws:PrincipalAccount': '222222222222' },
      },
    ],
  ])('not when they %s', (_, condition) => {
    expect(made([guardrailOf('own', { actions: ['ec2:CreateVolume'], condition })])).not.toThrow();
  });
});
