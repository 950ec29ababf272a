import { Estate, Template } from '../../../../constructs/nag/template';
import { rangeOf } from '../../../../lib/proofs/network/addresses';
import type { FirewallRules } from '../../../../lib/proofs/network/model';
import { includes, intersect, type Packets, packets } from '../../../../lib/proofs/network/packets';
import { firewallRules } from '../../../../lib/proofs/network/read-firewall-rules';
import { Reader } from '../../../../lib/proofs/network/reader';
import { only, TCP, UDP } from '../../../../lib/proofs/network/services';

const HOME = ['10.0.0.0/8'];
const APART = 'drop ip $HOME_NET any -> $HOME_NET any (msg:"apart"; flow:to_server; sid:1;)';
const FLOW = 'pass tcp 10.1.0.0/16 any -> [10.2.0.0/16,10.3.0.0/16] 8443:8444 (msg:"a flow"; flow:to_server; sid:2;)';
const BACK = 'pass tcp [10.2.0.0/16,10.3.0.0/16] 8443:8444 -> 10.1.0.0/16 any (msg:"a flow"; flow:to_client; sid:3;)';
const STRICT = {
  StatefulEngineOptions: { RuleOrder: 'STRICT_ORDER' },
  StatefulDefaultActions: ['aws:drop_established_app_layer'],
  StatelessDefaultActions: ['aws:forward_to_sfe'],
  StatelessFragmentDefaultActions: ['aws:forward_to_sfe'],
};
const MANAGED = 'arn:aws:network-firewall:eu-central-1:aws-managed:stateful-rulegroup/MalwareDomainsStrictOrder';

interface Given {
  readonly policy?: object;
  /** Properties of groups, or the names of others. */
  readonly groups: readonly (object | string)[];
}

const written = (...rules: readonly string[]) => writtenWith({ HOME_NET: { Definition: HOME } }, ...rules);

const writtenWith = (IPSets: object, ...rules: readonly string[]) => ({
  RulesSource: { RulesString: rules.join('\n') },
  RuleVariables: { IPSets },
});

function read({ policy = STRICT, groups }: Given): FirewallRules | undefined {
  const own = groups.map((group, index) => [`Group${index}`, group] as const);
  const document = {
    Resources: {
      Firewall: { Type: 'AWS::NetworkFirewall::Firewall', Properties: { FirewallPolicyArn: { Ref: 'Policy' } } },
      Policy: {
        Type: 'AWS::NetworkFirewall::FirewallPolicy',
        Properties: {
          FirewallPolicy: {
            ...policy,
            StatefulRuleGroupReferences: own.map(([id, group], index) => ({
              Priority: index + 1,
              ResourceArn: typeof group === 'string' ? group : { Ref: id },
            })),
          },
        },
      },
      ...Object.fromEntries(
        own.map(([id, RuleGroup]) => [id, { Type: 'AWS::NetworkFirewall::RuleGroup', Properties: { RuleGroup } }]),
      ),
    },
  };
  const estate = new Estate();
  const template = Template.cloudFormation(document, {
    name: 'test',
    environment: { partition: 'aws', account: '111111111111', region: 'eu-central-1' },
    estate,
  });
  const firewall = template.resources.find(({ id }) => id === 'Firewall');
  if (firewall === undefined) throw new Error('there is no firewall');
  return firewallRules(new Reader(estate, ({ id }) => id), firewall);
}

const asked = (from: string, to: string, port: number, protocol = TCP): Packets =>
  packets({
    sources: rangeOf(from)?.sure ?? [],
    destinations: rangeOf(to)?.sure ?? [],
    protocols: [only(protocol)],
    destinationPorts: [{ from: port, to: port + 1 }],
  });

/** Whether somebody may open a connection. */
function opens(rules: FirewallRules | undefined, ...[from, to, port, protocol]: Parameters<typeof asked>): boolean {
  if (rules === undefined) return true;
  const set = asked(from, to, port, protocol);
  return !includes(rules.refused, set) || intersect(set, rules.opened).length > 0;
}

