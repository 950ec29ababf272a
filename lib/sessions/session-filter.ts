import type { ContentKind } from '../../constructs/session-recording/recording/content-kinds';
import type { Contents } from '../../constructs/session-recording/recording/contents';
import type { SessionRow } from '../../constructs/session-recording/recording/session-row';
import type { Verdict } from '../../constructs/session-recording/recording/verify';

/** What somebody looks for. All that is given must hold. */
export interface SessionQuestion {
  /** Stands anywhere: in commands, alerts, or on the screen. */
  readonly text?: string;
  /** Stands in what was run or entered. */
  readonly command?: string;
  readonly person?: string;
  /** Part of the name of the host. */
  readonly target?: string;
  /** The session goes on at this moment or later; in milliseconds since the epoch. */
  readonly since?: number;
  /** It had begun at this moment. */
  readonly until?: number;
  readonly verdict?: Verdict;
}

/** Where something stands in a session. */
export interface Hit {
  /** In microseconds since the session began. */
  readonly at: number;
  readonly kind: ContentKind;
  readonly text: string;
}

/** A session that was found. */
export interface Found {
  readonly row: Omit<SessionRow, 'contents'> & { readonly truncated: Contents['truncated'] };
  readonly hits: readonly Hit[];
  /** The session goes on: what is known is of its beginning. */
  readonly goesOn: boolean;
}

/** A recording of which not all could be searched. */
export interface NotWhole {
  readonly session: string;
  /** `incomplete` and `tampered`, as it is; `truncated`, where the index has its beginning alone; `recording`, while it goes on; `passed-over`, where it may be none; or why it could not be read. */
  readonly why: string;
}

/**
 * Recordings that were not found, and may be what was looked for: it may be in what is missing or too large for the index, and whose those
 * are that are not whole may be unknown. Who asks for a verdict knows theirs.
 */
export function notWholeBeside(
  found: readonly Found[],
  rows: readonly Found['row'][],
  question: SessionQuestion,
): readonly NotWhole[] {
  const known = new Set(found.map(({ row }) => row.session));
  const kinds = new Set(needlesOf(question).flatMap((needle) => needle.kinds));
  return rows
    .filter(({ session }) => !known.has(session))
    .flatMap((row) => {
      const { session, verdict, truncated } = row;
      const isBroken = verdict === 'incomplete' || verdict === 'tampered';
      if (isBroken && mayBe(row, question)) return [{ session, why: verdict }];
      return truncated.some((kind) => kinds.has(kind)) && fits(row, question) ? [{ session, why: 'truncated' }] : [];
    });
}

/** Of a verdict that is asked for, what is wanted may be unknown all the same. */
function mayBe({ person, host, verdict }: Known, question: SessionQuestion): boolean {
  if (question.verdict === undefined) return true;
  const isUnknown =
    (question.person !== undefined && person === undefined) || (question.target !== undefined && host === undefined);
  return question.verdict === verdict && isUnknown;
}

/** What is known of sessions, without what can be searched in them. */
type Known = Pick<SessionRow, 'person' | 'host' | 'start' | 'end' | 'verdict'>;

/** Whether what is known of a session is as the question wants it. */
export function fits({ person, host, start, end, verdict }: Known, question: SessionQuestion): boolean {
  const { person: who, target, since, until, verdict: wanted } = question;
  if (who !== undefined && folded(person ?? '') !== folded(who)) return false;
  if (target !== undefined && !folded(host ?? '').includes(folded(target))) return false;
  if (since !== undefined && Date.parse(end) < since) return false;
  if (until !== undefined && Date.parse(start) > until) return false;
  return wanted === undefined || verdict === wanted;
}

/** Letters of ASCII count as the same, capital or not; of all others, what is written counts. */
export const folded = (text: string): string => text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());

const EVERYWHERE: readonly ContentKind[] = ['ran', 'entered', 'alerts', 'lines'];
const COMMANDS: readonly ContentKind[] = ['ran', 'entered'];

/** A text to be found, and in what. */
export interface Needle {
  readonly text: string;
  readonly kinds: readonly ContentKind[];
}

/** What must be found in a session. */
export const needlesOf = ({ text, command }: SessionQuestion): readonly Needle[] =>
  [
    { text: folded(command ?? ''), kinds: COMMANDS },
    { text: folded(text ?? ''), kinds: EVERYWHERE },
  ].filter((needle) => needle.text !== '');
