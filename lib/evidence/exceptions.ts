import type { Subject } from './subject';

/** That a finding is accepted for a time, by somebody who answers for it. */
export interface ExceptionEntry {
  readonly id: string;
  /** Rule id. */
  readonly check: string;
  /** Construct path, or `stack/logicalId`, of the one resource it covers. */
  readonly resource: string;
  readonly reason: string;
  readonly owner: string;
  /** Last day on which it holds, `YYYY-MM-DD`. */
  readonly expires: string;
}

export type ExceptionState = 'active' | 'expiring' | 'expired' | 'unused';

/** How long before its end an exception is called `expiring`. */
const NOTICE_DAYS = 30;

const DAY_MS = 86_400_000;

/** The exceptions of a configuration, and which of them were used. */
export class ExceptionRegister {
  private readonly used = new Set<string>();

  constructor(
    private readonly entries: readonly ExceptionEntry[],
    /** The day that counts as today, `YYYY-MM-DD`. */
    private readonly asOf: string,
  ) {}

  /** The id of the exception that covers a finding; an expired one covers nothing. */
  covering(check: string, subject: Subject): string | undefined {
    const names = [subject.path, `${subject.stack}/${subject.logicalId}`];
    const matching = this.entries.filter((entry) => entry.check === check && names.includes(entry.resource));
    for (const { id } of matching) this.used.add(id);
    return matching.find((entry) => entry.expires >= this.asOf)?.id;
  }

  /** Every exception with its state, to be asked after judging. */
  states(): readonly (ExceptionEntry & { readonly state: ExceptionState })[] {
    return this.entries.map((entry) => ({ ...entry, state: this.stateOf(entry) }));
  }

  private stateOf(entry: ExceptionEntry): ExceptionState {
    if (entry.expires < this.asOf) return 'expired';
    if (!this.used.has(entry.id)) return 'unused';
    const daysLeft = (Date.parse(entry.expires) - Date.parse(this.asOf)) / DAY_MS;
    return daysLeft <= NOTICE_DAYS ? 'expiring' : 'active';
  }
}

/** What fails the gate: an exception that excuses nothing, or no longer. */
export const isBadException = (state: ExceptionState): boolean => state === 'expired' || state === 'unused';
