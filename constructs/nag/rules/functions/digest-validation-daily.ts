import { finding } from '../../findings';
import { isObject } from '../../intrinsics';
import type { Finding, Rule, Verdict } from '../../rule';
import type { Resource } from '../../template';
import { firstMatchFindings, lateFindings } from '../logging/alarm-chain';
import { type Heard, onSilence, onSomething } from './handlers';
import { judgeLookedAfter, judgeScheduled, type Scheduled } from './scheduled';

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

const VALIDATION: Scheduled = { handler: 'trail-validation', longestInterval: DAY_MINUTES, heard: HEARD };

/**
 * The validation of the trail's digests runs at least daily, may be called by its schedule, and alarms on what it finds and when it stays
 * away. Where there is a trail, there is one that validates it and misses the account's digests where they are not there.
 */
export const digestValidationDaily: Rule = {
  id: 'digest-validation-daily',
  demand: {
    en: 'The digest chain of the trail is validated at least daily; a gap, and a validation that stays away, raise an alarm.',
    zh: '跟踪的摘要链至少每日校验一次；发现缺口或未执行校验时告警。',
  },
  types: ['AWS::Lambda::Function', 'AWS::Events::Rule', 'AWS::CloudTrail::Trail'],
  reference: 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-custom-validation.html',
  judge: (resource) =>
    resource.type === 'AWS::CloudTrail::Trail' ? judgeTrail(resource) : judgeScheduled(resource, VALIDATION),
};

const judgeTrail = (trail: Resource): Verdict =>
  judgeLookedAfter(trail, VALIDATION, {
    key: 'trail',
    takesIn: (input) => validates(trail, input),
    missing: finding(
      'AWS::Lambda::Function',
      `of a trail validation is missing, with a schedule that has it validate ${trail.text('TrailName')} and the digests of its account: changed and missing files are not noticed`,
      `缺少校验函数及其计划任务以校验 ${trail.text('TrailName')} 及其账号的摘要：文件被改或缺失无从发现`,
    ),
  });

/** By the names of trail and bucket, which other templates write down; with the account whose digests must be there. */
function validates(trail: Resource, { trail: named, accounts }: Readonly<Record<string, unknown>>): boolean {
  const bucket = trail.referent('S3BucketName')?.text('BucketName') ?? trail.text('S3BucketName');
  const { account = '${AWS::AccountId}' } = trail.template.environment;
  return (
    isObject(named) &&
    named['name'] === trail.text('TrailName') &&
    named['bucket'] === bucket &&
    [accounts].flat().includes(account)
  );
}
