import type { Bilingual } from '../standard/bilingual';
import { ownerIn, plain } from './people';
import type { Approval, Listed, Recording, Seen, Start } from './seen';

const MINUTE_MS = 60_000;

/** In minutes, how long what belongs to a session may take to arrive. */
export const GRACE = {
  /** The first segment is stored before there is a shell, and indexed within seconds. */
  recording: 2,
  /** A session has a recording, or another after one has ended, by the time when it would be missed; clocks may differ by a minute. */
  beginning: 3,
  /** CloudTrail delivers after some five minutes, and promises no time. */
  start: 30,
  /** The last segment is stored, and indexed, after the session has ended. */
  end: 5,
  /** Session Manager ends a session in which nothing happens after fifteen minutes, and lists it as under way until then. */
  idle: 20,
} as const;

/** What sessions are held against. */
export interface Terms {
  /** The one document with which sessions start. */
  readonly document: string;
  /** In minutes, what a session may last. */
  readonly longest: number;
  readonly approval: 'none' | 'required';
  /** By user on the hosts, the name under which its person signs in. All others sign in under the user's own. */
  readonly users: Readonly<Record<string, string>>;
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
  /** What the host of its target is called; undefined where nothing tells. */
  readonly host: string | undefined;
}

type Test = (session: Session, terms: Terms, now: number) => boolean;

interface Kind {
  readonly told: Bilingual;
  /** When a session has such a gap. */
  readonly isSo: Test;
}

/** What may not fit. */
const KINDS = {
  // Session Manager or the trail knows the session, and nothing was recorded
  unrecorded: {
    told: { en: 'there is no recording of the session', zh: '会话没有录像' },
    isSo: (session, _, now) =>
      began(session) !== undefined && session.recordings.length === 0 && isOlder(began(session), GRACE.recording, now),
  },
  // somebody cut the way of events, or the trail does not log
  'start-not-logged': {
    told: { en: 'the trail has told no start of the session', zh: '审计跟踪中没有会话的启动记录' },
    isSo: (session, _, now) =>
      session.start === undefined && session.listed !== undefined && isOlder(session.listed.at, GRACE.start, now),
  },
  // nobody started what was recorded, as far as Session Manager and the trail know
  'recording-without-start': {
    told: { en: 'nobody started the session that was recorded', zh: '录像对应的会话没有任何启动记录' },
    isSo: (session, _, now) =>
      began(session) === undefined && session.recordings.some((one) => isOlder(one.began, GRACE.recording, now)),
  },
  // a shell between two recordings, or before the first, is one that nobody sees
  'partly-recorded': {
    told: {
      en: 'the session was not recorded at its beginning, or between two recordings',
      zh: '会话开始阶段或两段录像之间没有录像',
    },
    isSo: (session) => longestHole(session) > GRACE.beginning,
  },
  // it belongs to no days, and would never be looked at
  'recording-undated': {
    told: { en: 'nothing tells when the recording began', zh: '录像的开始时间无法得知' },
    isSo: ({ recordings }) => recordings.some(isUndated),
  },
  'recording-not-whole': {
    told: { en: 'the recording is incomplete, tampered with or not verified', zh: '录像不完整、被篡改或未校验' },
    // its last segments are stored side by side, and one may come after the end
    isSo: ({ recordings }, _, now) =>
      recordings.some(
        ({ integrity, ended }) => !SOUND.has(integrity) && (ended === undefined || isOlder(ended, GRACE.end, now)),
      ),
  },
  // Session Manager knows of no session any more in which it could be alive
  'recording-outlives-session': {
    told: { en: 'the recording goes on although the session has ended', zh: '会话已结束而录像仍在继续' },
    isSo: ({ listed, recordings }, _, now) =>
      isOlder(listed?.ended, GRACE.end, now) && recordings.some(({ ended }) => ended === undefined),
  },
  'session-outlives-recording': {
    told: { en: 'the session went on although its recording had ended', zh: '录像已结束而会话仍在继续' },
    isSo: ({ listed, recordings }, _, now) =>
      listed !== undefined && isOlder(lastEnd(recordings), GRACE.idle, listed.ended ? Date.parse(listed.ended) : now),
  },
  // what a recording says of its approval counts only with the approval itself
  unapproved: {
    told: { en: 'no other person had approved the session', zh: '会话未经他人批准' },
    isSo: (session, { approval }) =>
      approval === 'required' && session.recordings.some((one) => !isApproved(one, session)),
  },
  // the user on the host is made for one person
  'other-person': {
    told: {
      en: 'the trail, Session Manager and the user of the recording are not all of one person',
      zh: '审计跟踪、Session Manager 与录像的主机用户并非同一人',
    },
    isSo: (session, { users }) => personsOf(session, users).size > 1,
  },
  'other-host': {
    told: { en: 'the session was recorded on another host than it was started on', zh: '录制主机与会话目标主机不符' },
    isSo: ({ host, recordings }) =>
      host !== undefined && recordings.some((one) => one.host !== '' && label(one.host) !== label(host)),
  },
  'other-document': {
    told: { en: "the session was started with another document than the bastion's", zh: '会话未使用堡垒机的会话文档' },
    isSo: ({ start, listed }, { document }) =>
      [start, listed].some((known) => known !== undefined && known.document !== document),
  },
  'over-limit': {
    told: { en: 'the session lasted longer than it may', zh: '会话超过允许的时长' },
    isSo: (session, { longest }, now) => lasted(session, now) > longest + GRACE.end,
  },
} satisfies Readonly<Record<string, Kind>>;

