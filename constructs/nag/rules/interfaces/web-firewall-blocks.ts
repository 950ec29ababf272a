import { finding } from '../../findings';
import { isObject } from '../../intrinsics';
import { type Finding, type Rule, verdictFromEach } from '../../rule';
import type { Resource } from '../../template';

/** The core rules that AWS keeps, against what the OWASP lists. */
const CORE_RULES = 'AWSManagedRulesCommonRuleSet';

/**
 * A web firewall blocks by the core rules and limits the rate of each address. A group of rules that only counts blocks
 * nothing, and a rule that allows before it lets past it. Exceptions from single rules of the group are for a review.
 */
export const webFirewallBlocks: Rule = {
  id: 'web-firewall-blocks',
  demand: {
    en: 'A web firewall blocks by the core rules and by rate.',
    zh: 'Web 应用防火墙按核心规则与速率阻断请求。',
  },
  types: ['AWS::WAFv2::WebACL'],
  reference: 'https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-baseline.html',
  judge: (acl) => verdictFromEach([coreRulesBlock, rateIsLimited, nothingPassesBefore], (check) => check(acl)),
};

/** @throws Unresolved when a rule stands there under a condition only. */
const rulesOf = (acl: Resource): readonly string[] => acl.places('Rules').filter((at) => isObject(acl.literal(at)));

/** Whether the block at a path holds a key: actions and statements are told apart by the one that they hold. */
function holds(acl: Resource, path: string, key: string): boolean {
  const block = acl.literal(path);
  return isObject(block) && key in block;
}

function coreRulesBlock(acl: Resource): readonly Finding[] {
  const core = rulesOf(acl).filter(
    (at) => acl.literal(`${at}.Statement.ManagedRuleGroupStatement.Name`) === CORE_RULES,
  );
  if (core.length === 0) {
    return [
      finding('Rules', `lacks ${CORE_RULES}: common attacks come through`, `缺少 ${CORE_RULES}：常见攻击可以通过`),
    ];
  }
  const narrowed = core.filter((at) => acl.has(`${at}.Statement.ManagedRuleGroupStatement.ScopeDownStatement`));
  if (narrowed.length === core.length) {
    return narrowed.map((at) =>
      finding(
        `${at}.Statement.ManagedRuleGroupStatement.ScopeDownStatement`,
        'leaves requests out: the core rules look at some alone',
        '排除了部分请求：核心规则仅检查其余请求',
      ),
    );
  }
  return core
    .filter((at) => holds(acl, `${at}.OverrideAction`, 'Count'))
    .map((at) =>
      finding(
        `${at}.OverrideAction`,
        'is Count: attacks are seen and let through; make it None',
        '为 Count：攻击仅被计数而放行；请改为 None',
      ),
    );
}

/** What a rule allows is not looked at by those after it, in the order of their priorities. */
function nothingPassesBefore(acl: Resource): readonly Finding[] {
  const rules = rulesOf(acl);
  const guarding = rules.filter(
    (at) =>
      acl.literal(`${at}.Statement.ManagedRuleGroupStatement.Name`) === CORE_RULES ||
      holds(acl, `${at}.Statement`, 'RateBasedStatement'),
  );
  const last = Math.max(...guarding.map((at) => acl.number(`${at}.Priority`) ?? 0));
  return rules
    .filter((at) => holds(acl, `${at}.Action`, 'Allow') && (acl.number(`${at}.Priority`) ?? 0) < last)
    .map((at) =>
      finding(
        `${at}.Action`,
        'is Allow, before the core rules and the limit: what it matches is seen by neither',
        '为 Allow，且先于核心规则与限速：其匹配的请求不再受二者检查',
      ),
    );
}

function rateIsLimited(acl: Resource): readonly Finding[] {
  const limiting = rulesOf(acl).filter((at) => holds(acl, `${at}.Statement`, 'RateBasedStatement'));
  if (limiting.length === 0) {
    return [
      finding(
        'Rules',
        'has no rate-based rule: one address may send any number of requests',
        '缺少速率规则：单一地址可发送任意数量的请求',
      ),
    ];
  }
  return limiting.some((at) => holds(acl, `${at}.Action`, 'Block'))
    ? []
    : limiting.map((at) =>
        finding(`${at}.Action`, 'is not Block: the limit holds nobody back', '不是 Block：限速不生效'),
      );
}
