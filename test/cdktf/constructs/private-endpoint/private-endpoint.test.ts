import { PrivateEndpoint, PrivateNames } from '../../../../cdktf/constructs/private-endpoint/private-endpoint';
import type { Template } from '../../../../constructs/nag/template';
import type { AzureCloud } from '../../../../constructs/partition';
import { Parts } from '../../support/parts';
import { emptyStack, templateOf } from '../../support/synthesis';

function synthesized(environment: AzureCloud): Template {
  const stack = emptyStack();
  const parts = new Parts(stack);
  const [group, network] = [parts.group(), parts.network()];
  const names = new PrivateNames(stack, 'Names', { group, network, environment, service: 'vault' });
  new PrivateEndpoint(stack, 'Endpoint', { group, network, names, name: 'keys', targetId: parts.vault().vault.id });
  return templateOf(stack);
}

describe('PrivateEndpoint', () => {
  test('8.3/interface-security#private-service-interfaces: gives a service an address in the data zone, under its own name', () => {
    const [endpoint] = synthesized('global').ofType('azurerm_private_endpoint');

    expect(endpoint?.referent('subnet_id')?.text('name')).toBe('snet-data');
    expect(endpoint?.referent('private_service_connection.private_connection_resource_id')?.type).toBe(
      'azurerm_key_vault',
    );
    expect(endpoint?.properties).toMatchObject({
      private_service_connection: { subresource_names: ['vault'], is_manual_connection: false },
      private_dns_zone_group: { private_dns_zone_ids: [expect.stringContaining('azurerm_private_dns_zone')] },
    });
  });

  test.each([
    ['global', 'privatelink.vaultcore.azure.net'],
    ['china', 'privatelink.vaultcore.azure.cn'],
  ] as const)('in Azure %s, the name is in %s', (environment, zone) => {
    expect(synthesized(environment).ofType('azurerm_private_dns_zone')[0]?.text('name')).toBe(zone);
  });

  test('the network asks that zone', () => {
    const [link] = synthesized('global').ofType('azurerm_private_dns_zone_virtual_network_link');

    expect(link?.referent('virtual_network_id')?.type).toBe('azurerm_virtual_network');
    expect(link?.flag('registration_enabled')).toBe(false);
  });
});
