import { App, Lazy, Stack } from 'aws-cdk-lib';
import { Guardrails, type GuardrailsProps } from '../../../constructs/guardrails/guardrails';
import { ResourceControls } from '../../../constructs/guardrails/resource-controls';

const CONTEXT = {
  name: 'acme',
  partition: 'aws',
  allowedRegions: ['eu-west-1', 'us-east-1'],
  organizationId: 'o-exampleorg1',
  targetIds: ['r-ab12'],
} as const;

const guarded =
  (props: Partial<GuardrailsProps>, stack = new Stack(new App(), 'Stack'), id = 'Guardrails') =>
  () =>
    new Guardrails(stack, id, { ...CONTEXT, ...props });

describe('throws when', () => {
  test.each<[string, Partial<GuardrailsProps>, string]>([
    [
      'any region is allowed',
      { allowedRegions: ['*'] },
      'allowedRegions: * is no region of aws: name regions such as us-west-1 or us-west-2 one by one (8.4/cross-border#region-restriction)',
    ],
    ['a region is misspelt', { allowedRegions: ['eu-west-11'] }, 'allowedRegions: eu-west-11 is no region of aws'],
    [
      'a region is of the other partition',
      { allowedRegions: ['eu-west-1', 'cn-north-1'] },
      'allowedRegions: cn-north-1 is a region of aws-cn, not of aws',
    ],
    ['any organization is ours', { organizationId: '*' }, 'organizationId: * is no id of an organization'],
    ['any account is trusted', { trustedAccounts: ['*'] }, 'trustedAccounts: * is no account: give its 12 digits'],
    [
      'people may call from anywhere',
      { expectedNetworks: ['0.0.0.0/0'] },
      "expectedNetworks: 0.0.0.0/0 takes in more than a company's networks",
    ],
    [
      'people may call from both halves of the internet',
      { expectedNetworks: ['0.0.0.0/1', '128.0.0.0/1'] },
      'expectedNetworks: 128.0.0.0/1 takes in more',
    ],
    [
      'people may call from a good part of the internet, in pieces',
      { expectedNetworks: [11, 12, 13, 14, 15].map((octet) => `${octet}.0.0.0/8`) },
      "expectedNetworks: 5 networks of 83886080 addresses together take in more than a company's networks",
    ],
    [
      'people call from private addresses',
      { expectedNetworks: ['10.0.0.0/8'] },
      'expectedNetworks: 10.0.0.0/8 is private, and no request from the internet comes from there',
    ],
    [
      'instances may call through any network',
      { endpointNetworks: ['*'] },
      'endpointNetworks: * is no id of a VPC: give one such as vpc-0123456789abcdef0',
    ],
    [
      'a network is none',
      { expectedNetworks: ['203.0.113.0/99'] },
      'expectedNetworks: 203.0.113.0/99 is no IPv4 network in CIDR notation: write it like 203.0.113.0/24',
    ],
    [
      'everybody is the platform',
      { platformRoleArns: ['*'] },
      'platformRoleArns: * is no role of aws: write it like arn:aws:iam::*:role/deployer (8.2/least-privilege#privilege-escalation-denied)',
    ],
    [
      'users are the platform',
      { platformRoleArns: ['arn:aws:iam::*:user/deployer'] },
      'platformRoleArns: arn:aws:iam::*:user/deployer is no role of aws',
    ],
    [
      'sessions are the platform',
      { platformRoleArns: ['arn:aws:sts::*:assumed-role/deployer/*'] },
      'assumed-role/deployer/* is no role of aws',
    ],
    [
      'the platform is in another partition',
      { platformRoleArns: ['arn:aws-cn:iam::*:role/deployer'] },
      'arn:aws-cn:iam::*:role/deployer is no role of aws',
    ],
    [
      'a role that a workload team makes is the platform',
      { platformRoleArns: ['arn:aws:iam::*:role/workload/deployer'] },
      'arn:aws:iam::*:role/workload/deployer spares roles that workload teams make themselves',
    ],
    [
      'every role is the platform',
      { platformRoleArns: ['arn:aws:iam::*:role/*'] },
      'arn:aws:iam::*:role/* spares roles of any name',
    ],
    [
      'every role of some ending is the platform',
      { platformRoleArns: ['arn:aws:iam::*:role/*-deployer'] },
      '*-deployer spares roles of any name',
    ],
    [
      'people who do not deploy are the platform',
      { platformRoleArns: ['arn:aws:iam::*:role/acme-*'] },
      'arn:aws:iam::*:role/acme-* spares arn:aws:iam::111111111111:role/acme-security, ',
    ],
    [
      'all permission sets are the platform',
      { platformRoleArns: ['arn:aws:iam::*:role/aws-reserved/*'] },
      'spares arn:aws:iam::111111111111:role/aws-reserved/sso.amazonaws.com/x, in which people work',
    ],
    ['there are fewer than no other policies', { otherPolicies: -5 }, 'otherPolicies: -5 is no number from 0 to 8'],
    ['there is half a policy', { otherPolicies: 0.5 }, 'otherPolicies: 0.5 is no number from 0 to 8'],
    [
      'others leave no place',
      { otherPolicies: 9 },
      'otherPolicies: 9 is no number from 0 to 8, which leaves a place beside FullAWSAccess of the 10 of aws (quota, 2026-11-23)',
    ],
    ['a target stands twice', { targetIds: ['r-ab12', 'r-ab12'] }, 'give each of targetIds once, which r-ab12 is not'],
  ])('%s', (_, props, message) => {
    expect(guarded(props)).toThrow(message);
  });

  test('and tells all at once', () => {
    const wrong = { allowedRegions: ['*'], trustedAccounts: ['1'], otherPolicies: -1, platformRoleArns: ['*'] };

    for (const key of Object.keys(wrong)) {
      expect(guarded(wrong)).toThrow(`${key}: `);
    }
  });

  test('resource controls are given such', () => {
    const controlled = (props: Partial<GuardrailsProps>) => () =>
      new ResourceControls(new Stack(new App(), 'Stack'), 'Controls', { ...CONTEXT, ...props });

    expect(controlled({ organizationId: 'acme' })).toThrow('organizationId: acme is no id of an organization');
    expect(controlled({ otherPolicies: 4 })).toThrow(
      'otherPolicies: 4 is no number from 0 to 3, which leaves a place beside RCPFullAWSAccess of the 5 of aws',
    );
  });
});

