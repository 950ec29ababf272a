import { changed, checked, MINIMAL_ACCOUNT, MINIMAL_ORGANIZATION, problemsOf, told } from './scratch';

const INSTANCE = 'arn:aws:sso:::instance/ssoins-1111111111111111';

const organization = (identity: string): string =>
  `${MINIMAL_ORGANIZATION}identity:
  instanceArn: ${INSTANCE}
  groups:
    - { name: staff, id: 00000000-0000-0000-0000-0000000000c1, access: audit }
${identity}`;

const sets = (...entries: string[]): string =>
  organization(`  permissionSets:\n${entries.map((entry) => `    - ${entry}\n`).join('')}`);

const set = (
  statements = 'statements: [{ actions: ["ce:GetCostAndUsage"], resources: ["*"] }]',
  name = 'cost-reader',
  groups = '[staff]',
): string => `{ name: ${name}, description: Reads costs, ${statements}, groups: ${groups} }`;

const allowing = (actions: string, resources = '"*"'): string =>
  sets(set(`statements: [{ actions: [${actions}], resources: [${resources}] }]`));

const POLICY = (statement: object) => JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
const GRANT = { Effect: 'Allow', Action: 'ce:GetCostAndUsage', Resource: '*' };
const withPolicy = (content: string) => problemsOf(sets(set('policy: costs.json')), { 'costs.json': content });

