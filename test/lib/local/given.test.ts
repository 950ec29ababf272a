import { EnablePolicyTypeCommand, ListRootsCommand, OrganizationsClient } from '@aws-sdk/client-organizations';
import { CreateHostedZoneCommand, Route53Client } from '@aws-sdk/client-route-53';
import { mockClient } from 'aws-sdk-client-mock';
import { loadConfig } from '../../../lib/config/load';
import { idsGiven, withGiven } from '../../../lib/local/given';
import { profileFile } from '../../../lib/local/profiles';

const zones = mockClient(Route53Client);
const organizations = mockClient(OrganizationsClient);
beforeEach(() => {
  zones.reset();
  organizations.reset();
  zones.on(CreateHostedZoneCommand).resolves({ HostedZone: { Id: '/hostedzone/Z1', Name: '', CallerReference: '' } });
});

describe('what a landing zone finds when it arrives', () => {
  test('the organization takes the types of policies that it does not have yet, and the configuration its root', async () => {
    organizations.on(ListRootsCommand).resolves({
      Roots: [{ Id: 'r-1', PolicyTypes: [{ Type: 'SERVICE_CONTROL_POLICY', Status: 'ENABLED' }] }],
    });

    const given = await withGiven(loadConfig(profileFile('organization')), 4566);

    expect(given).toMatchObject({ organization: { rootId: 'r-1' } });
    expect(idsGiven(loadConfig(profileFile('organization')), given)).toMatchObject({ 'r-1': 'r-ab12' });
    expect(organizations.commandCalls(EnablePolicyTypeCommand).map(({ args: [{ input }] }) => input)).toEqual([
      { RootId: 'r-1', PolicyType: 'RESOURCE_CONTROL_POLICY' },
      { RootId: 'r-1', PolicyType: 'DECLARATIVE_POLICY_EC2' },
    ]);
  });

  test('a single account has no organization to ask', async () => {
    const given = await withGiven(loadConfig(profileFile('single-account')), 4566);

    expect(given.continuity.services).toContainEqual(
      expect.objectContaining({ failover: expect.objectContaining({ zoneId: 'Z1' }) }),
    );
    expect(organizations.commandCalls(ListRootsCommand)).toHaveLength(0);
  });
});
