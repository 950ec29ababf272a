import { MOST_PORTS } from '../../../isolated-vpc/flows';
import { type Finding, type Rule, verdictFromEach } from '../../rule';
import { rulesOf, type SecurityGroupRule } from './security-group-rule';

/**
 * A rule of a security group names a protocol and at most ten ports, whoever the other side is.
 *
 * Groups are stateful, so return traffic needs no rule with ephemeral ports. ICMP has no ports. With a protocol other
 * than TCP, UDP and ICMP, EC2 opens every port whatever range is given.
 */
export const securityGroupNarrowPorts: Rule = {
  id: 'security-group-narrow-ports',
  demand: {
    en: 'A rule of a security group opens one protocol and at most ten ports.',
    zh: '安全组的每条规则仅开放一种协议且端口不超过 10 个。',
  },
  types: ['AWS::EC2::SecurityGroup', 'AWS::EC2::SecurityGroupIngress', 'AWS::EC2::SecurityGroupEgress'],
  reference: 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpPermission.html',
  judge: (resource) => verdictFromEach([...rulesOf(resource, 'ingress'), ...rulesOf(resource, 'egress')], findingsIn),
};

function findingsIn(rule: SecurityGroupRule): readonly Finding[] {
  const { protocol, ports } = rule;
  if (ports === undefined) return [];
  if (protocol !== 'tcp' && protocol !== 'udp') {
    return [
      {
        property: rule.at('IpProtocol'),
        message: {
          en: `is ${protocol}: every port is open, whatever range is given`,
          zh: `为 ${protocol}：无论端口范围如何设置，均开放全部端口`,
        },
      },
    ];
  }
  const count = ports.to - ports.from + 1;
  if (count <= MOST_PORTS) return [];
  return [
    {
      property: rule.at('ToPort'),
      message: {
        en: `opens ${count} ports, more than ${MOST_PORTS}`,
        zh: `开放 ${count} 个端口，超过 ${MOST_PORTS} 个`,
      },
    },
  ];
}
