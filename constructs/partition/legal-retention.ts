import type { Bilingual } from '../standard';
import type { Source } from './source';

/** A period that a law sets, for a kind of record. */
export interface LegalPeriod {
  readonly days: number;
  readonly law: Bilingual;
  /** Day from which the law has held in this form. */
  readonly since: string;
  readonly source: Source;
}

/** The shortest periods that hold for everybody in scope; contracts and regulators of a trade may demand more. */
export const legalPeriods = {
  /** Network logs; session recordings are kept as long. Six months. */
  logs: {
    days: 183,
    law: { en: 'Cybersecurity Law of China, article 23 (3)', zh: '《网络安全法》第二十三条第（三）项' },
    since: '2026-01-01',
    source: { url: 'https://flk.npc.gov.cn/', checked: '2026-11-23' },
  },
  /** Impact assessments and records of processing personal information. Three years. */
  personalProcessing: {
    days: 1095,
    law: { en: 'Personal Information Protection Law of China, article 56', zh: '《个人信息保护法》第五十六条' },
    since: '2021-11-01',
    source: { url: 'https://flk.npc.gov.cn/', checked: '2026-11-23' },
  },
} as const satisfies Readonly<Record<string, LegalPeriod>>;
