import type { Subject } from '../../evidence/subject';
import type { SimulationReport, TrialEntry } from '../simulation';
import { look } from './attacks';
import { grouped } from './grouped';
import { Table } from './table';
import { POLICY_KINDS, PURPOSES, VERDICTS } from './words';

/**
 * The calls of every attack, which the page shows only when asked: numbers that point into tables. Trials that differ in
 * who calls alone stand in one row.
 *
 * @param placeOf the number of a resource in the report, or -1
 */
export function attackData({ attacks, statements }: SimulationReport, placeOf: (subject: Subject) => number) {
  const calls = new Table<readonly [readonly string[], readonly string[], readonly string[]]>();
  const who = new Table<readonly [string, string]>();
  const places = new Table<readonly string[]>();
  const reasons = new Table<readonly [string, string]>();
  const principals = new Table<string>();
  const rowOf = (trials: readonly TrialEntry[]) => {
    const [trial] = trials;
    if (!trial) throw new Error('a group of trials is never empty');
    const { actions, resources, context, at, reason, reasonZh, deciding, wanted, verdict } = trial;
    const keys = Object.entries(context).map(([key, values]) => `${key} = ${values.join(', ')}`);
    const { sign, tone } = look(trial);
    return [
      trial.purpose,
      who.add(trial.who.en, [trial.who.en, trial.who.zh]),
      trials.map(({ principal }) => principals.add(principal, principal)),
      calls.add(JSON.stringify([actions, resources, keys]), [actions, resources, keys]),
      places.add(at.join('\u0000'), at),
      trial.outcome === 'passed' ? '' : wanted,
      verdict,
      sign,
      tone,
      deciding,
      reasons.add(`${reason}\u0000${reasonZh}`, [reason, reasonZh]),
    ];
  };
  return {
    attacks: attacks.map(({ trials }) => [...grouped(trials, apartFromCaller).values()].map(rowOf)),
    ids: attacks.map(({ id }) => id),
    calls: calls.rows,
    who: who.rows,
    places: places.rows,
    reasons: reasons.rows,
    principals: principals.rows,
    statements: statements.map(({ kind, policy, sid, path, node, subject }) => [
      POLICY_KINDS[kind] ?? { en: kind, zh: kind },
      policy,
      sid ?? '',
      path,
      node ?? '',
      subject ? placeOf(subject) : -1,
    ]),
    purposes: PURPOSES,
    verdicts: VERDICTS,
  };
}

const apartFromCaller = ({ principal: _, ...rest }: TrialEntry): string => JSON.stringify(rest);
