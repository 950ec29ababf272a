import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { InspectionVpc, type InspectionVpcProps } from '../../../constructs/inspection-vpc/inspection-vpc';
import { subnetRanges } from '../../../constructs/inspection-vpc/layout';

function inspected(props: Partial<InspectionVpcProps> = {}, region = 'eu-central-1'): Template {
  const stack = new Stack(new App(), 'Stack', { env: { account: '444444444444', region } });
  new InspectionVpc(stack, 'Inspection', {
    name: 'acme',
    cidr: '10.12.0.0/22',
    availabilityZones: [`${region}a`, `${region}b`],
    logBucketName: 'acme-flow-222222222222-eu-central-1',
    topic: Topic.fromTopicArn(stack, 'Topic', `arn:aws:sns:${region}:444444444444:acme-hub-alerts`),
    ...props,
  });
  return Template.fromStack(stack);
}

const DOMAIN = { domain: 'api.example.com', reason: 'payments', owner: 'orders@example.com' };
const groupsOf = (template: Template): readonly unknown[] =>
  Object.values(template.findResources('AWS::NetworkFirewall::FirewallPolicy')).flatMap(
    ({ Properties: { FirewallPolicy: policy } }) => policy.StatefulRuleGroupReferences,
  );

describe('the firewall of an organization', () => {
  test('8.3/cloud-firewall#symmetric-high-availability: has an endpoint in each zone, and cannot be taken away by mistake', () => {
    const template = inspected();

    template.hasResourceProperties('AWS::NetworkFirewall::Firewall', {
      SubnetMappings: [Match.anyValue(), Match.anyValue()],
      DeleteProtection: true,
      SubnetChangeProtection: true,
      FirewallPolicyChangeProtection: true,
    });
    template.resourceCountIs('AWS::EC2::NatGateway', 2);
  });

  test('8.3/cloud-firewall#default-drop: is stateful, in strict order, and drops what nothing allows', () => {
    inspected().hasResourceProperties('AWS::NetworkFirewall::FirewallPolicy', {
      FirewallPolicy: {
        StatefulEngineOptions: { RuleOrder: 'STRICT_ORDER', StreamExceptionPolicy: 'REJECT' },
        StatefulDefaultActions: ['aws:drop_established_app_layer', 'aws:alert_established_app_layer'],
        StatelessDefaultActions: ['aws:forward_to_sfe'],
        StatelessFragmentDefaultActions: ['aws:forward_to_sfe'],
      },
    });
  });

  test('8.3/cloud-firewall#domain-allow-list: lets listed domains through by the name in TLS, after everything that drops', () => {
    const template = inspected({ domains: [DOMAIN] });

    template.hasResourceProperties('AWS::NetworkFirewall::RuleGroup', {
      RuleGroup: {
        RulesSource: {
          RulesSourceList: { GeneratedRulesType: 'ALLOWLIST', TargetTypes: ['TLS_SNI'], Targets: ['api.example.com'] },
        },
      },
    });
    expect(groupsOf(template).at(-1)).toMatchObject({
      Priority: 16,
      ResourceArn: { 'Fn::GetAtt': [expect.stringMatching(/^InspectionEgressDomains/), 'RuleGroupArn'] },
    });
  });

  test('has no list where nothing may be reached', () => {
    inspected().resourceCountIs('AWS::NetworkFirewall::RuleGroup', 1);
  });

  test('8.3/intrusion#signature-currency: has the signatures of AWS, and in China its own file alone', () => {
    expect(groupsOf(inspected())).toHaveLength(15);
    expect(groupsOf(inspected({}, 'cn-northwest-1'))).toHaveLength(1);
  });

  test('its own rules drop, each once and in the language of the engine', () => {
    const groups = inspected().findResources('AWS::NetworkFirewall::RuleGroup');
    const [rules = ''] = Object.values(groups).map(
      ({ Properties }) => Properties.RuleGroup.RulesSource.RulesString as string,
    );
    const ids = [...rules.matchAll(/sid:(\d+);/g)].map(([, id]) => id);

    expect(rules.split('\n').filter((line) => !line.startsWith('drop '))).toEqual([]);
    expect(new Set(ids).size).toBe(rules.split('\n').length);
    // a rule that reads templates would take it for something to be filled in
    expect(rules).not.toContain('${');
  });

  test('8.6/log-collection#network-flow-logs: records alerts and flows in the archive', () => {
    const to = { LogDestinationType: 'S3', LogDestination: { bucketName: 'acme-flow-222222222222-eu-central-1' } };

    inspected().hasResourceProperties('AWS::NetworkFirewall::LoggingConfiguration', {
      LoggingConfiguration: {
        LogDestinationConfigs: [
          { LogType: 'ALERT', ...to },
          { LogType: 'FLOW', ...to },
        ],
      },
    });
  });

  test('alarms in each zone on connections that it meets half-way', () => {
    inspected().resourcePropertiesCountIs(
      'AWS::CloudWatch::Alarm',
      { MetricName: 'StreamExceptionPolicyPackets', AlarmActions: [Match.anyValue()] },
      2,
    );
  });

  test.each([
    ['one availability zone', { availabilityZones: ['eu-central-1a'] }, 'needs two to four different ones'],
    ['a zone twice', { availabilityZones: ['a', 'a'] }, 'needs two to four different ones'],
    ['too small a range', { cidr: '10.12.0.0/25' }, 'give a prefix from /16 to /24'],
    ['an address', { cidr: '10.12.0.1/22' }, 'write 10.12.0.0/22'],
  ])('is refused with %s', (_, props, message) => {
    expect(() => inspected(props)).toThrow(message);
  });
});

test('a zone more moves no subnet', () => {
  const two = subnetRanges('10.12.0.0/22', 'egress', 2);

  expect(two).toEqual(['10.12.2.0/26', '10.12.2.64/26']);
  expect(subnetRanges('10.12.0.0/22', 'egress', 3).slice(0, 2)).toEqual(two);
});
