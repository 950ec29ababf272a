import { finding } from '../../findings';
import { type Finding, type Rule, verdictFrom } from '../../rule';
import type { Resource } from '../../template';

/**
 * Nothing keeps a threat detector from telling what it finds. A filter that archives hands nothing on, so that nobody is told; what
 * comes from an address or a name on a list of trusted ones makes no finding at all, and the list can be changed in its bucket.
 */
export const threatFindingsKept: Rule = {
  id: 'threat-findings-kept',
  demand: {
    en: 'Findings of a threat detector are neither archived unseen nor kept from being made by a list of trusted addresses.',
    zh: '威胁检测器的发现既不自动归档，也不因受信任地址列表而不予生成。',
  },
  types: ['AWS::GuardDuty::Filter', 'AWS::GuardDuty::IPSet', 'AWS::GuardDuty::TrustedEntitySet'],
  reference: 'https://docs.aws.amazon.com/guardduty/latest/ug/findings_suppression-rule.html',
  judge: (resource) => verdictFrom(resource.type === 'AWS::GuardDuty::Filter' ? archived(resource) : trusted(resource)),
};

const archived = (filter: Resource): readonly Finding[] =>
  filter.literal('Action') === 'ARCHIVE'
    ? [
        finding(
          'Action',
          'is ARCHIVE: what the filter matches is handed on to nobody; set it to NOOP',
          '为 ARCHIVE：筛选器匹配的发现不再转送任何人；请设为 NOOP',
        ),
      ]
    : [];

/** A list that is not active changes nothing. */
const trusted = (list: Resource): readonly Finding[] =>
  list.flag('Activate') === true
    ? [
        finding(
          'Activate',
          'is true: nothing is found in what comes from the list, an attack from there included; set it to false',
          '为 true：来自该列表的活动（包括攻击）均不产生发现；请设为 false',
        ),
      ]
    : [];
