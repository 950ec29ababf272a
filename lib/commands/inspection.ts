import type { Bilingual } from '../../constructs/standard/bilingual';
import { visibleLine } from '../report/visible';
import { UsageError, usageProblem } from './io';

/** Something about a file that the user named: what stands in the way of judging it, or what will not be judged. */
export interface Remark {
  /** As the user named it. */
  readonly file: string;
  readonly line?: number;
  readonly message: Bilingual;
}

/** What looking at the inputs has shown, before anything is judged. */
export interface Inspection {
  /** None of it can be judged while one of these stands. */
  readonly problems: readonly Remark[];
  /** Parts that will not be judged; a gate that is silent about them would lie. */
  readonly notJudged: readonly Remark[];
}

export const problem = (file: string, en: string, zh: string, line?: number): Inspection => ({
  problems: [remark(file, en, zh, line)],
  notJudged: [],
});

export const notJudged = (file: string, en: string, zh: string): Inspection => ({
  problems: [],
  notJudged: [remark(file, en, zh)],
});

const remark = (file: string, en: string, zh: string, line?: number): Remark => ({
  file,
  message: { en, zh },
  ...(line !== undefined && { line }),
});

export const fine: Inspection = { problems: [], notJudged: [] };

export const together = (inspections: readonly Inspection[]): Inspection => ({
  problems: inspections.flatMap(({ problems }) => problems),
  notJudged: inspections.flatMap((inspection) => inspection.notJudged),
});

/** `templates/web.yaml:12: …` */
export const told = ({ file, line, message }: Remark, lang: keyof Bilingual): string =>
  visibleLine(`${file}${line === undefined ? '' : `:${line}`}${lang === 'zh' ? '：' : ': '}${message[lang]}`);

/** More than these are of no use on a screen. */
const MOST_TOLD = 50;

/** Every problem at once. */
export function refusal(problems: readonly Remark[]): UsageError {
  const lines = (lang: keyof Bilingual): string =>
    problems
      .slice(0, MOST_TOLD)
      .map((found) => told(found, lang))
      .join('\n');
  const more = problems.length - MOST_TOLD;
  return new UsageError(
    {
      en: `${lines('en')}${more > 0 ? `\n… and ${more} more` : ''}`,
      zh: `${lines('zh')}${more > 0 ? `\n……另有 ${more} 个` : ''}`,
    },
    problems.map(({ message, ...place }) => usageProblem(message, { code: 'unusable-file', ...place })),
  );
}
