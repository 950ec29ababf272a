import { suricataRules } from '../../../constructs/nag/rules/firewall/rule-groups';
import type { Resource } from '../../../constructs/nag/template';

/** Something that a group of rules lets through, and where. */
export interface Pass {
  readonly group: Resource;
  readonly property: string;
  /** In words that a declared entry can be compared with. */
  readonly opens: string;
}

const SOURCE = 'RuleGroup.RulesSource';
const LIST = `${SOURCE}.RulesSourceList`;
const RULES = `${SOURCE}.RulesString`;
const SIMPLE = `${SOURCE}.StatefulRules`;
const STATELESS = `${SOURCE}.StatelessRulesAndCustomActions.StatelessRules`;

/** A name in the handshake of TLS; with a dot before it all names below it as well. */
export const toName = (domain: string): string => `TLS to ${domain.toLowerCase()}`;

/** The header of a rule of Suricata, which says all that it can let through: `tcp 10.0.0.0/16 any -> 10.1.0.0/16 443`. */
export const headerOf = (rule: string): string =>
  rule
    .replace(/^pass\s+/i, '')
    .replace(/\s*\(.*$/s, '')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();

/**
 * All that a group lets through, in each of the languages in which rules are written. Options of a rule only narrow what its
 * header says.
 *
 * @throws Unresolved when a rule is known at deployment only.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-networkfirewall-rulegroup-rulessource.html
 */
export const passesOf = (group: Resource): readonly Pass[] =>
  [listed, written, simple, stateless].flatMap((read) => read(group));

function listed(group: Resource): readonly Pass[] {
  if (!group.has(LIST) || group.literal(`${LIST}.GeneratedRulesType`) !== 'ALLOWLIST') return [];
  const kinds = group.places(`${LIST}.TargetTypes`).map((at) => String(group.literal(at)));
  return group.places(`${LIST}.Targets`).flatMap((property) => {
    const target = String(group.literal(property));
    return kinds.map((kind) => ({
      group,
      property,
      opens: kind === 'TLS_SNI' ? toName(target) : `${kind} ${target.toLowerCase()}`,
    }));
  });
}

const written = (group: Resource): readonly Pass[] =>
  suricataRules(group)
    .filter((rule) => /^pass\s/i.test(rule))
    .map((rule) => ({ group, property: RULES, opens: headerOf(rule) }));

const simple = (group: Resource): readonly Pass[] =>
  group
    .places(SIMPLE)
    .filter((at) => group.literal(`${at}.Action`) === 'PASS')
    .map((property) => {
      const of = (name: string): string => String(group.literal(`${property}.Header.${name}`)).toLowerCase();
      const way = of('Direction') === 'any' ? '<>' : '->';
      return {
        group,
        property,
        opens: `${of('Protocol')} ${of('Source')} ${of('SourcePort')} ${way} ${of('Destination')} ${of('DestinationPort')}`,
      };
    });

/** What passes without state passes by every signature: no entry can declare it. */
const stateless = (group: Resource): readonly Pass[] =>
  group
    .places(STATELESS)
    .filter((at) => group.places(`${at}.RuleDefinition.Actions`).some((action) => group.literal(action) === 'aws:pass'))
    .map((property) => ({ group, property, opens: `rule ${group.text(`${property}.Priority`)} without state` }));
