import { type Finding, type Rule, verdictFromEach } from '../../rule';
import { Unresolved } from '../../template';
import { INGRESS_TYPES, rulesOf, type SecurityGroupRule } from './security-group-rule';
import { zoneOf } from './zones';

/** What the ingress zone may offer to the internet: HTTPS, and HTTP to redirect to it. */
const WEB_PORTS = [80, 443];

/**
 * No group admits any address, over IPv4 or IPv6, but web traffic into the ingress zone (a group with the tag
 * `isms:zone` = `ingress`).
 *
 * Ranges wider than a /8 (IPv6: /16) count as any address, so that `0.0.0.0/1` and `128.0.0.0/1` do not slip through.
 * A prefix list is followed when the template has it, and is unknown otherwise.
 */
export const securityGroupIngress: Rule = {
  id: 'security-group-ingress',
  demand: {
    en: 'A security group admits the internet only to ports 443 and 80 of the ingress zone.',
    zh: '安全组仅允许互联网访问接入区的 443 与 80 端口。',
  },
  types: INGRESS_TYPES,
  reference: 'https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html',
  judge: (resource) => verdictFromEach(rulesOf(resource, 'ingress'), findingsIn),
};

function findingsIn(rule: SecurityGroupRule): readonly Finding[] {
  const property = rule.propertyOpenToAnyAddress;
  if (property === undefined || (isWeb(rule) && isInIngressZone(rule))) return [];
  return [
    {
      property,
      message: {
        en: 'admits any address: the whole internet can try this port',
        zh: '对任意地址开放：整个互联网均可尝试连接该端口',
      },
    },
  ];
}

function isWeb(rule: SecurityGroupRule): boolean {
  const { protocol, ports } = rule;
  return protocol === 'tcp' && ports !== undefined && ports.from === ports.to && WEB_PORTS.includes(ports.from);
}

function isInIngressZone(rule: SecurityGroupRule): boolean {
  if (rule.group === undefined) throw new Unresolved(rule.at('GroupId'));
  return zoneOf(rule.group) === 'ingress';
}
