import { type Bounds, either, given, NOTHING, perhaps } from './bounds';
import type { Group, GroupRule, Interface } from './model';
import { type Interval, intersect, type Packets, packets } from './packets';

const EVERYTHING: Packets = packets({});

/** The other end of a connection, as rules see it. */
export interface Peer {
  readonly addresses: readonly Interval[];
  /** Keys of its groups; undefined where it may be a member of any. */
  readonly groups: ReadonlySet<string> | undefined;
  /** False where the way between the two hides who it is: a rule that names its group does not match then. */
  readonly isRecognised: boolean;
}

/** What the groups of an interface let in from a peer. */
export const admittedBy = (to: Interface, from: Peer): Bounds => allowed(to, from, 'inbound', 'sources');

/** What the groups of an interface let out to a peer. */
export const releasedBy = (from: Interface, to: Peer): Bounds => allowed(from, to, 'outbound', 'destinations');

/**
 * Groups only allow, and what several allow adds up.
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html
 */
function allowed(
  { groups }: Interface,
  peer: Peer,
  direction: 'inbound' | 'outbound',
  side: 'sources' | 'destinations',
): Bounds {
  if (groups === undefined) return perhaps(EVERYTHING);
  return allowedByRules(
    [...groups.values()].flatMap((group: Group) => group[direction]),
    peer,
    side,
  );
}

/** What some rules allow together. */
export const allowedByRules = (rules: readonly GroupRule[], peer: Peer, side: 'sources' | 'destinations'): Bounds =>
  rules.map((rule) => allowedByRule(rule, peer, side)).reduce(either, NOTHING);

function allowedByRule(rule: GroupRule, peer: Peer, side: 'sources' | 'destinations'): Bounds {
  const what: Bounds = rule.packets ? { sure: rule.packets, maybe: rule.packets } : { sure: [], maybe: EVERYTHING };
  return given(rule.certainty, restricted(what, rule, peer, side));
}

function restricted(what: Bounds, { peers }: GroupRule, peer: Peer, side: 'sources' | 'destinations'): Bounds {
  if (peers.kind === 'unknown') return perhaps(what.maybe);
  if (peers.kind === 'ranges') {
    const { ranges } = peers;
    return ranges
      .map(({ sure, maybe }) => ({
        sure: intersect(what.sure, packets({ [side]: sure })),
        maybe: intersect(what.maybe, packets({ [side]: maybe })),
      }))
      .reduce(either, NOTHING);
  }
  if (!peer.isRecognised) return NOTHING;
  const members = packets({ [side]: peer.addresses });
  const matched = { sure: intersect(what.sure, members), maybe: intersect(what.maybe, members) };
  if (peer.groups === undefined) return perhaps(matched.maybe);
  return peer.groups.has(peers.key) ? matched : NOTHING;
}
