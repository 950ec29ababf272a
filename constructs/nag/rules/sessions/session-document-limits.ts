import { finding } from '../../findings';
import type { Finding } from '../../rule';
import type { Resource } from '../../template';
import { sessionDocumentRule } from './session-document';

/** The longest that a session may last; without a value it lasts until someone ends it. */
const LONGEST_SESSION_MINUTES = 240;

/** The longest that a session may idle. Session Manager accepts 1 to 60, and takes 20 where nothing is said. */
const LONGEST_IDLE_MINUTES = 15;

/**
 * Values for `maxSessionDuration` that the service accepts: 1 to 1440 minutes, but for 1040–1099, 1140–1199, 1240–1299
 * and 1340–1399, which the published pattern leaves out.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_Session.html
 */
const ACCEPTED_DURATION = /^([1-9]|[1-9][0-9]|[1-9][0-9][0-9]|1[0-4][0-3][0-9]|1440)$/;

/** Whole minutes, without leading zeros or decimals. */
const ACCEPTED_IDLE = /^([1-9]|[1-5][0-9]|60)$/;

/** A session ends after 15 idle minutes and after four hours in all. */
export const sessionDocumentLimits = sessionDocumentRule(
  'session-document-limits',
  {
    en: 'A session ends after at most 15 idle minutes and 240 minutes in all, in values that the service accepts.',
    zh: '会话空闲不超过 15 分钟、总时长不超过 240 分钟即终止，且取值为服务所接受。',
  },
  [
    (document) => within(document, 'Content.inputs.idleSessionTimeout', LONGEST_IDLE_MINUTES, ACCEPTED_IDLE),
    (document) => within(document, 'Content.inputs.maxSessionDuration', LONGEST_SESSION_MINUTES, ACCEPTED_DURATION),
  ],
);

function within(document: Resource, path: string, longest: number, accepted: RegExp): readonly Finding[] {
  const minutes = String(document.literal(path) ?? '');
  if (minutes === '') {
    return [
      finding(path, `is missing: the default is longer than ${longest} minutes`, `未设置：默认值超过 ${longest} 分钟`),
    ];
  }
  if (!accepted.test(minutes)) {
    return [finding(path, `is ${minutes}, which the service does not accept`, `为 ${minutes}，服务不接受该取值`)];
  }
  if (Number(minutes) <= longest) return [];
  return [finding(path, `is ${minutes} minutes, more than ${longest}`, `为 ${minutes} 分钟，超过 ${longest} 分钟`)];
}
