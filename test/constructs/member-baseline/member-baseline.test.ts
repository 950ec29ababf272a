import { App, Duration, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Asset } from 'aws-cdk-lib/aws-s3-assets';
import { CfnParameter } from 'aws-cdk-lib/aws-ssm';
import {
  BaselineStackSet,
  type BaselineStackSetProps,
  embeddedBaseline,
} from '../../../constructs/member-baseline/baseline-stack-set';
import { embeddedTemplate } from '../../../constructs/member-baseline/embedded-template';
import { MemberBaseline, type MemberBaselineProps } from '../../../constructs/member-baseline/member-baseline';
import { verdictOf } from '../../../constructs/nag/rule';
import { backupPlanCopies } from '../../../constructs/nag/rules/continuity/backup-plan-copies';
import { backupSelectionByTier } from '../../../constructs/nag/rules/continuity/backup-selection-by-tier';
import { backupVaultDeleteDenied } from '../../../constructs/nag/rules/continuity/backup-vault-delete-denied';
import { backupVaultLocked } from '../../../constructs/nag/rules/continuity/backup-vault-locked';
import { stackSetAutoDeployment } from '../../../constructs/nag/rules/governance/stack-set-auto-deployment';
import { stackSetBoundedFailure } from '../../../constructs/nag/rules/governance/stack-set-bounded-failure';
import { accessAnalyzerOrganization } from '../../../constructs/nag/rules/identity/access-analyzer-organization';
import { iamManagedPolicies } from '../../../constructs/nag/rules/identity/iam-managed-policies';
import { iamTrustExact } from '../../../constructs/nag/rules/identity/iam-trust-exact';
import { kmsDutySeparation } from '../../../constructs/nag/rules/keys/kms-duty-separation';
import { kmsKeyRotation } from '../../../constructs/nag/rules/keys/kms-key-rotation';
import { configRecorderComplete } from '../../../constructs/nag/rules/logging/config-recorder-complete';
import { logGroupCustomerManagedKey } from '../../../constructs/nag/rules/logging/log-group-customer-managed-key';
import { logGroupRetention } from '../../../constructs/nag/rules/logging/log-group-retention';
import { sessionDocumentFixed } from '../../../constructs/nag/rules/sessions/session-document-fixed';
import { sessionDocumentRecorded } from '../../../constructs/nag/rules/sessions/session-document-recorded';
import { Template as Judged } from '../../../constructs/nag/template';
import { declarationsOf } from '../../../constructs/standard';

const PROPS: MemberBaselineProps = {
  name: 'acme',
  homeRegion: 'eu-west-1',
  recoveryRegion: 'eu-central-1',
  archive: {
    configBucketName: 'acme-config-222222222222-eu-west-1',
    recordingsBucketName: 'acme-recordings-222222222222-eu-west-1',
  },
  backup: { tiers: [{ name: 'gold', objective: Duration.hours(4) }], onCall: ['on-call@example.com'] },
};

const baseline = (props: Partial<MemberBaselineProps> = {}): Template =>
  Template.fromJSON(embeddedBaseline({ ...PROPS, ...props }).document);

function plainStack(region: string): Stack {
  const stack = new Stack(new App(), 'Stack', { env: { account: '111111111111', region } });
  new MemberBaseline(stack, 'Baseline', PROPS);
  return stack;
}

/** Logical ids by whether they carry a condition. */
const conditional = (template: Template): string[] =>
  Object.values(template.toJSON()['Resources'] as Record<string, { Type: string; Condition?: string }>)
    .filter(({ Condition }) => Condition !== undefined)
    .map(({ Type }) => Type);

