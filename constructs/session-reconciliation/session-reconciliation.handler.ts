import { messageOf, note } from '../handler-function/runtime/note';
import { clock } from '../handler-function/runtime/retry';
import { countsOf, GAP_KINDS, gapsIn, type Terms } from './gaps';
import { Ledger } from './ledger';
import { listedSince, type Place } from './listed';
import { type StartEvent, startIn } from './start-event';

/** What the schedule sends. */
export interface ReconciliationEvent {
  readonly places: readonly Place[];
  readonly terms: Terms;
}

/** Every run looks at the sessions of two days: the longest session, and what EventBridge delivers a day late, are within. */
const WINDOW_MS = 2 * 86_400_000;

/** So much further back is read, for sessions whose parts lie on both sides of the window's beginning. */
const MARGIN_MS = 86_400_000;

/**
 * Keeps the start that an event tells of; or, called by the schedule, holds starts, recordings and approvals against one another.
 *
 * @throws when anything could not be read or kept: the run then has no result, and its absence alarms.
 */
export const handler = async (event: StartEvent | ReconciliationEvent): Promise<void> =>
  'detail' in event ? ledger().keepStart(startIn(event)) : reconcile(event);

async function reconcile(event: ReconciliationEvent): Promise<void> {
  const { places, terms } = required(event);
  try {
    await compare(places, terms);
  } catch (error) {
    note('could-not-look', { reason: messageOf(error) });
    throw error;
  }
}

/** A gap is kept before it is told, and told by every run until a person has resolved it. */
async function compare(places: readonly Place[], terms: Terms): Promise<void> {
  const now = clock.now();
  const span = { since: now - WINDOW_MS, now };
  const from = span.since - MARGIN_MS;
  const kept = ledger();
  const listed = (await Promise.all(places.map((place) => listedSince(place, from)))).flat();
  const seen = { listed, ...(await kept.sessionsBetween(from, now)) };
  for (const gap of gapsIn(seen, terms, span)) await kept.keepGap(gap, now);
  const open = await kept.openGaps();
  for (const gap of open) note('gap-open', { ...gap });
  const result = { ...countsOf(seen, span), gaps: open.length };
  await kept.keepResult(result, now);
  note('completed', result);
}

const ledger = (): Ledger => new Ledger(String(process.env['TABLE']));

function required(event: ReconciliationEvent): ReconciliationEvent {
  const { places, terms } = event;
  if (!Array.isArray(places) || places.length === 0) throw new Error('the event names no places');
  if (!terms?.document || !(terms.longest > 0) || !['none', 'required'].includes(terms.approval)) {
    throw new Error(`the event does not say what the ${GAP_KINDS.length} kinds of gaps are told by`);
  }
  return event;
}
