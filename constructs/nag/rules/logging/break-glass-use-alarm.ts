import type { KnownEvent } from './trail-alarm';
import { calls, trailAlarm } from './trail-alarm';

/** The name of a landing zone is what its trail's name begins with. */
const TRAIL = /-trail$/;

/**
 * The first event of a break-glass identity raises an alarm: of the sealed users `<name>-break-glass-1` and `-2`, of the role
 * `<name>-break-glass` that they take, and the taking of it.
 */
export const breakGlassUseAlarm = trailAlarm({
  id: 'break-glass-use-alarm',
  demand: {
    en: 'The first event of a break-glass identity raises an alarm.',
    zh: '应急身份的首个事件即触发告警。',
  },
  events(trail) {
    const role = `${String(trail.literal('TrailName') ?? '').replace(TRAIL, '')}-break-glass`;
    return [
      ...['1', '2'].map((number) => signIn(`${role}-${number}`)),
      ...calls('sts', 'GetCallerIdentity').map((call) => ({
        ...call,
        'userIdentity.type': 'AssumedRole',
        'userIdentity.sessionContext.sessionIssuer.userName': role,
      })),
      ...calls('sts', 'AssumeRole').map((call) => ({
        ...call,
        'userIdentity.type': 'IAMUser',
        'userIdentity.userName': `${role}-1`,
      })),
    ];
  },
});

const signIn = (userName: string): KnownEvent => ({
  eventSource: 'signin.amazonaws.com',
  eventName: 'ConsoleLogin',
  eventType: 'AwsConsoleSignIn',
  'userIdentity.type': 'IAMUser',
  'userIdentity.userName': userName,
});
