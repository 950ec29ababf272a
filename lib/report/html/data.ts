import type { Evidence, Outcome } from '../../evidence/evidence';
import { type Subject, subjectKey } from '../../evidence/subject';
import type { EvidenceEntry, FindingEntry, Report } from '../report';
import { Table } from '../table';
import { visible } from '../visible';
import { attackData } from './attack-data';
import { byStack, inStack } from './resources';
import { TEXTS } from './texts';
import { KINDS, OUTCOME_ORDER, OUTCOMES } from './words';

/** Verdict and subject, as numbers of rows in their tables. */
type Row = readonly [number, number];

/**
 * Check, outcome, message as numbers of rows in their tables; for a proof the list of its facets, for a finding the property
 * at fault.
 */
type Verdict = readonly [number, number, number, (number | string)?];

/** In both languages, with the id of the attack of which it speaks; where its row of the matrix says all, that id alone. */
type Message = readonly [string, string, string?] | readonly [string];

/**
 * What the page shows only when asked: each piece of evidence once, as numbers that point into tables; requirements and
 * resources as lists of evidence.
 */
export class EvidenceTables {
  private readonly checks = new Table<string>();
  private readonly messages = new Table<Message>();
  private readonly subjects = new Table<Subject>();
  private readonly facets = new Table<readonly string[]>();
  private readonly verdicts = new Table<Verdict>();
  private readonly rows = new Table<Row>();
  private readonly attacks: ReadonlySet<string>;
  private readonly properties: ReadonlyMap<string, string>;
  private readonly ofRequirement: readonly (readonly number[])[];
  private readonly ofResource: readonly (readonly number[])[];

  constructor(private readonly report: Report) {
    this.attacks = new Set(report.simulation.attacks.map(({ id }) => id));
    this.properties = new Map(
      report.findings.flatMap((finding) => (finding.property ? [[findingKey(finding), finding.property]] : [])),
    );
    this.ofRequirement = report.requirements.map(({ evidence }) =>
      evidence.filter(isAskedFor).map((entry) => this.rowOf(entry)),
    );
    this.ofResource = this.byResource();
  }

  /** The outcomes of the verdicts on each resource, in the order of the report. */
  outcomesByResource(): readonly (readonly Outcome[])[] {
    return this.ofResource.map((rows) => rows.flatMap((row) => this.outcomeOf(row) ?? []));
  }

  /** For the script, with the texts that it names. */
  json(script: string): string {
    const places = new Map(this.report.resources.map(({ subject }, index) => [resourceKey(subject), index]));
    const placeOf = (subject: Subject): number => places.get(resourceKey(subject)) ?? -1;
    const strings = new Strings();
    const shared = sharing(
      this.messages.rows.flatMap(([en, zh]) => (zh === undefined ? [] : [en, zh])),
      strings,
    );
    const stacks = byStack(this.report.resources);
    const heads = new Map(stacks.flatMap((rows) => rows.map((row) => [row, rows[0]?.subject] as const)));
    const lists = new Table<readonly number[]>();
    const numbers = new Map(this.report.requirements.map(({ id }, index) => [id, index]));
    const data = {
      checks: this.checks.rows,
      messages: this.messages.rows.map(([en, zh, ...attack]) =>
        zh === undefined ? [en] : [shared(en), shared(zh), ...attack],
      ),
      subjects: this.subjects.rows.map((subject) => {
        const place = placeOf(subject);
        const row = this.report.resources[place];
        const own = ofItsOwn(subject, row?.subject, row && heads.get(row));
        return own.length === 0 ? place : [...own.map((text) => strings.of(text)), place];
      }),
      stacks: stacks.flatMap(([first]) => (first ? [[...whereOf(first.subject), prefixOf(first.subject)]] : [])),
      strings: strings.rows,
      facets: this.facets.rows,
      verdicts: this.verdicts.rows,
      verdictOfRows: this.rows.rows.map(([verdict]) => verdict),
      subjectOfRows: steps(this.rows.rows.map(([, subject]) => subject)),
      lists: lists.rows,
      listOfResources: this.report.resources.map(({ requirements: ids }) =>
        lists.add(
          ids.join(' '),
          ids.flatMap((id) => numbers.get(id) ?? []),
        ),
      ),
      requirements: this.ofRequirement.map(runs),
      outcomes: OUTCOME_ORDER.map((outcome) => [outcome, OUTCOMES[outcome]]),
      kinds: KINDS,
      simulation: attackData(this.report.simulation, placeOf),
      texts: Object.fromEntries(Object.entries(TEXTS).filter(([name]) => script.includes(name))),
    };
    const shown = (_: string, value: unknown): unknown => (typeof value === 'string' ? visible(value) : value);
    return JSON.stringify(data, shown);
  }

  private rowOf(entry: EvidenceEntry): number {
    const { kind, check, outcome, subject } = entry;
    const message = this.messageOf(entry);
    const property = this.properties.get(findingKey(entry));
    // what a construct declares goes by the path of the construct, which its subject has
    const name = kind === 'declared' && check === subject?.path ? `${kind}:` : `${kind}:${check}`;
    const base = [
      this.checks.add(name, name),
      OUTCOME_ORDER.indexOf(outcome),
      this.messages.add(message.join('\u0000'), message),
    ] as const;
    const facets = entry.facets && this.facets.add(entry.facets.join(' '), entry.facets);
    const more = facets ?? property;
    const verdict: Verdict = more === undefined ? base : [...base, more];
    const row: Row = [
      this.verdicts.add(JSON.stringify(verdict), verdict),
      subject ? this.subjects.add(`${subjectKey(subject)}\u0000${subject.source?.line}`, subject) : -1,
    ];
    return this.rows.add(row.join(' '), row);
  }

