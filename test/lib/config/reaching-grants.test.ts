import type { Problem } from '../../../lib/config';
import { MINIMAL_ORGANIZATION, problemsOf, told } from './scratch';

const SET = 'identity.permissionSets[0]';

/** A permission set of a group that reaches some units: all where none is named. */
const granting = (units: string, ...statements: readonly string[]): string => `${MINIMAL_ORGANIZATION}identity:
  instanceArn: arn:aws:sso:::instance/ssoins-1111111111111111
  groups:
    - { name: staff, id: 00000000-0000-0000-0000-0000000000c1, units: [${units}] }
  permissionSets:
    - name: own
      description: One of our own
      groups: [staff]
      statements:
${statements.map((statement) => `        - ${statement}\n`).join('')}`;

const allowing = (actions: string, resources = '"*"'): string => `{ actions: [${actions}], resources: [${resources}] }`;

/** The same, as a document beside the configuration. */
const withDocument = (units: string, ...statements: readonly object[]): readonly Problem[] =>
  problemsOf(granting(units).replace('      statements:\n', '      policy: own.json\n'), {
    'own.json': JSON.stringify({ Version: '2012-10-17', Statement: statements }, null, 2),
  });

const all = (Action: unknown, rest: object = {}): object => ({ Effect: 'Allow', Action, Resource: '*', ...rest });

describe("permission sets of one's own and evidence", () => {
  test.each<[string, string]>([
    ['every object', allowing('s3:GetObject, kms:Decrypt')],
    ['a bucket by a wildcard', allowing('s3:GetObject', '"arn:aws:s3:::acme-*"')],
    ['one file', allowing('s3:GetObjectVersion', '"arn:aws:s3:::acme-trail-222222222222-eu-west-1/AWSLogs/a.gz"')],
    ['recordings', allowing('"s3:GetObject*"', '"arn:aws:s3:::*-recordings-*/sessions/*"')],
    ['the policy of the key', allowing('kms:PutKeyPolicy')],
    ['backups of the backup account', allowing('backup:StartRestoreJob')],
    ['sessions that are streamed', allowing('logs:FilterLogEvents')],
    ['a stream of sessions', allowing('logs:GetLogEvents', '"arn:aws:logs:*:*:log-group:/acme/*"')],
  ])('8.6/log-storage#dedicated-archive: whoever reaches %s is refused where the archive is', (_, statement) => {
    expect(told(problemsOf(granting('Core', statement)))).toEqual([`reaches-evidence ${SET}.statements[0].actions[0]`]);
  });

  test('8.6/log-storage#dedicated-archive: says where, what, where it leads and how to mend it, in both languages', () => {
    const text = granting('Core', allowing('ce:GetTags'), allowing('s3:ListAllMyBuckets, s3:GetObject'));
    const line = text.split('\n').findIndex((row) => row.includes('s3:GetObject'));
    const [problem] = problemsOf(text);

    expect(problem).toMatchObject({
      file: expect.stringMatching(/landing-zone\.yaml$/),
      line: line + 1,
      column: (text.split('\n')[line]?.indexOf('s3:GetObject') ?? 0) + 1,
      key: `${SET}.statements[1].actions[1]`,
      severity: 'error',
      requirement: '8.6/log-storage',
      message: {
        en: expect.stringMatching(
          /^opens in account 222222222222: archived logs and recordings \(s3:GetObject on arn:aws:s3:::acme-trail-222222222222-/,
        ),
        zh: expect.stringContaining('归档日志与会话录像'),
      },
      mend: { en: expect.stringContaining('access: audit'), zh: expect.stringContaining('access: audit') },
    });
  });

  test.each<[string, string, string]>([
    ['objects of another unit', 'Production', allowing('s3:GetObject, kms:Decrypt')],
    ['buckets of the workload', 'Core', allowing('s3:GetObject', '"arn:aws:s3:::orders-*/*"')],
    ['log groups of the workload', 'Core', allowing('logs:FilterLogEvents', '"arn:aws:logs:*:*:log-group:/aws/*"')],
    ['what keys are left to others for', 'Core', allowing('kms:Decrypt')],
    ['keys to end, which guardrails refuse', 'Core', allowing('kms:ScheduleKeyDeletion')],
  ])('takes %s', (_, units, statement) => {
    expect(problemsOf(granting(units, statement))).toEqual([]);
  });

  test.each<[string, object[], ...string[]]>([
    [
      'a refusal of its own',
      [all('s3:GetObject'), { ...all('s3:*'), Effect: 'Deny', Resource: 'arn:aws:s3:::acme-*' }],
    ],
    ['another account alone', [all('s3:GetObject', onlyIn('333333333333'))]],
    ['the account of the archive', [all('s3:GetObject', onlyIn('222222222222'))], `reaches-evidence ${SET}.policy`],
    [
      'a refusal of some kinds of logs',
      [all('s3:GetObject'), { ...all('s3:*'), Effect: 'Deny', Resource: 'arn:aws:s3:::acme-trail-*' }],
      `reaches-evidence ${SET}.policy`,
    ],
    [
      'a second factor alone',
      [all('s3:GetObject', { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } })],
      `reaches-evidence ${SET}.policy`,
    ],
    ['all but some actions', [{ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }], `grants-too-much ${SET}.policy`],
    [
      'all but some resources',
      [{ Effect: 'Allow', Action: 's3:GetObject', NotResource: 'arn:aws:s3:::x/*' }],
      `grants-too-much ${SET}.policy`,
    ],
  ])('reckons with %s', (_, statements, ...expected) => {
    expect(told(withDocument('Core', ...statements))).toEqual(expected);
  });

  test('names the line of the document', () => {
    expect(withDocument('Core', all('ce:GetTags'), all('s3:GetObject'))).toMatchObject([
      {
        file: expect.stringMatching(/own\.json$/),
        line: 11,
        message: { en: expect.stringMatching(/^\(Statement\[1\]\.Action\) opens/) },
      },
    ]);
  });

  test('does not attach policies of AWS, whose text changes without notice', () => {
    const text = granting('Core', allowing('ce:GetTags')).replace(
      '      groups: [staff]\n',
      '      groups: [staff]\n      managedPolicies: ["arn:aws:iam::aws:policy/AdministratorAccess"]\n',
    );

    expect(told(problemsOf(text))).toEqual([`unknown-key ${SET}.managedPolicies`]);
  });
});

