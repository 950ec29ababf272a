import { actionNamed } from '../../../../lib/proofs/access/catalogue';
import { LONGEST_CHAIN, whoCan } from '../../../../lib/proofs/access/who-can';
import { accessTo, allow, document, grant, HOME, onAll, PRODUCTION, resource, role, SANDBOX } from './stacks';

const trusting = (...names: readonly string[]) => [grant({ AWS: names }, 'sts:AssumeRole')];
const arn = (name: string, account = PRODUCTION) => `arn:aws:iam::${account}:role/${name}`;
const assume = (name: string) => allow('sts:AssumeRole', arn(name));

async function ask(action: string, resources: object, on?: string) {
  const named = await actionNamed(action);
  if (!named) throw new Error(`${action} is no action`);
  const access = accessTo({ app: { account: PRODUCTION, resources: resources as Record<string, object> } });
  const { able, detours } = whoCan(access, { action: named, ...(on !== undefined && { resource: on }) });
  return {
    able: able.filter(({ asker }) => asker.kind !== 'root').map(({ asker, answer }) => [asker.name, answer.verdict]),
    resources: able.flatMap((ability) => ability.resources),
    detours: detours.map(({ asker, through }) => [asker.name, ...through.map(({ role: next }) => next.name)]),
  };
}

describe('who can', () => {
  test('names who may, on which resources', async () => {
    const { able, resources } = await ask('s3:GetObject', {
      Reader: role('reader', trusting('arn:aws:iam::111111111111:root'), [
        allow('s3:GetObject', 'arn:aws:s3:::acme-box/*'),
      ]),
      Writer: role('writer', trusting('arn:aws:iam::111111111111:root'), [allow('s3:PutObject')]),
      Box: resource('AWS::S3::Bucket', { BucketName: 'acme-box' }),
    });

    expect(able).toEqual([['reader', 'allowed']]);
    expect(resources).toContain('arn:aws:s3:::acme-box/any');
  });

  test('takes a name with a hyphen for the one action that it is', async () => {
    const action = 'vpc-lattice:AssociateViaAWSService-EventsAndStates';
    const { able } = await ask(action, {
      Reader: role('reader', EC2, [allow('s3:GetObject')]),
      Connector: role('connector', EC2, [allow('vpc-lattice:*')]),
    });

    expect(able).toEqual([['connector', 'allowed']]);
  });

  const EC2 = [grant({ Service: 'ec2.amazonaws.com' }, 'sts:AssumeRole')];
  const bounded = (own: object, bound: object) => ({
    Reader: role('reader', EC2, [own], { PermissionsBoundary: { Ref: 'Bound' } }),
    Bound: resource('AWS::IAM::ManagedPolicy', { ManagedPolicyName: 'bound', PolicyDocument: document(bound) }),
  });

  test.each<[string, string, Record<string, object>, string]>([
    [
      'a table that no template makes, in any account and region',
      'dynamodb:Scan',
      { Reader: role('reader', EC2, [allow('dynamodb:Scan', 'arn:aws:dynamodb:*:*:table/orders')]) },
      `arn:aws:dynamodb:eu-central-1:${PRODUCTION}:table/orders`,
    ],
    [
      'objects below a prefix',
      's3:GetObject',
      { Reader: role('reader', EC2, [allow('s3:*', 'arn:aws:s3:::orders-?/2026/*')]) },
      'arn:aws:s3:::orders-x/2026/any',
    ],
    [
      'log groups, whose ARNs end in a colon',
      'logs:FilterLogEvents',
      { Reader: role('reader', EC2, [allow('logs:FilterLogEvents', 'arn:aws:logs:*:*:log-group:/orders:*')]) },
      `arn:aws:logs:eu-central-1:${PRODUCTION}:log-group:/orders:any`,
    ],
    [
      'what a pattern for all services takes in',
      'sqs:SendMessage',
      { Reader: role('reader', EC2, [allow('*', 'arn:aws:*:*:*:orders')]) },
      `arn:aws:sqs:eu-central-1:${PRODUCTION}:orders`,
    ],
    [
      'what a boundary leaves of a grant on all',
      's3:GetObject',
      bounded(allow('s3:GetObject'), allow('s3:*', 'arn:aws:s3:::orders/*')),
      'arn:aws:s3:::orders/any',
    ],
    [
      'what a grant and a boundary have in common',
      's3:GetObject',
      bounded(allow('s3:GetObject', 'arn:aws:s3:::*-logs/*'), allow('s3:*', 'arn:aws:s3:::orders*')),
      'arn:aws:s3:::ordersany-logs/any',
    ],
    [
      'what a refusal of all others leaves',
      's3:GetObject',
      {
        Reader: role('reader', EC2, [
          allow('s3:GetObject'),
          { Effect: 'Deny', Action: 's3:*', NotResource: 'arn:aws:s3:::orders/*' },
        ]),
      },
      'arn:aws:s3:::orders/any',
    ],
  ])('knows of %s', async (_, action, resources, expected) => {
    const { able, resources: named } = await ask(action, resources);

    expect(able).toContainEqual(['reader', 'allowed']);
    expect(named).toContain(expected);
  });

  test.each<[string, object]>([
    ['a grant on what the action is not about', allow('s3:GetObject', 'arn:aws:s3:::orders')],
    ['another service', allow('s3:GetObject', 'arn:aws:sqs:*:*:orders')],
  ])('names nobody for %s', async (_, statement) => {
    expect((await ask('s3:GetObject', { Reader: role('reader', EC2, [statement]) })).able).toEqual([]);
  });

  test('names nobody where a boundary leaves nothing', async () => {
    const resources = bounded(allow('s3:GetObject', 'arn:aws:s3:::a/*'), allow('s3:*', 'arn:aws:s3:::b/*'));

    expect((await ask('s3:GetObject', resources)).able).toEqual([]);
  });

  test('names whom a bucket lets in to a prefix', async () => {
    const guest = arn('guest', SANDBOX);
    const { able } = await ask('s3:GetObject', {
      Box: resource('AWS::S3::Bucket', { BucketName: 'acme-box' }),
      Policy: resource('AWS::S3::BucketPolicy', {
        Bucket: { Ref: 'Box' },
        PolicyDocument: document({
          ...grant({ Service: 'logging.s3.amazonaws.com', AWS: guest }, 's3:GetObject'),
          Resource: 'arn:aws:s3:::acme-box/in/*',
        }),
      }),
    });

    expect(able).toEqual([['logging.s3.amazonaws.com', 'allowed']]);
  });

  test('includes the root user of the account, who needs no statement', async () => {
    const action = await actionNamed('s3:GetObject');
    const access = accessTo({ app: { account: PRODUCTION, resources: { Box: resource('AWS::S3::Bucket') } } });

    expect(action && whoCan(access, { action }).able.map(({ asker }) => asker.id)).toEqual([
      `arn:aws:iam::${PRODUCTION}:root`,
    ]);
  });

  test('asks of the one resource that is named', async () => {
    const resources = { Reader: role('reader', trusting(HOME), [allow('s3:GetObject', 'arn:aws:s3:::acme-box/*')]) };

    expect((await ask('s3:GetObject', resources, 'arn:aws:s3:::acme-box')).able).toEqual([['reader', 'allowed']]);
    expect((await ask('s3:GetObject', resources, 'arn:aws:s3:::another')).able).toEqual([]);
  });

  test('names services that resources let in, under their conditions', async () => {
    const { able } = await ask('sns:Publish', {
      Topic: resource('AWS::SNS::Topic', { TopicName: 'alerts' }),
      Policy: resource('AWS::SNS::TopicPolicy', {
        Topics: [{ Ref: 'Topic' }],
        PolicyDocument: document(
          onAll(
            grant({ Service: 'events.amazonaws.com' }, 'sns:Publish', {
              StringEquals: { 'aws:SourceAccount': PRODUCTION },
            }),
          ),
        ),
      }),
    });

    expect(able).toEqual([['events.amazonaws.com', 'conditional']]);
  });

  test('knows of actions that take no resource', async () => {
    expect((await ask('s3:ListAllMyBuckets', { A: role('a', trusting(HOME), [allow('s3:*')]) })).able).toEqual([
      ['a', 'allowed'],
    ]);
  });

  const CHAIN = {
    First: role('first', [grant({ Service: 'ec2.amazonaws.com' }, 'sts:AssumeRole')], [assume('second')]),
    Second: role('second', trusting(arn('first')), [assume('third')]),
    Third: role('third', trusting(arn('second'), arn('shortcut')), [allow('s3:GetObject')]),
    Shortcut: role('shortcut', trusting(HOME), [assume('third')]),
  };

  test('follows roles that one assumes after another, and shows the shortest way', async () => {
    const { able, detours } = await ask('s3:GetObject', CHAIN);

    expect(able).toEqual([['third', 'allowed']]);
    expect(detours).toEqual(
      expect.arrayContaining([
        ['second', 'third'],
        ['shortcut', 'third'],
        ['first', 'second', 'third'],
        ['ec2.amazonaws.com', 'first', 'second', 'third'],
      ]),
    );
  });

  test(`follows no more than ${LONGEST_CHAIN} roles, and ends where roles trust each other`, async () => {
    const ring = Object.fromEntries(
      [1, 2, 3, 4, 5, 6].map((index) => [
        `R${index}`,
        role(`r${index}`, trusting(arn(`r${(index % 6) + 1}`)), [
          assume(`r${((index + 4) % 6) + 1}`),
          ...(index === 1 ? [allow('s3:GetObject')] : []),
        ]),
      ]),
    );

    expect((await ask('s3:GetObject', ring)).detours.map(([name]) => name)).toEqual(
      expect.arrayContaining(['r2', 'r3', 'r4']),
    );
    expect((await ask('s3:GetObject', ring)).detours.map(([name]) => name)).not.toContain('r5');
  });

  test('does not follow a trust that the other side has no right to use', async () => {
    const { detours } = await ask('s3:GetObject', {
      Able: role(
        'able',
        [grant({ AWS: `arn:aws:iam::${PRODUCTION}:root` }, 'sts:AssumeRole')],
        [allow('s3:GetObject')],
      ),
      Other: role('other', trusting(HOME), [allow('sqs:*')]),
    });

    expect(detours.map(([name]) => name)).not.toContain('other');
  });

  test('follows roles into other accounts', async () => {
    const action = await actionNamed('s3:GetObject');
    const access = accessTo({
      app: {
        account: PRODUCTION,
        resources: { Able: role('able', trusting(arn('guest', SANDBOX)), [allow('s3:GetObject')]) },
      },
      box: { account: SANDBOX, resources: { Guest: role('guest', trusting(HOME), [assume('able')]) } },
    });

    expect(
      action &&
        whoCan(access, { action })
          .detours.filter(({ asker }) => asker.kind === 'role')
          .map(({ asker }) => asker.id),
    ).toEqual([arn('guest', SANDBOX)]);
  });
});

describe('the catalogue', () => {
  test.each([
    ['s3:getobject', 's3:GetObject'],
    ['KMS:Decrypt', 'kms:Decrypt'],
  ])('knows %s in any case', async (typed, name) => {
    expect((await actionNamed(typed))?.name).toBe(name);
  });

  test.each(['s3:GetObjekt', 's4:GetObject', 'GetObject', ''])('knows no %s', async (typed) => {
    expect(await actionNamed(typed)).toBeUndefined();
  });
});
