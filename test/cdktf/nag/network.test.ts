import { azureDataZoneUnroutable } from '../../../cdktf/nag/azure-data-zone-unroutable';
import { azureFlowLogs } from '../../../cdktf/nag/azure-flow-logs';
import { azureNsgEgress } from '../../../cdktf/nag/azure-nsg-egress';
import { azureNsgIngress } from '../../../cdktf/nag/azure-nsg-ingress';
import { azureNsgNarrowPorts } from '../../../cdktf/nag/azure-nsg-narrow-ports';
import { azureNsgNoPlaintextPorts } from '../../../cdktf/nag/azure-nsg-no-plaintext-ports';
import { azureSubnetNetworkSecurityGroup } from '../../../cdktf/nag/azure-subnet-network-security-group';
import { azureVirtualNetworkZones } from '../../../cdktf/nag/azure-virtual-network-zones';
import { outcomeOf, type Resources, verdictOn } from '../support/judging';

const GROUP = 'azurerm_network_security_group';
const RULE = 'azurerm_network_security_rule';
const SUBNET = 'azurerm_subnet';

const rule = (overrides: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> => ({
  network_security_group_name: '${azurerm_network_security_group.g.name}',
  direction: 'Inbound',
  access: 'Allow',
  protocol: 'Tcp',
  source_address_prefix: '10.0.0.0/24',
  destination_address_prefix: '10.0.1.0/24',
  destination_port_range: '443',
  ...overrides,
});

const denial = (direction: string) =>
  rule({
    direction,
    access: 'Deny',
    protocol: '*',
    source_address_prefix: '*',
    destination_address_prefix: '*',
    destination_port_range: '*',
  });

/** A group before a subnet of a name. */
const groupBefore = (subnet: string): Resources => ({
  [GROUP]: { g: { name: 'g' } },
  [SUBNET]: { s: { name: subnet } },
  azurerm_subnet_network_security_group_association: {
    a: { subnet_id: '${azurerm_subnet.s.id}', network_security_group_id: '${azurerm_network_security_group.g.id}' },
  },
});

describe('azure-nsg-ingress', () => {
  const from = (source_address_prefix: string, port = '443') =>
    rule({ source_address_prefix, destination_port_range: port });

  test.each([
    ['a range', rule(), 'snet-data', 'compliant'],
    ['everyone to 443 of the ingress zone', from('Internet'), 'snet-ingress', 'compliant'],
    ['everyone to 80 of the ingress zone', from('*', '80'), 'snet-ingress', 'compliant'],
    ['everyone to SSH of the ingress zone', from('*', '22'), 'snet-ingress', 'non-compliant: source_address_prefix'],
    ['everyone to 443 of the data zone', from('0.0.0.0/0'), 'snet-data', 'non-compliant: source_address_prefix'],
    ['all IPv6', from('::/0'), 'snet-data', 'non-compliant: source_address_prefix'],
    ['half of the internet', from('128.0.0.0/1'), 'snet-data', 'non-compliant: source_address_prefix'],
    [
      'everyone in a list',
      rule({ source_address_prefix: undefined, source_address_prefixes: ['10.0.0.0/8', 'Any'] }),
      'snet-data',
      'non-compliant: source_address_prefixes.1',
    ],
    [
      'an application security group',
      rule({ source_address_prefix: undefined, source_application_security_group_ids: ['x'] }),
      'snet-data',
      'compliant',
    ],
    ['a denial', denial('Inbound'), 'snet-data', 'compliant'],
    ['the way out', rule({ direction: 'Outbound', source_address_prefix: '*' }), 'snet-data', 'compliant'],
    ['a source known at deployment only', from('${var.source}'), 'snet-data', 'unknown'],
  ])('judges a rule for %s', (_, properties, subnet, outcome) => {
    expect(outcomeOf(verdictOn(azureNsgIngress, RULE, properties, groupBefore(subnet)))).toBe(outcome);
  });

  test('judges the rules inline in a group', () => {
    const group = { security_rule: [rule(), from('*', '22')] };

    expect(outcomeOf(verdictOn(azureNsgIngress, GROUP, group))).toBe(
      'non-compliant: security_rule.1.source_address_prefix',
    );
  });

  test('leaves a group without inline rules to the rules beside it', () => {
    expect(verdictOn(azureNsgIngress, GROUP, {}).outcome).toBe('not-applicable');
  });
});

describe('azure-nsg-egress', () => {
  const to = (destination_address_prefix: string, port = '443') =>
    rule({ direction: 'Outbound', destination_address_prefix, destination_port_range: port });

  test.each([
    ['a range', to('10.0.0.0/8'), 'snet-data', 'compliant'],
    ['the internet on 443 from the application zone', to('Internet'), 'snet-application', 'compliant'],
    ['the internet from the data zone', to('Internet'), 'snet-data', 'non-compliant: destination_address_prefix'],
    ['the internet from the management zone', to('*'), 'snet-management', 'non-compliant: destination_address_prefix'],
    ['everything everywhere', to('*', '*'), 'snet-application', 'non-compliant: destination_address_prefix'],
    ['the way in', rule({ destination_address_prefix: '*' }), 'snet-data', 'compliant'],
    ['a destination known at deployment only', to('${var.to}'), 'snet-data', 'unknown'],
  ])('judges a rule for %s', (_, properties, subnet, outcome) => {
    expect(outcomeOf(verdictOn(azureNsgEgress, RULE, properties, groupBefore(subnet)))).toBe(outcome);
  });

  const beside = (name: string, properties: Readonly<Record<string, unknown>>): Resources => ({
    [RULE]: { r: { ...properties, network_security_group_name: name } },
  });

  test.each([
    ['closed inline', { security_rule: [denial('Outbound')] }, {}, 'compliant'],
    [
      'closed by a rule beside it',
      {},
      beside('${azurerm_network_security_group.it.name}', denial('Outbound')),
      'compliant',
    ],
    ['closed by a rule that writes its name', { name: 'web' }, beside('web', denial('Outbound')), 'compliant'],
    ['closed inbound only', { security_rule: [denial('Inbound')] }, {}, 'non-compliant: security_rule'],
    ['not closed', {}, {}, 'non-compliant: security_rule'],
    [
      'closed, but open before',
      { security_rule: [to('*', '*'), denial('Outbound')] },
      {},
      'non-compliant: security_rule.0.destination_address_prefix',
    ],
  ])('judges a group %s', (_, properties, others, outcome) => {
    expect(outcomeOf(verdictOn(azureNsgEgress, GROUP, properties, others))).toBe(outcome);
  });
});

describe('azure-nsg-narrow-ports', () => {
  test.each([
    ['one port', rule(), 'compliant'],
    ['ten ports', rule({ destination_port_range: '8000-8009' }), 'compliant'],
    ['eleven ports', rule({ destination_port_range: '8000-8010' }), 'non-compliant: destination_port_range'],
    ['all ports', rule({ destination_port_range: '*' }), 'non-compliant: destination_port_range'],
    ['all protocols', rule({ protocol: '*' }), 'non-compliant: protocol'],
    [
      'a wide range in a list',
      rule({ destination_port_range: undefined, destination_port_ranges: ['443', '1-65535'] }),
      'non-compliant: destination_port_ranges.1',
    ],
    ['a denial of everything', denial('Inbound'), 'compliant'],
    ['a port known at deployment only', rule({ destination_port_range: '${var.port}' }), 'unknown'],
  ])('judges %s', (_, properties, outcome) => {
    expect(outcomeOf(verdictOn(azureNsgNarrowPorts, RULE, properties))).toBe(outcome);
  });

  test('leaves a group without inline rules to the rules beside it', () => {
    expect(verdictOn(azureNsgNarrowPorts, GROUP, {}).outcome).toBe('not-applicable');
  });
});

describe('azure-nsg-no-plaintext-ports', () => {
  const http = rule({ destination_port_range: '80' });

  test.each([
    ['a port of TLS', rule(), {}, 'compliant'],
    ['a denial', denial('Inbound'), {}, 'compliant'],
    ['every port, which another rule judges', rule({ destination_port_range: '*' }), {}, 'compliant'],
    ['HTTP into the ingress zone', http, groupBefore('snet-ingress'), 'compliant'],
    ['HTTP into another zone', http, groupBefore('snet-data'), 'non-compliant: destination_port_range'],
    [
      'HTTP out of the ingress zone',
      rule({ direction: 'Outbound', destination_port_range: '80' }),
      groupBefore('snet-ingress'),
      'non-compliant: destination_port_range',
    ],
    [
      'FTP in a list',
      rule({ destination_port_range: undefined, destination_port_ranges: ['443', '21'] }),
      {},
      'non-compliant: destination_port_ranges.1',
    ],
    [
      'a range with LDAP in it',
      rule({ destination_port_range: '385-390' }),
      {},
      'non-compliant: destination_port_range',
    ],
    ['HTTP into an unknown zone', http, {}, 'unknown'],
    ['a port known at deployment only', rule({ destination_port_range: '${var.port}' }), {}, 'unknown'],
  ] as const)('judges %s', (_, properties, others, outcome) => {
    expect(outcomeOf(verdictOn(azureNsgNoPlaintextPorts, RULE, properties, others))).toBe(outcome);
  });

  test('leaves a group without inline rules to the rules beside it', () => {
    expect(verdictOn(azureNsgNoPlaintextPorts, GROUP, {}).outcome).toBe('not-applicable');
  });
});

describe('azure-subnet-network-security-group', () => {
  const closedSubnet = { name: 'snet-data', default_outbound_access_enabled: false };
  const group = (rules: readonly unknown[]): Resources => ({
    [GROUP]: { g: { security_rule: rules } },
    azurerm_subnet_network_security_group_association: {
      a: { subnet_id: '${azurerm_subnet.it.id}', network_security_group_id: '${azurerm_network_security_group.g.id}' },
    },
  });
  const association = 'azurerm_subnet_network_security_group_association';

  test.each([
    ['a closed group', closedSubnet, group([denial('Inbound')]), 'compliant'],
    ['no group', closedSubnet, {}, `non-compliant: ${association}`],
    ['a group that ends open', closedSubnet, group([rule()]), `non-compliant: ${GROUP}.g.security_rule`],
    [
      'default outbound access',
      { name: 'snet-data' },
      group([denial('Inbound')]),
      'non-compliant: default_outbound_access_enabled',
    ],
    ['a gateway', { name: 'GatewaySubnet' }, {}, 'not-applicable'],
    ['a firewall', { name: 'AzureFirewallSubnet' }, {}, 'not-applicable'],
    ['a name known at deployment only', { name: '${var.name}' }, {}, 'unknown'],
  ])('judges a subnet with %s', (_, properties, others, outcome) => {
    expect(outcomeOf(verdictOn(azureSubnetNetworkSecurityGroup, SUBNET, properties, others))).toBe(outcome);
  });
});

describe('azure-virtual-network-zones', () => {
  const subnets = (...names: string[]): Resources => ({
    [SUBNET]: Object.fromEntries(
      names.map((name) => [name, { name, virtual_network_name: '${azurerm_virtual_network.it.name}' }]),
    ),
  });
  const all = ['snet-ingress', 'snet-application', 'snet-data', 'snet-management'];

  test.each([
    ['all four zones', {}, subnets(...all), 'compliant'],
    ['zones inline', { subnet: all.map((name) => ({ name })) }, {}, 'compliant'],
    ['zones and a gateway', {}, subnets(...all, 'GatewaySubnet'), 'compliant'],
    ['a zone missing', {}, subnets(...all.slice(1)), 'non-compliant: azurerm_subnet'],
    ['a subnet of no zone', {}, subnets(...all, 'misc'), 'non-compliant: azurerm_subnet'],
    ['no subnets', {}, {}, 'non-compliant: azurerm_subnet, azurerm_subnet, azurerm_subnet, azurerm_subnet'],
    ['a name known at deployment only', { subnet: [{ name: '${var.name}' }] }, {}, 'unknown'],
  ])('judges %s', (_, properties, others, outcome) => {
    expect(outcomeOf(verdictOn(azureVirtualNetworkZones, 'azurerm_virtual_network', properties, others))).toBe(outcome);
  });
});

describe('azure-data-zone-unroutable', () => {
  const table = (...routes: Readonly<Record<string, unknown>>[]): Resources => ({
    azurerm_route_table: { t: { route: routes } },
    azurerm_subnet_route_table_association: {
      a: { subnet_id: '${azurerm_subnet.it.id}', route_table_id: '${azurerm_route_table.t.id}' },
    },
  });
  const closed = { address_prefix: '0.0.0.0/0', next_hop_type: 'None' };
  const gateway = {
    azurerm_subnet_nat_gateway_association: { n: { subnet_id: '${azurerm_subnet.it.id}', nat_gateway_id: 'x' } },
  };
  const association = 'azurerm_subnet_route_table_association';

  test.each([
    ['a route to nowhere', 'snet-data', table(closed), 'compliant'],
    ['no route table', 'snet-data', {}, `non-compliant: ${association}`],
    ['a table without a default route', 'snet-management', table(), `non-compliant: ${association}`],
    [
      'a route to the internet',
      'snet-data',
      table({ address_prefix: '0.0.0.0/0', next_hop_type: 'Internet' }),
      'non-compliant: azurerm_route_table.t.route.0.next_hop_type',
    ],
    [
      'a route to an appliance',
      'snet-data',
      table({ address_prefix: '0.0.0.0/0', next_hop_type: 'VirtualAppliance' }),
      'non-compliant: azurerm_route_table.t.route.0.next_hop_type',
    ],
    [
      'a NAT gateway',
      'snet-data',
      { ...table(closed), ...gateway },
      'non-compliant: azurerm_subnet_nat_gateway_association.n.nat_gateway_id',
    ],
    ['another zone', 'snet-application', {}, 'not-applicable'],
    [
      'a hop known at deployment only',
      'snet-data',
      table({ address_prefix: '0.0.0.0/0', next_hop_type: '${var.hop}' }),
      'unknown',
    ],
  ])('judges %s', (_, name, others, outcome) => {
    expect(outcomeOf(verdictOn(azureDataZoneUnroutable, SUBNET, { name }, others))).toBe(outcome);
  });

  test('reads routes that stand beside their table', () => {
    const others = {
      ...table(),
      azurerm_route: { r: { ...closed, route_table_name: '${azurerm_route_table.t.name}' } },
    };

    expect(verdictOn(azureDataZoneUnroutable, SUBNET, { name: 'snet-data' }, others).outcome).toBe('compliant');
  });
});

describe('azure-flow-logs', () => {
  const LOG = 'azurerm_network_watcher_flow_log';
  const target = '${azurerm_virtual_network.it.id}';
  const whole = {
    enabled: true,
    target_resource_id: target,
    retention_policy: [{ enabled: true, days: 183 }],
    traffic_analytics: [{ enabled: true }],
  };

  test.each([
    ['a network with one', { [LOG]: { l: whole } }, 'compliant'],
    ['a network without', {}, `non-compliant: ${LOG}`],
    ['a network whose log is off', { [LOG]: { l: { ...whole, enabled: false } } }, `non-compliant: ${LOG}`],
    ['a log known at deployment only', { [LOG]: { l: { ...whole, enabled: '${var.on}' } } }, 'unknown'],
  ])('judges %s', (_, others, outcome) => {
    expect(outcomeOf(verdictOn(azureFlowLogs, 'azurerm_virtual_network', {}, others))).toBe(outcome);
  });

  test.each([
    ['a whole log', whole, 'compliant'],
    ['one kept without end', { ...whole, retention_policy: { enabled: false, days: 0 } }, 'compliant'],
    ['one switched off', { ...whole, enabled: false }, 'non-compliant: enabled'],
    [
      'one kept for 90 days',
      { ...whole, retention_policy: { enabled: true, days: 90 } },
      'non-compliant: retention_policy.days',
    ],
    [
      'one that nobody analyses',
      { ...whole, traffic_analytics: undefined },
      'non-compliant: traffic_analytics.enabled',
    ],
    [
      'one of a security group',
      { ...whole, network_security_group_id: 'x' },
      'non-compliant: network_security_group_id',
    ],
    [
      'a period known at deployment only',
      { ...whole, retention_policy: { enabled: true, days: '${var.days}' } },
      'unknown',
    ],
  ])('judges %s', (_, properties, outcome) => {
    expect(outcomeOf(verdictOn(azureFlowLogs, LOG, properties))).toBe(outcome);
  });
});
