import { BlockList, isIP } from 'node:net';

/** That a person was seen: from where, on what, in which minute. */
export interface Sighting {
  /** The person, by the first of the ids that the event has. */
  readonly identity: string;
  /** The network from which the call came. */
  readonly place: string;
  /** The operating system of the caller's device; undefined where the call does not tell. */
  readonly device: string | undefined;
  /** `YYYY-MM-DDThh:mm`, in UTC. */
  readonly minute: string;
}

/** What an event of CloudTrail says, as far as it matters here. */
interface TrailEvent {
  readonly eventTime?: string;
  readonly eventType?: string;
  readonly sourceIPAddress?: string;
  readonly userAgent?: string;
  readonly userIdentity?: {
    readonly type?: string;
    readonly arn?: string;
    readonly principalId?: string;
    readonly invokedBy?: string;
    readonly onBehalfOf?: { readonly userId?: string };
    readonly sessionContext?: {
      readonly sourceIdentity?: string;
      readonly sessionIssuer?: { readonly userName?: string };
    };
  };
}

/** Ranges through which people come from several places as from one. */
export type ExpectedEgress = (address: string) => boolean;

const EXPECTED_PLACE = 'expected egress';

/** Roles that IAM Identity Center makes for permission sets. Their sessions are called as the user is. */
const PERMISSION_SET_ROLE = /^AWSReservedSSO_/;

/** Programs that AWS runs for the person: what they run on is no device of hers. */
const NOT_A_DEVICE = /aws-internal|CloudShell|^AWS Internal$|\.amazonaws\.com/i;

/** Operating systems, as browsers, the CLI and the SDKs write them; the first that fits. */
const DEVICES: readonly (readonly [device: string, userAgent: RegExp])[] = [
  ['ios', /iPhone|iPad|os\/ios/i],
  ['android', /Android/i],
  ['windows', /Windows/i],
  ['macos', /Macintosh|Mac OS X|macos|Darwin/i],
  ['linux', /Linux/i],
];

/**
 * Who was seen, or undefined where the event shows nobody: calls of services, and of workloads, which have no person.
 *
 * @param message an event of CloudTrail as it stands in the log
 * @throws when the message is no JSON, or has no time.
 */
export function sightingIn(message: string, isExpected: ExpectedEgress): Sighting | undefined {
  const event = JSON.parse(message) as TrailEvent;
  const { eventTime = '', eventType, sourceIPAddress = '', userAgent = '', userIdentity } = event;
  const identity = identityOf(userIdentity);
  // services give their name in place of an address
  if (identity === undefined || userIdentity?.invokedBy || eventType === 'AwsServiceEvent') return undefined;
  if (isIP(sourceIPAddress) === 0) return undefined;
  return {
    identity,
    place: isExpected(sourceIPAddress) ? EXPECTED_PLACE : networkOf(sourceIPAddress),
    device: NOT_A_DEVICE.test(userAgent) ? undefined : DEVICES.find(([, written]) => written.test(userAgent))?.[0],
    minute: minuteOf(eventTime),
  };
}

/** The person's id: source identity, then the user of IAM Identity Center, by id or by the name of the session, then an IAM user. */
function identityOf(userIdentity: TrailEvent['userIdentity']): string | undefined {
  const { type, arn, principalId = '', onBehalfOf, sessionContext } = userIdentity ?? {};
  if (sessionContext?.sourceIdentity) return `person ${sessionContext.sourceIdentity}`;
  if (onBehalfOf?.userId) return `user ${onBehalfOf.userId}`;
  if (PERMISSION_SET_ROLE.test(sessionContext?.sessionIssuer?.userName ?? '')) {
    return `session ${principalId.slice(principalId.indexOf(':') + 1)}`;
  }
  return type === 'IAMUser' ? arn : undefined;
}

/**
 * The network an address belongs to: the first 16 bits of IPv4, the first 32 of IPv6.
 *
 * As wide as what a provider deals out in one place: a new address of the same line is no other place. Two lines of different providers
 * are, though they may lie side by side.
 */
export function networkOf(address: string): string {
  if (isIP(address) === 4) return `${address.split('.').slice(0, 2).join('.')}.0.0/16`;
  const [head = ''] = address.split('::');
  const [first = '0', second = '0'] = head === '' ? [] : head.split(':');
  return `${hextet(first)}:${hextet(second)}::/32`;
}

const hextet = (text: string): string => Number.parseInt(text, 16).toString(16);

/**
 * @param ranges such as `203.0.113.0/24` or `2001:db8::/32`
 * @throws when one is none.
 */
export function expectedEgress(ranges: readonly string[]): ExpectedEgress {
  const known = new BlockList();
  for (const range of ranges) {
    const [address = '', bits = ''] = range.split('/');
    known.addSubnet(address, Number(bits), familyOf(address));
  }
  return (address) => known.check(address, familyOf(address));
}

const familyOf = (address: string): 'ipv4' | 'ipv6' => (isIP(address) === 6 ? 'ipv6' : 'ipv4');

function minuteOf(eventTime: string): string {
  const time = new Date(eventTime);
  if (Number.isNaN(time.getTime())) throw new Error(`'${eventTime}' is no time`);
  return minuteAfter(time.getTime(), 0);
}

/** The minute that lies so many minutes after a moment. */
export const minuteAfter = (moment: number, minutes: number): string =>
  new Date(moment + minutes * 60_000).toISOString().slice(0, 'YYYY-MM-DDThh:mm'.length);

/** Whether two sightings of one person are of two places, or of two devices. */
export const areTwo = (one: Sighting, other: Sighting): boolean =>
  one.place !== other.place || (one.device !== undefined && other.device !== undefined && one.device !== other.device);
