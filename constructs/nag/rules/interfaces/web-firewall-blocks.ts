import { CORE_RULES, HIGHEST_RATE, MOST_EXCEPTIONS, WINDOW } from '../../../web-firewall/bounds';
import { finding } from '../../findings';
import { isObject } from '../../intrinsics';
import { type Finding, type Rule, verdictFromEach } from '../../rule';
import type { Resource } from '../../template';

/**
 * A web firewall blocks by the core rules and limits the rate of each address. A group of rules that only counts blocks
 * nothing, one in which most rules do not block hardly more, and a rule that allows before it lets past it. Exceptions from a few
 * rules of the group are for a review. A limit that no single address reaches is none, and neither is one that counts by what the
 * request says of itself: whoever asks says something else each time.
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
  return core.flatMap((at) => [
    ...countsAll(acl, at),
    ...hollowedOut(acl, `${at}.Statement.ManagedRuleGroupStatement`),
  ]);
}

const countsAll = (acl: Resource, at: string): readonly Finding[] =>
  holds(acl, `${at}.OverrideAction`, 'Count')
    ? [
        finding(
          `${at}.OverrideAction`,
          'is Count: attacks are seen and let through; make it None',
          '为 Count：攻击仅被计数而放行；请改为 None',
        ),
      ]
    : [];

/** Rules of the group that do not block. `ExcludedRules` is the former way to have rules count. */
function hollowedOut(acl: Resource, group: string): readonly Finding[] {
  const excluded = acl.places(`${group}.ExcludedRules`);
  const overridden = acl
    .places(`${group}.RuleActionOverrides`)
    .filter((at) => PASSING.some((action) => holds(acl, `${at}.ActionToUse`, action)));
  const exceptions = excluded.length + overridden.length;
  if (exceptions <= MOST_EXCEPTIONS) return [];
  return [
    finding(
      `${group}.${overridden.length > 0 ? 'RuleActionOverrides' : 'ExcludedRules'}`,
      `takes ${exceptions} rules out of the core rules: keep ${MOST_EXCEPTIONS} exceptions at most`,
      `使 ${exceptions} 条核心规则不再阻断：例外不得超过 ${MOST_EXCEPTIONS} 条`,
    ),
  ];
}

/** Actions that let a request through. */
const PASSING = ['Count', 'Allow'];

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
  const blocking = limiting.filter((at) => holds(acl, `${at}.Action`, 'Block'));
  if (blocking.length === 0) {
    return limiting.map((at) =>
      finding(`${at}.Action`, 'is not Block: the limit holds nobody back', '不是 Block：限速不生效'),
    );
  }
  const statements = blocking.map((at) => `${at}.Statement.RateBasedStatement`);
  const faults = statements.map((at) => limitFault(acl, at));
  return faults.some((found) => found === undefined) ? [] : faults.flatMap((found) => found ?? []);
}

/** Why a limit does not hold an address back, whatever it asks for; undefined where it does. */
function limitFault(acl: Resource, at: string): Finding | undefined {
  if (acl.has(`${at}.ScopeDownStatement`)) {
    return finding(
      `${at}.ScopeDownStatement`,
      'leaves requests out: others may come at any rate',
      '排除了部分请求：其余请求不受限速',
    );
  }
  const key = keyFault(acl, at);
  if (key) return key;
  const limit = acl.number(`${at}.Limit`) ?? 0;
  const seconds = acl.number(`${at}.EvaluationWindowSec`) ?? WINDOW;
  if ((limit / seconds) * WINDOW <= HIGHEST_RATE) return undefined;
  return finding(
    `${at}.Limit`,
    `is ${limit} in ${seconds} s: no address sends as much; keep ${HIGHEST_RATE} in ${WINDOW} s at most`,
    `为 ${seconds} 秒 ${limit} 次：单一地址达不到；不得超过 ${WINDOW} 秒 ${HIGHEST_RATE} 次`,
  );
}

/** Keys that stand for who asks. */
const OF_ADDRESS = ['IP', 'ForwardedIP'];

/** Keys that whoever asks fills in as he likes, or leaves out. */
const OF_REQUEST = ['Cookie', 'Header', 'QueryArgument', 'QueryString', 'UriPath'];

/**
 * Why keys of its own let an address past a limit: each combination of their values is counted for itself, and a request without
 * one of them is not counted at all.
 * @see https://docs.aws.amazon.com/waf/latest/developerguide/waf-rule-statement-type-rate-based-aggregation-instances.html
 */
function keyFault(acl: Resource, at: string): Finding | undefined {
  if (acl.literal(`${at}.AggregateKeyType`) !== 'CUSTOM_KEYS') return undefined;
  const keys = acl.places(`${at}.CustomKeys`);
  if (!keys.some((place) => OF_ADDRESS.some((key) => holds(acl, place, key)))) {
    return finding(
      `${at}.CustomKeys`,
      'is without IP and ForwardedIP: no address is limited; count by address',
      '不含 IP 与 ForwardedIP：任何地址均不受限；请按地址计数',
    );
  }
  const chosen = keys.find((place) => OF_REQUEST.some((key) => holds(acl, place, key)));
  if (chosen === undefined) return undefined;
  return finding(
    chosen,
    'is what whoever asks chooses: each value has a limit of its own; take it out, and count by address',
    '由请求方自行选择：每个取值各有限额；请移除并按地址计数',
  );
}
