import { SHORTEST_LOG_RETENTION_DAYS } from '../../constructs/partition/legal-retention';
import { DEFAULT_BACKUP_RETENTION_DAYS, defaultTiers } from './sections/continuity';
import { defaultDataClasses } from './sections/data';

type Written = Readonly<Record<string, unknown>>;

const isMapping = (value: unknown): value is Written =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * What a configuration leaves out follows its `retention.minimum`: whoever keeps everything for two years does not have to
 * write out the ready-made classes and tiers. What is written stays as it is, and is checked.
 */
export function withRaisedDefaults(written: unknown): unknown {
  const minimum = isMapping(written) && isMapping(written['retention']) ? written['retention']['minimum'] : undefined;
  if (!isMapping(written) || typeof minimum !== 'number' || minimum <= SHORTEST_LOG_RETENTION_DAYS) return written;
  return {
    ...written,
    ...(written['dataClasses'] === undefined && { dataClasses: raisedClasses(minimum) }),
    ...raisedContinuity(written['continuity'], minimum),
  };
}

const raisedClasses = (minimum: number): typeof defaultDataClasses =>
  defaultDataClasses.map(({ handling: { retention, longest, ...handling }, ...rest }) => ({
    ...rest,
    handling: {
      ...handling,
      retention: Math.max(retention, minimum),
      ...(longest !== undefined && { longest: Math.max(longest, minimum) }),
    },
  }));

/** Nothing where it is no mapping: the schema tells of that. */
function raisedContinuity(continuity: unknown, minimum: number): { readonly continuity?: unknown } {
  if (continuity !== undefined && !isMapping(continuity)) return {};
  const { tiers = defaultTiers } = continuity ?? {};
  if (!Array.isArray(tiers)) return {};
  const backupRetention = Math.max(DEFAULT_BACKUP_RETENTION_DAYS, minimum);
  const raised = tiers.map((tier: unknown) => (isMapping(tier) ? { backupRetention, ...tier } : tier));
  return { continuity: { ...continuity, tiers: raised } };
}
