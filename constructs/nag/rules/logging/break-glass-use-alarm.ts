import { type Resource, Unresolved } from '../../template';
import { calls, type KnownEvent, trailAlarm } from './trail-alarm';

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
    const role = `${landingZoneOf(trail)}-break-glass`;
    return [
      ...['1', '2'].map((number) => signIn(`${role}-${number}`)),
      ...calls('sts', 'GetCallerIdentity').map((call) => ({
        ...call,
        'userIdentity.type': 'AssumedRole',
        'userIdentity.userName': null,
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

/**
 * The name of a landing zone, with which the name of its trail begins.
 * @throws Unresolved for another trail: what its break-glass identities are called, nobody knows.
 */
function landingZoneOf(trail: Resource): string {
  const [, name] = /^(.+)-trail$/.exec(String(trail.literal('TrailName') ?? '')) ?? [];
  if (name !== undefined) return name;
  throw new Unresolved('TrailName');
}

const signIn = (userName: string): KnownEvent => ({
  eventSource: 'signin.amazonaws.com',
  eventName: 'ConsoleLogin',
  eventType: 'AwsConsoleSignIn',
  'userIdentity.type': 'IAMUser',
  'userIdentity.userName': userName,
});
