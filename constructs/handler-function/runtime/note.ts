/**
 * Writes one line of JSON to the function's log. Metric filters read it there, which match a whole line: `console.log` would put a
 * time and a request id before it.
 *
 * @param event kebab case: what a metric filter looks for
 */
export function note(event: string, details: Readonly<Record<string, unknown>> = {}): void {
  process.stdout.write(`${JSON.stringify({ event, ...details })}\n`);
}

/** What an error says, whatever was thrown. */
export const messageOf = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message}` : String(error);
