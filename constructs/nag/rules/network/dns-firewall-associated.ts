import { finding } from '../../findings';
import { compliant, nonCompliant, type Rule, type Verdict } from '../../rule';
import { type Resource, Unresolved } from '../../template';

const ASSOCIATION = 'AWS::Route53Resolver::FirewallRuleGroupAssociation';
const RULES = 'FirewallRules';

/**
 * A VPC resolves names through DNS Firewall, with a rule that blocks every name that none before it allows. Lookups go to a resolver
 * outside the VPC, which no list, group or firewall sees.
 *
 * Groups come in the order of their priorities in the VPC, and rules in that of theirs in the group: the first one that takes in all
 * names decides. A block of one type of query leaves all other types to the rules that come after it.
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
    const associations = vpc.companions(ASSOCIATION, (other) => other.referent('VpcId') === vpc);
    return associations.length === 0 ? nonCompliant(MISSING) : byFirstOfAll(inOrder(associations).map(groupOf));
  },
};

const MISSING = finding(
  ASSOCIATION,
  'is missing for this VPC: any name is resolved, and lookups carry data out',
  '未针对该 VPC 设置：任意域名均可解析，并可借查询外传数据',
);

const leavesTheRest = ({ id }: Resource) =>
  finding(
    `${id}.${RULES}`,
    'blocks not every name that it does not allow: end with a BLOCK of the list * for all types of query',
    '未阻断全部未放行域名：请以对列表 * 的 BLOCK 规则结尾，且不限查询类型',
  );

const passesAll = ({ id }: Resource) =>
  finding(
    `${id}.${RULES}`,
    'lets every name pass before any rule blocks it: allow listed names alone',
    '在阻断之前放行任意域名：请仅放行所列域名',
  );

const inOrder = (associations: readonly Resource[]): readonly Resource[] =>
  associations.length === 1 ? associations : sorted(associations, (association) => priorityAt(association, 'Priority'));

/** A group of another template is unknown only where no rule before it decides. */
const groupOf = (association: Resource) => (): Resource => {
  const group = association.referent('FirewallRuleGroupId');
  if (group) return group;
  throw new Unresolved(`${association.id}.FirewallRuleGroupId`);
};

function byFirstOfAll(groups: readonly (() => Resource)[]): Verdict {
  for (const groupAt of groups) {
    const group = groupAt();
    const first = rulesOf(group).find((at) => decidesAll(group, at));
    if (first !== undefined) return blocks(group, first) ? compliant : nonCompliant(passesAll(group));
  }
  return nonCompliant(...groups.map((groupAt) => leavesTheRest(groupAt())));
}

const rulesOf = (group: Resource): readonly string[] =>
  sorted(group.places(RULES), (at) => priorityAt(group, `${at}.Priority`));

const blocks = (group: Resource, at: string): boolean => group.literal(`${at}.Action`) === 'BLOCK';

/** Whoever lets some queries for all names pass has opened a way; only who blocks all of them has closed it. */
const decidesAll = (group: Resource, at: string): boolean =>
  isOfAll(group, at) && !(blocks(group, at) && group.literal(`${at}.Qtype`) !== undefined);

function isOfAll(group: Resource, at: string): boolean {
  const list = group.referent(`${at}.FirewallDomainListId`);
  return list?.places('Domains').some((name) => list.literal(name) === '*') ?? false;
}

/** @throws Unresolved where nothing says what comes first. */
function priorityAt(resource: Resource, path: string): number {
  const priority = resource.number(path);
  if (priority === undefined || Number.isNaN(priority)) throw new Unresolved(`${resource.id}.${path}`);
  return priority;
}

const sorted = <Item>(items: readonly Item[], priority: (item: Item) => number): readonly Item[] =>
  items
    .map((item) => ({ item, at: priority(item) }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