export type GapKind = keyof typeof KINDS;

export const GAP_KINDS = Object.keys(KINDS) as readonly GapKind[];

/** What each kind of gap says of its session. */
export const GAP_TEXTS = Object.fromEntries(GAP_KINDS.map((kind) => [kind, KINDS[kind].told])) as Readonly<
  Record<GapKind, Bilingual>
>;

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
    GAP_KINDS.filter((kind) => (KINDS[kind].isSo as Test)(session, terms, now)).map((kind) => ({
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

function sessionsIn({ starts, listed, recordings, approvals, hosts }: Seen, since: number): readonly Session[] {
  const startOf = new Map(starts.map((start) => [start.session, start]));
  const listedAs = new Map(listed.map((one) => [one.session, one]));
  const recordingsOf = new Map<string, Recording[]>();
  for (const recording of recordings) {
    const id = recording.managed ?? recording.session;
    recordingsOf.set(id, [...(recordingsOf.get(id) ?? []), recording]);
  }
  const nameOf = new Map(hosts.map(({ target, name }) => [target, name]));
  const ids = new Set([...startOf.keys(), ...listedAs.keys(), ...recordingsOf.keys()]);
  return [...ids]
    .map((id) => ({
      id,
      start: startOf.get(id),
      listed: listedAs.get(id),
      recordings: recordingsOf.get(id) ?? [],
      approvals: approvals.filter(({ session }) => session === id),
      host: nameOf.get(listedAs.get(id)?.target ?? startOf.get(id)?.target ?? ''),
    }))
    .filter((session) => session.recordings.some(isUndated) || Date.parse(firstSeen(session)) >= since);
}

/** It belongs to no day, and no span of time has it. */
const isUndated = ({ began: at }: Recording): boolean => Number.isNaN(Date.parse(at));

/** Undefined as long as one of them goes on. */
function lastEnd(recordings: readonly Recording[]): string | undefined {
  const ends = recordings.map(({ ended }) => ended ?? '').sort();
  return ends[0] === '' ? undefined : ends.at(-1);
}

/** Of its names, the one that a host has with and without its domain. */
const label = (host: string): string => (host.split('.')[0] ?? '').toLowerCase();

/** Whose it is by all that tells, in the plainest form. */
function personsOf({ start, listed, recordings }: Session, users: Terms['users']): ReadonlySet<string> {
  const signedIn = recordings.map(({ person }) => (Object.hasOwn(users, person) ? users[person] : person));
  const named = [start?.person, listed?.owner, ...signedIn].map((name) => plain(name ?? ''));
  return new Set(named.filter((name) => name !== ''));
}

/** When Session Manager or, where it does not list it, the trail says that it began: an event that is not true moves no session out of sight. */
const began = ({ start, listed }: Session): string | undefined => listed?.at ?? start?.at;

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
    ...recordings.filter((one) => !isUndated(one)).map(({ began: from, ended }) => [from, ended]),
  ];
  return Math.max(0, ...spans.map(([from = '', to]) => ((to ? Date.parse(to) : now) - Date.parse(from)) / MINUTE_MS));
}

/** In minutes, the longest time before the last recording begins of which there is none. One without an end goes on. */
function longestHole(session: Session): number {
  const dated = session.recordings.filter((one) => !isUndated(one));
  const inOrder = [...dated].sort((one, other) => Date.parse(one.began) - Date.parse(other.began));
  let covered = Date.parse(began(session) ?? inOrder[0]?.began ?? '');
  let longest = 0;
  for (const { began: from, ended } of inOrder) {
    longest = Math.max(longest, Date.parse(from) - covered);
    covered = Math.max(covered, ended ? Date.parse(ended) : Number.POSITIVE_INFINITY);
  }
  return longest / MINUTE_MS;
}

/** By another person than whose session it is, under whatever name. */
function isApproved({ person, approval }: Recording, { id, start, approvals }: Session): boolean {
  const given = approvals.find((one) => one.id === approval?.id && one.by === approval.by);
  const approver = plain(given?.by ?? '');
  const own = [person, start?.person ?? '', ownerIn(id)];
  return approver !== '' && !own.map(plain).includes(approver);
}
