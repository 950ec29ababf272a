import { FIREWALL_POLICY } from '../../../constructs/nag/rules/firewall/rule-groups';
import type { Estate, Resource } from '../../../constructs/nag/template';
import type { DeclaredNetwork, DeclaredPass } from './declared-network';
import { type Found, failed, passed, unknown, unlessOpen } from './found';
import { type Pass, passesOf } from './passes';

const RULE_GROUP = 'AWS::NetworkFirewall::RuleGroup';
const REFERENCES = ['FirewallPolicy.StatefulRuleGroupReferences', 'FirewallPolicy.StatelessRuleGroupReferences'];

/** Lists and signatures that AWS keeps: they drop, and let nothing through. */
const KEPT_BY_AWS = /:aws-managed:stateful-rulegroup\//;

/**
 * What firewalls let through and what the configuration declares are the same, both ways: each rule that passes something is of an
 * entry that has a reason and an owner and has not ended, and the hub's firewall passes each entry. Without a firewall in the templates
 * there is nothing to compare.
 *
 * @param asOf the day on which entries have to hold, `YYYY-MM-DD`
 */
export function firewallEntries(
  estate: Estate,
  { passes: declared, hubAccount }: DeclaredNetwork,
  asOf: string,
): readonly Found[] {
  const groups = estate.ofType(RULE_GROUP);
  const policies = estate.ofType(FIREWALL_POLICY);
  return [
    ...groups.flatMap((group) =>
      unlessOpen(group, () => passesOf(group).flatMap((pass) => heldAgainst(pass, declared, asOf))),
    ),
    ...policies.flatMap((policy) =>
      unlessOpen(policy, () =>
        policyFound(policy, policy.template.environment.account === hubAccount ? inForceAt(policy, declared) : []),
      ),
    ),
  ];
}

const inForceAt = ({ template }: Resource, declared: readonly DeclaredPass[]): readonly DeclaredPass[] =>
  declared.filter(({ region }) => region === undefined || region === template.environment.region);

function heldAgainst(
  { group, property, opens }: Pass,
  declared: readonly DeclaredPass[],
  asOf: string,
): readonly Found[] {
  const at = { at: group, property };
  const entries = inForceAt(group, declared).filter((entry) => entry.opens.includes(opens));
  const [entry] = entries;
  if (entry === undefined) {
    return [
      failed(
        at,
        `${group.id} lets pass ${opens}, which no entry of the configuration declares`,
        `${group.id} 放行 ${opens}，配置中没有相应声明`,
      ),
    ];
  }
  const valid = entries.find(({ expires }) => expires >= asOf);
  if (valid === undefined) {
    return [
      failed(
        at,
        `${group.id} lets pass ${opens}, which ended on ${entry.expires} (${entry.entry})`,
        `${group.id} 放行 ${opens}，其声明已于 ${entry.expires} 到期（${entry.entry}）`,
      ),
    ];
  }
  return [
    passed(
      at,
      `${group.id} lets pass ${opens}: ${valid.owner} answers for it until ${valid.expires} (${valid.entry})`,
      `${group.id} 放行 ${opens}：责任人 ${valid.owner}，有效期至 ${valid.expires}（${valid.entry}）`,
    ),
  ];
}

function policyFound(policy: Resource, declared: readonly DeclaredPass[]): readonly Found[] {
  const references = REFERENCES.flatMap((path) => policy.places(path)).map((at) => ({
    at,
    group: policy.referent(`${at}.ResourceArn`),
    isKept: KEPT_BY_AWS.test(policy.text(`${at}.ResourceArn`)),
  }));
  const foreign = references.filter(
    ({ group, isKept }) => !isKept && (group?.type !== RULE_GROUP || group.contingent !== undefined),
  );
  if (foreign.length > 0) {
    return foreign.map(({ at: property }) =>
      unknown(
        { at: policy, property },
        `${policy.id} takes rules from a group that no template makes for certain: what it lets pass cannot be told`,
        `${policy.id} 引用了模板不确定创建的规则组，无法判断其放行内容`,
      ),
    );
  }
  const open = new Set(
    references.flatMap(({ group, isKept }) => (group && !isKept ? passesOf(group) : [])).map(({ opens }) => opens),
  );
  const missing = declared.filter(({ opens }) => opens.some((one) => !open.has(one)));
  if (missing.length > 0) {
    return missing.map(({ entry, owner }) =>
      failed(
        { at: policy },
        `${entry} is declared by ${owner}, and no rule of ${policy.id} lets it pass`,
        `${entry} 由 ${owner} 声明，但 ${policy.id} 中没有放行规则`,
      ),
    );
  }
  return [
    passed(
      { at: policy },
      `${policy.id} lets pass ${open.size} things in ${references.length} groups, among them all ${declared.length} that are declared for it; lists and signatures that AWS keeps only drop`,
      `${policy.id} 的 ${references.length} 个规则组共放行 ${open.size} 项，其中包含为其声明的全部 ${declared.length} 项；AWS 托管的名单与特征仅丢弃`,
    ),
  ];
}
