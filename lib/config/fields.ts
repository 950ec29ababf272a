import * as z from 'zod';
import { type FormatName, formats } from './formats';

/** A text of one of the written forms in `formats`. What does not have the form is not asked for more. */
export const text = (format: FormatName) => z.string().regex(formats[format].pattern, { error: format, abort: true });

/** Free text that people read: a reason, a description. Bounded, so that it fits a policy's description and a table's cell. */
export const prose = (longest = 500) => z.string().min(1).max(longest);

export const email = () => text('email');

/** A day that the calendar has: no 30 February. */
export const date = () => text('date').refine(isCalendarDay, 'date' satisfies FormatName);

function isCalendarDay(day: string): boolean {
  const time = Date.parse(day);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day);
}

/** A whole number of days, to a hundred years. */
export const days = (shortest = 1) => z.int().min(shortest).max(36_500);

const MINUTES_PER_UNIT: Readonly<Record<string, number>> = { m: 1, h: 60, d: 1440 };

/** `15m`, `4h`, `1d`; read as a number of minutes. */
export const duration = () =>
  text('duration').transform((written) => Number.parseInt(written, 10) * (MINUTES_PER_UNIT[written.slice(-1)] ?? 1));

/** An object in which a key that the schema does not know is an error. */
export const strict = z.strictObject;
