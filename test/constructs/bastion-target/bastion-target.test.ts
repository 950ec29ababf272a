import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { CfnSecurityGroupIngress, KeyPair, LaunchTemplate, Peer, Port, SecurityGroup, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { BastionTarget, type BastionTargetProps } from '../../../constructs/bastion-target/bastion-target';
import { verdictOf } from '../../../constructs/nag/rule';
import { securityGroupEgress } from '../../../constructs/nag/rules/network/security-group-egress';
import { securityGroupIngress } from '../../../constructs/nag/rules/network/security-group-ingress';
import { securityGroupNarrowPorts } from '../../../constructs/nag/rules/network/security-group-narrow-ports';
import { Template as Judged } from '../../../constructs/nag/template';

const BASTION = 'sg-0123456789abcdef0';
const AUTHORITY = 'arn:aws:kms:eu-west-1:111111111111:key/targets';

/** A target in the stack of a workload, with what else the stack has. */
function target(
  props: Partial<BastionTargetProps> = {},
  more: (stack: Stack, group: SecurityGroup) => void = () => {},
) {
  const stack = new Stack(new App(), 'Orders', { env: { account: '333333333333', region: 'eu-west-1' } });
  const vpc = Vpc.fromVpcAttributes(stack, 'Vpc', { vpcId: 'vpc-1', availabilityZones: ['eu-west-1a'] });
  const group = new SecurityGroup(stack, 'Group', { vpc, allowAllOutbound: false });
  const made = new BastionTarget(stack, 'Target', {
    bastion: { securityGroupId: BASTION, authorityArn: AUTHORITY },
    target: group,
    role: new Role(stack, 'Role', { assumedBy: new ServicePrincipal('ec2.amazonaws.com') }),
    people: ['li-wei', 'jane'],
    ...props,
  });
  more(stack, group);
  return { stack, made };
}

const messageOf = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    return String(error);
  }
  return '';
};

describe('the way to a target', () => {
  test.each([
    ['22, where no other is given', {}, 22],
    ['the one that is given', { port: 2222 }, 2222],
  ])(
    '8.2/bastion#single-entry-path: is one port, %s, from the group of the bastion to that of the target',
    (_, props, port) => {
      const template = Template.fromStack(target(props).stack);
      const ports = { IpProtocol: 'tcp', FromPort: port, ToPort: port };
      const group = { 'Fn::GetAtt': [Match.stringLikeRegexp('Group'), 'GroupId'] };

      template.resourceCountIs('AWS::EC2::SecurityGroupIngress', 1);
      template.hasResourceProperties('AWS::EC2::SecurityGroupIngress', {
        ...ports,
        GroupId: group,
        SourceSecurityGroupId: BASTION,
        CidrIp: Match.absent(),
      });
      template.resourceCountIs('AWS::EC2::SecurityGroupEgress', 1);
      template.hasResourceProperties('AWS::EC2::SecurityGroupEgress', {
        ...ports,
        GroupId: BASTION,
        DestinationSecurityGroupId: group,
      });
      template.hasResourceProperties('AWS::EC2::SecurityGroup', { SecurityGroupIngress: Match.absent() });
    },
  );

  test('passes the rules on security groups', () => {
    const resources = Judged.cloudFormation(Template.fromStack(target().stack).toJSON(), { name: 'Orders' }).resources;
    const verdicts = [securityGroupIngress, securityGroupEgress, securityGroupNarrowPorts].flatMap((rule) =>
      resources
        .filter(({ type }) => rule.types.includes(type) && type !== 'AWS::EC2::SecurityGroup')
        .map((resource) => verdictOf(rule, resource).outcome),
    );

    expect(new Set(verdicts)).toEqual(new Set(['compliant']));
  });

  test('leaves the hosts to fetch the public key of the authority, and nothing else', () => {
    Template.fromStack(target().stack).hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: {
        Statement: [{ Sid: 'KnowWhoCertifies', Effect: 'Allow', Action: 'kms:GetPublicKey', Resource: AUTHORITY }],
      },
    });
  });
});

describe('8.2/bastion#single-entry-path: a target that could be entered past the bastion is refused', () => {
  type More = (stack: Stack, group: SecurityGroup) => void;

  test.each<[string, More, string]>([
    [
      'by a range',
      (_, group) => group.addIngressRule(Peer.ipv4('10.0.0.0/8'), Port.tcp(22)),
      'opens port 22 to 10.0.0.0/8',
    ],
    [
      'by a range of IPv6, and ports about it',
      (_, group) => group.addIngressRule(Peer.ipv6('fd00::/8'), Port.tcpRange(20, 30)),
      'opens port 22 to fd00::/8',
    ],
    [
      'by every protocol',
      (_, group) => group.addIngressRule(Peer.ipv4('10.0.0.9/32'), Port.allTraffic()),
      '10.0.0.9/32',
    ],
    [
      'by another group',
      (_, group) => group.addIngressRule(Peer.securityGroupId('sg-00000000000000000'), Port.SSH),
      'sg-00000000000000000',
    ],
    [
      'by a rule that stands alone',
      (stack, group) => {
        new CfnSecurityGroupIngress(stack, 'Alone', {
          groupId: group.securityGroupId,
          ipProtocol: '6',
          fromPort: 22,
          toPort: 22,
          cidrIp: '10.1.0.0/16',
        });
      },
      'Orders/Alone opens port 22 to 10.1.0.0/16',
    ],
    [
      'by a key pair',
      (stack, group) => {
        const keyPair = KeyPair.fromKeyPairName(stack, 'Pair', 'shared');
        new LaunchTemplate(stack, 'Template', { securityGroup: group, keyPair });
      },
      'has a key pair',
    ],
  ])('%s', (_, more, said) => {
    const message = messageOf(() => Template.fromStack(target({}, more).stack));

    expect(message).toContain(said);
    expect(message).toContain('8.2/bastion#single-entry-path');
  });

  test.each<[string, More]>([
    ['another port is open', (_, group) => group.addIngressRule(Peer.ipv4('10.0.0.0/8'), Port.tcp(443))],
    ['a protocol without that port is', (_, group) => group.addIngressRule(Peer.ipv4('10.0.0.0/8'), Port.udp(22))],
    [
      'another host has a key pair',
      (stack) => {
        new LaunchTemplate(stack, 'Template', { keyPair: KeyPair.fromKeyPairName(stack, 'Pair', 'shared') });
      },
    ],
  ])('and is none where %s', (_, more) => {
    expect(messageOf(() => Template.fromStack(target({}, more).stack))).toBe('');
  });
});

test.each([
  ['nobody may come', { people: [] }, '8.2/bastion#named-os-users'],
  ["a name is nobody's own", { people: ['ec2-user'] }, '8.2/bastion#named-os-users'],
  ['the port is none', { port: 0 }, '8.3/minimal-ports'],
])('says which requirement is against it where %s', (_, props, requirement) => {
  expect(() => target(props)).toThrow(requirement);
});

test('SSH is off before anything is done, and on after all has been', () => {
  const commands = target().made.commands;
  const at = (start: string): number => commands.findIndex((line) => line.startsWith(start));

  expect(commands[1]).toBe('set -euo pipefail');
  expect(at('systemctl mask --now sshd')).toBeLessThan(at('install -D'));
  expect(at('/usr/sbin/sshd -t')).toBeLessThan(at('systemctl unmask'));
  expect(at('ssh-keygen -i')).toBeLessThan(at('/usr/sbin/sshd -t'));
});
