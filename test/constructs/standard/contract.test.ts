import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Facet, facets, requirements } from '../../../constructs/standard';

/** The standard and its tables lie beside the checkout where the product is made, and nowhere else. */
const SOURCE = resolve(__dirname, '../../../../shared/standard');
const SHORTEST_COPY = 12;

/** Runs an assertion on a file of the source; where there is none, says so and asserts nothing. */
function against(file: string, compare: (text: string) => void): void {
  const path = join(SOURCE, file);
  if (existsSync(path)) compare(readFileSync(path, 'utf8'));
  else console.info(`not compared: ${file} does not lie beside this checkout`);
}

type Row = Readonly<Record<string, string>>;

function rowsOf(table: string): Row[] {
  const [head = '', ...lines] = table.trimEnd().split('\n');
  const columns = head.split('\t');
  return lines.map((line) => {
    const cells = line.split('\t');
    return Object.fromEntries(columns.map((column, at) => [column, cells[at] ?? '']));
  });
}

describe('where the source of the catalogue lies beside the checkout', () => {
  test('requirements equal it in id, clause, kind, Chinese title and order', () => {
    against('requirements.tsv', (table) => {
      const expected = rowsOf(table).map(({ id, clause, expected: kind, term_zh }) => [id, clause, kind, term_zh]);

      expect(requirements.map(({ id, clause, expected: kind, title }) => [id, clause, kind, title.zh])).toEqual(
        expected,
      );
    });
  });

  test('every facet of it stands in the catalogue, word for word', () => {
    against('facets.tsv', (table) => {
      const byId = new Map<string, Facet>(facets.map((facet) => [facet.id, facet]));

      for (const row of rowsOf(table)) {
        const id = `${row['requirement']}#${row['facet']}`;
        expect(asRow(byId.get(id), id)).toEqual(row);
      }
    });
  });

  test('facets keep its order', () => {
    against('facets.tsv', (table) => {
      const order = rowsOf(table).map((row) => `${row['requirement']}#${row['facet']}`);
      const known = new Set(order);

      expect(facets.map(({ id }) => id).filter((id) => known.has(id))).toEqual(order);
    });
  });

  test(`no Chinese summary shares ${SHORTEST_COPY} characters in a row with the text of the standard`, () => {
    against('Q-BJKB-012-2026.txt', (text) => {
      const copied = runsOf(hanOf(text));
      const copies = requirements.flatMap(({ id, summary }) =>
        [...runsOf(hanOf(summary.zh))].filter((run) => copied.has(run)).map((run) => `${id}: ${run}`),
      );

      expect(copies).toEqual([]);
    });
  });
});

/** A facet as the table writes it. */
function asRow(facet: Facet | undefined, id: string): Row {
  if (!facet) throw new Error(`${id} is missing from the catalogue`);
  const { requirement, statement, availability, evidence, rollup, operation } = facet;
  return {
    requirement,
    facet: id.slice(requirement.length + 1),
    statement_en: statement.en,
    statement_zh: statement.zh,
    aws: availability.aws,
    aws_cn: availability.awsCn,
    azure: availability.azure,
    design_evidence: [...evidence, ...(rollup ? [`rollup:${rollup.join('+')}`] : [])].join(','),
    operation_evidence: operation,
  };
}

/** Only the Han characters: neither punctuation nor a line break hides a copied sentence. */
const hanOf = (text: string) => text.replace(/\P{Script=Han}/gu, '');

function runsOf(text: string): Set<string> {
  const starts = Math.max(0, text.length - SHORTEST_COPY + 1);
  return new Set(Array.from({ length: starts }, (_, at) => text.slice(at, at + SHORTEST_COPY)));
}
