import { finding } from '../../findings';
import { compliant, nonCompliant, type Rule } from '../../rule';
import { type Resource, Unresolved } from '../../template';
import {
  FIREWALL_POLICY,
  firstForeign,
  isSignature,
  POLICY_HOME,
  REFERENCES,
  type RuleGroupReference,
  referencesOf,
  strangeToSignatures,
  suricataRules,
} from './rule-groups';

/**
 * A firewall policy has signatures of intrusions that drop on match, before anything passes: those of AWS, or Suricata rules of one's
 * own. Those of AWS look at what goes to and from home, so that home is to take in the networks that they protect.
 */
export const firewallIntrusionDrop: Rule = {
  id: 'firewall-intrusion-drop',
  demand: {
    en: 'A firewall policy drops what matches the signature of an intrusion, before anything passes.',
    zh: '防火墙策略在放行之前丢弃命中入侵特征的流量。',
  },
  types: [FIREWALL_POLICY],
  reference:
    'https://docs.aws.amazon.com/network-firewall/latest/developerguide/aws-managed-rule-groups-threat-signature.html',
  judge(policy) {
    const references = referencesOf(policy);
    const alertOnly = references.filter((reference) => onlyAlerts(policy, reference));
    if (alertOnly.length > 0) return nonCompliant(...alertOnly.map(({ at }) => alertsOnly(at)));
    const late = references
      .filter(drops)
      .filter((reference) => comesAfter(policy, reference, references.filter(passes)));
    if (late.length > 0) return nonCompliant(...late.map(({ at }) => tooLate(at)));
    const strange = references.some(isManaged) ? strangeToSignatures(policy, references) : [];
    if (strange.length > 0) return nonCompliant(awayFromHome(strange));
    if (references.some(drops)) return compliant;
    const foreign = firstForeign(references);
    if (foreign) throw new Unresolved(`${foreign.at}.ResourceArn`);
    return nonCompliant(NO_SIGNATURES);
  },
};

const isManaged = ({ isManagedSignatures }: RuleGroupReference): boolean => isManagedSignatures;

const onlyAlerts = (policy: Resource, { at, isManagedSignatures }: RuleGroupReference): boolean =>
  isManagedSignatures && policy.literal(`${at}.Override.Action`) === 'DROP_TO_ALERT';

const drops = ({ group, isManagedSignatures }: RuleGroupReference): boolean =>
  isManagedSignatures ||
  (group !== undefined && suricataRules(group).some((rule) => /^(drop|reject)\s/.test(rule) && isSignature(rule)));

const SOURCE = 'RuleGroup.RulesSource';

/** Whether a group lets anything through: what it lets through meets no rule after it. */
const passes = ({ group }: RuleGroupReference): boolean =>
  group !== undefined &&
  (suricataRules(group).some((rule) => /^pass\s/.test(rule)) ||
    group.literal(`${SOURCE}.RulesSourceList.GeneratedRulesType`) === 'ALLOWLIST' ||
    group.places(`${SOURCE}.StatefulRules`).some((at) => group.literal(`${at}.Action`) === 'PASS'));

/** In strict order the lower priority comes first. */
const comesAfter = (policy: Resource, { at }: RuleGroupReference, passing: readonly RuleGroupReference[]): boolean =>
  passing.some(
    (other) => other.at !== at && (policy.number(`${other.at}.Priority`) ?? 0) < (policy.number(`${at}.Priority`) ?? 0),
  );

const tooLate = (at: string) =>
  finding(
    `${at}.Priority`,
    'puts the signatures after rules that pass: what is passed never meets them',
    '使特征组排在放行规则之后：已放行的流量不再经过特征检测',
  );

const alertsOnly = (at: string) =>
  finding(
    `${at}.Override.Action`,
    'is DROP_TO_ALERT: an intrusion is reported and let through. Take the override out',
    '为 DROP_TO_ALERT：入侵仅告警而放行。请移除该覆盖',
  );

const awayFromHome = (ranges: readonly string[]) =>
  finding(
    POLICY_HOME,
    `does not take in ${ranges.join(', ')}: signatures of AWS do not look at what goes to and from there. Add the ranges`,
    `未包含 ${ranges.join('、')}：托管特征不检测往来于这些网段的流量。请补充网段`,
  );

const NO_SIGNATURES = finding(
  REFERENCES,
  'names no signatures that drop: add groups of AWS such as ThreatSignaturesMalwareStrictOrder, or drop rules of your own',
  '未引用会丢弃流量的特征：请加入 ThreatSignaturesMalwareStrictOrder 等托管规则组或自有 drop 规则',
);
