import { finding } from '../../findings';
import { type Finding, type Rule, verdictFromEach } from '../../rule';
import type { Resource } from '../../template';
import { FIREWALL_POLICY } from './rule-groups';

/** What becomes of packets, and of their fragments, for which the stateless engine has no rule. */
const STATELESS = ['FirewallPolicy.StatelessDefaultActions', 'FirewallPolicy.StatelessFragmentDefaultActions'];
const NOT_PASSED = ['aws:forward_to_sfe', 'aws:drop'];

/** What becomes of a connection whose beginning the engine has not seen; without a word it is dropped. */
const MIDSTREAM = 'FirewallPolicy.StatefulEngineOptions.StreamExceptionPolicy';
const NOT_CONTINUED = ['DROP', 'REJECT'];

/**
 * A firewall policy tracks connections, takes its rules in their order and drops what none of them allows, packets in the middle
 * of a connection among them: `CONTINUE` judges those without knowing what they speak.
 *
 * Of the actions by default, `aws:drop_established…` lets the handshake of TCP through, so that names can be read from
 * what follows; the connection carries nothing until a rule allows it.
 */
export const firewallStrictDefaultDrop: Rule = {
  id: 'firewall-strict-default-drop',
  demand: {
    en: 'A firewall policy is stateful, in strict order, and drops what no rule allows.',
    zh: '防火墙策略为有状态、严格顺序，未匹配规则的流量一律丢弃。',
  },
  types: [FIREWALL_POLICY],
  reference: 'https://docs.aws.amazon.com/network-firewall/latest/developerguide/suricata-rule-evaluation-order.html',
  judge: (policy) =>
    verdictFromEach([strictOrder, dropsByDefault, statefulAlone, failsClosed], (check) => check(policy)),
};

function strictOrder(policy: Resource): readonly Finding[] {
  const property = 'FirewallPolicy.StatefulEngineOptions.RuleOrder';
  return policy.literal(property) === 'STRICT_ORDER'
    ? []
    : [
        finding(
          property,
          'is not STRICT_ORDER: what matches no rule passes',
          '不是 STRICT_ORDER：未匹配规则的流量会被放行',
        ),
      ];
}

const literalsOf = (policy: Resource, path: string): readonly string[] =>
  policy.places(path).map((at) => String(policy.literal(at)));

function dropsByDefault(policy: Resource): readonly Finding[] {
  const property = 'FirewallPolicy.StatefulDefaultActions';
  return literalsOf(policy, property).some((action) => action.startsWith('aws:drop_'))
    ? []
    : [
        finding(
          property,
          'drops nothing: add aws:drop_established or aws:drop_strict',
          '不含丢弃动作：请加入 aws:drop_established 或 aws:drop_strict',
        ),
      ];
}

/** What the stateless engine passes by default never reaches the stateful one. */
const statefulAlone = (policy: Resource): readonly Finding[] =>
  STATELESS.filter((property) => !literalsOf(policy, property).some((action) => NOT_PASSED.includes(action))).map(
    (property) =>
      finding(
        property,
        'lets packets pass by the stateful engine: make it aws:forward_to_sfe',
        '使数据包绕过有状态引擎：请设为 aws:forward_to_sfe',
      ),
  );

/** @see https://docs.aws.amazon.com/network-firewall/latest/developerguide/stream-exception-policy.html */
const failsClosed = (policy: Resource): readonly Finding[] =>
  !policy.has(MIDSTREAM) || NOT_CONTINUED.includes(String(policy.literal(MIDSTREAM)))
    ? []
    : [
        finding(
          MIDSTREAM,
          'lets packets in the middle of a connection pass without what was seen at its beginning: make it REJECT',
          '使连接中途的数据包在缺少会话上下文时仍可通过：请设为 REJECT',
        ),
      ];