describe('stays silent when', () => {
  test.each<[string, Partial<GuardrailsProps>]>([
    ['a role of one account is the platform', { platformRoleArns: ['arn:aws:iam::222222222222:role/deployer'] }],
    ['roles below a path are the platform', { platformRoleArns: ['arn:aws:iam::*:role/pipeline/*'] }],
    [
      'who administers the platform is the platform',
      {
        platformRoleArns: [
          'arn:aws:iam::*:role/acme-platform',
          'arn:aws:iam::*:role/aws-reserved/sso.amazonaws.com/*AWSReservedSSO_acme-platform_*',
        ],
        expectedNetworks: ['203.0.113.0/24'],
      },
    ],
    ['offices have large networks', { expectedNetworks: ['17.0.0.0/8', '203.0.113.7/32', '198.51.100.9'] }],
    ['deployment alone tells the regions', { allowedRegions: [Lazy.string({ produce: () => 'eu-west-1' })] }],
    ['some places remain', { otherPolicies: 2 }],
  ])('%s', (_, props) => {
    expect(guarded(props)).not.toThrow();
  });
});

describe('policies at one target are counted', () => {
  const OVERFULL = 'r-ab12 has 15 policies of type SERVICE_CONTROL_POLICY with FullAWSAccess, and aws allows 10';

  test('over the stacks of an application', () => {
    const app = new App();
    guarded({}, new Stack(app, 'One'))();
    guarded({ name: 'beta' }, new Stack(app, 'Two'))();

    expect(() => app.synth()).toThrow(OVERFULL);
  });

  test('but not those of other targets, which an account inherits beside', () => {
    const app = new App();
    guarded({}, new Stack(app, 'One'))();
    guarded({ name: 'beta', targetIds: ['ou-ab12-cdef3456'] }, new Stack(app, 'Two'))();
    guarded({ name: 'gamma', targetIds: ['222222222222'] }, new Stack(app, 'Three'))();

    expect(() => app.synth()).not.toThrow();
  });
});
