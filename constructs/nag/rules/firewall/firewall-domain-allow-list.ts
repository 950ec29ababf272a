import { finding } from '../../findings';
import { type Finding, nonCompliant, type Rule, verdictFrom } from '../../rule';
import { type Resource, Unresolved } from '../../template';
import { FIREWALL_POLICY, firstForeign, REFERENCES, referencesOf, suricataRules } from './rule-groups';

const LIST = 'RuleGroup.RulesSource.RulesSourceList';

/** `.`, `.com` and `*` stand for the whole internet, or for a country of it. */
const TOO_WIDE = /^\.?[^.]*\.?$/;

/**
 * A firewall policy lists the domains that may be reached, by the name in the TLS handshake, and no rule of its own lets
 * anything pass to the internet without a name. What is reached so is then dropped by default, which
 * `firewall-strict-default-drop` judges.
 */
export const firewallDomainAllowList: Rule = {
  id: 'firewall-domain-allow-list',
  demand: {
    en: 'A firewall policy lists the domains that may be reached, by the name in the TLS handshake.',
    zh: '防火墙策略按 TLS 握手中的名称限定可访问的域名。',
  },
  types: [FIREWALL_POLICY],
  reference:
    'https://docs.aws.amazon.com/network-firewall/latest/developerguide/stateful-rule-groups-domain-names.html',
  judge(policy) {
    const references = referencesOf(policy);
    const groups = references.flatMap(({ group }) => group ?? []);
    const lists = groups.filter(isAllowList);
    if (lists.length > 0 || groups.some(passesByName)) {
      return verdictFrom([...lists.flatMap(tooWide), ...groups.flatMap(pastTheNames)]);
    }
    const foreign = firstForeign(references);
    if (foreign) throw new Unresolved(`${foreign.at}.ResourceArn`);
    return nonCompliant(NO_LIST);
  },
};

const NO_LIST = finding(
  REFERENCES,
  'names no list of allowed domains by TLS_SNI: any site can be reached, and data carried there',
  '未引用按 TLS_SNI 放行的域名白名单：可访问任意站点并外传数据',
);

const isAllowList = (group: Resource): boolean =>
  group.literal(`${LIST}.GeneratedRulesType`) === 'ALLOWLIST' &&
  group.places(`${LIST}.TargetTypes`).some((at) => group.literal(at) === 'TLS_SNI');

const tooWide = (group: Resource): readonly Finding[] =>
  group
    .places(`${LIST}.Targets`)
    .filter((path) => TOO_WIDE.test(String(group.literal(path))))
    .map((path) =>
      finding(
        `${group.id}.${path}`,
        `is ${group.text(path)}, which takes in domains of anybody: name domains`,
        `为 ${group.text(path)}，涵盖任何人的域名：请列出具体域名`,
      ),
    );

/** Rules that let connections to anybody pass, whatever their names: of Suricata, and those of five properties. */
function pastTheNames(group: Resource): readonly Finding[] {
  const widePass = suricataRules(group).some(
    (rule) => TO_ANYBODY.test(rule) && !BY_NAME.test(rule) && !HANDSHAKE.test(rule),
  );
  const simple = group
    .places(SIMPLE_RULES)
    .filter(
      (at) => group.literal(`${at}.Action`) === 'PASS' && isAnybody(String(group.literal(`${at}.Header.Destination`))),
    );
  return [...(widePass ? [`${group.id}.${RULES_STRING}`] : []), ...simple.map((at) => `${group.id}.${at}`)].map((at) =>
    finding(
      at,
      'passes connections to anybody without a name: name the domain in tls.sni, or leave it to the list',
      '未按名称即放行到任意地址的连接：请以 tls.sni 指明域名，或交由白名单判定',
    ),
  );
}

const RULES_STRING = 'RuleGroup.RulesSource.RulesString';
const SIMPLE_RULES = 'RuleGroup.RulesSource.StatefulRules';

/** `pass tcp any any -> $EXTERNAL_NET 443 (…)`, in either direction. */
const TO_ANYBODY = /^pass\s+\S+\s+\S+\s+\S+\s+(?:->|<>)\s+(?:any|\$EXTERNAL_NET|!\$HOME_NET|0\.0\.0\.0\/0)\s/i;
const BY_NAME = /[\s(;](?:tls[._]sni|http[._]host)\s*;/;
/** Before a connection stands it has no name yet. */
const HANDSHAKE = /[\s(;]flow\s*:[^;]*not_established/;

const isAnybody = (destination: string): boolean =>
  ['any', '$external_net', '0.0.0.0/0'].includes(destination.toLowerCase());

const passesByName = (group: Resource): boolean =>
  suricataRules(group).some((rule) => /^pass\s+tls\s/.test(rule) && /[\s(;]tls[._]sni\s*;/.test(rule));
