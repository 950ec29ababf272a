import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { LandingZoneConfig } from '../config/schema';

/** CloudWatch Logs keeps groups for one of a list of periods only. */
const PERIODS = Object.values(RetentionDays)
  .filter((value): value is number => typeof value === 'number' && value < RetentionDays.INFINITE)
  .sort((a, b) => a - b);

/** The shortest period that CloudWatch Logs offers and that is no shorter than recordings must be kept. */
export const streamedRetention = ({ retention }: LandingZoneConfig): RetentionDays =>
  PERIODS.find((days) => days >= retention.recordings) ?? RetentionDays.INFINITE;
