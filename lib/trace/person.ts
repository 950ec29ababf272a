import type { TrailEvent } from './trail-files';

/** Who did something, and by way of which identities. */
export interface Doer {
  /** Undefined where no identity of the chain is a person's. */
  readonly person: string | undefined;
  /** ARNs, from the identity that acted to the one that came first. */
  readonly chain: readonly string[];
}

/** A role takes a role, and that a third: longer chains than this are none. */
const LONGEST_CHAIN = 10;

/** Roles of permission sets of IAM Identity Center: their sessions are called as the user is. */
const PERMISSION_SET = /^AWSReservedSSO_/;

/** Follows an event's credentials back to the person who had them first. */
export class People {
  private readonly givers: ReadonlyMap<string, TrailEvent>;

  constructor(events: readonly TrailEvent[]) {
    this.givers = new Map(events.flatMap((event) => (event.gave === undefined ? [] : [[event.gave, event]])));
  }

  /** The source identity stays through a chain of roles; without it, the events that gave the credentials tell. */
  of(event: TrailEvent): Doer {
    const chain: string[] = [];
    let current: TrailEvent | undefined = event;
    while (current && chain.length < LONGEST_CHAIN) {
      chain.push(current.identity.arn || current.identity.principal);
      const person = personIn(current);
      if (person !== undefined) return { person, chain };
      const giver: TrailEvent | undefined = this.givers.get(current.identity.accessKey);
      current = giver === current ? undefined : giver;
    }
    return { person: undefined, chain };
  }
}

function personIn({ identity }: TrailEvent): string | undefined {
  const { type, sourceIdentity, userName, role, principal, onBehalfOf } = identity;
  if (sourceIdentity) return sourceIdentity;
  if (PERMISSION_SET.test(role)) return principal.slice(principal.indexOf(':') + 1) || undefined;
  if (['IAMUser', 'SAMLUser', 'IdentityCenterUser', 'WebIdentityUser'].includes(type))
    return userName || onBehalfOf || undefined;
  return undefined;
}
