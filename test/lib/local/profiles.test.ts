import { checkConfig } from '../../../lib/config';
import { accountsOf } from '../../../lib/config/accounts';
import { PROFILES, profileFile } from '../../../lib/local/profiles';

describe('the built-in configurations of the local cloud', () => {
  test.each(PROFILES)('%s is valid, for aws, in two regions', (profile) => {
    const { config, problems } = checkConfig(profileFile(profile));

    expect(problems).toEqual([]);
    expect(config).toMatchObject({ profile, partition: 'aws' });
    expect(config?.regions.home).not.toBe(config?.regions.recovery);
  });

  test('the organization has six accounts of the platform and two workloads', () => {
    const { config } = checkConfig(profileFile('organization'));

    expect(config && accountsOf(config)).toHaveLength(8);
    const roles = config?.profile === 'organization' ? config.organization.accounts.map(({ role }) => role) : [];
    expect([...roles].sort()).toEqual([
      'backup',
      'log-archive',
      'management',
      'network',
      'operations',
      'security',
      'workload',
      'workload',
    ]);
  });
});
