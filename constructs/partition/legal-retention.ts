import type { Bilingual } from '../standard';
import type { Source } from './source';

/** A period that a law sets, for a kind of record. */
export interface LegalPeriod {
  /** How long at least. */
  readonly days: number;
  /** Its name and article. */
  readonly law: Bilingual;
  /** Day from which the law has held in this form. */
  readonly since: string;
  /** Where the law stands. */
  readonly source: Source;
}

/** The shortest periods that hold for everybody in scope; contracts and regulators of a trade may demand more. */
export const legalPeriods = {
  /**
   * Network logs; session recordings are kept as long. Six months, which `8.6/log-retention#minimum-period` counts as 183 days.
   *
   * The article stood as 21 (3) until 2025. Its new number follows from the two articles, 3 and 20, that the amendment put in
   * before it; the amended text itself was not at hand.
   */
  logs: {
    days: 183,
    law: { en: 'Cybersecurity Law of China, article 23 (3)', zh: '《网络安全法》第二十三条第（三）项' },
    since: '2026-01-01',
    source: { url: 'https://flk.npc.gov.cn/', checked: 'unverified' },
  },
  /** Impact assessments and records of processing personal information. Three years. */
  personalProcessing: {
    days: 1095,
    law: { en: 'Personal Information Protection Law of China, article 56', zh: '《个人信息保护法》第五十六条' },
    since: '2021-11-01',
    source: {
      url: 'https://flk.npc.gov.cn/',
      checked: '2026-11-23',
      edition: 'the English translation at personalinformationprotectionlaw.com',
    },
  },
} as const satisfies Readonly<Record<string, LegalPeriod>>;

/** Days for which every log and session recording is kept at least, in whatever cloud. */
export const SHORTEST_LOG_RETENTION_DAYS = legalPeriods.logs.days;

/**
 * @param days for which logs or recordings are to be kept
 * @param path of the construct that keeps them
 * @throws when that is shorter than the law allows, or no whole number.
 */
export function requireLogRetention(days: number, path: string): void {
  if (Number.isInteger(days) && days >= SHORTEST_LOG_RETENTION_DAYS) return;
  throw new Error(
    `${path}: retention of ${days} days is shorter than the ${SHORTEST_LOG_RETENTION_DAYS} that 8.6/log-retention#minimum-period needs. Leave it out, or give more.`,
  );
}
