import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { AlertTopic } from '../../../constructs/alert-topic/alert-topic';
import { embeddedTemplate } from '../../../constructs/member-baseline/embedded-template';
import { type Rule, verdictOf } from '../../../constructs/nag/rule';
import { hostRuntimeSensor } from '../../../constructs/nag/rules/firewall/host-runtime-sensor';
import { threatDetectorComplete } from '../../../constructs/nag/rules/firewall/threat-detector-complete';
import { eventRuleReaches } from '../../../constructs/nag/rules/functions/event-rule-reaches';
import { resourcePolicyNamedPrincipals } from '../../../constructs/nag/rules/identity/resource-policy-named-principals';
import { logGroupCustomerManagedKey } from '../../../constructs/nag/rules/logging/log-group-customer-managed-key';
import { logGroupRetention } from '../../../constructs/nag/rules/logging/log-group-retention';
import { eventBusNamedPrincipals } from '../../../constructs/nag/rules/messaging/event-bus-named-principals';
import { Template as Judged } from '../../../constructs/nag/template';
import type { PartitionName } from '../../../constructs/partition';
import { KeyUse } from '../../../constructs/purpose-key/key-use';
import { PurposeKey } from '../../../constructs/purpose-key/purpose-key';
import { declarationsOf } from '../../../constructs/standard';
import { ThreatDetector, type ThreatDetectorProps } from '../../../constructs/threat-detection/threat-detector';
import {
  ThreatFindings,
  type ThreatFindingsProps,
  threatLogName,
} from '../../../constructs/threat-detection/threat-findings';

const SECURITY = { account: '333333333333', region: 'eu-central-1' };
const BUS = 'arn:${AWS::Partition}:events:eu-central-1:333333333333:event-bus/default';

function stackIn({ account, region }: typeof SECURITY): Stack {
  return new Stack(new App(), 'Stack', { env: { account, region } });
}

const detectorIn = (place: typeof SECURITY, props: Partial<ThreatDetectorProps> = {}): Stack => {
  const stack = stackIn(place);
  new ThreatDetector(stack, 'Threats', { name: 'acme', partition: 'aws', findingsTo: SECURITY, ...props });
  return stack;
};

/** The same for any account and region, as StackSets bring it. */
const anywhere = () =>
  embeddedTemplate('Anywhere', (stack) => {
    new ThreatDetector(stack, 'Threats', { name: 'acme', partition: 'aws', findingsTo: SECURITY });
  });

function findingsIn(stack: Stack, props: Partial<ThreatFindingsProps> = {}): ThreatFindings {
  const { key } = new PurposeKey(stack, 'Key', {
    name: 'acme',
    purpose: 'threat-findings',
    uses: [KeyUse.cloudWatchLogs(threatLogName('acme')), KeyUse.publishing('cloudwatch.amazonaws.com')],
  });
  const { topic } = new AlertTopic(stack, 'Alerts', {
    name: 'acme',
    subject: 'threat',
    emails: ['on-call@example.com'],
    key,
  });
  return new ThreatFindings(stack, 'Findings', { name: 'acme', key, topic, ...props });
}

const findings = (props: Partial<ThreatFindingsProps> = { organizationId: 'o-exampleorg1' }): Stack => {
  const stack = stackIn(SECURITY);
  findingsIn(stack, props);
  return stack;
};

/** What a rule says of each resource of its types. */
function verdicts(rule: Rule, document: object, partition: PartitionName = 'aws'): readonly string[] {
  const judged = Judged.cloudFormation(document as Record<string, unknown>, {
    name: 'Stack',
    environment: { ...SECURITY, partition },
  });
  return judged.resources
    .filter(({ type }) => rule.types.includes(type))
    .map((resource) => verdictOf(rule, resource).outcome);
}

