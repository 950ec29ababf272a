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
} from './stacks';

const EC2 = [grant({ Service: 'ec2.amazonaws.com' }, 'sts:AssumeRole')];

const SET = resource('AWS::SSO::PermissionSet', {
  Name: 'acme-developer',
  InstanceArn: 'arn:aws:sso:::instance/ssoins-1111111111111111',
  InlinePolicy: document(allow('s3:GetObject')),
  PermissionsBoundary: { CustomerManagedPolicyReference: { Name: 'acme-workload-boundary', Path: '/' } },
});
const SET_ARN = { 'Fn::GetAtt': ['Set', 'PermissionSetArn'] };
const BOUNDARY = resource('AWS::IAM::ManagedPolicy', {
  ManagedPolicyName: 'acme-workload-boundary',
  PolicyDocument: document(allow('s3:*')),
});

const byUnit = (...Units: readonly unknown[]) =>
  resource('Custom::IdentityAssignments', {
    Assignments: [{ PermissionSetArn: SET_ARN, PrincipalType: 'GROUP', PrincipalId: 'g', Units }],
  });

describe('principals', () => {
  test('are the roles, users and root users of each account, and the services that policies name', () => {
    const access = accessTo({
      app: {
        account: PRODUCTION,
        resources: { App: role('app', EC2), Ann: resource('AWS::IAM::User', { UserName: 'ann', Path: '/people/' }) },
      },
    });

    expect(access.principals.map(({ kind, id }) => [kind, id])).toEqual([
      ['role', `arn:aws:iam::${PRODUCTION}:role/app`],
      ['user', `arn:aws:iam::${PRODUCTION}:user/people/ann`],
      ['root', `arn:aws:iam::${PRODUCTION}:root`],
      ['service', 'ec2.amazonaws.com'],
    ]);
  });

  test('in China have no root user', () => {
    const access = accessTo({
      app: { account: PRODUCTION, region: 'cn-north-1', resources: { App: role('app', EC2) } },
    });

    expect(access.principals.map(({ kind }) => kind)).toEqual(['role', 'service']);
    expect(access.principals[0]?.id).toBe(`arn:aws-cn:iam::${PRODUCTION}:role/app`);
  });

  test('are permission sets as roles of the accounts of the units that they are assigned to', () => {
    const access = accessTo({
      org: { account: HOME, resources: { Set: SET, Assign: byUnit('Production', 'Sandbox') } },
    });
    const sets = access.principals.filter(({ kind }) => kind === 'permission-set');

    expect(sets.map(({ id }) => id)).toEqual(
      [PRODUCTION, SANDBOX].map(
        (account) =>
          `arn:aws:iam::${account}:role/aws-reserved/sso.amazonaws.com/eu-central-1/AWSReservedSSO_acme-developer_0000000000000000`,
      ),
    );
  });

  test.each([
    [
      'units that the templates make',
      {
        Unit: resource('AWS::Organizations::OrganizationalUnit', { Name: 'Production' }),
        Assign: byUnit({ 'Fn::GetAtt': ['Unit', 'Id'] }),
      },
    ],
    [
      'accounts',
      {
        Assign: resource('Custom::IdentityAssignments', {
          Assignments: [
            { PermissionSetArn: SET_ARN, PrincipalType: 'GROUP', PrincipalId: 'g', Accounts: [PRODUCTION] },
          ],
        }),
      },
    ],
    [
      'an account, by an assignment of CloudFormation',
      {
        Assign: resource('AWS::SSO::Assignment', {
          PermissionSetArn: SET_ARN,
          PrincipalType: 'GROUP',
          PrincipalId: 'g',
          TargetType: 'AWS_ACCOUNT',
          TargetId: PRODUCTION,
        }),
      },
    ],
  ])('are permission sets assigned to %s', (_, assigning) => {
    const access = accessTo({ org: { account: HOME, resources: { Set: SET, ...assigning } } });

    expect(
      access.principals.filter(({ kind }) => kind === 'permission-set').map(({ place }) => place?.account),
    ).toEqual([PRODUCTION]);
  });

  test('are permission sets assigned to the root of the organization in every unit, and in the accounts of none', () => {
    const access = accessTo({ org: { account: HOME, resources: { Set: SET, Assign: byUnit('r-ab12') } } });
    const sets = access.principals.filter(({ kind }) => kind === 'permission-set');

    expect(sets.map(({ place }) => place?.account)).toEqual([PRODUCTION, SANDBOX, HOME]);
  });

  test('are permission sets that no template makes, of which nothing is known', () => {
    const arn = 'arn:aws:sso:::permissionSet/ssoins-1111111111111111/ps-1111111111111111';
    const assign = resource('AWS::SSO::Assignment', { PermissionSetArn: arn, TargetId: PRODUCTION });
    const access = accessTo({ org: { account: HOME, resources: { Assign: assign } } });

    expect(
      access.decide(principalNamed(access, 'ps-1111111111111111'), { action: 's3:GetObject', resource: '*' }).verdict,
    ).toBe('unknown');
  });

  test('do not include a permission set that nobody is assigned', () => {
    const access = accessTo({ org: { account: HOME, resources: { Set: SET } } });

    expect(access.principals.map(({ kind }) => kind)).not.toContain('permission-set');
  });

  test.each([
    ['in the account', PRODUCTION, 'allowed', 'refused'],
    ['in another account only', SANDBOX, 'unknown', 'unknown'],
  ])('have the boundary of that name %s', (_, account, withinIt, beyondIt) => {
    const access = accessTo({
      org: {
        account: HOME,
        resources: {
          Set: {
            ...SET,
            Properties: { ...(SET as { Properties: object }).Properties, InlinePolicy: document(allow('*')) },
          },
          Assign: byUnit('Production'),
        },
      },
      base: { account, resources: { Boundary: BOUNDARY } },
    });
    const developer = principalNamed(access, 'acme-developer');

    expect(access.decide(developer, { action: 's3:GetObject', resource: 'arn:aws:s3:::box/a' }).verdict).toBe(withinIt);
    expect(
      access.decide(developer, { action: 'sqs:SendMessage', resource: `arn:aws:sqs:eu-central-1:${PRODUCTION}:q` })
        .verdict,
    ).toBe(beyondIt);
  });

  test('have managed policies that an ARN names, made by another template of the account', () => {
    const access = accessTo({
      base: { account: PRODUCTION, resources: { Boundary: BOUNDARY } },
      app: {
        account: PRODUCTION,
        resources: {
          App: role('app', EC2, [allow('*')], {
            PermissionsBoundary: `arn:aws:iam::${PRODUCTION}:policy/acme-workload-boundary`,
          }),
        },
      },
    });

    expect(access.decide(principalNamed(access, 'app'), { action: 'iam:CreateUser', resource: '*' }).verdict).toBe(
      'refused',
    );
  });
});

