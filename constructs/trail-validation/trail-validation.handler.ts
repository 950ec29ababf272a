import { messageOf, note } from '../handler-function/runtime/note';
import { inParallel } from '../handler-function/runtime/parallel';
import { clock } from '../handler-function/runtime/retry';
import { Archive } from './archive';
import { validateChain } from './chain';
import type { TrailPlace } from './digest';
import { PublicKeys } from './public-keys';

/** What the schedule sends. */
export interface ValidationEvent {
  readonly trail: TrailPlace;
  /** Accounts whose digests must be there. */
  readonly accounts: readonly string[];
}

/** A day, and what is delivered late: of two runs a day, one may fail without a digest that nobody looked at. */
const WINDOW_MS = 26 * 3_600_000;

/** Chains side by side. */
const WIDTH = 8;

/** In a run's log, findings beyond these are counted only: whatever was changed, these say enough to begin with. */
const MOST_TOLD = 1000;

/**
 * Validates the digests of the last day, of every account and region, and says so where nothing was wrong.
 *
 * @throws when anything could not be read: what was not looked at is not whole.
 */
export async function handler(event: ValidationEvent): Promise<void> {
  const { trail, accounts } = required(event);
  try {
    await validate(trail, accounts);
  } catch (error) {
    note('could-not-look', { reason: messageOf(error) });
    throw error;
  }
}

async function validate(trail: TrailPlace, accounts: readonly string[]): Promise<void> {
  const to = clock.now();
  const span = { from: to - WINDOW_MS, to };
  const tools = { archive: new Archive(trail), keys: new PublicKeys(span.from, span.to) };
  const chains = await tools.archive.chains();
  const total = { chains: chains.length, digests: 0, logs: 0, findings: 0 };
  const tell = (finding: object): void => {
    total.findings += 1;
    if (total.findings <= MOST_TOLD) note('trail-gap', { ...finding });
  };
  const seen = new Set<string>();
  await inParallel(chains, WIDTH, async (chain) => {
    const { findings, digests, logs } = await validateChain(chain, trail, span, tools);
    total.digests += digests;
    total.logs += logs;
    if (digests > 0) seen.add(chain.account);
    for (const finding of findings) tell({ ...chain, ...finding });
  });
  for (const account of accounts.filter((one) => !seen.has(one))) tell({ account, kind: 'account-without-digests' });
  note('completed', total);
  if (total.findings === 0) note('validated');
}

function required(event: ValidationEvent): ValidationEvent {
  const { trail, accounts } = event;
  if (!trail?.bucket || !trail.prefix || !trail.name || !trail.region) throw new Error('the event names no trail');
  if (!Array.isArray(accounts) || accounts.length === 0) throw new Error('the event names no accounts');
  return event;
}
