import { finding } from '../../findings';
import { compliant, nonCompliant, type Rule } from '../../rule';
import { type Resource, Unresolved } from '../../template';
import {
  FIREWALL_POLICY,
  firstForeign,
  isSignature,
  REFERENCES,
  type RuleGroupReference,
  referencesOf,
  suricataRules,
} from './rule-groups';

/** A firewall policy has signatures of intrusions that drop on match: those of AWS, or Suricata rules of one's own. */
export const firewallIntrusionDrop: Rule = {
  id: 'firewall-intrusion-drop',
  demand: {
    en: 'A firewall policy drops what matches the signature of an intrusion.',
    zh: '防火墙策略丢弃命中入侵特征的流量。',
  },
  types: [FIREWALL_POLICY],
  reference:
    'https://docs.aws.amazon.com/network-firewall/latest/developerguide/aws-managed-rule-groups-threat-signature.html',
  judge(policy) {
    const references = referencesOf(policy);
    const alertOnly = references.filter((reference) => onlyAlerts(policy, reference));
    if (alertOnly.length > 0) return nonCompliant(...alertOnly.map(({ at }) => alertsOnly(at)));
    if (references.some(drops)) return compliant;
    const foreign = firstForeign(references);
    if (foreign) throw new Unresolved(`${foreign.at}.ResourceArn`);
    return nonCompliant(NO_SIGNATURES);
  },
};

const onlyAlerts = (policy: Resource, { at, isManagedSignatures }: RuleGroupReference): boolean =>
  isManagedSignatures && policy.literal(`${at}.Override.Action`) === 'DROP_TO_ALERT';

const drops = ({ group, isManagedSignatures }: RuleGroupReference): boolean =>
  isManagedSignatures ||
  (group !== undefined && suricataRules(group).some((rule) => /^(drop|reject)\s/.test(rule) && isSignature(rule)));

const alertsOnly = (at: string) =>
  finding(
    `${at}.Override.Action`,
    'is DROP_TO_ALERT: an intrusion is reported and let through. Take the override out',
    '为 DROP_TO_ALERT：入侵仅告警而放行。请移除该覆盖',
  );

const NO_SIGNATURES = finding(
  REFERENCES,
  'names no signatures that drop: add groups of AWS such as ThreatSignaturesMalwareStrictOrder, or drop rules of your own',
  '未引用会丢弃流量的特征：请加入 ThreatSignaturesMalwareStrictOrder 等托管规则组或自有 drop 规则',
);
