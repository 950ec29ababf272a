/** An event of CloudTrail or of a log, or a part of one. */
export type LoggedEvent = Readonly<Record<string, unknown>>;

/**
 * The values at a selector of an event, `[0]` and `[*]` included: none where there is no such field, and `null` where it
 * has that.
 */
export function valuesAt(event: LoggedEvent, selector: string): readonly unknown[] {
  const steps = selector
    .replace(/\.?\['([^']+)'\]/g, (_, key: string) => `.${key.replaceAll('.', '\0')}`)
    .replaceAll('[', '.[')
    .split('.')
    .filter((step) => step !== '');
  return steps
    .reduce<readonly unknown[]>((found, step) => found.flatMap((value) => inside(value, step)), [event])
    .filter((value) => value !== undefined);
}

function inside(value: unknown, step: string): readonly unknown[] {
  if (typeof value !== 'object' || value === null) return [];
  const [, index] = /^\[(.+)\]$/.exec(step) ?? [];
  if (index !== undefined && !Array.isArray(value)) return [];
  if (index === '*' || step === '*') return Object.values(value);
  return [(value as Readonly<Record<string, unknown>>)[index ?? step.replaceAll('\0', '.')]];
}
