import { ownerIn, plain } from './people';
import type { Approval, Listed, Recording, Seen, Start } from './seen';

const MINUTE_MS = 60_000;

/** In minutes, how long what belongs to a session may take to arrive. */
export const GRACE = {
  /** The first segment is stored before there is a shell, and indexed within seconds. */
  recording: 2,
  /** CloudTrail delivers after some five minutes, and promises no time. */
  start: 30,
  /** The last segment is stored, and indexed, after the session has ended. */
  end: 5,
} as const;

/** What sessions are held against. */
export interface Terms {
  /** The one document with which sessions start. */
  readonly document: string;
  /** In minutes, what a session may last. */
  readonly longest: number;
  readonly approval: 'none' | 'required';
}

/** Something of a session that does not fit the rest. */
export interface Gap {
  readonly kind: GapKind;
  /** Session Manager's id; the recorder's where nothing else is known. */
  readonly session: string;
  readonly person: string;
  /** Everybody whom something says it is of, in their plainest form: none of them resolves it. */
  readonly people: readonly string[];
  /** When the session began. */
  readonly at: string;
}

/** One session, with all that is known of it. */
interface Session {
  readonly id: string;
  readonly start: Start | undefined;
  readonly listed: Listed | undefined;
  readonly recordings: readonly Recording[];
  readonly approvals: readonly Approval[];
  /** Recorded as a user under whose name, or as whom, another person signs in. */
  readonly isOfAnother: boolean;
}

type Test = (session: Session, terms: Terms, now: number) => boolean;

/** By kind: when a session has such a gap. */
const TESTS = {
  // Session Manager or the trail knows the session, and nothing was recorded
  unrecorded: (session, _, now) =>
    began(session) !== undefined && session.recordings.length === 0 && isOlder(began(session), GRACE.recording, now),
  // somebody cut the way of events, or the trail does not log
  'start-not-logged': (session, _, now) =>
    session.start === undefined && session.listed !== undefined && isOlder(session.listed.at, GRACE.start, now),
  // nobody started what was recorded, as far as Session Manager and the trail know
  'recording-without-start': (session, _, now) =>
    began(session) === undefined && session.recordings.some((one) => isOlder(one.began, GRACE.recording, now)),
  'recording-not-whole': ({ recordings }) => recordings.some(({ integrity }) => !SOUND.has(integrity)),
  // Session Manager knows of no session any more in which it could be alive
  'recording-outlives-session': ({ listed, recordings }, _, now) =>
    isOlder(listed?.ended, GRACE.end, now) && recordings.some(({ ended }) => ended === undefined),
  // what a recording says of its approval counts only with the approval itself
  unapproved: (session, { approval }) =>
    approval === 'required' && session.recordings.some((one) => !isApproved(one, session)),
  // the user on the host is made for one person, whose name of sign-in may be another
  'other-person': ({ isOfAnother }) => isOfAnother,
  'other-document': ({ start, listed }, { document }) =>
    [start, listed].some((known) => known !== undefined && known.document !== document),
  'over-limit': (session, { longest }, now) => lasted(session, now) > longest + GRACE.end,
} satisfies Record<string, Test>;

export type GapKind = keyof typeof TESTS;

export const GAP_KINDS = Object.keys(TESTS) as readonly GapKind[];

/** Verified and whole, or still under way. Not verified is not whole. */
const SOUND: ReadonlySet<string> = new Set(['ok', 'recording']);

/** Which sessions are looked at: those that began since a moment, as they are now. In milliseconds. */
export interface Span {
  readonly since: number;
  readonly now: number;
}

/**
 * What does not fit together. It hangs on nothing but what was seen and the moment: asked twice, it says the same.
 *
 * @param seen must reach back further than the span: what belongs to a session lies on both sides of its beginning
 */
export function gapsIn(seen: Seen, terms: Terms, { since, now }: Span): readonly Gap[] {
  return sessionsIn(seen, since).flatMap((session) =>
    GAP_KINDS.filter((kind) => (TESTS[kind] as Test)(session, terms, now)).map((kind) => ({
      kind,
      session: session.id,
      person: session.start?.person ?? session.recordings[0]?.person ?? session.listed?.owner ?? '',
      people: peopleOf(session),
      at: firstSeen(session),
    })),
  );
}