test('a policy that a StackSet makes in many accounts is known in each of them, as it stands there', () => {
  const boundary = resource('AWS::IAM::ManagedPolicy', {
    ManagedPolicyName: 'acme-workload-boundary',
    PolicyDocument: document(allow('sqs:*', { 'Fn::Sub': 'arn:aws:sqs:*:${AWS::AccountId}:*' })),
  });
  const access = accessTo({
    org: {
      account: HOME,
      resources: {
        Set: resource('AWS::CloudFormation::StackSet', {
          StackInstancesGroup: [{ DeploymentTargets: { Accounts: [SANDBOX, PRODUCTION] }, Regions: ['eu-west-1'] }],
        }),
      },
    },
    'org/Set': { account: 'each', region: 'each', resources: { Boundary: boundary } },
    app: {
      account: PRODUCTION,
      resources: {
        App: role('app', EC2, [allow('*')], {
          PermissionsBoundary: `arn:aws:iam::${PRODUCTION}:policy/acme-workload-boundary`,
        }),
      },
    },
  });
  const send = (account: string) =>
    access.decide(principalNamed(access, 'app'), {
      action: 'sqs:SendMessage',
      resource: `arn:aws:sqs:eu-west-1:${account}:q`,
      owned: { account: PRODUCTION },
    }).verdict;

  expect([send(PRODUCTION), send(SANDBOX)]).toEqual(['allowed', 'refused']);
});

