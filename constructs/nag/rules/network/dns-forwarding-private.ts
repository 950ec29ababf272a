import { PRIVATE_NETWORKS } from '../../../guardrails/expected-networks';
import { finding } from '../../findings';
import { type Finding, notApplicable, type Rule, verdictFrom } from '../../rule';
import { type Resource, Unresolved } from '../../template';
import { isUniqueLocal } from './address-range';

const TARGETS = 'TargetIps';

/**
 * Queries are forwarded to resolvers in private networks alone, as a data centre has them. One with a public address is a path past the
 * central resolver: whoever keeps it reads every name, and answers as he likes.
 */
export const dnsForwardingPrivate: Rule = {
  id: 'dns-forwarding-private',
  demand: {
    en: 'Name resolution is forwarded to resolvers with private addresses alone.',
    zh: '域名解析仅转发至私有地址的解析器。',
  },
  types: ['AWS::Route53Resolver::ResolverRule'],
  reference: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-overview-forward-vpc-to-network.html',
  judge(rule) {
    const type = rule.literal('RuleType');
    // to whom a delegation leads, the records of a hosted zone tell
    if (type === 'DELEGATE') throw new Unresolved('DelegationRecord');
    if (type !== 'FORWARD') return notApplicable(ANSWERS_ITSELF);
    return verdictFrom(rule.places(TARGETS).flatMap((at) => publicTarget(rule, at)));
  },
};

const ANSWERS_ITSELF = { en: 'the resolver answers itself', zh: '由解析器自行应答' };

function publicTarget(rule: Resource, at: string): readonly Finding[] {
  const path = rule.has(`${at}.Ipv6`) ? `${at}.Ipv6` : `${at}.Ip`;
  const address = String(rule.literal(path) ?? '');
  if (isPrivate(address)) return [];
  return [
    finding(
      path,
      `is ${address}, no private address: names are resolved past the central resolver`,
      `为 ${address}，不是私有地址：域名解析绕过集中解析器`,
    ),
  ];
}

function isPrivate(address: string): boolean {
  if (address.includes(':')) return isUniqueLocal(address);
  try {
    return PRIVATE_NETWORKS.some((own) => own.contains(address));
  } catch {
    return false;
  }
}
