import { finding } from '../../findings';
import { type Finding, type Rule, verdictFromEach } from '../../rule';
import { Unresolved } from '../../template';
import { HTTP, plaintextWithin } from './plaintext-ports';
import { rulesOf, type SecurityGroupRule } from './security-group-rule';
import { zoneOf } from './zones';

/**
 * No rule of a security group opens a port of a protocol that carries data in clear text, but port 80 into the ingress
 * zone, where it redirects.
 *
 * Ports on which databases speak both in clear text and over TLS are not among them: `database-tls-enforced` judges those.
 * A rule that opens every port is the concern of `security-group-narrow-ports`.
 */
export const securityGroupNoPlaintextPorts: Rule = {
  id: 'security-group-no-plaintext-ports',
  demand: {
    en: 'A security group opens no port of a protocol that carries data in clear text.',
    zh: '安全组不开放以明文承载数据的协议端口。',
  },
  types: ['AWS::EC2::SecurityGroup', 'AWS::EC2::SecurityGroupIngress', 'AWS::EC2::SecurityGroupEgress'],
  reference: 'https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html',
  judge: (resource) => verdictFromEach([...rulesOf(resource, 'ingress'), ...rulesOf(resource, 'egress')], findingsIn),
};

function findingsIn(rule: SecurityGroupRule): readonly Finding[] {
  const { ports } = rule;
  if (ports === undefined || rule.opensAllPorts) return [];
  return plaintextWithin(ports)
    .filter(({ port }) => !(port === HTTP && redirects(rule)))
    .map(({ port, protocol }) =>
      finding(
        rule.at('FromPort'),
        `opens port ${port} (${protocol}), which carries data in clear text: use its encrypted counterpart`,
        `开放端口 ${port}（${protocol}），以明文承载数据：请改用其加密协议`,
      ),
    );
}

function redirects(rule: SecurityGroupRule): boolean {
  if (rule.direction !== 'ingress') return false;
  if (rule.group === undefined) throw new Unresolved(rule.at('GroupId'));
  return zoneOf(rule.group) === 'ingress';
}
