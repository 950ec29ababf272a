import { isZoneRedundant, locationOf } from '../../cdktf/regions';

describe('locations', () => {
  test('are known by the name that people read, too', () => {
    expect(locationOf('China North 3')).toEqual({ cloud: 'china', pair: 'chinaeast3' });
  });

  test('8.4/cross-border: no pair lies in the other Azure', () => {
    for (const name of ['chinanorth3', 'chinaeast2', 'westeurope', 'eastus2']) {
      const location = locationOf(name);
      expect(locationOf(location?.pair ?? '')?.cloud).toBe(location?.cloud);
    }
  });

  test.each([
    ['chinanorth3', true],
    ['chinaeast3', false],
    ['North Europe', true],
    ['ukwest', false],
  ])('%s offers zone-redundant storage: %s', (location, offered) => {
    expect(isZoneRedundant(location)).toBe(offered);
  });
});
