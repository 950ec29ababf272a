import { keyVaultName, localName, storageAccountName, validName } from '../../cdktf/naming';

const context = { name: 'acme', subscriptionId: '00000000-0000-4000-8000-000000000002', location: 'chinanorth3' };

describe('names', () => {
  test.each([
    ['the shortest', 'abc'],
    ['the longest', 'a-landing-zone-name-2'],
    ['one cut at a hyphen', 'acme-europe-1-prod'],
  ])('of a landing zone with %s name are ones that Azure accepts', (_, name) => {
    const naming = { ...context, name };

    expect(validName('storage account', storageAccountName(naming, 'logs'), 'x')).toMatch(/^[a-z0-9]{3,24}$/);
    expect(validName('key vault', keyVaultName(naming), 'x').length).toBeLessThanOrEqual(24);
    expect(validName('resource group', localName(naming, 'endpoints'), 'x')).toBe(`${name}-endpoints-chinanorth3`);
    expect(validName('backup vault', localName({ ...naming, location: 'australiasoutheast' }, 'vault'), 'x')).toMatch(
      /vault/,
    );
  });

  test('are the same for the same landing zone, and differ for any other', () => {
    const others = [{ name: 'acme2' }, { subscriptionId: 'x' }, { location: 'chinaeast3' }].map((other) => ({
      ...context,
      ...other,
    }));

    expect(storageAccountName(context, 'logs')).toBe(storageAccountName({ ...context }, 'logs'));
    expect(new Set([context, ...others].map((naming) => storageAccountName(naming, 'logs'))).size).toBe(4);
    expect(new Set([context, ...others].map(keyVaultName)).size).toBe(4);
  });

  test.each([
    ['storage container', 'Logs', '3 to 63 lower-case letters, digits and single hyphens'],
    ['virtual network', '-vnet', '2 to 64 letters, digits, underscores, hyphens and periods'],
    ['backup vault', 'v', '2 to 50 letters, digits and hyphens'],
  ] as const)('throws on a %s called %s, and says what to give', (kind, name, demand) => {
    expect(() => validName(kind, name, 'Stack/It')).toThrow(
      `Stack/It: "${name}" is no name for a ${kind}. Give ${demand}.`,
    );
  });
});