function onlyIn(account: string): object {
  return { Condition: { StringEquals: { 'aws:ResourceAccount': account } } };
}

describe("permission sets of one's own and ways to more", () => {
  test.each<[string, string]>([
    ['rewrites functions', 'lambda:UpdateFunctionCode'],
    ['delivers stacks to members', 'cloudformation:CreateStackSet, cloudformation:CreateStackInstances'],
    ['replaces stacks', 'cloudformation:UpdateStack'],
    ['stops trails', 'cloudtrail:StopLogging'],
    ['stops alarms', 'cloudwatch:DeleteAlarms'],
    ['lifts guardrails', 'organizations:DetachPolicy'],
    ['takes accounts out of the organization', 'organizations:RemoveAccountFromOrganization'],
    ['takes the root users of members', 'account:StartPrimaryEmailUpdate'],
    ['becomes the root user of members', 'sts:AssumeRoot'],
    ['shares snapshots', 'ec2:ModifySnapshotAttribute'],
    ['sends commands to hosts', 'ssm:SendCommand'],
    ['replaces what the CDK deploys', 's3:PutObject'],
    ['replaces identity providers', 'iam:UpdateSAMLProvider'],
  ])('8.2/least-privilege: refuses one that %s, where no guardrail holds', (_, actions) => {
    const codes = told(problemsOf(granting('', allowing(actions))));

    expect(codes).toContain(`grants-too-much ${SET}.statements[0].actions[0]`);
  });

  test.each<[string, string, string]>([
    ['the role that administers members', 'sts:AssumeRole', '"arn:aws:iam::*:role/OrganizationAccountAccessRole"'],
    ['its own functions, by their names', 'lambda:UpdateFunctionCode', '"arn:aws:lambda:*:*:function:acme-*"'],
  ])('8.2/least-privilege: refuses %s', (_, action, resource) => {
    expect(told(problemsOf(granting('', allowing(action, resource))))).toEqual([
      `grants-too-much ${SET}.statements[0].actions[0]`,
    ]);
  });

  test('8.2/least-privilege: a role of the landing zone is not passed to a function', () => {
    const problems = withDocument(
      '',
      {
        ...all('iam:PassRole', { Condition: { StringEquals: { 'iam:PassedToService': 'lambda.amazonaws.com' } } }),
        Resource: 'arn:aws:iam::*:role/acme-*',
      },
      all('lambda:CreateFunction'),
    );

    expect(told(problems)).toEqual([`grants-too-much ${SET}.policy`]);
    expect(problems[0]?.message.en).toContain('iam:PassRole + lambda:CreateFunction');
  });

  test.each<[string, string, string, string]>([
    ['functions of the workload', '', 'lambda:UpdateFunctionCode', '"arn:aws:lambda:*:*:function:orders-*"'],
    ['what guardrails refuse in members', 'Production', 'cloudtrail:StopLogging, organizations:DetachPolicy', '"*"'],
    ['builds in a role that they have', '', 'codebuild:CreateProject, codebuild:StartBuild', '"*"'],
    ['what costs are', '', 'ce:GetCostAndUsage, billing:GetBillingData', '"*"'],
  ])('takes %s', (_, units, actions, resources) => {
    expect(problemsOf(granting(units, allowing(actions, resources)))).toEqual([]);
  });

  test('tells once of a statement that an easier check has told of', () => {
    expect(told(problemsOf(granting('', allowing('iam:CreateLoginProfile'))))).toEqual([
      `grants-too-much ${SET}.statements[0].actions[0]`,
    ]);
  });

  test('8.2/no-excess-access: an account is of the organization or of a supplier', () => {
    const named = (account: string): string =>
      granting('Core', allowing('s3:GetObject', `"arn:aws:sqs:*:${account}:q"`));

    expect(told(problemsOf(named('999999999999')))).toEqual([`foreign-account ${SET}.statements[0].resources[0]`]);
    expect(problemsOf(named('777777777777'))).toEqual([]);
  });

  test('an unknown service is told once', () => {
    expect(told(problemsOf(granting('Core', allowing('"nosuch:*"'))))).toEqual([
      `unknown-action ${SET}.statements[0].actions[0]`,
    ]);
    expect(told(problemsOf(granting('Core', allowing('"nosuch:*", "s3:*"'))))).toEqual([
      `grants-too-much ${SET}.statements[0].actions`,
      `unknown-action ${SET}.statements[0].actions[0]`,
    ]);
  });

  test('asks nothing of an organization whose units form a ring, or that lacks an account', () => {
    const ring = granting('', allowing('cloudtrail:StopLogging')).replace(
      '{ name: Core, environment: shared }',
      '{ name: Core, environment: shared, parent: Core }',
    );
    const without = granting('', allowing('cloudtrail:StopLogging')).replace('role: backup, ', '');

    expect(told(problemsOf(ring)).some((one) => one.startsWith('grants-too-much'))).toBe(false);
    expect(told(problemsOf(without)).some((one) => one.startsWith('grants-too-much'))).toBe(false);
  });
});

