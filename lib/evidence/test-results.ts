import { readFileSync } from 'node:fs';
import { z } from 'zod';
import {
  type Bilingual,
  type FacetId,
  isFacetId,
  isRequirementId,
  type RequirementId,
} from '../../constructs/standard';
import type { Evidence } from './evidence';
import { requirementPart } from './ledger';

const bilingual = z.strictObject({ en: z.string(), zh: z.string() });

/** What the reporter of a test suite writes. */
const testRunContract = z.strictObject({
  /** Of the sources that were tested: `productSources`. */
  sources: z.string().regex(/^[0-9a-f]{64}$/),
  results: z.array(
    z.strictObject({
      /** Requirement or facet id with which the title begins. */
      id: z.string(),
      title: z.string(),
      /** Test file, relative to the repository. */
      file: z.string(),
      /** Where the title stands in it; absent for one that a table of cases makes up. */
      line: z.int().min(1).optional(),
      passed: z.boolean(),
    }),
  ),
  /** What tests have measured (`test/support/measured.ts`), whether they passed or not. */
  figures: z
    .array(
      z.strictObject({
        facet: z.custom<FacetId>((id) => typeof id === 'string' && isFacetId(id)),
        what: bilingual,
        value: z.number(),
        /** Empty for a count. */
        unit: z.string(),
        /** What it must keep to; absent where nothing is asked. */
        atMost: z.number().optional(),
        atLeast: z.number().optional(),
        /** When it was measured, in ISO 8601. */
        at: z.iso.datetime(),
        title: z.string(),
        file: z.string(),
        line: z.int().min(1).optional(),
        passed: z.boolean(),
      }),
    )
    .default([]),
});

/** One run of a test suite. */
export type TestRun = z.infer<typeof testRunContract>;

/** One assertion test. */
export type TestResult = TestRun['results'][number];

/** One measure that a test has taken. */
export type Figure = TestRun['figures'][number];

/**
 * Reads what a suite has shown.
 * @throws when the file holds anything else
 */
export const readTestRun = (file: string): TestRun => testRunContract.parse(JSON.parse(readFileSync(file, 'utf8')));

/** What several suites have shown and measured. */
export const together = (runs: readonly TestRun[]): Pick<TestRun, 'results' | 'figures'> => ({
  results: runs.flatMap(({ results }) => results),
  figures: runs.flatMap(({ figures }) => figures),
});

/** Test evidence: the tests of `test/cdktf` speak for Azure, all others for AWS. */
export function testEvidence({ results, figures }: Pick<TestRun, 'results' | 'figures'>): readonly Evidence[] {
  return results
    .filter(({ id }) => isFacetId(id) || isRequirementId(id))
    .map((result) => {
      const { id, title, file, line, passed } = result;
      const place = line === undefined ? file : `${file}:${line}`;
      const measured = figures.filter((figure) => figure.title === title && figure.file === file);
      return {
        kind: 'test',
        check: id,
        outcome: passed ? 'passed' : 'failed',
        subject: null,
        message: {
          en: [`${title} (${place})`, ...measured.map((figure) => figureText(figure, 'en'))].join('; '),
          zh: [`${title}（${place}）`, ...measured.map((figure) => figureText(figure, 'zh'))].join('；'),
        },
        requirements: [requirementPart(id) as RequirementId],
        facets: isFacetId(id) ? [id satisfies FacetId] : [],
        cloud: file.startsWith('test/cdktf/') ? 'azure' : 'aws',
        test: result,
      };
    });
}

/** `loss: 1.6 s (at most 2 s) on 2026-11-28`; a bound that is not kept is told as such: a test need not fail by it. */
export function figureText({ what, value, unit, at, ...bounds }: Figure, lang: keyof Bilingual): string {
  const { atMost, atLeast } = bounds;
  const words = FIGURE_WORDS[lang];
  const amount = (number: number | string): string => `${number}${unit === '' ? '' : ` ${unit}`}`;
  const bound = [
    ...(atMost === undefined ? [] : [`${words.atMost} ${amount(atMost)}`]),
    ...(atLeast === undefined ? [] : [`${words.atLeast} ${amount(atLeast)}`]),
  ];
  const kept = isKept({ value, ...bounds }) ? '' : words.notKept;
  const within = bound.length === 0 ? '' : words.bound(`${bound.join(', ')}${kept}`);
  return `${what[lang]}${words.colon}${amount(tidy(value, bounds))}${within}${words.on(at.slice(0, 10))}`;
}

/** Whether a figure keeps to what is asked of it; true where nothing is. */
export const isKept = ({
  value,
  atMost = Infinity,
  atLeast = -Infinity,
}: Pick<Figure, 'value' | 'atMost' | 'atLeast'>): boolean => value <= atMost && value >= atLeast;

const FIGURE_WORDS = {
  en: {
    atMost: 'at most',
    atLeast: 'at least',
    notKept: ', not kept',
    colon: ': ',
    bound: (text: string) => ` (${text})`,
    on: (day: string) => ` on ${day}`,
  },
  zh: {
    atMost: '不超过',
    atLeast: '不低于',
    notKept: '，未达到',
    colon: '：',
    bound: (text: string) => `（${text}）`,
    on: (day: string) => `，测于 ${day}`,
  },
} as const;

/** Three digits, and more where they would put a figure on the other side of its bound. */
function tidy(value: number, { atMost, atLeast }: Partial<Figure>): string {
  const rounded = Math.abs(value) >= 1000 ? Math.round(value) : Number(value.toPrecision(3));
  const isAside = (bound: number): boolean => Math.sign(rounded - bound) !== Math.sign(value - bound);
  return String([atMost, atLeast].some((bound) => bound !== undefined && isAside(bound)) ? value : rounded);
}
