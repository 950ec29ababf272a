import { finding, unlessTrue } from '../../findings';
import { type Finding, notApplicable, type Rule, verdictFromEach } from '../../rule';
import type { Resource } from '../../template';

/** KMS takes periods from 90 to 2560 days, 365 unless told; the facet wants a change at least once a year. */
const LONGEST_PERIOD_DAYS = 365;

/**
 * A symmetric customer key changes its material by itself at least once a year.
 *
 * Only `SYMMETRIC_DEFAULT` keys with material made by KMS can rotate by themselves; for all others a dated record is kept.
 */
export const kmsKeyRotation: Rule = {
  id: 'kms-key-rotation',
  demand: {
    en: `A symmetric key rotates by itself at least every ${LONGEST_PERIOD_DAYS} days.`,
    zh: `对称密钥自动轮换，周期不超过 ${LONGEST_PERIOD_DAYS} 天。`,
  },
  types: ['AWS::KMS::Key'],
  reference: 'https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html',
  judge(key) {
    const spec = key.literal('KeySpec') ?? 'SYMMETRIC_DEFAULT';
    const origin = key.literal('Origin') ?? 'AWS_KMS';
    if (spec !== 'SYMMETRIC_DEFAULT' || origin !== 'AWS_KMS') {
      return notApplicable({
        en: `a ${spec} key with ${origin} material does not rotate by itself`,
        zh: `${spec} 类型、${origin} 来源的密钥不支持自动轮换`,
      });
    }
    return verdictFromEach([enabledFindings, periodFindings], (judge) => judge(key));
  },
};

const enabledFindings = (key: Resource): readonly Finding[] =>
  unlessTrue(key, 'EnableKeyRotation', 'the material never changes', '密钥材料永不更换');

function periodFindings(key: Resource): readonly Finding[] {
  const days = key.number('RotationPeriodInDays') ?? LONGEST_PERIOD_DAYS;
  if (days <= LONGEST_PERIOD_DAYS) return [];
  return [
    finding(
      'RotationPeriodInDays',
      `is ${days}, more than ${LONGEST_PERIOD_DAYS}`,
      `为 ${days} 天，超过 ${LONGEST_PERIOD_DAYS} 天`,
    ),
  ];
}