describe('MemberBaseline', () => {
  test('8.1/c#baseline-coverage: is one template for every account and region', () => {
    const { body } = embeddedBaseline(PROPS);

    expect(new Set(body.match(/\d{12}/g))).toEqual(new Set(['222222222222']));
    expect(body).not.toContain('CDKMetadata');
    expect(body).not.toContain('BootstrapVersion');
    expect(body).not.toContain('aws:cdk:path');
  });

  test('is the same text each time', () => {
    expect(embeddedBaseline(PROPS).body).toBe(embeddedBaseline(PROPS).body);
  });

  test('8.2/bastion#fixed-session-documents: makes the default session document a recorded one', () => {
    baseline().hasResourceProperties('AWS::SSM::Document', {
      Name: 'SSM-SessionManagerRunShell',
      Content: {
        inputs: Match.objectLike({
          s3BucketName: 'acme-recordings-222222222222-eu-west-1',
          s3KeyPrefix: { 'Fn::Sub': 'sessions/${AWS::AccountId}' },
          cloudWatchStreamingEnabled: true,
          runAsEnabled: true,
        }),
      },
    });
  });

  test('9.1/b#continuous-compliance: records every type of resource continuously', () => {
    baseline().hasResourceProperties('AWS::Config::ConfigurationRecorder', {
      RecordingGroup: { AllSupported: true, IncludeGlobalResourceTypes: true },
      RecordingMode: { RecordingFrequency: 'CONTINUOUS' },
    });
  });

  test('8.6/log-collection#automatic-onboarding: delivers configurations into the archive', () => {
    baseline().hasResourceProperties('AWS::Config::DeliveryChannel', {
      S3BucketName: 'acme-config-222222222222-eu-west-1',
    });
  });

  test('names the global role of the recorder for its region, so that regions do not collide', () => {
    baseline().hasResourceProperties('AWS::IAM::Role', {
      RoleName: { 'Fn::Sub': 'acme-config-${AWS::Region}' },
      AssumeRolePolicyDocument: {
        Statement: [
          Match.objectLike({ Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } } }),
        ],
      },
    });
  });

  test('8.7/supervision#supplier-access-analysis: analyses access from outside the account', () => {
    baseline().hasResourceProperties('AWS::AccessAnalyzer::Analyzer', {
      Type: 'ACCOUNT',
      AnalyzerName: 'acme-external-access',
    });
  });

  test('8.4/backup#separate-copy: copies from the home region to the vault in the recovery region', () => {
    const template = baseline();

    template.hasResource('AWS::Backup::BackupPlan', {
      Condition: Match.stringLikeRegexp('IsHomeRegion'),
      Properties: {
        BackupPlan: {
          BackupPlanRule: [
            Match.objectLike({
              CopyActions: [
                Match.objectLike({
                  DestinationBackupVaultArn: {
                    'Fn::Sub': 'arn:${AWS::Partition}:backup:eu-central-1:${AWS::AccountId}:backup-vault:acme-vault',
                  },
                }),
              ],
            }),
          ],
        },
      },
    });
    template.hasCondition('*', { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'eu-west-1'] });
  });

  test('8.4/backup#immutable-vault: has a locked vault in each region', () => {
    expect(conditional(baseline())).not.toContain('AWS::Backup::BackupVault');
    baseline().hasResourceProperties('AWS::Backup::BackupVault', {
      LockConfiguration: Match.objectLike({ ChangeableForDays: 3 }),
    });
  });

  test('conditions nothing but backup on the home region', () => {
    expect(new Set(conditional(baseline()))).toEqual(
      new Set([
        'AWS::KMS::Key',
        'AWS::KMS::Alias',
        'AWS::SNS::Topic',
        'AWS::SNS::TopicPolicy',
        'AWS::SNS::Subscription',
        'AWS::IAM::Role',
        'AWS::Backup::BackupPlan',
        'AWS::Backup::BackupSelection',
        'AWS::CloudWatch::Alarm',
      ]),
    );
    expect(conditional(baseline({ backup: undefined }))).toEqual([]);
  });

  test('makes no vault where none is asked for', () => {
    baseline({ backup: undefined }).resourceCountIs('AWS::Backup::BackupVault', 0);
  });

  test.each([
    ['eu-west-1', 1],
    ['eu-central-1', 0],
  ])('is a plain stack without conditions too: in %s with %d plans', (region, plans) => {
    const template = Template.fromStack(plainStack(region));

    template.resourceCountIs('AWS::Backup::BackupPlan', plans);
    template.resourceCountIs('AWS::Backup::BackupVault', 1);
    expect(conditional(template)).toEqual([]);
  });

  test.each([
    accessAnalyzerOrganization,
    backupPlanCopies,
    backupSelectionByTier,
    backupVaultDeleteDenied,
    backupVaultLocked,
    configRecorderComplete,
    iamManagedPolicies,
    iamTrustExact,
    kmsDutySeparation,
    kmsKeyRotation,
    logGroupCustomerManagedKey,
    logGroupRetention,
    sessionDocumentFixed,
    sessionDocumentRecorded,
  ])('is compliant with $id', (rule) => {
    const judged = Judged.cloudFormation(embeddedBaseline(PROPS).document, {
      environment: { partition: 'aws', region: 'eu-west-1' },
    });
    const verdicts = judged.resources
      .filter(({ type }) => rule.types.includes(type))
      .map((resource) => ({ id: resource.id, ...verdictOf(rule, resource) }));

    expect(verdicts.filter(({ outcome }) => outcome !== 'compliant')).toEqual([]);
    expect(verdicts).not.toEqual([]);
  });

  test('8.4/classification#mandatory-class: carries the tags it is given', () => {
    const template = Template.fromJSON(
      embeddedBaseline({ ...PROPS, tags: { 'isms:data-class': 'internal' } }).document,
    );

    template.hasResourceProperties('AWS::Logs::LogGroup', {
      Tags: Match.arrayWith([{ Key: 'isms:data-class', Value: 'internal' }]),
    });
  });

  test('tells what it was declared to meet, below the stack it was made from', () => {
    const declared = embeddedBaseline(PROPS)
      .stack.node.findAll()
      .flatMap((construct) => declarationsOf(construct).flatMap(({ requirements }) => requirements));

    expect(declared).toEqual(expect.arrayContaining(['9.1/b#continuous-compliance', '8.4/backup#immutable-vault']));
  });

  test('8.3/intrusion#threat-detection: detects threats where it is asked to, and nowhere else', () => {
    const threatDetection = { partition: 'aws', findingsTo: { account: '333333333333', region: 'eu-west-1' } } as const;

    baseline({ threatDetection }).hasResourceProperties('AWS::GuardDuty::Detector', { Enable: true });
    baseline({ threatDetection }).hasResourceProperties('AWS::Events::Rule', { Name: 'acme-threat-findings' });
    baseline().resourceCountIs('AWS::GuardDuty::Detector', 0);
    baseline().resourceCountIs('AWS::Events::Rule', 0);
  });

  test('throws when home and recovery region are the same', () => {
    expect(() => baseline({ recoveryRegion: 'eu-west-1' })).toThrow(
      'MemberBaseline/Baseline: eu-west-1 is home and recovery region, and 8.4/backup#separate-copy needs two.',
    );
  });

  test('throws when sessions would be kept too shortly', () => {
    expect(() => baseline({ retention: RetentionDays.SIX_MONTHS })).toThrow('8.6/log-retention#minimum-period');
  });
});

