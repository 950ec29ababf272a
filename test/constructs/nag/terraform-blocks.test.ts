import { terraformBlocks } from '../../../constructs/nag/terraform-blocks';

const vault = { name: 'kv' };
const block = { type: 'azurerm_key_vault', name: 'kv', id: 'azurerm_key_vault.kv', body: vault };

describe('resources of Terraform', () => {
  test.each([
    ['objects alone', { azurerm_key_vault: { kv: vault } }],
    ['a list of types', [{ azurerm_key_vault: { kv: vault } }]],
    ['a list of names', { azurerm_key_vault: [{ kv: vault }] }],
    ['a list of bodies', { azurerm_key_vault: { kv: [vault] } }],
    ['comments beside labels', { '//': 'all', azurerm_key_vault: { '//': 'vaults', kv: vault } }],
  ])('are found in %s', (_, resource) => {
    expect(terraformBlocks({ resource })).toEqual([block]);
  });

  test('are all found where a list says them one by one', () => {
    const resource = [{ azurerm_key_vault: [{ kv: vault }, { other: {} }] }, { azurerm_subnet: { data: {} } }];

    expect(terraformBlocks({ resource }).map(({ id }) => id)).toEqual([
      'azurerm_key_vault.kv',
      'azurerm_key_vault.other',
      'azurerm_subnet.data',
    ]);
  });

  test.each([
    ['types', 5, { type: '', name: '', body: 5 }],
    ['names', { azurerm_key_vault: 3 }, { type: 'azurerm_key_vault', name: '', body: 3 }],
    ['a body', { azurerm_key_vault: { kv: 7 } }, { type: 'azurerm_key_vault', name: 'kv', body: 7 }],
  ])('keep what stands in place of %s', (_, resource, kept) => {
    expect(terraformBlocks({ resource })).toEqual([expect.objectContaining(kept)]);
  });

  test.each([undefined, null, [], {}, { data: {} }])('are none in %p', (document) => {
    expect(terraformBlocks(document)).toEqual([]);
  });
});
