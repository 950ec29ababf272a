import { firewallDomainAllowList } from '../../../../../constructs/nag/rules/firewall/firewall-domain-allow-list';
import { firewallIntrusionDrop } from '../../../../../constructs/nag/rules/firewall/firewall-intrusion-drop';
import { firewallSignatureSource } from '../../../../../constructs/nag/rules/firewall/firewall-signature-source';
import { firewallStrictDefaultDrop } from '../../../../../constructs/nag/rules/firewall/firewall-strict-default-drop';
import { describeRule } from '../../../../support/rule-cases';

const strict = {
  StatefulEngineOptions: { RuleOrder: 'STRICT_ORDER' },
  StatefulDefaultActions: ['aws:drop_established', 'aws:alert_established'],
  StatelessDefaultActions: ['aws:forward_to_sfe'],
  StatelessFragmentDefaultActions: ['aws:forward_to_sfe'],
};
const policy = (properties: object) => ({ FirewallPolicy: { ...strict, ...properties } });
const midstream = (StreamExceptionPolicy: unknown) =>
  policy({ StatefulEngineOptions: { ...strict.StatefulEngineOptions, StreamExceptionPolicy } });

describeRule(firewallStrictDefaultDrop, {
  compliant: {
    'strict order that drops by default': policy({}),
    'every packet dropped': policy({ StatefulDefaultActions: 'aws:drop_strict' }),
    'what is read from the application': policy({
      StatefulDefaultActions: ['aws:drop_established_app_layer_to_server'],
    }),
    'fragments dropped': policy({ StatelessFragmentDefaultActions: ['aws:drop'] }),
    'connections dropped in the middle': midstream('DROP'),
    'connections refused in the middle': midstream('REJECT'),
  },
  nonCompliant: {
    'the default order': [
      policy({ StatefulEngineOptions: undefined, StatefulDefaultActions: undefined }),
      'FirewallPolicy.StatefulEngineOptions.RuleOrder',
      'FirewallPolicy.StatefulDefaultActions',
    ],
    'alerts alone': [policy({ StatefulDefaultActions: ['aws:alert_strict'] }), 'FirewallPolicy.StatefulDefaultActions'],
    'packets that pass by the stateful engine': [
      policy({ StatelessDefaultActions: ['aws:pass'] }),
      'FirewallPolicy.StatelessDefaultActions',
    ],
    'fragments that pass by it': [
      policy({ StatelessFragmentDefaultActions: ['aws:pass', 'Count'] }),
      'FirewallPolicy.StatelessFragmentDefaultActions',
    ],
    'connections that go on in the middle': [
      midstream('CONTINUE'),
      'FirewallPolicy.StatefulEngineOptions.StreamExceptionPolicy',
    ],
  },
  unknown: {
    'an order that is a parameter': policy({ StatefulEngineOptions: { RuleOrder: { Ref: 'Order' } } }),
    'actions that are a parameter': policy({ StatefulDefaultActions: { Ref: 'Actions' } }),
    'a parameter for connections in the middle': midstream({ Ref: 'Midstream' }),
  },
});

