import type { LifeCycle } from './table';
import { Gap, type Influence, influencesOn, isOver, NEVER, passed, startOf, type World } from './world';

/** What was found of a table. */
export interface Exploration {
  /** Worlds that can be reached. */
  readonly worlds: number;
  /** What must never be and can be, with the way there. */
  readonly found: readonly { readonly what: string; readonly way: readonly string[] }[];
}

interface Reached {
  readonly world: World;
  readonly by: string;
  readonly from: Reached | undefined;
}

/** Every world that a session can come to, in steps of time between which anything may happen. */
export function explore(cycle: LifeCycle): Exploration {
  const start: Reached = { world: startOf(cycle), by: 'start', from: undefined };
  const influences = influencesOn(cycle);
  const known = new Map([[keyOf(start.world), start]]);
  // a Map gives what is added while it is gone through
  for (const reached of known.values()) {
    for (const next of nextTo(cycle, reached, influences)) {
      const key = keyOf(next.world);
      if (!known.has(key)) known.set(key, next);
    }
  }
  return { worlds: known.size, found: foundIn(cycle, [...known.values()]) };
}

function nextTo(cycle: LifeCycle, reached: Reached, influences: readonly Influence[]): readonly Reached[] {
  // a world that must not be is not gone on from: what comes of it is no better, and never ends
  if (isOver(cycle, reached.world) || wrongIn(cycle, reached.world).length > 0) return [];
  return influences.flatMap((influence) => stepped(cycle, reached, influence) ?? []);
}

/** What is wrong anywhere, with the first way there. */
function foundIn(cycle: LifeCycle, all: readonly Reached[]): Exploration['found'] {
  const ways = new Map<string, readonly string[]>();
  for (const reached of all)
    for (const what of wrongIn(cycle, reached.world)) if (!ways.has(what)) ways.set(what, wayTo(reached));
  return [...ways].map(([what, way]) => ({ what, way }));
}

/** The world after a step; undefined where the influence has nothing to work on. */
function stepped(cycle: LifeCycle, from: Reached, { name, apply }: Influence): Reached | undefined {
  try {
    const changed = apply(cycle, from.world);
    return changed && { world: passed(cycle, changed), by: name, from };
  } catch (error) {
    if (!(error instanceof Gap)) throw error;
    return { world: { ...from.world, gap: error.message }, by: name, from };
  }
}

function wrongIn(cycle: LifeCycle, world: World): readonly string[] {
  if (world.gap) return [world.gap];
  return Object.keys(NEVER).filter((what) => NEVER[what]?.(cycle, world));
}

const keyOf = ({ recorder, keeper, ...world }: World): string =>
  `${recorder} ${keeper} ${world.recorderLives} ${world.keeperLives} ${world.shell} ${world.decided} ${world.confirmedOnce} ${world.unconfirmed} ${world.oldest} ${world.hanging} ${world.silent} ${world.gap}`;

/** What happened, without the steps in which nothing did. */
function wayTo(reached: Reached): readonly string[] {
  const way: string[] = [];
  for (let one: Reached | undefined = reached; one; one = one.from) if (one.by !== 'nothing') way.unshift(one.by);
  return way;
}
