import table from '../../../constructs/session-recording/recorder/life-cycle.json';

/** A state of the recorder or the keeper: without a way on it is the last. */
export interface LifeState {
  /** Whether there is a shell, as far as this process has a say. */
  readonly shell: boolean;
  /** Whether what there is to be shown is shown. */
  readonly shows?: boolean;
  /** Whether what the shell writes is read, and keys are passed on. */
  readonly relays?: boolean;
  /** The next state, by what happens. */
  readonly on: Readonly<Record<string, string>>;
}

export interface Machine {
  readonly start: string;
  readonly states: Readonly<Record<string, LifeState>>;
}

/** The table that recorder and keeper run by; bounds in microseconds. */
export interface LifeCycle {
  readonly bounds: Readonly<Record<'loss' | 'unconfirmed' | 'farewell' | 'silence' | 'tick', number>>;
  readonly recorder: Machine;
  readonly keeper: Machine;
}

/** As `life_cycle.py` reads it. */
export const LIFE_CYCLE: LifeCycle = table as LifeCycle;

/** What ends sessions, beside the clock. */
export const ENDS = [
  'stopped',
  'client-gone',
  'keeper-gone',
  'witness-gone',
  'alerted',
  'exited',
  'undecided',
  'approval-ended',
  'unwatched',
  'ended-by-other',
] as const;

/** The state after something happened; undefined where the table does not say. */
export function after({ states }: Machine, state: string, event: string): string | undefined {
  const { on } = states[state] as LifeState;
  if (Object.keys(on).length === 0) return state;
  return on[event];
}