const homeNet = (Definition: unknown) => ({ HOME_NET: { Definition } });
const group = (RulesSource: object, home?: readonly string[]) => ({
  Type: 'AWS::NetworkFirewall::RuleGroup',
  Properties: {
    Type: 'STATEFUL',
    RuleGroup: { RulesSource, ...(home && { RuleVariables: { IPSets: homeNet(home) } }) },
  },
});
const PRIVATE = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10'];
const naming = (references: readonly object[], source?: object, home: unknown = PRIVATE) => ({
  template: {
    Subject: {
      Type: 'AWS::NetworkFirewall::FirewallPolicy',
      Properties: {
        FirewallPolicy: {
          StatefulRuleGroupReferences: references,
          PolicyVariables: { RuleVariables: homeNet(home) },
        },
      },
    },
    ...(source ? { Group: group(source) } : {}),
  },
});
/** Signatures of AWS, and a group of one's own that names its home. */
const atHome = (home: readonly string[], ofGroup: readonly string[]) => {
  const { template } = naming([SIGNATURES, OWN], undefined, home);
  return { template: { ...template, Group: group(rules(SIGNATURE), ofGroup) } };
};
const managed = (name: string) => ({
  ResourceArn: {
    'Fn::Sub': `arn:\${AWS::Partition}:network-firewall:\${AWS::Region}:aws-managed:stateful-rulegroup/${name}`,
  },
});
const SIGNATURES = managed('ThreatSignaturesMalwareStrictOrder');
const OWN = { ResourceArn: { Ref: 'Group' } };
const SIGNATURE = 'drop http any any -> any any (msg:"shell"; http.uri; content:"/cmd.exe"; sid:1; rev:1;)';
const rules = (...lines: string[]) => ({ RulesString: lines.join('\n') });
const REFERENCES = 'FirewallPolicy.StatefulRuleGroupReferences';
const HOME = 'FirewallPolicy.PolicyVariables.RuleVariables.HOME_NET.Definition';

describeRule(firewallIntrusionDrop, {
  compliant: {
    'signatures of AWS': naming([SIGNATURES]),
    'signatures at home in all that own groups name': atHome(
      ['10.0.0.0/8', 'fd00::/8'],
      ['10.1.0.0/16', '10.2.0.0/16', 'fd00::/8'],
    ),
    'own rules, whatever is home': naming([OWN], rules(SIGNATURE), []),
    'signatures before what passes': naming(
      [
        { ...SIGNATURES, Priority: 1 },
        { ...OWN, Priority: 2 },
      ],
      rules('pass tcp any any -> any 443 (sid:3;)'),
    ),
    'own rules that drop': naming([OWN], rules('# own', '', SIGNATURE)),
    'own rules that reject': naming(
      [{ ResourceArn: { 'Fn::GetAtt': ['Group', 'RuleGroupArn'] } }],
      rules(SIGNATURE.replace('drop', 'reject')),
    ),
  },
  nonCompliant: {
    'no groups': [naming([]), REFERENCES],
    'signatures at home in the network of the firewall alone': [naming([SIGNATURES], undefined, []), HOME],
    'signatures at home in a part of private ranges': [naming([SIGNATURES], undefined, PRIVATE.slice(1)), HOME],
    'signatures at home in a part of what own groups name': [atHome(['10.1.0.0/16'], ['10.1.0.0/15']), HOME],
    'signatures at home in other IPv6 networks': [atHome(['fd00::/16'], ['fd01::/16']), HOME],
    'signatures after a list of names that pass': [
      naming(
        [
          { ...OWN, Priority: 1 },
          { ...SIGNATURES, Priority: 2 },
        ],
        {
          RulesSourceList: { GeneratedRulesType: 'ALLOWLIST', Targets: ['example.com'], TargetTypes: ['TLS_SNI'] },
        },
      ),
      `${REFERENCES}.1.Priority`,
    ],
    'signatures after rules that pass': [
      naming(
        [
          { ...SIGNATURES, Priority: 9 },
          { ...OWN, Priority: 1 },
        ],
        rules('pass tcp any any -> any 443 (sid:3;)'),
      ),
      `${REFERENCES}.0.Priority`,
    ],
    'signatures that only alert': [
      naming([SIGNATURES, { ...SIGNATURES, Override: { Action: 'DROP_TO_ALERT' } }]),
      `${REFERENCES}.1.Override.Action`,
    ],
    'own rules that only alert': [naming([OWN], rules(SIGNATURE.replace('drop', 'alert'))), REFERENCES],
    'own rules that look at addresses alone': [
      naming([OWN], rules('drop ip any any -> 192.0.2.0/24 any (msg:"content"; sid:2;)')),
      REFERENCES,
    ],
    'a rule that is a comment': [naming([OWN], rules(`# ${SIGNATURE}`)), REFERENCES],
    'a list of domains': [naming([OWN], { RulesSourceList: { GeneratedRulesType: 'DENYLIST' } }), REFERENCES],
  },
  unknown: {
    'a group of another account': naming([
      { ResourceArn: 'arn:aws:network-firewall:eu-west-1:1:stateful-rulegroup/x' },
    ]),
    'groups that are a parameter': naming({ Ref: 'Groups' } as never),
    'rules that are a parameter': naming([OWN], { RulesString: { Ref: 'Rules' } }),
    'a home that is a parameter': naming([SIGNATURES], undefined, { Ref: 'Home' }),
    'an override that is a parameter': naming([{ ...SIGNATURES, Override: { Action: { Ref: 'Action' } } }]),
  },
});

