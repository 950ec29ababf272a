import { shareOf, subnetsOf } from '../../../../cdktf/constructs/zoned-network/address-plan';
import type { DeclaredFlow } from '../../../../cdktf/constructs/zoned-network/flow-rules';
import type { ZonedNetworkProps } from '../../../../cdktf/constructs/zoned-network/zoned-network';
import type { Template } from '../../../../constructs/nag/template';
import { Parts } from '../../support/parts';
import { emptyStack, templateOf } from '../../support/synthesis';

function synthesized(props: Partial<ZonedNetworkProps> = {}): Template {
  const stack = emptyStack();
  new Parts(stack).network(props);
  return templateOf(stack);
}

const site: DeclaredFlow = { from: 'internet', to: 'ingress', port: 443, reason: 'the site' };
const application: DeclaredFlow = { from: 'ingress', to: 'application', port: 8443, reason: 'the application' };

/** The rules of a zone's group: `Inbound Allow Tcp Internet > 10.64.0.0/24 : 443`. */
function rulesOf(template: Template, zone: string): readonly string[] {
  return template
    .ofType('azurerm_network_security_rule')
    .filter((rule) => rule.text('network_security_group_name').includes(`_${zone}-group_`))
    .map((rule) =>
      [
        rule.text('direction'),
        rule.text('access'),
        rule.text('protocol'),
        rule.text('source_address_prefix'),
        '>',
        rule.text('destination_address_prefix'),
        ':',
        rule.text('destination_port_range'),
      ].join(' '),
    );
}