  /** An attack that came out as it has to is told by its row of the matrix. */
  private messageOf({ message, messageZh, attack, outcome }: EvidenceEntry): Message {
    if (attack === undefined) return [message, messageZh];
    return this.attacks.has(attack) && outcome === 'passed' ? [attack] : [message, messageZh, attack];
  }

  private byResource(): readonly (readonly number[])[] {
    const bySubject = new Map<string, number[]>();
    const keys = this.subjects.rows.map(resourceKey);
    this.rows.rows.forEach(([, subject], row) => {
      const key = keys[subject];
      if (key === undefined) return;
      const rows = bySubject.get(key);
      if (rows) rows.push(row);
      else bySubject.set(key, [row]);
    });
    return this.report.resources.map(({ subject }) => bySubject.get(resourceKey(subject)) ?? []);
  }

  private outcomeOf(row: number): Outcome | undefined {
    return OUTCOME_ORDER[this.verdicts.rows[this.rows.rows[row]?.[0] ?? -1]?.[1] ?? -1];
  }
}

/** Records stand in the page from the start. */
const isAskedFor = ({ kind }: EvidenceEntry): boolean => kind !== 'record';

/** A finding and its evidence agree in these; only the finding names the property. */
const findingKey = ({
  check,
  subject,
  message,
}: Pick<FindingEntry | EvidenceEntry, 'check' | 'subject' | 'message'>): string =>
  [check, subjectKey(subject), message].join('\u0000');

/** A resource by what its template calls it: a declaration speaks of it under the path of its construct. */
const resourceKey = ({ stack, target, logicalId }: NonNullable<Evidence['subject']>): string =>
  [stack, target?.ou ?? '', logicalId].join('\u0000');

/**
 * What is to be said of a subject beside what the row of its resource and the head of the stack say: nothing, path and source of the
 * construct that declares it, or all.
 */
function ofItsOwn(subject: Subject, row: Subject | undefined, head = row): readonly string[] {
  const { path, type, region } = subject;
  const rest = [type, stackOf(subject), reachOf(subject), region];
  if (!row || !head || type !== row.type || whereOf(subject).join() !== whereOf(head).join())
    return [...halvesOf(path), sourceOf(subject), ...rest];
  const isTold = path === row.path && path === prefixOf(head) + inStack(row) && sourceOf(subject) === sourceOf(row);
  return isTold ? [] : [...halvesOf(path), sourceOf(subject)];
}

const whereOf = (subject: Subject): readonly string[] => [subject.stack, reachOf(subject), subject.region];

/** With what paths of a stack begin that rows leave out. */
const prefixOf = ({ path, stack }: Subject): string => (path.startsWith(`${stack}/`) ? `${stack}/` : '');

const sourceOf = ({ source }: Subject): string => (source ? `${source.file}:${source.line}` : '');

/** Each number as what it is more than the one before: those that follow upon each other are short then. */
const steps = (numbers: readonly number[]): readonly number[] =>
  numbers.map((number, index) => number - (numbers[index - 1] ?? 0));

/** A path up to its last two parts, which few resources share, and those. */
function halvesOf(path: string): readonly [string, string] {
  const end = path.lastIndexOf('/', path.lastIndexOf('/') - 1) + 1;
  return [path.slice(0, end), path.slice(end)];
}

/** Numbers in a row as the first and the last of them: evidence of one requirement often stands together. */
function runs(numbers: readonly number[]): readonly (number | readonly [number, number])[] {
  const found: [number, number][] = [];
  for (const number of numbers) {
    const last = found.at(-1);
    if (last && number === last[1] + 1) last[1] = number;
    else found.push([number, number]);
  }
  return found.map(([first, last]) => (first === last ? first : [first, last]));
}

/** The stack, where the path does not begin with it. */
const stackOf = ({ path, stack }: Subject): string => (path.startsWith(`${stack}/`) ? '' : stack);

/** The account, or the unit that a StackSet reaches and how many accounts that are. */
const reachOf = ({ account, target }: Subject): string => (target ? `${target.ou} (${target.accounts})` : account);

/** Where a text comes apart: long names, of resources and the like, and numbers. What stands between is often the same. */
const SEAM = /([\w:/.*@+=-]{16,}|\d+)/;

/** A part that is shorter is as well written out as its number is. */
const SHORTEST = 8;

/** A text as it is, or its parts: such as occur elsewhere too as numbers of strings. */
type Text = string | readonly (string | number)[];

/** Puts what several texts have in common among the strings. */
function sharing(texts: readonly string[], strings: Strings): (text: string) => Text {
  const times = new Map<string, number>();
  for (const part of texts.flatMap((text) => text.split(SEAM))) times.set(part, (times.get(part) ?? 0) + 1);
  const isShared = (part: string): boolean => part.length >= SHORTEST && (times.get(part) ?? 0) > 1;
  return (text) => {
    const parts = text.split(SEAM).filter((part) => part !== '');
    if (!parts.some(isShared)) return text;
    const found: (string | number)[] = [];
    for (const part of parts) {
      const last = found.at(-1);
      if (isShared(part)) found.push(strings.of(part));
      else if (typeof last === 'string') found[found.length - 1] = last + part;
      else found.push(part);
    }
    return found;
  };
}

/** Texts that occur often, once each. */
class Strings {
  private readonly table = new Table<string>();
  readonly rows = this.table.rows;

  of(text: string): number {
    return this.table.add(text, text);
  }
}
