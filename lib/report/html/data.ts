import type { Subject } from '../../evidence/subject';
import { subjectKey } from '../../evidence/subject';
import type { Report } from '../report';
import { Markup } from './markup';
import { OUTCOMES, TEXTS } from './texts';

/** What the page shows only when asked: subjects and messages once each, evidence as numbers that point to them. */
export function compactData(report: Report): Markup {
  const subjects = new Table<Subject>();
  const messages = new Table<readonly [string, string]>();
  const checks = new Table<string>();
  const evidence = report.requirements.map(({ evidence: entries }) =>
    entries.map(({ kind, check, outcome, subject, message, messageZh }) => [
      checks.add(`${kind} ${check}`, `${kind} ${check}`),
      outcome,
      subject ? subjects.add(`${subjectKey(subject)}${subject.source?.line}`, subject) : -1,
      messages.add(`${message}\u0000${messageZh}`, [message, messageZh]),
    ]),
  );
  const data = {
    requirements: report.requirements.map(({ id }) => id),
    evidence,
    checks: checks.rows,
    messages: messages.rows,
    subjects: subjects.rows.map(({ path, type, stack, region, source, target }) => [
      path,
      type,
      target ? `${stack} → ${target.ou} (${target.accounts})` : `${stack} ${region}`,
      source ? `${source.file}:${source.line}` : '',
    ]),
    outcomes: OUTCOMES,
    texts: TEXTS,
  };
  return new Markup(JSON.stringify(data).replace(/</g, '\\u003c'));
}

class Table<Row> {
  readonly rows: Row[] = [];
  private readonly index = new Map<string, number>();

  add(key: string, row: Row): number {
    const known = this.index.get(key);
    if (known !== undefined) return known;
    this.index.set(key, this.rows.length);
    return this.rows.push(row) - 1;
  }
}