describeRule(firewallSignatureSource, {
  compliant: { 'signatures of AWS': naming([SIGNATURES, OWN], rules(SIGNATURE)) },
  nonCompliant: {
    'no groups': [naming([]), REFERENCES],
    'own rules without signatures': [naming([OWN], rules('pass tcp any any -> any 443 (sid:3;)')), REFERENCES],
  },
  unknown: {
    'a file of one’s own, of unknown age': naming([OWN], rules(SIGNATURE)),
    'a group of another account': naming([OWN]),
  },
});

const domains = (properties: object = {}) => ({
  RulesSourceList: {
    GeneratedRulesType: 'ALLOWLIST',
    TargetTypes: ['TLS_SNI', 'HTTP_HOST'],
    Targets: ['.example.com', 'api.example.org'],
    ...properties,
  },
});
/** A policy with the list, and a second group. */
const beside = (source: object) => {
  const { template } = naming([OWN, { ResourceArn: { Ref: 'Other' } }], domains());
  return { template: { ...template, Other: group(source) } };
};
const PAST = 'Other.RuleGroup.RulesSource.RulesString';
const TARGETS = 'Group.RuleGroup.RulesSource.RulesSourceList.Targets';

describeRule(firewallDomainAllowList, {
  compliant: {
    'a list of domains': naming([OWN], domains()),
    'rules that pass by name': naming(
      [OWN],
      rules('pass tls any any -> any 443 (tls.sni; content:"example.com"; startswith; endswith; sid:4;)'),
    ),
    'a list beside rules that pass handshakes, and what stays inside': beside(
      rules(
        'pass tcp $HOME_NET any -> $EXTERNAL_NET 443 (flow:not_established; sid:6;)',
        'pass tcp $HOME_NET any -> 10.0.0.0/8 443 (sid:7;)',
      ),
    ),
  },
  nonCompliant: {
    'a list beside a rule that passes all': [beside(rules('pass ip any any -> any any (sid:8;)')), PAST],
    'a list beside a rule that passes a port': [
      beside(rules('pass tcp $HOME_NET any -> $EXTERNAL_NET 443 (sid:9;)')),
      PAST,
    ],
    'a list beside a simple rule that passes': [
      beside({
        StatefulRules: [
          { Action: 'DROP', Header: { Destination: 'ANY' } },
          { Action: 'PASS', Header: { Destination: 'ANY' } },
        ],
      }),
      'Other.RuleGroup.RulesSource.StatefulRules.1',
    ],
    'no list': [naming([SIGNATURES]), REFERENCES],
    'a list of what is denied': [naming([OWN], domains({ GeneratedRulesType: 'DENYLIST' })), REFERENCES],
    'a list by the host of plain HTTP': [naming([OWN], domains({ TargetTypes: ['HTTP_HOST'] })), REFERENCES],
    'a list that takes in all': [
      naming([OWN], domains({ Targets: ['.', '.com', 'x.org'] })),
      `${TARGETS}.0`,
      `${TARGETS}.1`,
    ],
    'rules that pass whatever the name': [naming([OWN], rules('pass tls any any -> any 443 (sid:5;)')), REFERENCES],
  },
  unknown: {
    'a group of another account': naming([OWN]),
    'a domain that is a parameter': naming([OWN], domains({ Targets: [{ Ref: 'Domain' }] })),
  },
});