describe('permission sets of the configuration', () => {
  test.each<[string, string, ...string[]]>([
    ['one in order', sets(set())],
    ['what is no action at all', allowing('"*"'), 'wrong-form identity.permissionSets[0].statements[0].actions[0]'],
    [
      'an action that does not exist',
      allowing('"ce:GetCostAndUsge"'),
      'unknown-action identity.permissionSets[0].statements[0].actions[0]',
    ],
    [
      'a service that does not exist',
      allowing('"ce:GetCostAndUsage", "cost:GetCost"'),
      'unknown-action identity.permissionSets[0].statements[0].actions[1]',
    ],
    [
      'a wildcard that takes in nothing',
      allowing('"ce:Fetch*"', '"arn:aws:ce::111111111111:x/*"'),
      'unknown-action identity.permissionSets[0].statements[0].actions[0]',
    ],
    ['a whole service', allowing('"ce:*"'), 'grants-too-much identity.permissionSets[0].statements[0].actions'],
    [
      'a wildcard on everything',
      allowing('"s3:Get*"'),
      'grants-too-much identity.permissionSets[0].statements[0].resources',
    ],
    ['a wildcard that reads metadata', allowing('"ec2:Describe*"')],
    ['a wildcard on a named resource', allowing('"s3:Get*"', '"arn:aws:s3:::orders/*"')],
    [
      'roles made without a boundary',
      allowing('"iam:CreateRole"', '"arn:aws:iam::*:role/workload/*"'),
      'grants-too-much identity.permissionSets[0].statements[0].resources',
    ],
    [
      'sessions with any document',
      allowing('"ssm:StartSession"', '"arn:aws:ec2:*:*:instance/*"'),
      'grants-too-much identity.permissionSets[0].statements[0].resources',
    ],
    [
      'permission sets to assign',
      allowing('"sso:ListAccountAssignments", "sso:CreateAccountAssignment"'),
      'grants-too-much identity.permissionSets[0].statements[0].actions[1]',
    ],
    [
      'groups of the directory to join, by a wildcard',
      allowing('"identitystore:Create*"', '"arn:aws:identitystore::111111111111:identitystore/d-1111111111"'),
      'grants-too-much identity.permissionSets[0].statements[0].actions[0]',
    ],
    ['permission sets to read', allowing('"sso:ListAccountAssignments", "identitystore:DescribeGroup"')],
    ...['CreateAccessKey', 'CreateLoginProfile', 'UpdateLoginProfile'].map((action): [string, string, string] => [
      `${action} for every user`,
      allowing(`"iam:${action}"`, '"arn:aws:iam::*:user/*"'),
      'grants-too-much identity.permissionSets[0].statements[0].actions[0]',
    ]),
    ...['CreatePolicyVersion', 'SetDefaultPolicyVersion'].map((action): [string, string, string] => [
      `${action} of every policy`,
      allowing(`"iam:${action}"`),
      'grants-too-much identity.permissionSets[0].statements[0].actions[0]',
    ]),
    ['policies of the workload', allowing('"iam:CreatePolicyVersion"', '"arn:aws:iam::*:policy/workload/*"')],
    ...[
      'cdk-*',
      'cdk-other-deploy-role-111111111111-eu-central-1',
      'c*-cfn-exec-*',
      'stacksets-exec-*',
      'AWSCloudFormationStackSetAdministrationRole',
    ].map((role): [string, string, string] => [
      `${role} to be taken`,
      allowing('"sts:AssumeRole"', `"arn:aws:iam::111111111111:role/${role}"`),
      'grants-too-much identity.permissionSets[0].statements[0].actions[0]',
    ]),
    ['a role of the workload to be taken', allowing('"sts:AssumeRole"', '"arn:aws:iam::*:role/workload/*"')],
    [
      'a group that does not exist',
      sets(set(undefined, 'cost-reader', '[staf]')),
      'unknown-reference identity.permissionSets[0].groups[0]',
    ],
    ['the name of a job function', sets(set(undefined, 'auditor')), 'name-taken identity.permissionSets[0].name'],
    ['a name given twice', sets(set(), set()), 'duplicate-permission-set identity.permissionSets[1].name'],
    [
      'a name that is too long with that of the landing zone',
      sets(set(undefined, 'a'.repeat(28))),
      'name-too-long identity.permissionSets[0].name',
    ],
    ['nothing granted', sets(set('hours: 2')), 'missing-key identity.permissionSets[0].statements'],
    [
      'statements beside a policy',
      sets(set('policy: costs.json, statements: [{ actions: ["ce:GetCostAndUsage"], resources: ["*"] }]')),
      'policy-twice identity.permissionSets[0].policy',
    ],
    [
      'a policy that is not there',
      sets(set('policy: costs.json')),
      'missing-document identity.permissionSets[0].policy',
    ],
    [
      'a session of twelve hours',
      sets(set('hours: 12, statements: [{ actions: ["ce:GetCostAndUsage"], resources: ["*"] }]')),
      'out-of-bounds identity.permissionSets[0].hours',
    ],
    [
      'a policy of more than 10,240 characters',
      sets(
        set(
          `statements: [{ actions: ["s3:GetObject"], resources: [${Array.from({ length: 100 }, (_, n) => `"arn:aws:s3:::orders-${n}-${'x'.repeat(100)}/*"`).join(', ')}] }]`,
        ),
      ),
      'policy-too-long identity.permissionSets[0].statements',
    ],
  ])('%s', (_, text, ...expected) => {
    expect(told(problemsOf(text))).toEqual(expected);
  });

  test('8.2/least-privilege: an unknown action is told with its line, its column and what was meant', () => {
    const text = organization(`  permissionSets:
    - name: cost-reader
      description: Reads costs
      statements:
        - actions: [ce:GetCostAndUsage, ce:GetCostForcast]
          resources: ["*"]
      groups: [staff]
`);
    const [problem] = problemsOf(text);
    const line = text.split('\n').findIndex((row) => row.includes('GetCostForcast'));

    expect(problem).toMatchObject({
      code: 'unknown-action',
      line: line + 1,
      column: (text.split('\n')[line]?.indexOf('ce:GetCostForcast') ?? -2) + 1,
      mend: { en: 'Did you mean "ce:GetCostForecast"?' },
      requirement: '8.2/least-privilege',
    });
  });

  test('8.2/least-privilege: a way to more rights is told with its line, the requirement and how to mend it', () => {
    const text = organization(`  permissionSets:
    - name: builder
      description: Builds
      statements:
        - actions:
            - lambda:CreateFunction
            - iam:CreatePolicyVersion
          resources: ["*"]
      groups: [staff]
`);
    const [problem] = problemsOf(text);

    expect(problem).toMatchObject({
      code: 'grants-too-much',
      line: text.split('\n').findIndex((row) => row.includes('iam:CreatePolicyVersion')) + 1,
      requirement: '8.2/least-privilege',
      mend: { en: 'Remove them, or name policies of the workload.' },
    });
    expect(problem?.message.en).toBe(
      'grants iam:CreatePolicyVersion on every user or policy: whoever has it gives itself any right',
    );
    expect(problem?.message.zh).toContain('授予 iam:CreatePolicyVersion');
  });

  test('a role that deploys is not passed either, to whatever service', () => {
    const passing = {
      Effect: 'Allow',
      Action: 'iam:PassRole',
      Resource: 'arn:aws:iam::*:role/cdk-*',
      Condition: { StringEquals: { 'iam:PassedToService': 'lambda.amazonaws.com' } },
    };

    expect(withPolicy(POLICY(passing)).map(({ message }) => message.en)).toEqual([
      '(Statement[0].Action) grants iam:PassRole on roles that deploy the landing zone, which may do everything',
    ]);
    expect(told(withPolicy(POLICY({ ...passing, Effect: 'Deny' })))).toEqual([]);
    expect(told(withPolicy(POLICY({ ...passing, NotResource: passing.Resource, Resource: undefined })))).not.toEqual(
      [],
    );
  });

  test.each<[string, string, ...string[]]>([
    ['a document in order', POLICY(GRANT)],
    [
      'a denial and a condition',
      POLICY({ ...GRANT, Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
    ],
    [
      'an unknown operator and an unknown key',
      POLICY({ ...GRANT, Condition: { StringEquals: { 'ec2:Regoin': 'x' }, StringFoo: { 'aws:SourceIp': 'x' } } }),
      'unknown-condition identity.permissionSets[0].policy',
      'unknown-condition identity.permissionSets[0].policy',
    ],
    [
      'an operator that does not fit its key',
      POLICY({ ...GRANT, Condition: { NumericLessThan: { 'aws:PrincipalOrgID': 'o-exampleorg1' } } }),
      'unknown-condition identity.permissionSets[0].policy',
    ],
    [
      'values that do not fit their operator',
      POLICY({
        ...GRANT,
        Condition: {
          Bool: { 'aws:SecureTransport': 'yes' },
          IpAddress: { 'aws:SourceIp': '10.0.0.0/99' },
          StringEquals: { 'aws:ResourceTag/team': 'x*', 'aws:TagKeys': 'x' },
        },
      }),
      'unknown-condition identity.permissionSets[0].policy',
      'unknown-condition identity.permissionSets[0].policy',
      'unknown-condition identity.permissionSets[0].policy',
      'unknown-condition identity.permissionSets[0].policy',
    ],
    [
      'conditions on tags, sessions and services',
      POLICY({
        ...GRANT,
        Condition: {
          StringEqualsIfExists: { 'aws:ResourceTag/team': 'x', 'ec2:Region': 'eu-west-1' },
          'ForAllValues:StringLike': { 'aws:TagKeys': 'x*' },
        },
      }),
    ],
    [
      'a condition without keys',
      POLICY({ ...GRANT, Condition: { StringEquals: null } }),
      'no-policy identity.permissionSets[0].policy',
    ],
    ['no JSON', '<xml/>', 'no-policy identity.permissionSets[0].policy'],
    ['no statements', '{}', 'no-policy identity.permissionSets[0].policy'],
    [
      'a statement without an effect',
      POLICY({ Action: '*', Resource: '*' }),
      'no-policy identity.permissionSets[0].policy',
    ],
    [
      'an unknown action',
      POLICY({ ...GRANT, Action: 'ce:GetCost' }),
      'unknown-action identity.permissionSets[0].policy',
    ],
    ['everything', POLICY({ ...GRANT, Action: '*' }), 'grants-too-much identity.permissionSets[0].policy'],
    [
      'all but some actions',
      POLICY({ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }),
      'grants-too-much identity.permissionSets[0].policy',
    ],
  ])('a policy in a file: %s', (_, content, ...expected) => {
    expect(told(withPolicy(content))).toEqual(expected);
  });

  test('says where in the file', () => {
    expect(withPolicy(POLICY({ ...GRANT, Action: ['ce:GetTags', 'ce:GetCost'] }))[0]?.message.en).toBe(
      '(Statement[0].Action) names ce:GetCost, which no service of AWS knows',
    );
  });

  test('says in which line of the file', () => {
    const statement = { ...GRANT, Action: ['ce:GetTags', 'ce:GetCost'] };
    const [many] = withPolicy(JSON.stringify({ Version: '2012-10-17', Statement: [GRANT, statement] }, null, 2));
    const [single] = withPolicy(JSON.stringify({ Version: '2012-10-17', Statement: statement }, null, '\t'));

    expect(many).toMatchObject({
      file: expect.stringMatching(/costs\.json$/),
      line: 13,
      column: 9,
      key: 'identity.permissionSets[0].policy',
    });
    expect(single).toMatchObject({ file: expect.stringMatching(/costs\.json$/), line: 3 });
  });

  test('says what of a condition means nothing, in both languages', () => {
    const [problem] = withPolicy(POLICY({ ...GRANT, Condition: { StringFoo: { 'aws:SourceIp': 'x' } } }));

    expect(problem).toMatchObject({
      message: {
        en: '(Statement[0].Condition) has a condition without meaning: StringFoo is no condition operator',
        zh: '的 Statement[0].Condition 含无意义的条件：StringFoo 不是条件运算符',
      },
      mend: {
        en: 'Use one such as StringEquals, ArnLike or Bool.',
        zh: '请使用 StringEquals、ArnLike、Bool 等运算符。',
      },
    });
  });

  test('asks for one entry, and for Latin words after a space', () => {
    const none = problemsOf(allowing('')).find(({ code }) => code === 'out-of-bounds');
    const wrong = problemsOf(allowing('"GetCost"')).find(({ code }) => code === 'wrong-form');

    expect(none?.mend).toEqual({ en: 'Give at least 1 entry.', zh: '请给出至少 1 项。' });
    expect(wrong?.mend).toEqual({
      en: 'Give an IAM action such as s3:GetObject.',
      zh: '请给出 IAM 操作，例如 s3:GetObject。',
    });
  });

  test('hands on what is granted, wherever it is written', () => {
    const fromFile = checked(sets(set('policy: costs.json')), { 'costs.json': POLICY(GRANT) });
    const fromStatements = checked(sets(set()));

    expect(fromFile.config?.identity.permissionSets[0]?.grants).toEqual([GRANT]);
    expect(fromStatements.config?.identity.permissionSets[0]?.grants).toEqual([
      { Sid: 'Statement1', Effect: 'Allow', Action: ['ce:GetCostAndUsage'], Resource: ['*'] },
    ]);
  });

  test('are of no use without IAM Identity Center', () => {
    const text = `${MINIMAL_ACCOUNT}identity:
  source: saml
  provider: { name: idp, metadata: idp.xml }
  groups: [{ name: staff, access: audit }]
  permissionSets:
    - ${set()}
`;

    expect(told(problemsOf(text, { 'idp.xml': METADATA }))).toEqual(['not-with-source identity.permissionSets']);
  });
});

const METADATA = `<md:EntityDescriptor><md:IDPSSODescriptor>${'x'.repeat(1000)}</md:IDPSSODescriptor></md:EntityDescriptor>`;

describe('who people are', () => {
  const single = (identity: string, metadata = METADATA) =>
    told(problemsOf(`${MINIMAL_ACCOUNT}identity: ${identity}\n`, { 'idp.xml': metadata }));
  const SAML = 'source: saml, provider: { name: idp, metadata: idp.xml }';

  test.each<[string, readonly string[], ...string[]]>([
    [
      'groups of IAM Identity Center in a single account',
      single('{ groups: [{ name: staff, access: audit }] }'),
      'source-not-in-profile identity.source',
    ],
    ['groups of a provider in a single account', single(`{ ${SAML}, groups: [{ name: staff, access: audit }] }`)],
    [
      'a group that may do nothing',
      single(`{ ${SAML}, groups: [{ name: staff }] }`),
      'missing-key identity.groups[0].access',
    ],
    [
      'a group that holds break-glass at a provider',
      single(`{ ${SAML}, groups: [{ name: staff, access: break-glass }] }`),
      'standing-break-glass identity.groups[0].access',
    ],
    ['metadata that is none', single(`{ ${SAML} }`, 'x'.repeat(2000)), 'no-saml-metadata identity.provider.metadata'],
    [
      'metadata of a service provider',
      single(`{ ${SAML} }`, METADATA.replaceAll('IDPSSO', 'SPSSO')),
      'no-saml-metadata identity.provider.metadata',
    ],
    [
      'metadata that fits into no template',
      single(`{ ${SAML} }`, METADATA.replace('xxx', 'x'.repeat(16_000))),
      'metadata-too-large identity.provider.metadata',
    ],
  ])('%s', (_, problems, ...expected) => {
    expect(problems).toEqual(expected);
  });

  test('a group of IAM Identity Center needs its id, and permission sets an instance', () => {
    const text = `${MINIMAL_ORGANIZATION}identity: { groups: [{ name: staff, access: data-owner }] }\n`;

    expect(told(problemsOf(text))).toEqual(['missing-key identity.instanceArn', 'missing-key identity.groups[0].id']);
  });

  test('two groups with one id are one', () => {
    const text = organization('    - { name: others, id: 00000000-0000-0000-0000-0000000000c1, access: audit }\n');

    expect(told(problemsOf(text))).toEqual(['duplicate-group identity.groups[1].id']);
  });

  test('a group that holds break-glass by IAM Identity Center is warned of, and can be', () => {
    const { config, problems } = checked(changed(organization(''), 'access: audit', 'access: break-glass'));

    expect(problems.map(({ code, severity }) => [code, severity])).toEqual([['standing-break-glass', 'warning']]);
    expect(config?.identity.groups[0]?.access).toBe('break-glass');
  });

  test('hands on the metadata of the provider', () => {
    const { config } = checked(`${MINIMAL_ACCOUNT}identity: { ${SAML} }\n`, { 'idp.xml': METADATA });

    expect(config?.identity.provider).toEqual({ name: 'idp', metadata: 'idp.xml', xml: METADATA });
  });
});
