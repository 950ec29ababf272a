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
