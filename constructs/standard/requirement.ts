import type { Bilingual } from './bilingual';

/**
 * What the standard expects of a requirement:
 * `control` deployed resources enforce it; `inherited` the cloud provider does it and evidence of that is kept;
 * `organisational` people do it, and the product holds the document, the register or the measured input.
 */
export type ExpectedKind = 'control' | 'inherited' | 'organisational';

/** One row of the catalogue. */
export interface RequirementRow {
  /** Stable id: clause, slash, item, such as `8.2/mfa`. */
  readonly id: string;
  readonly clause: string;
  readonly expected: ExpectedKind;
  /** The term by which people call it. */
  readonly title: Bilingual;
  /** What is demanded, in our own words (the standard's sentences are its publisher's). */
  readonly summary: Bilingual;
}