describe('ZonedNetwork', () => {
  test('8.3/zoning#zone-separation: has four zones in subnets of their own', () => {
    const subnets = synthesized().ofType('azurerm_subnet');

    expect(
      Object.fromEntries(subnets.map((subnet) => [subnet.text('name'), subnet.text('address_prefixes.0')])),
    ).toEqual({
      'snet-ingress': '10.64.0.0/24',
      'snet-application': '10.64.1.0/24',
      'snet-data': '10.64.2.0/24',
      'snet-management': '10.64.3.0/24',
    });
  });

  test('8.3/security-groups#default-group-empty: every subnet stands behind a group of its own', () => {
    const associations = synthesized().ofType('azurerm_subnet_network_security_group_association');

    expect(new Set(associations.map((association) => association.referent('subnet_id'))).size).toBe(4);
    expect(new Set(associations.map((association) => association.referent('network_security_group_id'))).size).toBe(4);
  });

  test.each(['ingress', 'application', 'data', 'management'])(
    '8.3/zoning#zone-access-lists: closes the %s zone where nothing is declared',
    (zone) => {
      expect(rulesOf(synthesized(), zone)).toEqual(['Inbound Deny * * > * : *', 'Outbound Deny * * > * : *']);
    },
  );

  test('8.3/minimal-ports#declared-flows: opens what is declared, on both sides and nowhere else', () => {
    const template = synthesized({ flows: [application] });

    expect(rulesOf(template, 'ingress')).toContain('Outbound Allow Tcp 10.64.0.0/24 > 10.64.1.0/24 : 8443');
    expect(rulesOf(template, 'application')).toContain('Inbound Allow Tcp 10.64.0.0/24 > 10.64.1.0/24 : 8443');
    expect(rulesOf(template, 'data')).toHaveLength(2);
  });

  test('8.3/security-groups#no-unrestricted-ingress: the internet reaches the ingress zone on 443, and load balancers probe it', () => {
    expect(rulesOf(synthesized({ flows: [site] }), 'ingress')).toEqual([
      'Inbound Allow Tcp Internet > 10.64.0.0/24 : 443',
      'Inbound Allow Tcp AzureLoadBalancer > 10.64.0.0/24 : 443',
      'Inbound Deny * * > * : *',
      'Outbound Deny * * > * : *',
    ]);
  });

  test('takes UDP, ranges and more than one flow to the same port', () => {
    const flows: DeclaredFlow[] = [
      { from: '192.0.2.0/24', to: 'application', port: 123, protocol: 'udp', reason: 'time' },
      { from: 'management', to: 'application', port: 123, protocol: 'udp', reason: 'time' },
    ];

    expect(rulesOf(synthesized({ flows }), 'application').slice(0, 2)).toEqual([
      'Inbound Allow Udp 192.0.2.0/24 > 10.64.1.0/24 : 123',
      'Inbound Allow Udp 10.64.3.0/24 > 10.64.1.0/24 : 123',
    ]);
  });

  test('8.3/security-groups#restricted-egress: no subnet reaches the internet by default', () => {
    const subnets = synthesized().ofType('azurerm_subnet');

    expect(subnets.map((subnet) => subnet.flag('default_outbound_access_enabled'))).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });

  test('8.3/vpc-isolation#data-zone-unroutable: data and management zones have nowhere to send what leaves', () => {
    const template = synthesized();

    const routed = template
      .ofType('azurerm_subnet_route_table_association')
      .map((association) => association.referent('subnet_id')?.text('name'));
    expect(routed).toEqual(['snet-data', 'snet-management']);
    const [route] = template.ofType('azurerm_route');
    expect(route?.properties).toMatchObject({ address_prefix: '0.0.0.0/0', next_hop_type: 'None' });
  });

  test('a group is whole before a subnet stands behind it', () => {
    const [association] = synthesized().ofType('azurerm_subnet_network_security_group_association');

    expect(association?.list('depends_on')).toHaveLength(2);
  });

  test.each([
    [{ ...site, to: 'data' }, 'lets the internet past the ingress zone, against 8.3/zoning.'],
    [{ ...site, port: 22 }, 'opens more than 443 and 80 to the internet, against 8.3/security-groups.'],
    [{ ...site, from: 'data', to: 'internet' }, 'lets the data zone reach the internet, against 8.3/vpc-isolation.'],
  ])('throws on the flow %o', (flow, message) => {
    expect(() => synthesized({ flows: [flow] })).toThrow(
      `the flow from ${flow.from} to ${flow.to} on port ${flow.port} ${message}`,
    );
  });

  test('throws when the range is too small for four zones', () => {
    expect(() => synthesized({ range: '10.64.0.0/27' })).toThrow(
      'Stack/Network: range 10.64.0.0/27 is too small for the four zones that 8.3/zoning needs. Give /26 or larger.',
    );
  });

  test('throws on a range that is none', () => {
    expect(() => synthesized({ range: '10.64.0.0/40' })).toThrow('Stack/Network: 10.64.0.0/40 is no IPv4 range.');
  });
});

describe('address plan', () => {
  test('gives each zone a quarter', () => {
    expect(subnetsOf('10.0.0.0/26', 'x')).toEqual({
      ingress: '10.0.0.0/28',
      application: '10.0.0.16/28',
      data: '10.0.0.32/28',
      management: '10.0.0.48/28',
    });
  });

  test.each([
    ['10.64.0.0/16', 'home', 0, '10.64.0.0/22'],
    ['10.64.0.0/16', 'home', 1, '10.64.4.0/22'],
    ['10.64.0.0/16', 'recovery', 0, '10.64.128.0/22'],
    ['10.64.0.0/16', 'recovery', 31, '10.64.252.0/22'],
    ['10.64.0.0/22', 'home', 0, '10.64.0.0/26'],
    ['10.64.0.0/22', 'recovery', 7, '10.64.3.192/26'],
  ] as const)('of %s, the %s network of subscription %d is %s', (range, half, nth, share) => {
    expect(shareOf(range, half, nth, 'x')).toBe(share);
  });

  test('throws when there is no room left', () => {
    expect(() => shareOf('10.64.0.0/16', 'home', 32, 'azure.network')).toThrow(
      'azure.network: range 10.64.0.0/16 has room for the networks of 32 subscriptions',
    );
  });
});
