import { Netmask } from 'netmask';
import { PRIVATE_NETWORKS } from '../../../guardrails/expected-networks';
import type { Resource } from '../../template';

export const FIREWALL_POLICY = 'AWS::NetworkFirewall::FirewallPolicy';
const RULE_GROUP = 'AWS::NetworkFirewall::RuleGroup';

/** Where a policy names its groups of stateful rules. */
export const REFERENCES = 'FirewallPolicy.StatefulRuleGroupReferences';

/** Signatures that AWS writes and renews, such as `ThreatSignaturesMalwareStrictOrder`. */
const MANAGED_SIGNATURES = /:aws-managed:stateful-rulegroup\/ThreatSignatures/;

/** A group of stateful rules that a policy names. */
export interface RuleGroupReference {
  /** Where the policy names it. */
  readonly at: string;
  /** True for signatures that AWS keeps. */
  readonly isManagedSignatures: boolean;
  /** The group, where the templates have it. */
  readonly group: Resource | undefined;
}

/** @throws Unresolved when the list is known at deployment only. */
export const referencesOf = (policy: Resource): readonly RuleGroupReference[] =>
  policy.places(REFERENCES).map((at) => {
    const group = policy.referent(`${at}.ResourceArn`);
    return {
      at,
      isManagedSignatures: MANAGED_SIGNATURES.test(policy.text(`${at}.ResourceArn`)),
      group: group?.type === RULE_GROUP ? group : undefined,
    };
  });

/** The first group that the templates do not have: what is in it nobody can say. */
export const firstForeign = (references: readonly RuleGroupReference[]): RuleGroupReference | undefined =>
  references.find(({ group, isManagedSignatures }) => group === undefined && !isManagedSignatures);

/**
 * The rules of a group in the language of Suricata, one a line, without comments.
 * @throws Unresolved when they are known at deployment only.
 */
export const suricataRules = (group: Resource): readonly string[] =>
  String(group.literal('RuleGroup.RulesSource.RulesString') ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));

/** Whether a rule looks into what is carried, rather than at addresses and ports alone. */
export const isSignature = (rule: string): boolean => /[\s(;](content|pcre)\s*:/.test(rule);

/** What the groups of a policy take for home that say nothing of it themselves, as those of AWS do. */
export const POLICY_HOME = 'FirewallPolicy.PolicyVariables.RuleVariables.HOME_NET.Definition';
const GROUP_HOME = 'RuleGroup.RuleVariables.IPSets.HOME_NET.Definition';

/**
 * Ranges that are strange to signatures of AWS although they are home: those that the policy's own groups name, or else all that
 * networks of an organization may have. Without a word home is the network of the firewall, where in a hub nobody is.
 *
 * @throws Unresolved when ranges are known at deployment only.
 * @see https://docs.aws.amazon.com/network-firewall/latest/developerguide/troubleshooting-rules.html
 */
export function strangeToSignatures(policy: Resource, references: readonly RuleGroupReference[]): readonly string[] {
  const home = rangesAt(policy, POLICY_HOME);
  const named = new Set(references.flatMap(({ group }) => (group ? rangesAt(group, GROUP_HOME) : [])));
  const wanted = named.size === 0 ? PRIVATE_NETWORKS.map(String) : [...named];
  return wanted.filter((range) => !home.some((one) => takesIn(one, range)));
}

const rangesAt = (resource: Resource, path: string): readonly string[] =>
  resource.places(path).map((at) => String(resource.literal(at)));

const IPV4 = /^\d+(\.\d+){3}(\/\d+)?$/;

const takesIn = (one: string, other: string): boolean =>
  one === other || (IPV4.test(one) && IPV4.test(other) && new Netmask(one).contains(new Netmask(other)));
