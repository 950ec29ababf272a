const DAYS_PER_UNIT: Readonly<Record<string, number>> = { Y: 365, M: 31, W: 7, D: 1 };

/** Days in an ISO 8601 duration of years, months, weeks and days, months taken at their longest; NaN for any other. */
export function daysOf(duration: string): number {
  if (!/^P(?=\d)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?$/.test(duration)) return Number.NaN;
  const parts = [...duration.matchAll(/(\d+)([YMWD])/g)];
  return parts.reduce((days, [, count, unit = '']) => days + Number(count) * (DAYS_PER_UNIT[unit] ?? 0), 0);
}
