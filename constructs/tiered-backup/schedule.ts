import { Duration } from 'aws-cdk-lib';

/** AWS Backup starts a job within a window after the scheduled time, of at least an hour. */
export const START_WINDOW = Duration.hours(1);

/** How close to the present point-in-time recovery comes: five minutes for RDS, fifteen for S3. */
const CONTINUOUS_LAG = Duration.minutes(15);

/** Intervals between snapshots, the longest first; times are UTC. */
const INTERVALS: readonly { readonly every: Duration; readonly cron: string }[] = [
  { every: Duration.days(7), cron: 'cron(0 18 ? * SUN *)' },
  { every: Duration.days(1), cron: 'cron(0 18 * * ? *)' },
  { every: Duration.hours(12), cron: 'cron(0 6/12 * * ? *)' },
  { every: Duration.hours(6), cron: 'cron(0 0/6 * * ? *)' },
  { every: Duration.hours(4), cron: 'cron(0 0/4 * * ? *)' },
  { every: Duration.hours(2), cron: 'cron(0 0/2 * * ? *)' },
  { every: Duration.hours(1), cron: 'cron(0 * * * ? *)' },
];

/** How a recovery point objective is reached. */
export interface Schedule {
  /** When snapshots are due. */
  readonly cron: string;
  /** True where no snapshot comes often enough, so that changes are kept between them. */
  readonly continuous: boolean;
}

/**
 * The fewest snapshots that reach a recovery point objective: the interval, and the window within which a job starts, must fit
 * into it. Where even hourly snapshots do not, continuous backup with hourly snapshots does, for the stores that have it.
 *
 * @returns undefined when no backup comes that close, and the store must be replicated instead
 */
export function scheduleFor(objective: Duration): Schedule | undefined {
  const minutes = objective.toMinutes();
  const fitting = INTERVALS.find(({ every }) => every.toMinutes() + START_WINDOW.toMinutes() <= minutes);
  if (fitting) return { cron: fitting.cron, continuous: false };
  if (minutes < CONTINUOUS_LAG.toMinutes()) return undefined;
  return { cron: 'cron(0 * * * ? *)', continuous: true };
}