describe('a policy with flows', () => {
  const rules = read({
    groups: [written('drop tcp any any -> any any (content:"x"; sid:9;)'), MANAGED, written(FLOW, BACK, APART)],
  });

  test.each([
    ['a declared flow', ['10.1.0.9/32', '10.2.0.9/32', 8443], true],
    ['the last port of its range', ['10.1.0.9/32', '10.3.0.9/32', 8444], true],
    ['the port beyond', ['10.1.0.9/32', '10.2.0.9/32', 8445], false],
    ['another protocol', ['10.1.0.9/32', '10.2.0.9/32', 8443, UDP], false],
    ['another network', ['10.1.0.9/32', '10.4.0.9/32', 8443], false],
    ['the other way', ['10.2.0.9/32', '10.1.0.9/32', 8443], false],
    ['from the port of the server', ['10.2.0.9/32', '10.1.0.9/32', 40_000], false],
    ['to the internet, of which no header decides', ['10.1.0.9/32', '203.0.113.9/32', 443], true],
  ] as const)('%s', (_, [from, to, port, protocol = TCP], expected) => {
    expect(opens(rules, from, to, port, protocol)).toBe(expected);
  });

  test('lets answers go back, and nothing else between networks', () => {
    const answer = packets({
      sources: rangeOf('10.2.0.9/32')?.sure ?? [],
      destinations: rangeOf('10.1.0.9/32')?.sure ?? [],
      protocols: [only(TCP)],
      sourcePorts: [{ from: 8443, to: 8444 }],
    });

    expect(includes(rules?.passed ?? [], answer)).toBe(true);
    expect(includes(rules?.apart ?? [], asked('10.2.0.9/32', '10.4.0.9/32', 22))).toBe(true);
  });
});

test('the order decides: what is dropped before is not passed after', () => {
  expect(opens(read({ groups: [written(APART), written(FLOW)] }), '10.1.0.9/32', '10.2.0.9/32', 8443)).toBe(false);
});

test('a rule with more conditions drops nothing for certain', () => {
  const narrow = APART.replace('flow:to_server;', 'flow:to_server; content:"x";');

  expect(opens(read({ groups: [written(narrow)] }), '10.1.0.9/32', '10.2.0.9/32', 22)).toBe(true);
});

test('what comes from the internet is refused, and its answers are not kept apart', () => {
  const rules = read({
    groups: [written('drop ip $EXTERNAL_NET any -> $HOME_NET any (msg:"in"; flow:to_server; sid:4;)')],
  });

  expect(opens(rules, '203.0.113.9/32', '10.1.0.9/32', 443)).toBe(false);
  expect(rules?.apart).toEqual([]);
});

describe('a group that says what is external', () => {
  const IN = 'drop ip $EXTERNAL_NET any -> $HOME_NET any (msg:"in"; flow:to_server; sid:4;)';
  const OUT = 'pass tcp $HOME_NET any -> $EXTERNAL_NET 443 (sid:8;)';
  const variables = (Definition: unknown) => ({ HOME_NET: { Definition: HOME }, EXTERNAL_NET: { Definition } });
  const dropping = (Definition: unknown) => read({ groups: [writtenWith(variables(Definition), IN)] });

  test.each<readonly [string, unknown, string, boolean]>([
    ['what is in its range', ['203.0.113.0/24'], '203.0.113.9/32', false],
    ['what is beyond its range', ['203.0.113.0/24'], '198.51.100.9/32', true],
    ['what is home as well', ['0.0.0.0/0'], '10.2.0.9/32', false],
    ['anybody where deployment decides', [{ Ref: 'External' }], '203.0.113.9/32', true],
    ['anybody where deployment decides all of it', { Ref: 'External' }, '203.0.113.9/32', true],
    ['anybody where it is no range', ['$PEOPLE'], '203.0.113.9/32', true],
  ])('drops %s', (_, definition, from, expected) => {
    expect(opens(dropping(definition), from, '10.1.0.9/32', 443)).toBe(expected);
  });

  test('passes what it says, be it home', () => {
    const between = (Definition: unknown) =>
      read({ groups: [writtenWith(variables(Definition), OUT), written(APART)] });

    expect(opens(between(['10.2.0.0/16']), '10.1.0.9/32', '10.2.0.9/32', 443)).toBe(true);
    expect(opens(between({ Ref: 'External' }), '10.1.0.9/32', '10.2.0.9/32', 443)).toBe(true);
    expect(opens(between(['203.0.113.0/24']), '10.1.0.9/32', '10.2.0.9/32', 443)).toBe(false);
  });

  test('lists of names pass what it says', () => {
    const names = {
      RulesSource: { RulesSourceList: { GeneratedRulesType: 'ALLOWLIST', TargetTypes: ['TLS_SNI'], Targets: ['a.b'] } },
      RuleVariables: { IPSets: variables(['10.2.0.0/16']) },
    };

    expect(opens(read({ groups: [names, written(APART)] }), '10.1.0.9/32', '10.2.0.9/32', 443)).toBe(true);
  });

  test('its policy may say so as well', () => {
    const policy = {
      ...STRICT,
      PolicyVariables: { RuleVariables: { EXTERNAL_NET: { Definition: ['203.0.113.0/24'] } } },
    };

    expect(opens(read({ policy, groups: [written(IN)] }), '198.51.100.9/32', '10.1.0.9/32', 443)).toBe(true);
  });
});

