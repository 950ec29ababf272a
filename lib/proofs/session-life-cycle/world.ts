import { after, ENDS, type LifeCycle, type LifeState } from './table';

/** Microseconds that a step takes: longer than a tick, so that each process has looked at its clock, which it does when something is due. */
export const STEP = 200_000;
/** Steps until all that is left of a session is ended by its keeper, or by the kernel: it begins at once, and a grace of 0.2 s passes. */
const ENDING = 2;
/** Steps that a process that is not scheduled may be late. */
const LATE = 1;
/** What the standard allows, in steps: until a session is over, and the oldest event that may be lost. */
const LATEST_END = 5_000_000 / STEP;
const LARGEST_LOSS = 2_000_000 / STEP;

/** All of a session that matters, times in steps. */
export interface World {
  readonly recorder: string;
  readonly keeper: string;
  readonly recorderLives: boolean;
  readonly keeperLives: boolean;
  /** Whether the shell has been started, and has not been ended. */
  readonly shell: boolean;
  /** What others decided last; whoever asks nobody is admitted at once. */
  readonly decided: 'nothing' | 'waits' | 'admitted';
  /** Whether anything has been confirmed to be stored. */
  readonly confirmedOnce: boolean;
  /** Since what is confirmed: no less than since the last confirmation. */
  readonly unconfirmed: number;
  /** Since the oldest event that is not confirmed. */
  readonly oldest: number | undefined;
  /** What lives, and neither does nor hears anything. */
  readonly hanging: 'recorder' | 'witness' | undefined;
  /** Since it hangs. */
  readonly silent: number;
  /** What the table does not say, where it was asked. */
  readonly gap?: string;
}

/** What is done to a session in a step, besides that time passes. */
export interface Influence {
  readonly name: string;
  readonly apply: (cycle: LifeCycle, world: World) => World | undefined;
}

export const startOf = ({ recorder, keeper }: LifeCycle): World => ({
  recorder: recorder.start,
  keeper: keeper.start,
  recorderLives: true,
  keeperLives: true,
  shell: false,
  decided: 'nothing',
  confirmedOnce: false,
  unconfirmed: 0,
  oldest: undefined,
  hanging: undefined,
  silent: 0,
});

/** While something hangs, how old it is what is not confirmed is not followed: the clock may say of it what it likes. */
const hung = (world: World, hanging: 'recorder' | 'witness'): World | undefined =>
  acts(world) && world.hanging === undefined
    ? { ...world, hanging, silent: 0, unconfirmed: 0, oldest: undefined }
    : undefined;

/** What may happen between two steps: nothing, output, a confirmation, a death, a decision, or an end of the session for another reason. */
const INFLUENCES: readonly Influence[] = [
  { name: 'nothing', apply: (_, world) => world },
  {
    name: 'something is to be shown',
    apply: (cycle, world) =>
      shows(cycle, world) && world.oldest === undefined && !world.hanging ? { ...world, oldest: 0 } : undefined,
  },
  ...[0, 1, 5].map(
    (until): Influence => ({
      name: `confirmed but for the last ${until} steps`,
      apply: (cycle, world) => confirmed(cycle, world, until),
    }),
  ),
  {
    name: 'the recorder dies',
    apply: (_, world) => (world.recorderLives ? { ...world, recorderLives: false } : undefined),
  },
  { name: 'the recorder hangs', apply: (_, world) => hung(world, 'recorder') },
  // before anything is confirmed there is nothing to be told of
  { name: 'the witness hangs', apply: (_, world) => (world.confirmedOnce ? hung(world, 'witness') : undefined) },
  ...(['late', 'overdue'] as const).map(
    (event): Influence => ({
      name: event,
      apply: (cycle, world) => (world.hanging && acts(world) ? happened(cycle, world, event) : undefined),
    }),
  ),
  {
    name: 'the keeper dies',
    // the kernel ends the shell with it, by PR_SET_PDEATHSIG
    apply: (_, world) => (world.keeperLives ? { ...world, keeperLives: false, shell: false } : undefined),
  },
  ...(['waits', 'admitted'] as const).map(
    (decided): Influence => ({
      name: decided === 'waits' ? 'others have it wait' : 'others let it go on',
      apply: (cycle, world) => (heeds(cycle, world) ? happened(cycle, { ...world, decided }, decided) : undefined),
    }),
  ),
  ...ENDS.map(
    (event): Influence => ({
      name: event,
      apply: (cycle, world) => (acts(world) ? happened(cycle, world, event) : undefined),
    }),
  ),
];

/** Of ends that the table takes alike in every state one stands for all. */
export function influencesOn({ recorder }: LifeCycle): readonly Influence[] {
  const alike = new Map<string, string>();
  for (const event of ENDS) {
    const column = Object.values(recorder.states)
      .map(({ on }) => on[event])
      .join();
    // the clock has this one happen as well
    alike.set(event === 'keeper-gone' ? event : column, event);
  }
  const kept = new Set<string>(alike.values());
  const ends = new Set<string>(ENDS);
  return INFLUENCES.filter(({ name }) => !ends.has(name) || kept.has(name));
}

function confirmed(cycle: LifeCycle, world: World, until: number): World | undefined {
  if (!acts(world) || world.unconfirmed <= until) return undefined;
  const oldest = world.oldest === undefined || until === 0 ? undefined : Math.min(world.oldest, until);
  const now: World = { ...world, confirmedOnce: true, unconfirmed: until, oldest };
  return now.recorder === cycle.recorder.start ? happened(cycle, now, 'confirmed') : now;
}

