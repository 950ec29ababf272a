import { finding } from '../../findings';
import { type Finding, notApplicable, type Rule, verdictFromEach } from '../../rule';
import type { Resource } from '../../template';

const SERVERS = 'DomainNameServers';

/** Names of the VPC's own resolver that hold in every network. */
const OWN = ['AmazonProvidedDNS', '169.254.169.253', 'fd00:ec2::253'];

/**
 * Hosts learn of no resolver but the VPC's own: DNS Firewall filters what that one is asked, and sees nothing of what another is.
 *
 * A private address is no better than a public one. Even the address under which one network has its resolver is anybody's in the
 * next, and options are shared among networks: the name is right in all of them.
 */
export const dhcpResolverOwn: Rule = {
  id: 'dhcp-resolver-own',
  demand: {
    en: "Hosts are told to resolve names through their VPC's own resolver alone.",
    zh: '主机仅被告知使用所在 VPC 自身的解析器。',
  },
  types: ['AWS::EC2::DHCPOptions'],
  reference: 'https://docs.aws.amazon.com/vpc/latest/userguide/AmazonDNS-concepts.html',
  judge(options) {
    const servers = options.places(SERVERS);
    return servers.length === 0
      ? notApplicable(NO_SERVERS)
      : verdictFromEach(servers, (at) => otherThanOwn(options, at));
  },
};

const NO_SERVERS = { en: 'the options name no resolver', zh: '该选项未指定解析器' };

function otherThanOwn(options: Resource, at: string): readonly Finding[] {
  const server = String(options.literal(at));
  if (OWN.includes(server)) return [];
  return [
    finding(
      at,
      `is ${server}: lookups go past the resolver that DNS Firewall filters; name AmazonProvidedDNS`,
      `为 ${server}：域名查询绕过 DNS 防火墙所过滤的解析器；请指定 AmazonProvidedDNS`,
    ),
  ];
}