describe('what a StackSet deploys', () => {
  const embedded = (StackInstancesGroup: readonly object[]) =>
    accessTo({
      org: {
        account: HOME,
        resources: {
          Unit: resource('AWS::Organizations::OrganizationalUnit', { Name: 'Production' }),
          Set: resource('AWS::CloudFormation::StackSet', { StackInstancesGroup }),
        },
      },
      'org/Set': { account: 'each', region: 'each', resources: { App: role('app', EC2) } },
    }).principals.find(({ name }) => name === 'app');

  test('stands in an account of its unit, and speaks for all of them', () => {
    const principal = embedded([
      { DeploymentTargets: { OrganizationalUnitIds: [{ 'Fn::GetAtt': ['Unit', 'Id'] }] }, Regions: ['eu-west-1'] },
    ]);

    expect(principal?.place).toMatchObject({
      unit: 'Production',
      account: PRODUCTION,
      accounts: 1,
      region: 'eu-west-1',
      madeUp: false,
    });
  });

  test('stands in the accounts that it names', () => {
    const principal = embedded([{ DeploymentTargets: { Accounts: [SANDBOX, PRODUCTION] }, Regions: ['eu-west-1'] }]);

    expect(principal?.place).toMatchObject({ account: SANDBOX, accounts: 2 });
  });
});

describe('resources', () => {
  const READER = role('reader', EC2, [
    allow('s3:GetObject', { 'Fn::Sub': '${Box.Arn}/*' }),
    allow('kms:Decrypt', { 'Fn::GetAtt': ['Key', 'Arn'] }),
  ]);
  const own = {
    Reader: READER,
    Box: resource('AWS::S3::Bucket'),
    Key: resource('AWS::KMS::Key', {
      KeyPolicy: document(onAll(grant({ AWS: { 'Fn::GetAtt': ['Reader', 'Arn'] } }, 'kms:Decrypt'))),
    }),
  };

  test('are known by their names where policies refer to them', () => {
    const access = accessTo({ app: { account: PRODUCTION, resources: own } });
    const reader = principalNamed(access, 'reader');
    const [box] = access.resources.filter(({ arn }) => arn.includes(':s3:'));
    const [key] = access.resources.filter(({ arn }) => arn.includes(':kms:'));

    expect(box?.arn).toBe('arn:aws:s3:::app-box');
    expect(access.decide(reader, { action: 's3:GetObject', resource: `${box?.arn}/a` }).verdict).toBe('allowed');
    expect(access.decide(reader, { action: 's3:GetObject', resource: 'arn:aws:s3:::other/a' }).verdict).toBe('refused');
    expect(access.decide(reader, { action: 'kms:Decrypt', resource: key?.arn ?? '' }).verdict).toBe('allowed');
  });

  const elsewhere = (policy: readonly object[]) =>
    accessTo({
      app: { account: PRODUCTION, resources: { Reader: role('reader', EC2, [allow('s3:GetObject')]) } },
      logs: {
        account: HOME,
        resources: {
          Box: resource('AWS::S3::Bucket', { BucketName: 'acme-logs' }),
          ...(policy.length > 0 && {
            Policy: resource('AWS::S3::BucketPolicy', { Bucket: 'acme-logs', PolicyDocument: document(...policy) }),
          }),
        },
      },
    });

  test.each([
    ['without a policy of its own', [], 'refused'],
    ['that lets the account in', [onAll(grant({ AWS: PRODUCTION }, 's3:GetObject'))], 'allowed'],
    [
      'that lets the organization in',
      [onAll(grant('*', 's3:GetObject', { StringEquals: { 'aws:PrincipalOrgID': 'o-exampleorg1' } }))],
      'allowed',
    ],
    [
      'that lets another organization in',
      [onAll(grant('*', 's3:GetObject', { StringEquals: { 'aws:PrincipalOrgID': 'o-another0000' } }))],
      'refused',
    ],
    [
      'that lets the account in over TLS',
      [onAll(grant({ AWS: PRODUCTION }, 's3:GetObject', { Bool: { 'aws:SecureTransport': 'true' } }))],
      'conditional',
    ],
  ])('of another account, %s', (_, policy, verdict) => {
    const access = elsewhere(policy);

    expect(
      access.decide(principalNamed(access, 'reader'), { action: 's3:GetObject', resource: 'arn:aws:s3:::acme-logs/a' })
        .verdict,
    ).toBe(verdict);
  });

  test('that no template makes are unknown in another account', () => {
    const access = elsewhere([]);

    expect(
      access.decide(principalNamed(access, 'reader'), {
        action: 's3:GetObject',
        resource: `arn:aws:s3:eu-west-1:${SANDBOX}:accesspoint/a/object/b`,
      }).verdict,
    ).toBe('unknown');
  });

  test('let functions be called by whom a permission names', () => {
    const access = accessTo({
      app: {
        account: PRODUCTION,
        resources: {
          Call: resource('AWS::Lambda::Function', { FunctionName: 'call' }),
          Permission: resource('AWS::Lambda::Permission', {
            FunctionName: { Ref: 'Call' },
            Action: 'lambda:InvokeFunction',
            Principal: 'events.amazonaws.com',
            SourceAccount: { Ref: 'AWS::AccountId' },
          }),
        },
      },
    });
    const asking = {
      action: 'lambda:InvokeFunction',
      resource: `arn:aws:lambda:eu-central-1:${PRODUCTION}:function:call`,
    };
    const events = principalNamed(access, 'events.amazonaws.com');

    expect(access.decide(events, { ...asking, context: { 'aws:SourceAccount': PRODUCTION } }).verdict).toBe('allowed');
    expect(access.decide(events, { ...asking, context: { 'aws:SourceAccount': SANDBOX } }).verdict).toBe('refused');
  });

  test('are reached through an endpoint only as its policy allows', () => {
    const access = accessTo({
      app: {
        account: PRODUCTION,
        resources: {
          Reader: role('reader', EC2, [allow('s3:GetObject')]),
          Endpoint: resource('AWS::EC2::VPCEndpoint', { PolicyDocument: document(onAll(grant('*', 's3:PutObject'))) }),
        },
      },
    });
    const asking = { action: 's3:GetObject', resource: 'arn:aws:s3:::box/a' };

    expect(
      access.decide(principalNamed(access, 'reader'), { ...asking, context: { 'aws:SourceVpce': 'Endpoint' } }).verdict,
    ).toBe('refused');
    expect(
      access.decide(principalNamed(access, 'reader'), { ...asking, context: { 'aws:SourceVpce': 'vpce-1' } }).verdict,
    ).toBe('allowed');
  });
});

