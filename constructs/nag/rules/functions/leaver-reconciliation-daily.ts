import { finding } from '../../findings';
import type { Finding, Rule } from '../../rule';
import { type Heard, onSilence, onSomething } from './handlers';
import { judgeScheduled } from './scheduled';

const HANDLER = 'leaver-reconciliation';

/**
 * A role session that was open when a leaver lost his rights lasts twelve hours at most; so much is left of a day.
 * @see https://docs.aws.amazon.com/singlesignon/latest/userguide/howtosessionduration.html
 */
const LONGEST_INTERVAL_HOURS = 12;

const missing = (en: string, zh: string): Finding => finding('AWS::CloudWatch::Alarm', en, zh);

/** What people must hear of. A run that fails counts nothing, so that its silence tells. */
const HEARD: readonly Heard[] = [
  {
    event: 'completed',
    by: onSilence,
    missing: missing(
      'on its runs is missing: a search that stays away is not noticed',
      '缺少针对运行的告警：核对未执行时无人知晓',
    ),
  },
  {
    event: 'leaver-found',
    by: onSomething,
    missing: missing(
      'on what it finds is missing: nobody hears of a leaver',
      '缺少针对发现结果的告警：无人获知离职人员仍有权限',
    ),
  },
  {
    event: 'could-not-look',
    by: onSomething,
    missing: missing(
      'on what it cannot see is missing: nobody hears of a place that was passed over',
      '缺少针对无法核对之处的告警：无人获知遗漏',
    ),
  },
];

/**
 * The search for leavers runs at least every twelve hours, may be called by its schedule, and alarms when it finds
 * somebody, cannot look somewhere, or has not come to its end.
 */
export const leaverReconciliationDaily: Rule = {
  id: 'leaver-reconciliation-daily',
  demand: {
    en: `The search for leavers runs at least every ${LONGEST_INTERVAL_HOURS} hours, and alarms when it stays away.`,
    zh: `离职核对至少每 ${LONGEST_INTERVAL_HOURS} 小时执行一次，未执行时告警。`,
  },
  types: ['AWS::Lambda::Function', 'AWS::Events::Rule'],
  reference: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html',
  judge: (resource) =>
    judgeScheduled(resource, { handler: HANDLER, longestInterval: LONGEST_INTERVAL_HOURS * 60, heard: HEARD }),
};
