import { explore } from '../../../../lib/proofs/session-life-cycle/explore';
import { LIFE_CYCLE, type LifeCycle, type LifeState } from '../../../../lib/proofs/session-life-cycle/table';

type Which = 'recorder' | 'keeper';

/** The table with one state changed. */
const withState = (which: Which, name: string, change: Partial<LifeState>): LifeCycle => {
  const machine = LIFE_CYCLE[which];
  const state = machine.states[name] as LifeState;
  return { ...LIFE_CYCLE, [which]: { ...machine, states: { ...machine.states, [name]: { ...state, ...change } } } };
};

/** The table with one transition changed; without a target it is taken away. */
const withWay = (which: Which, name: string, event: string, to: string | undefined): LifeCycle => {
  const { [event]: _, ...others } = (LIFE_CYCLE[which].states[name] as LifeState).on;
  return withState(which, name, { on: to === undefined ? others : { ...others, [event]: to } });
};

const withBounds = (bounds: Partial<LifeCycle['bounds']>): LifeCycle => ({
  ...LIFE_CYCLE,
  bounds: { ...LIFE_CYCLE.bounds, ...bounds },
});

const SHOWN = 'something is shown while an event of two seconds ago is not confirmed';
const BEFORE = 'there is a shell, or something is shown, before anything is confirmed';
const LATE = 'a session is not over five seconds after the last confirmation';
const RECORDER_DEAD = 'a session goes on whose recorder is dead';
const KEEPER_DEAD = 'a session goes on whose keeper is dead';
const ALONE = 'there is a shell and nobody who records it';

const RECORDER_HUNG = 'a session goes on five seconds after its recorder hung';
const WITNESS_HUNG = 'keys are passed on five seconds after the witness hung';

const MUTATIONS: Readonly<Record<string, readonly [LifeCycle, ...string[]]>> = {
  'shows while it holds': [withState('recorder', 'holding', { shows: true }), SHOWN],
  'shows while it closes late': [withState('recorder', 'closing-held', { shows: true }), SHOWN],
  'goes on when it is late': [withWay('recorder', 'running', 'late', 'running'), SHOWN],
  'closes on when it is late': [withWay('recorder', 'closing', 'late', 'closing'), SHOWN],
  'holds for a longer time': [withBounds({ loss: 2_200_000 }), SHOWN],
  'starts a shell too early': [withWay('recorder', 'awaiting', 'timely', 'running'), BEFORE],
  'shows while it waits': [withState('recorder', 'awaiting', { shows: true }), BEFORE],
  'never gives up waiting': [withWay('recorder', 'awaiting', 'overdue', 'awaiting'), LATE],
  'never gives up holding': [withWay('recorder', 'holding', 'overdue', 'holding'), LATE],
  'never gives up closing': [withWay('recorder', 'closing-held', 'overdue', 'closing-held'), LATE],
  'gives up after a longer time': [withBounds({ unconfirmed: 5_000_000 }), LATE],
  'outlives its keeper': [withWay('recorder', 'running', 'keeper-gone', 'running'), KEEPER_DEAD],
  'outlives its keeper while it holds': [withWay('recorder', 'holding', 'keeper-gone', 'holding'), KEEPER_DEAD],
  'keeps the shell of a dead recorder': [withWay('keeper', 'keeping', 'recorder-gone', 'keeping'), RECORDER_DEAD],
  'keeps the shell of a recorder that is done': [withWay('keeper', 'keeping', 'recorder-done', 'keeping'), ALONE],
  'waits longer for what hangs': [withBounds({ silence: 5_000_000 }), RECORDER_HUNG, WITNESS_HUNG],
  'goes on when nobody tells of programs': [withWay('recorder', 'running', 'witness-gone', 'running'), WITNESS_HUNG],
  'goes on once what is late is confirmed': [withWay('recorder', 'holding', 'witness-gone', 'holding'), WITNESS_HUNG],
  'does not know that it is overdue': [
    withWay('recorder', 'running', 'overdue', undefined),
    'running does not know overdue',
  ],
  'does not know of a lost witness': [
    withWay('recorder', 'holding', 'witness-gone', undefined),
    'holding does not know witness-gone',
  ],
};

test('the table by which sessions live is found to be sound, in every world that it can come to', () => {
  const { worlds, found } = explore(LIFE_CYCLE);

  expect(found).toEqual([]);
  expect(worlds).toBeGreaterThan(500);
});

test.each(Object.entries(MUTATIONS))('a table that %s is found out, with the way there', (_, [table, ...expected]) => {
  const { found } = explore(table);

  expect(found.map(({ what }) => what)).toEqual(expect.arrayContaining(expected));
  for (const { way } of found) expect(way[0]).toBe('start');
});

test('each state can be come to, and each is left or the last', () => {
  for (const which of ['recorder', 'keeper'] as const) {
    const { start, states } = LIFE_CYCLE[which];
    const targets = new Set([start, ...Object.values(states).flatMap(({ on }) => Object.values(on))]);

    expect([...targets].sort()).toEqual(Object.keys(states).sort());
  }
});
