import { finding } from '../../findings';
import type { Finding, Rule } from '../../rule';
import { firstMatchFindings, lateFindings } from '../logging/alarm-chain';
import { type Heard, onSilence, onSomething } from './handlers';
import { judgeScheduled } from './scheduled';

const DAY_MINUTES = 24 * 60;

/** An alarm that looks for longer comes too late to act upon. */
const LONGEST_LOOK_MINUTES = 15;

const missing = (en: string, zh: string): Finding => finding('AWS::CloudWatch::Alarm', en, zh);

/** What people must hear of. A run that fails, or finds something, does not count as one that validated: its silence tells. */
const HEARD: readonly Heard[] = [
  {
    event: 'trail-gap',
    by: onSomething,
    missing: missing(
      'on what it finds is missing: nobody hears of changed or missing files',
      '缺少针对发现结果的告警：无人获知文件被改或缺失',
    ),
    more: (alarm) => [...firstMatchFindings(alarm), ...lateFindings(alarm, LONGEST_LOOK_MINUTES)],
  },
  {
    event: 'validated',
    by: onSilence,
    missing: missing(
      'on its success is missing: a validation that stays away is not noticed',
      '缺少针对成功校验的告警：校验未执行时无人知晓',
    ),
    more: (alarm) => lateFindings(alarm, DAY_MINUTES),
  },
];

/** The validation of the trail's digests runs at least daily, may be called by its schedule, and alarms on what it finds and when it stays away. */
export const digestValidationDaily: Rule = {
  id: 'digest-validation-daily',
  demand: {
    en: 'The digest chain of the trail is validated at least daily; a gap, and a validation that stays away, raise an alarm.',
    zh: '跟踪的摘要链至少每日校验一次；发现缺口或未执行校验时告警。',
  },
  types: ['AWS::Lambda::Function', 'AWS::Events::Rule'],
  reference: 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-custom-validation.html',
  judge: (resource) =>
    judgeScheduled(resource, { handler: 'trail-validation', longestInterval: DAY_MINUTES, heard: HEARD }),
};
