import type { Bilingual } from '../../../constructs/standard';
import { daysBetween } from '../calendar';
import type { Fault, Path } from '../problem';

/** Days before an end from which it is told. */
const NOTICE_DAYS = 31;

/** What ends, and what is then to be done. */
export interface Ending extends Pick<Fault, 'mend' | 'requirement'> {
  /** Kind of thing, as codes have it: `domain`. */
  readonly code: string;
  readonly what: Bilingual;
}

/** An error for what is past its last day, and a warning for what soon will be. */
export function* endFaults(
  { code, what, ...rest }: Ending,
  expires: string,
  path: Path,
  asOf: string,
): Iterable<Fault> {
  const daysLeft = daysBetween(asOf, expires);
  if (daysLeft > NOTICE_DAYS) return;
  if (daysLeft < 0) {
    const message = { en: `was ${expires}: ${what.en} is past its end`, zh: `为 ${expires}，${what.zh}已过期` };
    yield { ...rest, path, code: `expired-${code}`, message };
    return;
  }
  const message = {
    en: `is ${expires}, in ${daysLeft} days: from the day after, nothing can be synthesized`,
    zh: `为 ${expires}，剩余 ${daysLeft} 天，次日起将无法合成`,
  };
  yield { ...rest, path, code: `${code}-expires-soon`, severity: 'warning', message };
}
