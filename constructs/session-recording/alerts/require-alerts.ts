import type { DefaultAlert } from './default-alerts';
import { obstacleOf } from './pattern';

const SEVERITIES: readonly string[] = ['notice', 'alarm', 'end'] satisfies readonly DefaultAlert['severity'][];

/** @throws when the recorder could not look for an alert: it would not start, and nobody could enter. */
export function requireAlerts(alerts: readonly Omit<DefaultAlert, 'reason'>[], path: string): void {
  for (const { name, pattern, severity } of alerts) {
    const obstacle =
      obstacleOf(pattern)?.en ?? (SEVERITIES.includes(severity) ? undefined : `has no such severity as ${severity}`);
    if (obstacle === undefined) continue;
    throw new Error(
      `${path}: the alert '${name}' (${pattern}) ${obstacle}, so that no recorder would start, which 8.6/traceability#command-events needs. Correct it.`,
    );
  }
}
