import { unlessTrue } from '../../findings';
import { type Rule, verdictFromEach } from '../../rule';

/** What each switch of a trail is for. */
const SWITCHES: readonly { readonly property: string; readonly en: string; readonly zh: string }[] = [
  { property: 'IsLogging', en: 'nothing is recorded', zh: '不记录任何操作' },
  { property: 'IsMultiRegionTrail', en: 'what happens in other regions goes unrecorded', zh: '其他区域的操作未被记录' },
  {
    property: 'IncludeGlobalServiceEvents',
    en: 'what happens in IAM and other global services goes unrecorded',
    zh: 'IAM 等全局服务的操作未被记录',
  },
];

/** A trail records, in every region, global services included. */
export const trailMultiRegion: Rule = {
  id: 'trail-multi-region',
  demand: {
    en: 'A trail records in every region and for global services.',
    zh: '跟踪记录所有区域及全局服务的操作。',
  },
  types: ['AWS::CloudTrail::Trail'],
  reference:
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/receive-cloudtrail-log-files-from-multiple-regions.html',
  judge: (trail) => verdictFromEach(SWITCHES, ({ property, en, zh }) => unlessTrue(trail, property, en, zh)),
};
