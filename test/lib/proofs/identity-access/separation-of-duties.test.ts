import { allow, grant, PRODUCTION, resource, role } from '../access/stacks';
import { outcomes, type Stacks, said } from './proved';

const FACET = '8.2/no-excess-access#separation-of-duties';
const TRUST = [grant({ Service: 'ec2.amazonaws.com' }, 'sts:AssumeRole')];

const doing = (statements: readonly object[], rest: object = {}): Stacks => ({
  app: { account: PRODUCTION, resources: { Role: role('app', TRUST, statements, rest) } },
});

test.each<[string, readonly object[]]>([
  ['administers keys alone', [allow(['kms:PutKeyPolicy', 'kms:ScheduleKeyDeletion'])]],
  ['uses keys alone', [allow(['kms:Decrypt', 'kms:GenerateDataKey'])]],
  ['operates alone', [allow(['ec2:StopInstances', 'ssm:StartSession'])]],
  ['administers logs alone', [allow(['cloudtrail:StopLogging', 'logs:DeleteLogGroup'])]],
  ['approves alone', [allow(['codepipeline:PutApprovalResult'])]],
  ['approves what it cannot start', [allow(['states:SendTaskSuccess', 'ssm:SendAutomationSignal'])]],
])('8.2/no-excess-access#separation-of-duties: who %s has no conflicting duties', (_, statements) => {
  expect(outcomes(doing(statements), FACET)).toEqual({ Role: 'passed' });
});

test.each<[string, readonly object[], string]>([
  ['keys to administer and to use', [allow(['kms:PutKeyPolicy', 'kms:Decrypt'])], 'administering keys with using keys'],
  ['all of KMS', [allow('kms:*')], 'administering keys with using keys'],
  ['logs and operations', [allow(['cloudtrail:StopLogging', 'ssm:StartSession'])], 'administering logs with operating'],
  [
    'approving and executing',
    [allow(['codepipeline:PutApprovalResult', 'codepipeline:StartPipelineExecution'])],
    'approving with executing',
  ],
  [
    'both under a condition',
    [
      allow(['kms:PutKeyPolicy', 'kms:Decrypt'], '*', {
        Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
      }),
    ],
    'administering keys',
  ],
  ['everything', [allow('*')], 'approving with executing'],
])('fails on %s', (_, statements, message) => {
  expect(outcomes(doing(statements), FACET)).toEqual({ Role: 'failed' });
  expect(said(doing(statements), FACET)).toContain(message);
});

test('fails on permissions that a key of the templates grants by its own policy', () => {
  const stacks: Stacks = {
    app: {
      account: PRODUCTION,
      resources: {
        Role: role('app', TRUST, [allow('kms:PutKeyPolicy')]),
        Key: resource('AWS::KMS::Key', {
          KeyPolicy: {
            Version: '2012-10-17',
            Statement: [{ ...grant({ AWS: { 'Fn::GetAtt': ['Role', 'Arn'] } }, 'kms:Decrypt'), Resource: '*' }],
          },
        }),
      },
    },
  };

  expect(outcomes(stacks, FACET)).toEqual({ Role: 'failed' });
});

test('passes where a boundary leaves one of the two', () => {
  const stacks: Stacks = {
    app: {
      account: PRODUCTION,
      resources: {
        Role: role('app', TRUST, [allow('kms:*')], { PermissionsBoundary: { Ref: 'Boundary' } }),
        Boundary: resource('AWS::IAM::ManagedPolicy', {
          PolicyDocument: { Version: '2012-10-17', Statement: [allow('kms:Decrypt')] },
        }),
      },
    },
  };

  expect(outcomes(stacks, FACET)).toEqual({ Role: 'passed' });
});

test('does not know of policies whose text is not known', () => {
  expect(
    outcomes(doing([allow('kms:Decrypt')], { ManagedPolicyArns: ['arn:aws:iam::aws:policy/SomethingElse'] }), FACET),
  ).toEqual({ Role: 'unknown' });
});

test('knows of policies of AWS what they do not allow', () => {
  expect(
    outcomes(
      doing([], { ManagedPolicyArns: ['arn:aws:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForBackup'] }),
      FACET,
    ),
  ).toEqual({ Role: 'passed' });
});
