import type { Bilingual, RequirementId } from '../../constructs/standard';

/** One thing to do, or to know, before, during or after the deployment. */
export interface Step {
  readonly title: Bilingual;
  /** One line. */
  readonly why: Bilingual;
  /** What to paste into a shell (bash), in order. Empty where there is only something to know. */
  readonly commands?: readonly string[];
  /** Figures and rules, a line each. */
  readonly details?: readonly Bilingual[];
  /** Account or subscription in which it is done. */
  readonly account?: string;
  readonly region?: string;
  /** What it is needed for. */
  readonly requirement?: RequirementId;
}

export interface Section {
  readonly title: Bilingual;
  readonly steps: readonly Step[];
}

/** A step with its number, `2.3`: the third of the second section. */
export interface NumberedStep extends Step {
  readonly step: string;
  readonly section: Bilingual;
}

export const numbered = (sections: readonly Section[]): readonly NumberedStep[] =>
  sections.flatMap(({ title, steps }, section) =>
    steps.map((step, index) => ({ ...step, step: `${section + 1}.${index + 1}`, section: title })),
  );

/** A line that reads the same in both languages: a name with a figure, an address. */
export const same = (text: string): Bilingual => ({ en: text, zh: text });
