import { securityGroupNoPlaintextPorts } from '../../../../../constructs/nag/rules/network/security-group-no-plaintext-ports';
import { describeRule } from '../../../../support/rule-cases';

const rule = (from: unknown, to: unknown = from, IpProtocol: unknown = 'tcp') => ({
  IpProtocol,
  FromPort: from,
  ToPort: to,
  CidrIp: '10.0.0.0/8',
});
const inward = (...rules: object[]) => ({ SecurityGroupIngress: rules });
const zoned = (zone: unknown, properties: object) => ({ Tags: [{ Key: 'isms:zone', Value: zone }], ...properties });

describeRule(securityGroupNoPlaintextPorts, {
  compliant: {
    'encrypted protocols': { ...inward(rule(443), rule(636)), SecurityGroupEgress: [rule(5432)] },
    'port 80 into the ingress zone, where it redirects': zoned('ingress', inward(rule(80))),
    'ICMP, which has no ports': inward(rule(8, -1, 'icmp')),
    'every port, which another rule judges': inward(rule(0, 65_535)),
  },
  nonCompliant: {
    Telnet: [inward(rule(443), rule('23')), 'SecurityGroupIngress.1.FromPort'],
    'a range with FTP': [inward(rule(20, 22)), 'SecurityGroupIngress.0.FromPort', 'SecurityGroupIngress.0.FromPort'],
    'mail outwards': [{ SecurityGroupEgress: [rule(25)] }, 'SecurityGroupEgress.0.FromPort'],
    'port 80 into another zone': [zoned('application', inward(rule(80))), 'SecurityGroupIngress.0.FromPort'],
    'port 80 out of the ingress zone': [
      zoned('ingress', { SecurityGroupEgress: [rule(80)] }),
      'SecurityGroupEgress.0.FromPort',
    ],
    'a rule of its own': [
      { template: { Subject: { Type: 'AWS::EC2::SecurityGroupEgress', Properties: rule(389, 389, '17') } } },
      'FromPort',
    ],
  },
  unknown: {
    'a port that is a parameter': inward(rule({ Ref: 'Port' })),
    'port 80 into a group of another template': {
      template: { Subject: { Type: 'AWS::EC2::SecurityGroupIngress', Properties: { ...rule(80), GroupId: 'sg-1' } } },
    },
    'a zone that is a parameter': zoned({ Ref: 'Zone' }, inward(rule(80))),
  },
});
