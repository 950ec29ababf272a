import type { Resource } from '../../template';
import { calls, type KnownEvent, trailAlarm } from './trail-alarm';

/** A user that is nobody's break-glass: in China, where there is no root user, one like it has created the account. */
const ANY_USER = { 'userIdentity.type': 'IAMUser', 'userIdentity.userName': 'account-creator' };
const ROOT = { 'userIdentity.type': 'Root', 'userIdentity.invokedBy': null };

/** Whatever the root user does raises an alarm; in China, whatever an IAM user does. */
export const rootUseAlarm = trailAlarm({
  id: 'root-use-alarm',
  demand: {
    en: 'Any use of the root user raises an alarm; in China, which has none, of the IAM user that created the account.',
    zh: '根用户的任何使用均触发告警；中国区无根用户，则为创建账号的 IAM 用户。',
  },
  events: (trail) => [
    { eventSource: 'signin.amazonaws.com', eventName: 'ConsoleLogin', eventType: 'AwsConsoleSignIn', ...owner(trail) },
    ...calls('iam', 'CreateAccessKey').map((call) => ({ ...call, ...owner(trail) })),
  ],
});

const owner = (trail: Resource): KnownEvent => (trail.template.environment.partition === 'aws-cn' ? ANY_USER : ROOT);
