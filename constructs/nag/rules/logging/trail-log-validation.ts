import { unlessTrue } from '../../findings';
import { type Rule, verdictFrom } from '../../rule';

/** A trail signs digests of its files, so that any change to them is found. */
export const trailLogValidation: Rule = {
  id: 'trail-log-validation',
  demand: {
    en: 'A trail validates the integrity of its files.',
    zh: '跟踪启用日志文件完整性校验。',
  },
  types: ['AWS::CloudTrail::Trail'],
  reference: 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-validation-intro.html',
  judge: (trail) =>
    verdictFrom(unlessTrue(trail, 'EnableLogFileValidation', 'altered logs go unnoticed', '日志被篡改无法发现')),
};
