import { finding } from '../../findings';
import type { Finding, Rule } from '../../rule';
import type { Resource } from '../../template';
import { firstMatchFindings, lateFindings } from '../logging/alarm-chain';
import { type Heard, onSilence, onSomething } from './handlers';
import { judgeScheduled } from './scheduled';

/**
 * A session without recording is to be told of within 15 minutes of its start. Its recording has 2 of them to arrive, a run takes 1,
 * EventBridge may call it 1 late, the log's count takes 1: so much is left for what lies between two runs and what the alarm looks for.
 */
const LONGEST_INTERVAL_MINUTES = 5;
const LONGEST_LOOK_MINUTES = 5;
/** Runs that stay away are as bad as a gap that nobody is told of. */
const LONGEST_SILENCE_MINUTES = 15;

const missing = (en: string, zh: string): Finding => finding('AWS::CloudWatch::Alarm', en, zh);

const atOnce = (alarm: Resource): readonly Finding[] => [
  ...firstMatchFindings(alarm),
  ...lateFindings(alarm, LONGEST_LOOK_MINUTES),
];

/** What people must hear of. A run that fails counts nothing, so that its silence tells. */
const HEARD: readonly Heard[] = [
  {
    event: 'gap-open',
    by: onSomething,
    missing: missing(
      'on gaps is missing: nobody hears of a session without a recording',
      '缺少针对缺口的告警：无人获知无录像会话',
    ),
    more: atOnce,
  },
  {
    event: 'could-not-look',
    by: onSomething,
    missing: missing(
      'on what it cannot see is missing: nobody hears that sessions were not compared',
      '缺少针对无法核对的告警：无人获知会话未经核对',
    ),
    more: atOnce,
  },
  {
    event: 'completed',
    by: onSilence,
    missing: missing(
      'on its runs is missing: a reconciliation that stays away is not noticed',
      '缺少针对运行的告警：核对未执行时无人知晓',
    ),
    more: (alarm) => lateFindings(alarm, LONGEST_SILENCE_MINUTES),
  },
];

/**
 * The reconciliation of sessions runs at least every five minutes, may be called by its schedule, and alarms on gaps, on what it cannot
 * see, and when it stays away.
 */
export const sessionReconciliationSchedule: Rule = {
  id: 'session-reconciliation-schedule',
  demand: {
    en: `Sessions are held against their recordings at least every ${LONGEST_INTERVAL_MINUTES} minutes; a gap, and a reconciliation that stays away, raise an alarm.`,
    zh: `会话与录像至少每 ${LONGEST_INTERVAL_MINUTES} 分钟核对一次；发现缺口或未执行核对时告警。`,
  },
  types: ['AWS::Lambda::Function', 'AWS::Events::Rule'],
  reference: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html',
  judge: (resource) =>
    judgeScheduled(resource, {
      handler: 'session-reconciliation',
      longestInterval: LONGEST_INTERVAL_MINUTES,
      heard: HEARD,
    }),
};
