/** Of a session, what tells whose it may be. */
export interface OfPeople {
  /** Session Manager's id; the recorder's where nothing else is known. */
  readonly session: string;
  readonly person: string;
  /** Everybody whom something says it is of, in their plainest form. */
  readonly people: readonly string[];
}

/**
 * `Li.Na@example.com` is `lina`, as for the recorder: one person under two spellings is one. Of an ARN and of `aws:userid` the last part
 * counts, which is the name of sign-in.
 */
export const plain = (name: string): string =>
  (name.split(/[/:]/).at(-1)?.split('@')[0] ?? '').toLowerCase().replace(/[^a-z0-9]/g, '');

/** Session Manager's id begins with who signed in. */
export const ownerIn = (session: string): string => /^(.+)-[0-9a-z]{17,26}$/.exec(session)?.[1] ?? '';

/** Whether somebody is one of those whose session it may be. */
export const isOfSession = (name: string, { session, person, people }: OfPeople): boolean =>
  [person, ownerIn(session), ...people].map(plain).includes(plain(name));