describe('embeddedTemplate', () => {
  test('throws when the template is larger than CloudFormation takes inline', () => {
    const build = (stack: Stack): void => {
      for (let index = 0; index < 20; index += 1) {
        new CfnParameter(stack, `P${index}`, { type: 'String', value: 'x'.repeat(3000) });
      }
    };

    expect(() => embeddedTemplate('Large', build)).toThrow(
      /^Large: the template has \d+ bytes, and a stack set takes 51200 inline/,
    );
  });

  test('throws when an asset is used, for which there is no bucket', () => {
    expect(() => embeddedTemplate('WithAsset', (stack) => new Asset(stack, 'Asset', { path: __filename }))).toThrow(
      /asset/i,
    );
  });
});

describe('BaselineStackSet', () => {
  const unit = { name: 'workloads', id: 'ou-ab12-cdef3456' };
  const regions = ['eu-west-1', 'eu-central-1'];
  const template = embeddedBaseline({ ...PROPS, backup: undefined });

  function stackSet(props: Partial<BaselineStackSetProps> = {}) {
    const stack = new Stack(new App(), 'Organization', { env: { account: '333333333333', region: 'eu-west-1' } });
    const set = new BaselineStackSet(stack, 'Workloads', {
      name: 'acme',
      unit,
      template,
      regions,
      delivery: { kind: 'service-managed' },
      ...props,
    });
    return { stack, set };
  }

  const synthesized = (props: Partial<BaselineStackSetProps> = {}): Template =>
    Template.fromStack(stackSet(props).stack);

  test('8.1/c#baseline-coverage: follows the organizational unit by itself, in every allowed region', () => {
    synthesized().hasResourceProperties('AWS::CloudFormation::StackSet', {
      StackSetName: 'acme-baseline-workloads',
      PermissionModel: 'SERVICE_MANAGED',
      AutoDeployment: { Enabled: true, RetainStacksOnAccountRemoval: true },
      StackInstancesGroup: [{ DeploymentTargets: { OrganizationalUnitIds: [unit.id] }, Regions: regions }],
      ManagedExecution: { Active: true },
      Capabilities: ['CAPABILITY_NAMED_IAM'],
    });
  });

  test.each([stackSetAutoDeployment, stackSetBoundedFailure])('is compliant with $id', (rule) => {
    const judged = Judged.cloudFormation(synthesized().toJSON(), {
      environment: { partition: 'aws', region: 'eu-west-1' },
    });
    const [resource] = judged.ofType('AWS::CloudFormation::StackSet');

    expect(resource && verdictOf(rule, resource)).toEqual({ outcome: 'compliant' });
  });

  test.each([
    ['of no account by itself', {}],
    [
      'of listed accounts, as networks are',
      {
        StackInstancesGroup: [
          {
            DeploymentTargets: {
              OrganizationalUnitIds: [unit.id],
              AccountFilterType: 'INTERSECTION',
              Accounts: ['222222222222'],
            },
            Regions: regions,
          },
        ],
      },
    ],
  ])('8.1/c#baseline-coverage: is found as a baseline %s', (_, targets) => {
    const found = synthesized().toJSON();
    for (const { Type, Properties } of Object.values<{ Type: string; Properties: object }>(found['Resources'])) {
      if (Type === 'AWS::CloudFormation::StackSet') {
        Object.assign(Properties, { AutoDeployment: { Enabled: false }, ...targets });
      }
    }
    const judged = Judged.cloudFormation(found, { environment: { partition: 'aws', region: 'eu-west-1' } });
    const [resource] = judged.ofType('AWS::CloudFormation::StackSet');

    expect(resource && verdictOf(stackSetAutoDeployment, resource)).toMatchObject({ outcome: 'non-compliant' });
  });

  test('carries the very template that is judged', () => {
    const [resource] = Object.values(synthesized().findResources('AWS::CloudFormation::StackSet'));

    expect(JSON.parse(resource?.['Properties'].TemplateBody)).toEqual(template.document);
  });

  test('stops before all accounts have failed, and begins with the home region', () => {
    synthesized().hasResourceProperties('AWS::CloudFormation::StackSet', {
      OperationPreferences: {
        FailureTolerancePercentage: 10,
        MaxConcurrentPercentage: 10,
        RegionConcurrencyType: 'SEQUENTIAL',
        RegionOrder: regions,
      },
    });
  });

  test('waits in each account for the stack sets it builds on', () => {
    const { stack, set } = stackSet();
    new BaselineStackSet(stack, 'Later', {
      name: 'later',
      unit,
      template,
      regions,
      delivery: { kind: 'service-managed', after: [set] },
    });

    Template.fromStack(stack).hasResourceProperties('AWS::CloudFormation::StackSet', {
      StackSetName: 'later-baseline-workloads',
      AutoDeployment: {
        DependsOn: [
          {
            'Fn::Join': [
              '',
              [
                'arn:',
                { Ref: 'AWS::Partition' },
                ':cloudformation:eu-west-1:333333333333:stackset/',
                { 'Fn::GetAtt': [Match.stringLikeRegexp('^Workloads'), 'StackSetId'] },
              ],
            ],
          },
        ],
      },
    });
  });

  test('names accounts where the organization is not followed', () => {
    synthesized({
      delivery: { kind: 'self-managed', accounts: ['444444444444', '555555555555'] },
    }).hasResourceProperties('AWS::CloudFormation::StackSet', {
      PermissionModel: 'SELF_MANAGED',
      AdministrationRoleARN: {
        'Fn::Join': [
          '',
          ['arn:', { Ref: 'AWS::Partition' }, ':iam::333333333333:role/AWSCloudFormationStackSetAdministrationRole'],
        ],
      },
      ExecutionRoleName: 'AWSCloudFormationStackSetExecutionRole',
      StackInstancesGroup: [{ DeploymentTargets: { Accounts: ['444444444444', '555555555555'] }, Regions: regions }],
      AutoDeployment: Match.absent(),
      CallAs: Match.absent(),
    });
  });

  test('deploys nothing to a unit without accounts', () => {
    synthesized({ delivery: { kind: 'self-managed', accounts: [] } }).hasResourceProperties(
      'AWS::CloudFormation::StackSet',
      {
        StackInstancesGroup: Match.absent(),
      },
    );
  });

  test('throws when there is no region to deploy to', () => {
    expect(() => stackSet({ regions: [] })).toThrow(
      'Organization/Workloads: give the regions in which 8.1/c#baseline-coverage is to hold.',
    );
  });
});
