import { messageOf, note } from '../handler-function/runtime/note';
import { clock } from '../handler-function/runtime/retry';
import { approvalOf } from './approvals';
import { countsOf, GAP_KINDS, GAP_TEXTS, gapsIn, type Terms } from './gaps';
import { Ledger } from './ledger';
import { type Place, seenIn } from './listed';
import type { Approval, Recording, Seen } from './seen';
import { type StartEvent, startIn } from './start-event';

/** What the schedule sends. */
export interface ReconciliationEvent {
  readonly places: readonly Place[];
  readonly terms: Terms;
  /** The table with approvals, in each place. */
  readonly control: string;
}

const DAY_MS = 86_400_000;

/**
 * Every run looks at the sessions of the two days before the last run that came to its end: the longest session, and what EventBridge
 * delivers a day late, are within.
 */
const WINDOW_MS = 2 * DAY_MS;

/**
 * No run looks further back, and the first looks as far: Session Manager forgets sessions that have ended after thirty days.
 * @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_DescribeSessions.html
 */
const LONGEST_WINDOW_MS = 30 * DAY_MS;

/** So much further back is read, for sessions whose parts lie on both sides of the window's beginning. */
const MARGIN_MS = DAY_MS;

/**
 * Keeps the start that an event tells of; or, called by the schedule, holds starts, recordings and approvals against one another.
 *
 * @throws when anything could not be read or kept: the run then has no result, and its absence alarms.
 */
export const handler = async (event: StartEvent | ReconciliationEvent): Promise<void> =>
  'detail' in event ? ledger().keepStart(startIn(event)) : reconcile(event);

async function reconcile(event: ReconciliationEvent): Promise<void> {
  required(event);
  try {
    await compare(event);
  } catch (error) {
    note('could-not-look', { reason: messageOf(error) });
    throw error;
  }
}

/** A gap is kept before it is told, and told by every run until a person has resolved it. */
async function compare({ places, terms, control }: ReconciliationEvent): Promise<void> {
  const now = clock.now();
  const kept = ledger();
  const span = { since: beginningOf(await kept.lastRun(), now), now };
  const from = span.since - MARGIN_MS;
  const looks = await Promise.all(places.map((place) => seenIn(place, from)));
  const [listed, hosts] = [looks.flatMap((look) => look.listed), looks.flatMap((look) => look.hosts)];
  const known = { listed, hosts, ...(await kept.sessionsBetween(from, now)) };
  const found = terms.approval === 'required' ? await newApprovals(known, { places, control, since: span.since }) : [];
  for (const approval of found) await kept.keepApproval(approval);
  const seen = { ...known, approvals: [...known.approvals, ...found] };
  for (const gap of gapsIn(seen, terms, span)) await kept.keepGap(gap, now);
  const open = await kept.openGaps();
  for (const gap of open) note('gap-open', { ...gap, told: GAP_TEXTS[gap.kind]?.en });
  const result = { ...countsOf(seen, span), gaps: open.length };
  await kept.keepResult(result, now);
  note('completed', result);
}

/** Where nothing credible tells of a last run, sessions may have gone unseen for as long as they are remembered. */
function beginningOf(lastRun: number, now: number): number {
  const longest = now - LONGEST_WINDOW_MS;
  return lastRun <= now ? Math.max(lastRun - WINDOW_MS, longest) : longest;
}

/** Approvals that recordings name and that are not kept yet, as they stand where they were given. */
async function newApprovals(
  { recordings, approvals }: Seen,
  { places, control, since }: Pick<ReconciliationEvent, 'places' | 'control'> & { readonly since: number },
): Promise<readonly Approval[]> {
  const isKept = ({ managed }: Recording): boolean => approvals.some(({ session }) => session === managed);
  const wanting = recordings.filter((one) => Date.parse(one.began) >= since && !isKept(one));
  const found: Approval[] = [];
  for (const recording of wanting) {
    for (const place of places) {
      const approval = await approvalOf(recording, place, control);
      if (approval) found.push(approval);
    }
  }
  return found;
}

const ledger = (): Ledger => new Ledger(String(process.env['TABLE']));

function required({ places, terms, control }: ReconciliationEvent): void {
  if (!Array.isArray(places) || places.length === 0) throw new Error('the event names no places');
  if (!control) throw new Error('the event names no table of approvals');
  if (!terms?.document || !(terms.longest > 0) || !['none', 'required'].includes(terms.approval) || !terms.users) {
    throw new Error(`the event does not say what the ${GAP_KINDS.length} kinds of gaps are told by`);
  }
}
