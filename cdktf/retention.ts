import { LEAST_LOG_RETENTION_DAYS } from '../constructs/nag/log-retention';

/**
 * Days that logs are kept, the least allowed where left out.
 * @throws when shorter than the law allows.
 */
export function requireRetention(days: number | undefined, path: string): number {
  const kept = days ?? LEAST_LOG_RETENTION_DAYS;
  if (Number.isInteger(kept) && kept >= LEAST_LOG_RETENTION_DAYS) return kept;
  throw new Error(
    `${path}: retention of ${kept} days is shorter than the ${LEAST_LOG_RETENTION_DAYS} that 8.6/log-retention needs. Leave it out, or give more.`,
  );
}
