import { parseArn } from '../../arns';
import { finding } from '../../findings';
import { isObject } from '../../intrinsics';
import { type Finding, notApplicable, type Rule, type Verdict } from '../../rule';
import type { Resource } from '../../template';
import { firstMatchFindings, lateFindings } from '../logging/alarm-chain';
import { opensSessions } from '../sessions/session-document';
import { type Heard, onSilence, onSomething } from './handlers';
import { judgeLookedAfter, judgeScheduled, type Scheduled } from './scheduled';
import { SESSION_INDEX, unindexed } from './session-index';

/**
 * A session without recording is to be told of within 15 minutes of its start. Its recording has 2 of them to arrive, a run takes 1,
 * EventBridge may call it 1 late, the log's count takes 1: so much is left for what lies between two runs and what the alarm looks for.
 */
const LONGEST_INTERVAL_MINUTES = 5;
const LONGEST_LOOK_MINUTES = 5;
/** Runs that stay away are as bad as a gap that nobody is told of. */
const LONGEST_SILENCE_MINUTES = 15;

/** What a session may last: one that lasts longer is a gap. */
const LONGEST_SESSION_MINUTES = 240;

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

const RECONCILIATION: Scheduled = {
  handler: 'session-reconciliation',
  longestInterval: LONGEST_INTERVAL_MINUTES,
  heard: HEARD,
  more: [unindexed],
};

/**
 * The reconciliation of sessions runs at least every five minutes, may be called by its schedule, and alarms on gaps, on what it cannot
 * see, and when it stays away. Where there is a document with which sessions start, there is one that looks at them. The index that it
 * compares with hears of each recording, looks for further ones as often, verifies with keys of the landing zone, and alarms on
 * recordings that are not whole.
 */
export const sessionReconciliationSchedule: Rule = {
  id: 'session-reconciliation-schedule',
  demand: {
    en: `Recordings are indexed as they arrive, and sessions held against them at least every ${LONGEST_INTERVAL_MINUTES} minutes; a gap, a recording that is not whole, and a run that stays away raise an alarm.`,
    zh: `录像到达即编入索引，会话与录像至少每 ${LONGEST_INTERVAL_MINUTES} 分钟核对一次；发现缺口、录像不完整或未执行时告警。`,
  },
  types: ['AWS::Lambda::Function', 'AWS::Events::Rule', 'AWS::SSM::Document'],
  reference: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html',
  judge(resource) {
    if (resource.type === 'AWS::SSM::Document') return judgeDocument(resource);
    const verdict = judgeScheduled(resource, RECONCILIATION);
    return verdict.outcome === 'not-applicable' ? judgeScheduled(resource, SESSION_INDEX) : verdict;
  },
};

const judgeDocument = (document: Resource): Verdict =>
  opensSessions(document)
    ? judgeLookedAfter(document, RECONCILIATION, {
        key: 'places',
        takesIn: (input, schedule) => looksAt(document, input, schedule),
        missing: unlooked(document),
      })
    : OTHER;

const OTHER = notApplicable({ en: 'no session of the bastion starts with it', zh: '堡垒机会话不使用该文档' });

/** Sessions of one document, in each place that is listed: without a role to look there, that is the account of the schedule. */
const looksAt = (
  document: Resource,
  { places, terms }: Readonly<Record<string, unknown>>,
  schedule: Resource,
): boolean =>
  isObject(terms) &&
  terms['document'] === document.text('Name') &&
  (document.template.estate.demands.sessions?.approval !== 'required' || terms['approval'] === 'required') &&
  Number(terms['longest']) > 0 &&
  Number(terms['longest']) <= LONGEST_SESSION_MINUTES &&
  [places].flat().some((place) => isObject(place) && isPlaceOf(document, place, schedule));

function isPlaceOf(
  { template: { environment } }: Resource,
  { region, roleArn }: Readonly<Record<string, unknown>>,
  schedule: Resource,
): boolean {
  const { account = '${AWS::AccountId}' } = schedule.template.environment;
  const lookedInto = roleArn === undefined ? account : parseArn(String(roleArn))?.account;
  return (
    region === (environment.region ?? '${AWS::Region}') && lookedInto === (environment.account ?? '${AWS::AccountId}')
  );
}

function unlooked(document: Resource): Finding {
  const { account = '', region = '' } = document.template.environment;
  const [name, place] = [document.text('Name'), `${account} ${region}`.trim()];
  return finding(
    'AWS::Lambda::Function',
    `of a session reconciliation is missing, with a schedule that has it look at sessions with ${name} in ${place}: nobody misses one that was not recorded`,
    `缺少会话核对函数及其计划任务以核对 ${place} 使用 ${name} 的会话：未录制的会话无从发现`,
  );
}
