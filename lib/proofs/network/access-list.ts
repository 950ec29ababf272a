import { type Bounds, either, exactly, except, given, NOTHING, within } from './bounds';
import type { AccessRule, Subnet } from './model';
import { type Packets, packets } from './packets';

const EVERYTHING: Packets = packets({});

/** What a subnet's list lets in, whatever is asked. */
export const admittedInto = ({ list }: Subnet): Bounds => cached(list.inbound, 'sources');

/** What a subnet's list lets out. */
export const admittedOutOf = ({ list }: Subnet): Bounds => cached(list.outbound, 'destinations');

const known = new WeakMap<readonly AccessRule[], Bounds>();

function cached(rules: readonly AccessRule[], side: 'sources' | 'destinations'): Bounds {
  const made = known.get(rules) ?? admitted(rules, side);
  known.set(rules, made);
  return made;
}

/**
 * The first rule that matches decides; what none matches is denied.
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/nacl-rules.html
 */
export function admitted(rules: readonly AccessRule[], side: 'sources' | 'destinations'): Bounds {
  let open: Bounds = exactly(EVERYTHING);
  let allowed: Bounds = NOTHING;
  for (const rule of rules) {
    const matched = given(rule.certainty, matchedBy(rule, side));
    if (rule.action !== 'deny') {
      allowed = either(allowed, given(rule.action === 'allow' ? 'yes' : 'perhaps', within(open, matched)));
    }
    open = except(open, matched);
  }
  return allowed;
}

function matchedBy({ peers, packets: matched }: AccessRule, side: 'sources' | 'destinations'): Bounds {
  const what = matched ? exactly(matched) : { sure: [], maybe: EVERYTHING };
  if (peers === undefined) return { sure: [], maybe: what.maybe };
  return within(what, { sure: packets({ [side]: peers.sure }), maybe: packets({ [side]: peers.maybe }) });
}
