import { appendFileSync } from 'node:fs';
import type { FacetId } from '../../constructs/standard';
import type { Figure } from '../../lib/evidence/test-results';

/** What a test has measured. */
export interface Measure extends Pick<Figure, 'what' | 'value'>, Partial<Pick<Figure, 'atMost' | 'atLeast'>> {
  /** @default - a count */
  readonly unit?: string;
  /** What the figure is of. @default - the facet that the test's title begins with */
  readonly facet?: FacetId;
}

/**
 * Records a figure beside the result of the test that took it, from where `isms explain` shows it. Nothing is judged here: a test
 * asserts its bound itself, after it has recorded, so that a bound that was not kept is told with its figure.
 *
 * @throws where the title names no facet, and none is given
 */
export function measured({ facet, unit = '', ...measure }: Measure): void {
  const { testPath: path = '', currentTestName: name = '' } = expect.getState();
  const of = facet ?? FACET.exec(name)?.[0];
  if (of === undefined) throw new Error(`'${name}' names no facet that ${measure.what.en} is measured for. Give one.`);
  const { ISMS_FIGURES: file } = process.env;
  // without the reporter nobody reads it; what never came is no figure, and its test fails
  if (file === undefined || !Number.isFinite(measure.value)) return;
  const entry = { facet: of, unit, ...measure, at: new Date().toISOString(), test: { path, name } };
  appendFileSync(file, `${JSON.stringify(entry)}\n`);
}

const FACET = /(?:\d+\.)+\d+\/[\w-]+#[\w-]+/;
