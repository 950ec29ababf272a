import { finding } from '../../findings';
import { compliant, nonCompliant, type Rule, verdictFrom } from '../../rule';
import { type Resource, Unresolved } from '../../template';

const ASSOCIATION = 'AWS::Route53Resolver::FirewallRuleGroupAssociation';
const RULES = 'FirewallRules';

/**
 * A VPC resolves names through DNS Firewall, with a rule that blocks every name that none before it allows. Lookups go to a resolver
 * outside the VPC, which no list, group or firewall sees.
 */
export const dnsFirewallAssociated: Rule = {
  id: 'dns-firewall-associated',
  demand: {
    en: 'A VPC resolves names through a DNS firewall that blocks whatever it does not allow.',
    zh: '每个 VPC 均经 DNS 防火墙解析域名，未放行的域名一律阻断。',
  },
  types: ['AWS::EC2::VPC'],
  reference: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-dns-firewall-rule-groups.html',
  judge(vpc) {
    const associations = vpc.referrers(ASSOCIATION, 'VpcId');
    if (associations.length === 0) return nonCompliant(MISSING);
    const groups = associations.map(groupOf);
    if (groups.some(blocksTheRest)) return compliant;
    return verdictFrom(groups.map(({ id }) => passesTheRest(id)));
  },
};

const MISSING = finding(
  ASSOCIATION,
  'is missing for this VPC: any name is resolved, and lookups carry data out',
  '未针对该 VPC 设置：任意域名均可解析，并可借查询外传数据',
);

const passesTheRest = (group: string) =>
  finding(
    `${group}.${RULES}`,
    'blocks not every name that it does not allow: end with a BLOCK of the list *',
    '未阻断全部未放行域名：请以对列表 * 的 BLOCK 规则结尾',
  );

function groupOf(association: Resource): Resource {
  const group = association.referent('FirewallRuleGroupId');
  if (group) return group;
  throw new Unresolved(`${association.id}.FirewallRuleGroupId`);
}

/** Whether a rule blocks all names, and none that comes before it allows them. */
function blocksTheRest(group: Resource): boolean {
  const rules = group
    .places(RULES)
    .map((at) => ({ at, priority: Number(group.literal(`${at}.Priority`)) }))
    .sort((a, b) => a.priority - b.priority);
  const first = rules.find(({ at }) => isOfAll(group, at));
  return first !== undefined && group.literal(`${first.at}.Action`) === 'BLOCK';
}

function isOfAll(group: Resource, at: string): boolean {
  const list = group.referent(`${at}.FirewallDomainListId`);
  return list?.places('Domains').some((name) => list.literal(name) === '*') ?? false;
}
