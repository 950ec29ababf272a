import type { Source } from './source';

/** How the recovery region stands by. */
export type RecoveryStrategy = 'backup-restore' | 'pilot-light' | 'warm-standby' | 'active-active';

/** The best that a strategy can be expected to reach, in minutes: what to plan with until drills have measured better. */
export interface Attainable {
  /** From the loss of the home region until the service answers again. */
  readonly rtoMinutes: number;
  /** Without backups: lag of the replication; undefined where the interval of the backups decides. */
  readonly rpoMinutes: number | undefined;
}

/** The orders of magnitude (hours, tens of minutes, minutes, near zero) are those of the source; the figures are ours. */
export const attainable: Readonly<Record<RecoveryStrategy, Attainable>> = {
  'backup-restore': { rtoMinutes: 240, rpoMinutes: undefined },
  'pilot-light': { rtoMinutes: 30, rpoMinutes: 10 },
  'warm-standby': { rtoMinutes: 10, rpoMinutes: 5 },
  'active-active': { rtoMinutes: 2, rpoMinutes: 1 },
};

/** Source of the orders of magnitude. */
export const attainableSource: Source = {
  url: 'https://docs.aws.amazon.com/whitepapers/latest/disaster-recovery-workloads-on-aws/disaster-recovery-options-in-the-cloud.html',
  checked: '2026-11-23',
  edition: 'summaries of the paper by others',
};

/** The shortest time between two backups of one plan that AWS Backup offers, in minutes. */
export const SHORTEST_BACKUP_INTERVAL_MINUTES = 60;

/** How long a backup takes from its start until its copy stands in the recovery region, in minutes. An assumption. */
export const BACKUP_COPY_MINUTES = 120;

/** How long people need to notice, decide and switch where nothing does it by itself, in minutes. An assumption. */
export const MANUAL_SWITCH_MINUTES = 60;
