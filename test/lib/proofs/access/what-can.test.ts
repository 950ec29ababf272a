import { areAlike, whatCan } from '../../../../lib/proofs/access/what-can';
import {
  accessTo,
  allow,
  deny,
  document,
  grant,
  HOME,
  onAll,
  PRODUCTION,
  principalNamed,
  resource,
  role,
  SANDBOX,
  type Stack,
} from './stacks';

const EC2 = [grant({ Service: 'ec2.amazonaws.com' }, 'sts:AssumeRole')];

const rail = (...statements: readonly object[]): Stack => ({
  account: HOME,
  resources: {
    Rail: resource('AWS::Organizations::Policy', {
      Name: 'rail',
      Type: 'SERVICE_CONTROL_POLICY',
      TargetIds: ['r-ab12'],
      Content: document(...statements),
    }),
  },
});

async function ask(statements: readonly object[], rest: object = {}, more: Readonly<Record<string, Stack>> = {}) {
  const access = accessTo({
    app: { account: PRODUCTION, resources: { App: role('app', EC2, statements, rest) } },
    ...more,
  });
  return whatCan(access, principalNamed(access, 'app'), undefined);
}

describe('what can', () => {
  test('expands wildcards to the actions that there are', async () => {
    const { allowances } = await ask([allow('secretsmanager:Describe*')]);

    expect(allowances).toMatchObject([
      {
        service: 'secretsmanager',
        actions: ['secretsmanager:DescribeSecret'],
        whole: false,
        answer: { verdict: 'allowed' },
      },
    ]);
  });

  test('says where a statement grants a whole service', async () => {
    const { allowances } = await ask([allow('sqs:*')]);

    expect(allowances.map(({ service, whole }) => [service, whole])).toEqual([['sqs', true]]);
  });

  test('takes NotAction for all other services', async () => {
    const { allowances } = await ask([{ Effect: 'Allow', NotAction: ['iam:*', 's3:Delete*'], Resource: '*' }]);
    const actions = new Set(allowances.flatMap((allowance) => allowance.actions.map((action) => action.toLowerCase())));

    expect(actions.has('sqs:sendmessage')).toBe(true);
    expect(actions.has('s3:getobject')).toBe(true);
    expect(actions.has('s3:deleteobject')).toBe(false);
    expect(actions.has('iam:createuser')).toBe(false);
    // the whole catalogue is read
  });

  test('names patterns that take in nothing', async () => {
    expect((await ask([allow(['s3:GetObjekt', 's4:*', 's3:GetObject'])])).unmatched).toEqual(['s3:GetObjekt', 's4:*']);
  });

  test('keeps resources and conditions of statements', async () => {
    const { allowances } = await ask([
      allow('s3:GetObject', 'arn:aws:s3:::box/*', { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } }),
    ]);

    expect(allowances).toMatchObject([
      {
        resources: ['arn:aws:s3:::box/*'],
        answer: { verdict: 'conditional', provisos: [{ conditions: [{ key: 'aws:MultiFactorAuthPresent' }] }] },
      },
    ]);
  });

  test('tells what a boundary withholds', async () => {
    const { allowances, withheld } = await ask([allow(['s3:GetObject', 'sqs:SendMessage'])], {
      PermissionsBoundary: { Ref: 'Boundary' },
    });
    expect([allowances.length, withheld.length]).toEqual([2, 0]);

    const access = accessTo({
      app: {
        account: PRODUCTION,
        resources: {
          App: role('app', EC2, [allow(['s3:GetObject', 'sqs:SendMessage'])], {
            PermissionsBoundary: { Ref: 'Boundary' },
          }),
          Boundary: resource('AWS::IAM::ManagedPolicy', { PolicyDocument: document(allow('s3:*')) }),
        },
      },
    });
    const bounded = await whatCan(access, principalNamed(access, 'app'), undefined);

    expect(bounded.allowances.map(({ service }) => service)).toEqual(['s3']);
    expect(bounded.withheld.map(({ service }) => service)).toEqual(['sqs']);
  });

  test('finds the resources on which a boundary leaves room', async () => {
    const access = accessTo({
      app: {
        account: PRODUCTION,
        resources: {
          App: role('app', EC2, [allow('iam:PassRole')], { PermissionsBoundary: { Ref: 'Boundary' } }),
          Boundary: resource('AWS::IAM::ManagedPolicy', {
            PolicyDocument: document(allow('iam:PassRole', 'arn:aws:iam::*:role/workload/*')),
          }),
        },
      },
    });

    expect((await whatCan(access, principalNamed(access, 'app'), undefined)).allowances).toMatchObject([
      { actions: ['iam:PassRole'], resources: ['arn:aws:iam::*:role/workload/*'], answer: { verdict: 'allowed' } },
    ]);
  });

  test('tells what guardrails withhold, and what they refuse in part', async () => {
    const { allowances, withheld, limits } = await ask(
      [allow(['s3:GetObject', 'sqs:SendMessage'])],
      {},
      {
        org: rail(deny('sqs:*'), deny('s3:Get*', 'arn:aws:s3:::acme-trail-*')),
      },
    );

    expect(allowances.map(({ service }) => service)).toEqual(['s3']);
    expect(withheld).toMatchObject([{ service: 'sqs', answer: { deciding: [{ policy: 'rail' }] } }]);
    expect(limits).toMatchObject([
      { actions: ['s3:GetObject'], statement: { resources: { items: ['arn:aws:s3:::acme-trail-*'] } } },
    ]);
  });

  test('takes in what resources grant by name', async () => {
    const { allowances } = await ask(
      [],
      {},
      {
        logs: {
          account: SANDBOX,
          resources: {
            Queue: resource('AWS::SQS::Queue', { QueueName: 'q' }),
            Policy: resource('AWS::SQS::QueuePolicy', {
              Queues: [{ Ref: 'Queue' }],
              PolicyDocument: document(onAll(grant({ AWS: `arn:aws:iam::${PRODUCTION}:role/app` }, 'sqs:SendMessage'))),
            }),
          },
        },
      },
    );

    expect(allowances).toEqual([]);
  });

  test('takes in what resources of its own account grant by name', async () => {
    const access = accessTo({
      app: {
        account: PRODUCTION,
        resources: {
          App: role('app', EC2),
          Queue: resource('AWS::SQS::Queue', { QueueName: 'q' }),
          Policy: resource('AWS::SQS::QueuePolicy', {
            Queues: [{ Ref: 'Queue' }],
            PolicyDocument: document(onAll(grant({ AWS: { 'Fn::GetAtt': ['App', 'Arn'] } }, 'sqs:SendMessage'))),
          }),
        },
      },
    });

    expect((await whatCan(access, principalNamed(access, 'app'), undefined)).allowances).toMatchObject([
      { service: 'sqs', resources: [`arn:aws:sqs:eu-central-1:${PRODUCTION}:q`], answer: { verdict: 'allowed' } },
    ]);
  });

  test('says of policies whose text is not known that they may grant more', async () => {
    const { obscure, allowances } = await ask([], {
      ManagedPolicyArns: ['arn:aws:iam::aws:policy/SecurityAudit', 'arn:aws:iam::aws:policy/SomethingElse'],
    });

    expect(allowances).toEqual([]);
    expect(obscure.map(({ policy, actions }) => [policy, actions?.items.includes('*:List*')])).toEqual([
      ['SecurityAudit', true],
      ['SomethingElse', undefined],
    ]);
  });
});

test('roles that differ by their account alone are alike', () => {
  const bucket = (name: string) => [allow('s3:GetObject', { 'Fn::Sub': `arn:aws:s3:::${name}-\${AWS::AccountId}/*` })];
  const access = accessTo({
    a: { account: PRODUCTION, resources: { A: role('same', EC2, bucket('logs')) } },
    b: { account: SANDBOX, resources: { A: role('same', EC2, bucket('logs')), C: role('other', EC2, bucket('data')) } },
  });
  const [one, two] = access.principals.filter(({ name }) => name === 'same');
  const other = principalNamed(access, 'other');

  expect(one && two && areAlike(access, one, two)).toBe(true);
  expect(one && areAlike(access, one, other)).toBe(false);
});
