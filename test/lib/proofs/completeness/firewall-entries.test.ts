import type { DeclaredPass } from '../../../../lib/proofs/completeness/declared-network';
import { HOME, resource } from '../access/stacks';
import { compared } from './compared';

const FACET = '8.3/cloud-firewall#default-drop';

const entry = (opens: string, more: Partial<DeclaredPass> = {}): DeclaredPass => ({
  entry: `network: ${opens}`,
  opens: [opens],
  reason: 'Orders are paid there',
  owner: 'orders@example.com',
  expires: '2030-12-31',
  ...more,
});
const API = entry('TLS to api.example.com');

const group = (source: object) =>
  resource('AWS::NetworkFirewall::RuleGroup', { Type: 'STATEFUL', RuleGroup: { RulesSource: source } });
const list = (targets: unknown, kinds: unknown = ['TLS_SNI'], type = 'ALLOWLIST') =>
  group({ RulesSourceList: { GeneratedRulesType: type, TargetTypes: kinds, Targets: targets } });
const written = (...rules: readonly string[]) => group({ RulesString: rules.join('\n') });
const arn = (id: string) => ({ 'Fn::GetAtt': [id, 'RuleGroupArn'] });
const MANAGED = 'arn:aws:network-firewall:eu-central-1:aws-managed:stateful-rulegroup/MalwareDomainsStrictOrder';
const policy = (...references: readonly unknown[]) =>
  resource('AWS::NetworkFirewall::FirewallPolicy', {
    FirewallPolicy: { StatefulRuleGroupReferences: references.map((ResourceArn) => ({ ResourceArn })) },
  });

const lines = (resources: Record<string, object>, passes: readonly DeclaredPass[], hubAccount = HOME) =>
  compared(FACET, resources, { declared: { passes, hubAccount } });

test(`${FACET}: rules that pass something and declared entries are the same`, () => {
  const resources = {
    Names: list(['API.example.com']),
    Own: written('drop ip any any -> any any (sid:1;)'),
    Policy: policy(MANAGED, arn('Own'), arn('Names')),
  };

  expect(lines(resources, [API])).toEqual([
    'passed Names RuleGroup.RulesSource.RulesSourceList.Targets.0: Names lets pass TLS to api.example.com: orders@example.com answers for it until 2030-12-31 (network: TLS to api.example.com)',
    expect.stringMatching(/^passed Policy: Policy lets pass 1 things in 3 groups, among them all 1 that are declared/),
  ]);
});

test('without a firewall there is nothing to judge, whatever is declared', () => {
  expect(lines({ Key: resource('AWS::KMS::Key') }, [API])).toEqual([]);
});

test('a declared entry of another region, and one of a hub elsewhere, is not asked for', () => {
  const resources = { Own: written('drop ip any any -> any any (sid:1;)'), Policy: policy(arn('Own')) };

  expect(lines(resources, [entry('TLS to a.example.com', { region: 'eu-west-1' })])[0]).toMatch(/^passed Policy/);
  expect(lines(resources, [API], '999999999999')[0]).toMatch(/^passed Policy/);
});

const UNDECLARED: readonly (readonly [string, object, string])[] = [
  [
    'a name',
    list(['api.example.com', '.example.org']),
    'RulesSourceList.Targets.1: Group lets pass TLS to .example.org,',
  ],
  [
    'a host in the clear',
    list(['api.example.com'], ['HTTP_HOST']),
    'RulesSourceList.Targets.0: Group lets pass HTTP_HOST api.example.com,',
  ],
  [
    'a rule of Suricata',
    written(
      'drop udp any any -> any 53 (sid:1;)',
      'pass tcp  10.0.0.0/8 any -> $EXTERNAL_NET 22 (msg:"way (out)"; sid:2;)',
    ),
    'RulesString: Group lets pass tcp 10.0.0.0/8 any -> $external_net 22,',
  ],
  [
    'a rule of five properties',
    group({
      StatefulRules: [
        {
          Action: 'PASS',
          Header: {
            Protocol: 'TCP',
            Source: '10.0.0.0/8',
            SourcePort: 'ANY',
            Direction: 'FORWARD',
            Destination: 'ANY',
            DestinationPort: '22',
          },
        },
      ],
    }),
    'StatefulRules.0: Group lets pass tcp 10.0.0.0/8 any -> any 22,',
  ],
  [
    'a rule without state',
    group({
      StatelessRulesAndCustomActions: { StatelessRules: [{ Priority: 5, RuleDefinition: { Actions: ['aws:pass'] } }] },
    }),
    'StatelessRulesAndCustomActions.StatelessRules.0: Group lets pass rule 5 without state,',
  ],
];

test.each(UNDECLARED)('fails with %s that no entry declares', (_, Group, line) => {
  const found = lines({ Group }, [API]).filter((one) => !one.startsWith('passed'));

  expect(found).toEqual([`failed Group RuleGroup.RulesSource.${line} which no entry of the configuration declares`]);
});

test('passes a rule of Suricata whose header is declared', () => {
  const rule = 'pass tcp 10.1.0.0/16 any -> 10.2.0.0/16 5432 (flow:to_server; sid:9100001;)';

  expect(lines({ Group: written(rule) }, [entry('tcp 10.1.0.0/16 any -> 10.2.0.0/16 5432')])[0]).toMatch(
    /^passed Group/,
  );
});

test('fails with an entry that has ended, and one that no rule opens', () => {
  const ended = entry('TLS to api.example.com', { expires: '2026-01-31' });
  const resources = { Names: list(['api.example.com']), Policy: policy(arn('Names')) };

  expect(lines(resources, [ended])[0]).toMatch(/^failed Names .*, which ended on 2026-01-31/);
  expect(lines(resources, [API, entry('TLS to b.example.com')])[1]).toBe(
    'failed Policy: network: TLS to b.example.com is declared by orders@example.com, and no rule of Policy lets it pass',
  );
});

test('is unknown where deployment decides what a group lets pass, or a group is in no template for certain', () => {
  const Conditional = { ...list(['api.example.com']), Condition: 'Wide' };

  expect(lines({ Names: list({ Ref: 'Names' }) }, [API])[0]).toMatch(/^unknown Names: /);
  expect(
    lines({ Policy: policy('arn:aws:network-firewall:eu-central-1:111111111111:stateful-rulegroup/other') }, [API]),
  ).toEqual([expect.stringMatching(/^unknown Policy FirewallPolicy.StatefulRuleGroupReferences.0: /)]);
  expect(lines({ Conditional, Policy: policy(arn('Conditional')) }, [API])[1]).toMatch(/^unknown Policy /);
});

test('a list that drops lets nothing pass', () => {
  expect(lines({ Names: list(['bad.example.com'], ['TLS_SNI'], 'DENYLIST') }, [])).toEqual([]);
});