describe('guardrails', () => {
  const GUARDED = {
    org: {
      account: HOME,
      resources: {
        Production: resource('AWS::Organizations::OrganizationalUnit', { Name: 'Production', ParentId: 'r-ab12' }),
        Sandbox: resource('AWS::Organizations::OrganizationalUnit', { Name: 'Sandbox', ParentId: 'r-ab12' }),
        Rail: resource('AWS::Organizations::Policy', {
          Name: 'rail',
          Type: 'SERVICE_CONTROL_POLICY',
          TargetIds: [{ 'Fn::GetAtt': ['Production', 'Id'] }],
          Content: document(deny('s3:DeleteBucket')),
        }),
      },
    },
    app: { account: PRODUCTION, resources: { App: role('app', EC2, [allow('s3:*')]) } },
    box: { account: SANDBOX, resources: { Box: role('box', EC2, [allow('s3:*')]) } },
  };
  const ASKING = { action: 's3:DeleteBucket', resource: 'arn:aws:s3:::box' };

  test('bind the accounts of their unit, and no others', () => {
    const access = accessTo(GUARDED);

    expect(access.decide(principalNamed(access, 'app'), ASKING)).toMatchObject({
      verdict: 'refused',
      deciding: [{ policy: 'rail', node: 'Production' }],
    });
    expect(access.decide(principalNamed(access, 'box'), ASKING).verdict).toBe('allowed');
  });

  test('leave it unknown for an account whose unit nobody names', () => {
    const access = accessTo(GUARDED, { accounts: [] });

    expect(access.decide(principalNamed(access, 'app'), ASKING)).toMatchObject({
      verdict: 'unknown',
      because: { en: expect.stringContaining('unit') },
    });
  });

  test('do not bind the management account', () => {
    const access = accessTo({
      ...GUARDED,
      home: { account: HOME, resources: { Home: role('home', EC2, [allow('s3:*')]) } },
    });

    expect(access.decide(principalNamed(access, 'home'), ASKING).verdict).toBe('allowed');
  });
});
