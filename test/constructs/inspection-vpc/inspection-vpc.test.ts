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

describe('flows between private networks', () => {
  const FLOW = {
    name: 'Shop to Operations',
    from: ['10.100.0.0/20'],
    to: ['10.10.0.0/16', '10.11.0.0/16'],
    port: 8443,
    reason: 'The shop asks for "addresses"; 地址',
    owner: 'orders@example.com',
    expires: '2030-12-31',
  };
  const rulesIn = (template: Template): readonly (readonly string[])[] =>
    Object.values(template.findResources('AWS::NetworkFirewall::RuleGroup')).map(({ Properties }) =>
      String(Properties.RuleGroup.RulesSource.RulesString).split('\n'),
    );

  test('8.3/minimal-ports#declared-flows: pass both ways after every signature, and what is left between networks is dropped', () => {
    const template = inspected({ flows: [FLOW], domains: [DOMAIN] });
    const [own = [], flows = []] = rulesIn(template);

    expect(own.filter((rule) => rule.includes('sid:9000005;'))).toEqual([]);
    expect(flows).toEqual([
      'pass tcp 10.100.0.0/20 any -> [10.10.0.0/16,10.11.0.0/16] 8443 (msg:"Shop to Operations"; flow:to_server; metadata:owner orders@example.com, expires 2030-12-31; sid:9100001; rev:1;)',
      'pass tcp [10.10.0.0/16,10.11.0.0/16] 8443 -> 10.100.0.0/20 any (msg:"Shop to Operations"; flow:to_client; metadata:owner orders@example.com, expires 2030-12-31; sid:9100002; rev:1;)',
      expect.stringContaining('drop ip $HOME_NET any -> $HOME_NET any'),
    ]);
    expect(groupsOf(template).slice(-2)).toMatchObject([
      {
        Priority: 16,
        ResourceArn: { 'Fn::GetAtt': [expect.stringMatching(/^InspectionEgressFlows/), 'RuleGroupArn'] },
      },
      { Priority: 17 },
    ]);
  });

  test('keep why they are open, and who answers for it', () => {
    const [group] = Object.values(
      inspected({ flows: [FLOW] }).findResources('AWS::NetworkFirewall::RuleGroup', {
        Properties: { RuleGroupName: 'acme-flows' },
      }),
    );

    expect(group?.['Metadata']).toEqual({
      'isms:flows': [{ flow: FLOW.name, reason: FLOW.reason, owner: FLOW.owner, expires: FLOW.expires }],
    });
  });

  test('pass the lists of the attachment and of the firewall, and no list of the way out', () => {
    const template = inspected({ flows: [{ ...FLOW, protocol: 'udp', lastPort: 8445 }], networks: ['10.0.0.0/8'] });
    const ports = { Protocol: 17, CidrBlock: '10.0.0.0/8', PortRange: { From: 8443, To: 8445 } };
    const answers = { Protocol: 17, CidrBlock: '10.0.0.0/8', PortRange: { From: 32768, To: 65535 } };

    for (const Egress of [true, false]) {
      template.resourcePropertiesCountIs('AWS::EC2::NetworkAclEntry', { ...ports, Egress }, 2);
      template.resourcePropertiesCountIs('AWS::EC2::NetworkAclEntry', { ...answers, Egress }, 2);
    }
  });

  test('whose names end a text in the language of rules stay texts', () => {
    const [, rules = []] = rulesIn(inspected({ flows: [{ ...FLOW, name: 'a"; sid:1; 店' }] }));

    expect(rules[0]).toContain('(msg:"a__ sid_1_ _"; flow:to_server;');
  });

  test.each([
    ['without a range', { to: [] }, 'the flow Shop to Operations has no ranges at one of its ends'],
    ['on a port in the clear', { port: 80 }, 'where HTTP is spoken in the clear'],
    ['on many ports', { lastPort: 9443 }, '8.3/minimal-ports#no-broad-ranges'],
  ])('are refused %s', (_, props, message) => {
    expect(() => inspected({ flows: [{ ...FLOW, ...props }] })).toThrow(message);
  });
});

test('a zone more moves no subnet', () => {
  const two = subnetRanges('10.12.0.0/22', 'egress', 2);

  expect(two).toEqual(['10.12.2.0/26', '10.12.2.64/26']);
  expect(subnetRanges('10.12.0.0/22', 'egress', 3).slice(0, 2)).toEqual(two);
});
