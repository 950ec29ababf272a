import type { Subject } from '../../evidence/subject';
import type { SimulationReport, StatementEntry, TrialEntry } from '../simulation';
import { Table } from '../table';
import { resultOf } from './verdicts';
import { POLICY_KINDS, PURPOSES } from './words';

/**
 * The calls of every attack, which the page shows only when asked: numbers that point into tables.
 *
 * @param placeOf the number of a resource in the report, or -1
 */
export function attackData({ actors, attacks, statements }: SimulationReport, placeOf: (subject: Subject) => number) {
  const tables = new TrialTables(actors.map(({ id }) => id));
  return {
    attacks: attacks.map(({ trials }) => trials.map((trial) => tables.rowOf(trial))),
    alarms: attacks.map(({ alarm }) => (alarm ? placeOf(alarm) : -1)),
    who: actors.map(({ who }) => who),
    ...tables.data(),
    statements: statements.map((statement) => statementRow(statement, placeOf)),
  };
}

const statementRow = (
  { kind, policy, sid, path, node, subject }: StatementEntry,
  placeOf: (subject: Subject) => number,
) => [
  POLICY_KINDS[kind] ?? { en: kind, zh: kind },
  policy,
  sid ?? '',
  path,
  node ?? '',
  subject ? placeOf(subject) : -1,
];

const ORDER = Object.keys(PURPOSES) as readonly TrialEntry['purpose'][];

/** Purpose, actor, principals, places, result, statements, reason: what many calls come to alike. */
type Verdict = readonly (number | readonly number[])[];

/** What trials have in common, once each. */
class TrialTables {
  private readonly verdicts = new Table<Verdict>();
  private readonly texts = new Table<string>();
  private readonly calls = new Table<readonly (readonly number[])[]>();
  private readonly places = new Table<readonly string[]>();
  private readonly results = new Table<ReturnType<typeof outcomeOf>>();
  private readonly reasons = new Table<{ readonly en: string; readonly zh: string }>();

  /** @param actors ids, in the order of the report */
  constructor(private readonly actors: readonly string[]) {}

  /** What came of a call, and the call. */
  rowOf(trial: TrialEntry): readonly [number, number] {
    const { purpose, actor, principals, at, reason, reasonZh, deciding } = trial;
    const came = outcomeOf(trial);
    const verdict: Verdict = [
      ORDER.indexOf(purpose),
      this.actors.indexOf(actor),
      principals.map((principal) => this.textOf(principal)),
      this.places.add(at.join('\u0000'), at),
      this.results.add(JSON.stringify(came), came),
      deciding,
      this.reasons.add(`${reason}\u0000${reasonZh}`, { en: reason, zh: reasonZh }),
    ];
    return [this.verdicts.add(JSON.stringify(verdict), verdict), this.callOf(trial)];
  }

  data() {
    return {
      verdicts: this.verdicts.rows,
      texts: this.texts.rows,
      calls: this.calls.rows,
      places: this.places.rows,
      results: this.results.rows,
      reasons: this.reasons.rows,
      purposes: ORDER.map((purpose) => PURPOSES[purpose]),
    };
  }

  private callOf({ actions, resources, context }: TrialEntry): number {
    const keys = Object.entries(context ?? {}).map(([key, values]) => `${key} = ${values.join(', ')}`);
    const call = [actions, resources, keys].map((texts) => texts.map((text) => this.textOf(text)));
    return this.calls.add(JSON.stringify(call), call);
  }

  private textOf(text: string): number {
    return this.texts.add(text, text);
  }
}

/** What came of a trial. Who is allowed is held back by no statement; a refusal needs no further reason. */
const outcomeOf = (trial: TrialEntry) => ({
  ...resultOf(trial),
  tells: trial.verdict === 'allowed' ? 'reason' : trial.verdict === 'refused' ? 'statements' : 'both',
});
