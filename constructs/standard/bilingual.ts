/** A text that an auditor sees: Chinese and English are equals. */
export interface Bilingual {
  readonly en: string;
  readonly zh: string;
}
