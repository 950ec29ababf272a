import { finding } from '../../findings';
import { compliant, nonCompliant, type Rule, unknown } from '../../rule';
import { Unresolved } from '../../template';
import { FIREWALL_POLICY, firstForeign, isSignature, REFERENCES, referencesOf, suricataRules } from './rule-groups';

/**
 * The signatures of a firewall policy are kept by AWS, which renews them. Of a file of one's own no template says when
 * it was renewed: a record of its versions has to.
 */
export const firewallSignatureSource: Rule = {
  id: 'firewall-signature-source',
  demand: {
    en: 'The signatures of a firewall policy are kept and renewed by AWS.',
    zh: '防火墙策略的特征库由 AWS 托管并更新。',
  },
  types: [FIREWALL_POLICY],
  reference:
    'https://docs.aws.amazon.com/network-firewall/latest/developerguide/aws-managed-rule-groups-threat-signature.html',
  judge(policy) {
    const references = referencesOf(policy);
    if (references.some(({ isManagedSignatures }) => isManagedSignatures)) return compliant;
    if (references.some(({ group }) => group && suricataRules(group).some(isSignature))) return OWN_FILE;
    const foreign = firstForeign(references);
    if (foreign) throw new Unresolved(`${foreign.at}.ResourceArn`);
    return nonCompliant(NO_SIGNATURES);
  },
};

const OWN_FILE = unknown({
  en: 'the signatures are in a file of your own: no template says when it was renewed',
  zh: '特征位于自有规则文件：模板无法说明其更新时间',
});

const NO_SIGNATURES = finding(
  REFERENCES,
  'names no signatures: add groups of AWS such as ThreatSignaturesMalwareStrictOrder',
  '未引用任何特征：请加入 ThreatSignaturesMalwareStrictOrder 等托管规则组',
);