/** How many sessions there are, and of how many each of the three was seen. Without gaps all are equal, but for what is in its grace. */
export function countsOf(seen: Seen, { since }: Span) {
  const sessions = sessionsIn(seen, since);
  return {
    sessions: sessions.length,
    started: sessions.filter(({ start }) => start).length,
    recorded: sessions.filter(({ recordings }) => recordings.length > 0).length,
    approved: sessions.filter(({ approvals }) => approvals.length > 0).length,
  };
}

function sessionsIn({ starts, listed, recordings, approvals }: Seen, since: number): readonly Session[] {
  const startOf = new Map(starts.map((start) => [start.session, start]));
  const listedAs = new Map(listed.map((one) => [one.session, one]));
  const recordingsOf = new Map<string, Recording[]>();
  for (const recording of recordings) {
    const id = recording.managed ?? recording.session;
    recordingsOf.set(id, [...(recordingsOf.get(id) ?? []), recording]);
  }
  const owners = ownersOf(startOf, recordings);
  const ids = new Set([...startOf.keys(), ...listedAs.keys(), ...recordingsOf.keys()]);
  return [...ids]
    .map((id) => ({
      id,
      start: startOf.get(id),
      listed: listedAs.get(id),
      recordings: recordingsOf.get(id) ?? [],
      approvals: approvals.filter(({ session }) => session === id),
      isOfAnother: (recordingsOf.get(id) ?? []).some((one) => isOfAnother(one, startOf.get(id), owners)),
    }))
    .filter((session) => Date.parse(firstSeen(session)) >= since);
}

/** Who signs in, by users on hosts: those who were recorded as one, and whoever has its name. Both in their plainest form. */
function ownersOf(startOf: ReadonlyMap<string, Start>, recordings: readonly Recording[]) {
  const owners = new Map<string, Set<string>>();
  const add = (user: string, owner: string) => owners.set(user, (owners.get(user) ?? new Set()).add(owner));
  for (const { person } of startOf.values()) add(plain(person), plain(person));
  for (const { person, managed = '' } of recordings) {
    const start = startOf.get(managed);
    if (start) add(plain(person), plain(start.person));
  }
  return owners;
}

/** Of who signs in under the user's own name, it is no other's. */
function isOfAnother(
  { person }: Recording,
  start: Start | undefined,
  owners: ReadonlyMap<string, ReadonlySet<string>>,
): boolean {
  const [user, own] = [plain(person), plain(start?.person ?? '')];
  if (user === '' || own === '' || user === own) return false;
  return [...(owners.get(user) ?? [])].some((owner) => owner !== own);
}

/** When Session Manager or the trail says that it began. */
const began = ({ start, listed }: Session): string | undefined => start?.at ?? listed?.at;

const firstSeen = (session: Session): string => began(session) ?? session.recordings[0]?.began ?? '';

const isOlder = (at: string | undefined, minutes: number, now: number): boolean =>
  at !== undefined && now - Date.parse(at) > minutes * MINUTE_MS;

const peopleOf = ({ id, start, listed, recordings }: Session): readonly string[] => {
  const named = [start?.person, listed?.owner, ownerIn(id), ...recordings.map(({ person }) => person)];
  return [...new Set(named.map((name) => plain(name ?? '')))].filter((name) => name !== '');
};

/** In minutes; the longest that anything says of it. */
function lasted({ listed, recordings }: Session, now: number): number {
  const spans = [
    ...(listed ? [[listed.at, listed.ended]] : []),
    ...recordings.map(({ began: from, ended }) => [from, ended]),
  ];
  return Math.max(0, ...spans.map(([from = '', to]) => ((to ? Date.parse(to) : now) - Date.parse(from)) / MINUTE_MS));
}

/** By another person than whose session it is, under whatever name. */
function isApproved({ person, approval }: Recording, { id, start, approvals }: Session): boolean {
  const given = approvals.find((one) => one.id === approval?.id && one.by === approval.by);
  const approver = plain(given?.by ?? '');
  const own = [person, start?.person ?? '', ownerIn(id)];
  return approver !== '' && !own.map(plain).includes(approver);
}