test.each([
  ['no home', {}],
  ['a home that deployment decides', { HOME_NET: { Definition: { Ref: 'Home' } } }],
  ['a home of which deployment decides a part', { HOME_NET: { Definition: [...HOME, { Ref: 'Home' }] } }],
])('a group with %s may pass anybody, and drops nobody for certain', (_, sets) => {
  const passing = read({ groups: [writtenWith(sets, 'pass tcp $HOME_NET any -> any any (sid:8;)'), written(APART)] });
  const dropping = read({ groups: [writtenWith(sets, APART)] });

  expect(opens(passing, '10.1.0.9/32', '10.2.0.9/32', 22)).toBe(true);
  expect(opens(dropping, '10.1.0.9/32', '10.2.0.9/32', 22)).toBe(true);
});

test.each([
  ['DROP', true],
  ['REJECT', true],
  ['CONTINUE', false],
  [{ Ref: 'Midstream' }, false],
])('packets in the middle of a connection: %j', (StreamExceptionPolicy, isRead) => {
  const StatefulEngineOptions = { ...STRICT.StatefulEngineOptions, StreamExceptionPolicy };

  expect(read({ policy: { ...STRICT, StatefulEngineOptions }, groups: [written(APART)] }) !== undefined).toBe(isRead);
});

test('both directions of a rule are read', () => {
  const both = read({ groups: [written('pass tcp 10.1.0.0/16 any <> 10.2.0.0/16 8443 (sid:5;)', APART)] });

  expect(opens(both, '10.1.0.9/32', '10.2.0.9/32', 8443)).toBe(true);
  expect(includes(both?.opened ?? [], asked('10.2.0.9/32', '10.1.0.9/32', 40_000))).toBe(false);
});

test('names that are allowed are outside the networks of the organization', () => {
  const names = {
    RulesSource: {
      RulesSourceList: { GeneratedRulesType: 'ALLOWLIST', TargetTypes: ['TLS_SNI'], Targets: ['a.example'] },
    },
    RuleVariables: { IPSets: { HOME_NET: { Definition: HOME } } },
  };

  expect(opens(read({ groups: [written(APART), names] }), '10.1.0.9/32', '10.2.0.9/32', 443)).toBe(false);
});

test.each<readonly [string, Given]>([
  ['a policy in the default order', { policy: { ...STRICT, StatefulEngineOptions: {} }, groups: [written(APART)] }],
  [
    'a policy that passes the rest',
    { policy: { ...STRICT, StatefulDefaultActions: ['aws:alert_strict'] }, groups: [written(APART)] },
  ],
  [
    'rules without state that pass',
    { policy: { ...STRICT, StatelessDefaultActions: ['aws:pass'] }, groups: [written(APART)] },
  ],
  ['groups without state', { policy: { ...STRICT, StatelessRuleGroupReferences: [{}] }, groups: [written(APART)] }],
  [
    'a group of no template',
    { groups: ['arn:aws:network-firewall:eu-central-1:444444444444:stateful-rulegroup/other'] },
  ],
  ['a pass rule that cannot be read', { groups: [written('pass tcp @PEOPLE any -> any any (sid:6;)', APART)] }],
  ['a pass rule of an application', { groups: [written('pass tls any any -> any any (sid:7;)', APART)] }],
  ['rules of another kind', { groups: [{ RulesSource: { StatefulRules: [] } }] }],
  ['a list that denies', { groups: [{ RulesSource: { RulesSourceList: { GeneratedRulesType: 'DENYLIST' } } }] }],
  ['rules that deployment decides', { groups: [{ RulesSource: { RulesString: { Ref: 'Rules' } } }] }],
])('nothing is known of %s', (_, given) => {
  expect(read(given)).toBeUndefined();
});
