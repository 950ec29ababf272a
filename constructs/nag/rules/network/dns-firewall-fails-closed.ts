import { finding } from '../../findings';
import { compliant, nonCompliant, type Rule } from '../../rule';

const FAIL_OPEN = 'FirewallFailOpen';

/** What holds where nothing is said. */
const CLOSED = 'DISABLED';

/**
 * While DNS Firewall gives no answer, names are not resolved. A resolver that goes on without it lets lookups carry data out in
 * just the hours in which nothing is filtered, and whoever wants them to can bring such hours about.
 */
export const dnsFirewallFailsClosed: Rule = {
  id: 'dns-firewall-fails-closed',
  demand: {
    en: 'No name is resolved while the DNS firewall cannot filter.',
    zh: 'DNS 防火墙无法过滤时不解析任何域名。',
  },
  types: ['AWS::Route53Resolver::FirewallConfig'],
  reference: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-dns-firewall-vpc-configuration.html',
  judge(config) {
    const mode = String(config.literal(FAIL_OPEN) ?? CLOSED);
    return mode === CLOSED ? compliant : nonCompliant(open(mode));
  },
};

const open = (mode: string) =>
  finding(
    FAIL_OPEN,
    `is ${mode}: names may be resolved unfiltered while the firewall does not answer; set it to ${CLOSED}`,
    `为 ${mode}：防火墙无响应时域名可不经过滤即被解析；请设为 ${CLOSED}`,
  );