describe('ThreatDetector', () => {
  test.each([
    ['aws', SECURITY.region],
    ['aws-cn', 'cn-north-1'],
  ] as const)('8.3/intrusion#threat-detection: has every protection of %s', (partition, region) => {
    const document = Template.fromStack(detectorIn({ account: '111111111111', region }, { partition })).toJSON();

    expect(verdicts(threatDetectorComplete, document, partition)).toEqual(['compliant']);
  });

  test('8.3/intrusion#host-runtime-detection: keeps sensors on hosts and in containers', () => {
    const document = Template.fromStack(detectorIn({ account: '111111111111', region: 'eu-west-1' })).toJSON();

    expect(verdicts(hostRuntimeSensor, document)).toEqual(['compliant']);
  });

  test('asks in China for nothing that China does not have', () => {
    const stack = detectorIn({ account: '111111111111', region: 'cn-north-1' }, { partition: 'aws-cn' });

    Template.fromStack(stack).hasResourceProperties('AWS::GuardDuty::Detector', {
      Enable: true,
      Features: [
        { Name: 'S3_DATA_EVENTS', Status: 'ENABLED' },
        { Name: 'EKS_AUDIT_LOGS', Status: 'ENABLED' },
      ],
    });
  });

  test('8.3/intrusion#threat-detection: hands what it finds on to the security account', () => {
    const template = Template.fromStack(detectorIn({ account: '111111111111', region: 'eu-central-1' }));

    template.hasResourceProperties('AWS::Events::Rule', {
      EventPattern: { source: ['aws.guardduty'], 'detail-type': ['GuardDuty Finding'] },
      State: 'ENABLED',
      Targets: [{ Id: 'Security', RoleArn: Match.anyValue() }],
    });
    expect(verdicts(eventRuleReaches, template.toJSON())).toEqual(['compliant']);
  });

  test('the sender may put events onto that bus alone', () => {
    Template.fromJSON(anywhere().document).hasResourceProperties('AWS::IAM::Role', {
      RoleName: { 'Fn::Sub': 'acme-threat-findings-${AWS::Region}' },
      Policies: [
        {
          PolicyDocument: Match.objectLike({
            Statement: [{ Action: 'events:PutEvents', Effect: 'Allow', Resource: { 'Fn::Sub': BUS } }],
          }),
        },
      ],
    });
  });

  test.each([
    ['another region of the security account', { ...SECURITY, region: 'eu-west-1' }, 1],
    ['the region of another account', { ...SECURITY, account: '111111111111' }, 1],
    ['the security account itself', SECURITY, 0],
  ])('from %s', (_, place, rules) => {
    Template.fromStack(detectorIn(place)).resourceCountIs('AWS::Events::Rule', rules);
  });

  test('one template leaves the rule and its role out where findings already are', () => {
    const { Resources: resources, Conditions: conditions } = anywhere().document as Record<
      'Resources' | 'Conditions',
      Record<string, { Type?: string; Condition?: string }>
    >;
    const [[condition, expression] = []] = Object.entries(conditions);

    expect(expression).toEqual({
      'Fn::Or': [
        { 'Fn::Not': [{ 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'eu-central-1'] }] },
        { 'Fn::Not': [{ 'Fn::Equals': [{ Ref: 'AWS::AccountId' }, '333333333333'] }] },
      ],
    });
    expect(Object.values(resources).map(({ Type, Condition }) => [Type, Condition])).toEqual([
      ['AWS::GuardDuty::Detector', undefined],
      ['AWS::IAM::Role', condition],
      ['AWS::Events::Rule', condition],
    ]);
  });

  test('keeps what it finds where no other place is given', () => {
    const template = Template.fromStack(
      detectorIn({ account: '111111111111', region: 'eu-west-1' }, { findingsTo: undefined }),
    );

    template.resourceCountIs('AWS::GuardDuty::Detector', 1);
    template.resourceCountIs('AWS::Events::Rule', 0);
  });

  test.each([
    ['aws', ['8.3/intrusion#threat-detection', '8.3/intrusion#host-runtime-detection']],
    ['aws-cn', ['8.3/intrusion#threat-detection']],
  ] as const)('says in %s no more than it meets there', (partition, met) => {
    const stack = stackIn({ account: '111111111111', region: 'eu-west-1' });
    const { detector } = new ThreatDetector(stack, 'Threats', { name: 'acme', partition });

    expect(declarationsOf(detector).flatMap(({ requirements }) => requirements)).toEqual(met);
  });
});

describe('ThreatFindings', () => {
  test('8.3/intrusion#threat-detection: takes findings of the organization, and nothing else', () => {
    const template = Template.fromStack(findings());

    template.hasResourceProperties('AWS::Events::EventBusPolicy', {
      Statement: Match.objectLike({
        Principal: '*',
        Action: 'events:PutEvents',
        Condition: {
          StringEquals: { 'aws:PrincipalOrgID': 'o-exampleorg1' },
          'ForAllValues:StringEquals': {
            'events:source': ['aws.guardduty'],
            'events:detail-type': ['GuardDuty Finding'],
          },
        },
      }),
    });
    expect(verdicts(eventBusNamedPrincipals, template.toJSON())).toEqual(['compliant']);
  });

  test('lets nobody else in where there is no organization', () => {
    Template.fromStack(findings({})).resourceCountIs('AWS::Events::EventBusPolicy', 0);
  });

  test('8.3/intrusion#threat-detection: keeps every finding, under a customer key', () => {
    const template = Template.fromStack(findings());

    template.hasResource('AWS::Logs::LogGroup', {
      Properties: { LogGroupName: '/acme/threat-findings', RetentionInDays: 365 },
      DeletionPolicy: 'Retain',
    });
    template.hasResourceProperties('AWS::Events::Rule', {
      EventPattern: { source: ['aws.guardduty'], 'detail-type': ['GuardDuty Finding'] },
      Targets: [Match.objectLike({ Id: 'Log', RoleArn: Match.absent() })],
    });
    for (const rule of [logGroupRetention, logGroupCustomerManagedKey, eventRuleReaches]) {
      expect(verdicts(rule, template.toJSON())).toEqual(['compliant']);
    }
  });

  test('admits to the log group this rule of EventBridge alone', () => {
    const template = Template.fromStack(findings());
    const [policy] = Object.values(template.findResources('AWS::Logs::ResourcePolicy'));
    const text = JSON.stringify(policy?.['Properties'].PolicyDocument);

    expect(text).toContain('log-group:/acme/threat-findings:*');
    expect(text).toContain(':rule/acme-threat-findings-kept');
    expect(verdicts(resourcePolicyNamedPrincipals, template.toJSON())).toEqual(['compliant']);
  });

  test('tells those on call of each finding within a minute of its arrival', () => {
    Template.fromStack(findings()).hasResourceProperties('AWS::CloudWatch::Alarm', {
      AlarmName: 'acme-threat-found',
      Namespace: 'AWS/Logs',
      MetricName: 'IncomingLogEvents',
      Dimensions: [Match.objectLike({ Name: 'LogGroupName' })],
      Threshold: 1,
      Period: 60,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      TreatMissingData: 'notBreaching',
      AlarmActions: [Match.anyValue()],
    });
  });

  test('refuses to keep findings for less than the law asks for', () => {
    expect(() => findings({ retention: RetentionDays.ONE_MONTH })).toThrow('Findings');
  });
});
