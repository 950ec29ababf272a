/** A start of a session as the trail told it. */
export interface Start {
  /** Session Manager's id. */
  readonly session: string;
  /** ISO 8601, in UTC; so are all times. */
  readonly at: string;
  /** Source identity, or else the name of the role session. */
  readonly person: string;
  readonly arn: string;
  readonly account: string;
  readonly region: string;
  readonly target: string;
  /** Empty where none was named: Session Manager then takes its own. */
  readonly document: string;
  readonly reason: string;
  /** The id of the event in the trail. */
  readonly event: string;
}

/** A session as Session Manager lists it. */
export interface Listed {
  readonly session: string;
  readonly at: string;
  readonly owner: string;
  readonly target: string;
  readonly document: string;
  /** Undefined while it goes on. */
  readonly ended: string | undefined;
}

/** A recording as the index has it. */
export interface Recording {
  /** The recorder's id. */
  readonly session: string;
  /** Session Manager's id of the session in which it was made; undefined where the recorder could not tell. */
  readonly managed: string | undefined;
  readonly person: string;
  /** The host's own name; empty where it is not known. */
  readonly host: string;
  /** Empty where nothing tells. */
  readonly began: string;
  /** Undefined while it goes on, and for good where its end is missing. */
  readonly ended: string | undefined;
  /** As the verification of its segments says. */
  readonly integrity: string;
  readonly approval: { readonly id: string; readonly by: string } | undefined;
}

/** An approval as it was found when the session had begun; it is kept, since it vanishes where it was given once it has ended. */
export interface Approval {
  /** Session Manager's id of the session that it was for. */
  readonly session: string;
  readonly began: string;
  readonly id: string;
  /** `aws:userid` of who gave it: it ends in the name under which they signed in. */
  readonly by: string;
  readonly person: string;
  /** From when until when it holds, in seconds since the epoch. */
  readonly since: number;
  readonly until: number;
  readonly reason: string;
}

/** A host that Systems Manager manages, under the name that it gives itself. */
export interface Host {
  readonly target: string;
  readonly name: string;
}

/** All that is known of the sessions of the last days. */
export interface Seen {
  readonly starts: readonly Start[];
  readonly listed: readonly Listed[];
  readonly recordings: readonly Recording[];
  readonly approvals: readonly Approval[];
  /** Hosts that run now: of those that are gone nothing is known. */
  readonly hosts: readonly Host[];
}