/** A gap of the table. */
export class Gap extends Error {}

function happened(cycle: LifeCycle, world: World, event: string): World {
  const recorder = after(cycle.recorder, world.recorder, event);
  if (recorder === undefined) throw new Gap(`${world.recorder} does not know ${event}`);
  return told(cycle, { ...world, recorder }, world.recorder);
}

/** What the keeper hears of a recorder whose state has changed. */
function told(cycle: LifeCycle, world: World, before: string): World {
  const { states } = cycle.recorder;
  const [was, is] = [states[before] as LifeState, states[world.recorder] as LifeState];
  if (!world.keeperLives) return world;
  if (is.shell && !was.shell) return kept(cycle, world, 'start');
  return isLast(is) && !isLast(was) ? kept(cycle, world, 'recorder-done') : world;
}

function kept(cycle: LifeCycle, world: World, event: string): World {
  const keeper = after(cycle.keeper, world.keeper, event);
  if (keeper === undefined) throw new Gap(`the keeper in ${world.keeper} does not know ${event}`);
  return { ...world, keeper, shell: (cycle.keeper.states[keeper] as LifeState).shell };
}

const isLast = ({ on }: LifeState): boolean => Object.keys(on).length === 0;

/** A step of time: processes that live look at the clock and at each other. */
export function passed(cycle: LifeCycle, before: World): World {
  let world = before.hanging ? silent(cycle, before) : older(before);
  if (!world.recorderLives && world.keeperLives) world = kept(cycle, world, 'recorder-gone');
  if (acts(world) && !world.keeperLives) world = happened(cycle, world, 'keeper-gone');
  if (acts(world)) world = happened(cycle, world, byClock(cycle, world));
  return world;
}

const older = (world: World): World => ({
  ...world,
  unconfirmed: world.unconfirmed + 1,
  oldest: world.oldest === undefined ? undefined : world.oldest + 1,
});

/** What hangs is silent, and noticed by that: the keeper ends a recorder, the recorder the session. */
function silent(cycle: LifeCycle, before: World): World {
  // after that it makes no difference
  const world: World = { ...before, silent: Math.min(before.silent + 1, LATEST_END + 1) };
  if (world.silent * STEP <= cycle.bounds.silence) return world;
  if (world.hanging === 'witness') return acts(world) ? happened(cycle, world, 'witness-gone') : world;
  return world.keeperLives ? { ...world, recorderLives: false, hanging: undefined, silent: 0 } : world;
}

function byClock({ bounds }: LifeCycle, { unconfirmed, oldest }: World): string {
  if (unconfirmed * STEP > bounds.unconfirmed) return 'overdue';
  return oldest !== undefined && oldest * STEP > bounds.loss ? 'late' : 'timely';
}

/** Whether the recorder does anything. */
const acts = ({ recorderLives, hanging }: World): boolean => recorderLives && hanging !== 'recorder';

/** Whether what the shell has written can reach the person now. */
const shows = ({ recorder }: LifeCycle, world: World): boolean =>
  acts(world) && recorder.states[world.recorder]?.shows === true;

/** Whether keys reach the shell now. */
const relays = ({ recorder }: LifeCycle, world: World): boolean =>
  acts(world) && recorder.states[world.recorder]?.relays === true;

/** Whether the recorder looks at what others decide. */
const heeds = ({ recorder }: LifeCycle, world: World): boolean =>
  acts(world) && recorder.states[world.recorder]?.on['waits'] !== undefined;

/** Whether nothing of the session is left. */
export const isOver = ({ recorder }: LifeCycle, world: World): boolean =>
  !world.shell && (!world.recorderLives || isLast(recorder.states[world.recorder] as LifeState));

/** What must never be, each with the words for it. */
export const NEVER: Readonly<Record<string, (cycle: LifeCycle, world: World) => boolean>> = {
  'something is shown while an event of two seconds ago is not confirmed': (cycle, world) =>
    shows(cycle, world) && (world.oldest ?? 0) + LATE >= LARGEST_LOSS,
  'there is a shell, or something is shown, before anything is confirmed': (cycle, world) =>
    !world.confirmedOnce && (world.shell || shows(cycle, world)),
  'there is a shell before others have let it start': (_, world) => world.shell && world.decided === 'nothing',
  'keys are passed on while others have the session wait': (cycle, world) =>
    relays(cycle, world) && world.decided !== 'admitted',
  'a session is not over five seconds after the last confirmation': (cycle, world) =>
    world.unconfirmed + ENDING + LATE > LATEST_END && !isOver(cycle, world),
  'a session goes on whose recorder is dead': (_, world) => !world.recorderLives && world.shell,
  'a session goes on whose keeper is dead': ({ recorder }, world) =>
    !world.keeperLives && (world.shell || (acts(world) && recorder.states[world.recorder]?.shell === true)),
  'a session goes on five seconds after its recorder hung': (_, world) =>
    world.hanging === 'recorder' && world.shell && world.silent + ENDING + LATE > LATEST_END,
  'keys are passed on five seconds after the witness hung': (cycle, world) =>
    world.hanging === 'witness' && relays(cycle, world) && world.silent + LATE > LATEST_END,
  'there is a shell and nobody who records it': ({ recorder }, world) =>
    world.shell && isLast(recorder.states[world.recorder] as LifeState),
};
