import { finding } from '../../findings';
import { type Finding, type Rule, verdictFromEach } from '../../rule';
import type { Resource } from '../../template';

/** The core rules that AWS keeps, against what the OWASP lists. */
const CORE_RULES = 'AWSManagedRulesCommonRuleSet';

/**
 * A web firewall blocks by the core rules and limits the rate of each address. A group of rules that only counts blocks
 * nothing. Exceptions from single rules of the group are for a review.
 */
export const webFirewallBlocks: Rule = {
  id: 'web-firewall-blocks',
  demand: {
    en: 'A web firewall blocks by the core rules and by rate.',
    zh: 'Web 应用防火墙按核心规则与速率阻断请求。',
  },
  types: ['AWS::WAFv2::WebACL'],
  reference: 'https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-baseline.html',
  judge: (acl) => verdictFromEach([coreRulesBlock, rateIsLimited], (check) => check(acl)),
};

const rulesOf = (acl: Resource): readonly string[] => acl.list('Rules').map((_, index) => `Rules.${index}`);

function coreRulesBlock(acl: Resource): readonly Finding[] {
  const core = rulesOf(acl).filter(
    (at) => acl.literal(`${at}.Statement.ManagedRuleGroupStatement.Name`) === CORE_RULES,
  );
  if (core.length === 0) {
    return [
      finding('Rules', `lacks ${CORE_RULES}: common attacks come through`, `缺少 ${CORE_RULES}：常见攻击可以通过`),
    ];
  }
  return core
    .filter((at) => acl.has(`${at}.OverrideAction.Count`))
    .map((at) =>
      finding(
        `${at}.OverrideAction`,
        'is Count: attacks are seen and let through; make it None',
        '为 Count：攻击仅被计数而放行；请改为 None',
      ),
    );
}

function rateIsLimited(acl: Resource): readonly Finding[] {
  const limiting = rulesOf(acl).filter((at) => acl.has(`${at}.Statement.RateBasedStatement`));
  if (limiting.length === 0) {
    return [
      finding(
        'Rules',
        'has no rate-based rule: one address may send any number of requests',
        '缺少速率规则：单一地址可发送任意数量的请求',
      ),
    ];
  }
  return limiting.some((at) => acl.has(`${at}.Action.Block`))
    ? []
    : limiting.map((at) =>
        finding(`${at}.Action`, 'is not Block: the limit holds nobody back', '不是 Block：限速不生效'),
      );
}