const MANAGEMENT = '111111111111';
const iam = (rest: string): string => `arn:aws:iam::${MANAGEMENT}:${rest}`;
const home = (service: string, rest: string): string => `arn:aws:${service}:eu-west-1:${MANAGEMENT}:${rest}`;
const organizations = (rest: string): string => `arn:aws:organizations::${MANAGEMENT}:${rest}`;

describe('what a statement names is what is tried', () => {
  test.each<[string, string]>([
    ['organizations:DetachPolicy', organizations('policy/o-exampleorg1/service_control_policy/*')],
    ['iam:CreateUser', iam('user/finance/*')],
    ['iam:CreateAccessKey', iam('user/finance/*')],
    ['iam:AttachUserPolicy', iam('user/finance/*')],
    ['cloudformation:UpdateStackSet', home('cloudformation', 'stackset/acme-baseline-Production:*')],
    ['cloudformation:DeleteStackInstances', home('cloudformation', 'stackset/acme-baseline-Production:*')],
    ['cloudformation:DeleteStackSet', '*'],
    ['cloudformation:UpdateStackInstances', '*'],
    ['cloudformation:UpdateStack', home('cloudformation', 'stack/acme-organization/*')],
    ['cloudformation:DeleteStack', home('cloudformation', 'stack/acme-organization/*')],
    ['lambda:UpdateFunctionCode', home('lambda', 'function:acme-identity-assignments')],
    ['lambda:InvokeFunction', home('lambda', 'function:acme-identity-assignments')],
    ['lambda:InvokeFunction', '*'],
    ['sts:AssumeRole', 'arn:aws:iam::777777777777:role/OrganizationAccountAccessRole'],
    ['sts:AssumeRole', iam('role/acme-identity-assignments')],
    ['organizations:RemoveAccountFromOrganization', organizations('account/o-exampleorg1/777777777777')],
    ['organizations:DisableAWSServiceAccess', '*'],
    ['organizations:DeregisterDelegatedAdministrator', '*'],
    ['organizations:DeleteOrganization', '*'],
    ['guardduty:DisableOrganizationAdminAccount', '*'],
    ['securityhub:DisableOrganizationAdminAccount', '*'],
    ['cloudtrail:DeregisterOrganizationDelegatedAdmin', '*'],
    ['events:DisableRule', home('events', 'rule/acme-organization-*')],
    ['cloudwatch:DeleteAlarms', home('cloudwatch', 'alarm:acme-baseline-*')],
    ['iam:CreateAccessKey', iam('user/break-glass/acme-break-glass-1')],
    ['iam:DeleteUserPolicy', iam('user/break-glass/acme-break-glass-1')],
    ['iam:DeleteUserPolicy', 'arn:aws:iam::*:user/*'],
    ['iam:DetachUserPolicy', 'arn:aws:iam::*:user/*'],
    ['dynamodb:DeleteItem', home('dynamodb', 'table/acme-*')],
    ['kms:CreateGrant', home('kms', 'key/*')],
  ])('8.2/least-privilege: %s on %s is refused, at its line', (action, resource) => {
    const text = granting('', allowing(action, `"${resource}"`));
    const line = text.split('\n').findIndex((row) => row.includes(action));

    expect(problemsOf(text)).toMatchObject([
      {
        code: 'grants-too-much',
        file: expect.stringMatching(/landing-zone\.yaml$/),
        line: line + 1,
        message: { en: expect.stringContaining(action) },
      },
    ]);
  });

  test.each<[string, string]>([
    ['lambda:InvokeFunction', home('lambda', 'function:orders-import')],
    ['cloudformation:DeleteStack', home('cloudformation', 'stack/orders/*')],
    ['cloudformation:DeleteStackInstances', home('cloudformation', 'stackset/orders:*')],
    ['sts:AssumeRole', iam('role/workload/orders-app')],
    ['events:DisableRule', home('events', 'rule/orders-*')],
    ['cloudwatch:DeleteAlarms', home('cloudwatch', 'alarm:orders-*')],
    ['iam:DeleteUserPolicy', iam('user/finance/*')],
    ['kms:CreateGrant', home('kms', 'key/0f0f0f0f-12ab-34cd-56ef-1234567890ab')],
    ['organizations:DescribeOrganization', '*'],
    ['guardduty:ListOrganizationAdminAccounts', '*'],
    ['dynamodb:DeleteItem', home('dynamodb', 'table/orders')],
  ])('takes %s on %s', (action, resource) => {
    expect(problemsOf(granting('', allowing(action, `"${resource}"`)))).toEqual([]);
  });
});

describe('developers', () => {
  const developing = (units: string, core = ''): readonly string[] =>
    told(
      problemsOf(
        `${MINIMAL_ORGANIZATION}identity:
  instanceArn: arn:aws:sso:::instance/ssoins-1111111111111111
  groups:
    - { name: staff, id: 00000000-0000-0000-0000-0000000000c1, access: development${units} }
`.replace(
          '{ name: Core, environment: shared }',
          `{ name: Core, environment: shared${core} }\n    - { name: Top, environment: shared }`,
        ),
      ),
    );

  test.each<[string, string, string, ...string[]]>([
    ['everywhere', '', '', 'reaches-too-far identity.groups[0].access'],
    ['beside the archive', ', units: [Production, Core]', '', 'reaches-too-far identity.groups[0].units[1]'],
    ['above the archive', ', units: [Top]', ', parent: Top', 'reaches-too-far identity.groups[0].units[0]'],
    ['with the workloads', ', units: [Production]', ''],
  ])('8.6/log-storage: %s', (_, units, core, ...expected) => {
    expect(developing(units, core)).toEqual(expected);
  });
});
