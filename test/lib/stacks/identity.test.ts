import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import type { OrganizationConfig } from '../../../lib/config';
import { centralIdentity, functionsOf, reachesEverywhere, reachesUnit } from '../../../lib/stacks/identity';
import { checked, MINIMAL_ORGANIZATION } from '../config/scratch';

const GROUP = (digit: number): string => `00000000-0000-0000-0000-0000000000c${digit}`;

const IDENTITY = `identity:
  instanceArn: arn:aws:sso:::instance/ssoins-1111111111111111
  groups:
    - { name: platform, id: ${GROUP(1)}, access: platform }
    - { name: shop, id: ${GROUP(2)}, access: development, units: [Production] }
    - { name: finance, id: ${GROUP(3)}, units: [Core] }
  permissionSets:
    - name: cost-reader
      description: Reads costs
      hours: 2
      statements: [{ actions: [ce:GetCostAndUsage], resources: ["*"] }]
      groups: [finance, shop]
`;

function organization(identity = IDENTITY): OrganizationConfig {
  const { config, problems } = checked(`${MINIMAL_ORGANIZATION}${identity}`);
  if (config?.profile === 'organization') return config;
  throw new Error(problems.map(({ message }) => message.en).join('; '));
}

describe('centralIdentity', () => {
  const stack = new Stack(new App(), 'Stack', { env: { account: '111111111111', region: 'eu-central-1' } });
  const { functions, custom, assignments } = centralIdentity(stack, organization(), (name) => `ou-${name}`);

  test('makes a permission set for each job function that a group has, and those of the configuration', () => {
    expect([...functions.keys()]).toEqual(['platform-administrator', 'developer']);
    expect([...custom.keys()]).toEqual(['cost-reader']);
    Template.fromStack(stack).resourceCountIs('AWS::SSO::PermissionSet', 3);
    Template.fromStack(stack).hasResourceProperties('AWS::SSO::PermissionSet', {
      Name: 'acme-cost-reader',
      SessionDuration: 'PT2H',
    });
  });

  test('8.2/identity: hands on who holds what where, by groups alone', () => {
    const given = (set: { readonly permissionSetArn: string } | undefined, group: string, unit: string) => ({
      PermissionSetArn: set?.permissionSetArn,
      PrincipalType: 'GROUP',
      PrincipalId: group,
      Units: [unit],
    });

    expect(assignments).toEqual([
      given(functions.get('platform-administrator'), GROUP(1), 'r-ab12'),
      given(functions.get('developer'), GROUP(2), 'ou-Production'),
      given(custom.get('cost-reader'), GROUP(2), 'ou-Production'),
      given(custom.get('cost-reader'), GROUP(3), 'ou-Core'),
    ]);
  });

  test('makes nothing where nobody is given anything', () => {
    const nobody = centralIdentity(new Stack(new App(), 'Empty'), organization(''), (name) => name);

    expect([nobody.functions.size, nobody.custom.size, nobody.assignments]).toEqual([0, 0, []]);
  });
});

describe('whom a group reaches', () => {
  const config = organization();
  const nested = [
    { name: 'Production', environment: 'production' as const },
    { name: 'Shops', parent: 'Production', environment: 'production' as const },
  ];

  test('accounts of its units and of those above them, and all where it names none', () => {
    expect(functionsOf(config, reachesUnit('Production', config.organization.units))).toEqual([
      'platform-administrator',
      'developer',
    ]);
    expect(functionsOf(config, reachesUnit('Core', config.organization.units))).toEqual(['platform-administrator']);
    expect(functionsOf(config, reachesEverywhere)).toEqual(['platform-administrator']);
  });

  test('a unit by one below it, since the StackSet of the upper one reaches both', () => {
    const group = { name: 'shops', access: 'development' as const, units: ['Shops'] };

    expect(reachesUnit('Production', nested)(group)).toBe(true);
    expect(reachesUnit('Core', nested)(group)).toBe(false);
  });
});
