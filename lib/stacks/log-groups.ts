import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { LandingZoneConfig } from '../config/schema';

/** CloudWatch Logs keeps groups for one of a list of periods only. */
const PERIODS = Object.values(RetentionDays)
  .filter((value): value is number => typeof value === 'number' && value < RetentionDays.INFINITE)
  .sort((a, b) => a - b);

/** The shortest period that CloudWatch Logs offers and that is no shorter than so many days. */
const atLeast = (needed: number): RetentionDays => PERIODS.find((days) => days >= needed) ?? RetentionDays.INFINITE;

/** How long streamed sessions are kept: no shorter than recordings. */
export const streamedRetention = ({ retention }: LandingZoneConfig): RetentionDays => atLeast(retention.recordings);

/** How long events of the trail and what handlers tell stay in their log groups: no shorter than logs. */
export const logRetention = ({ retention }: LandingZoneConfig): RetentionDays => atLeast(retention.logs);
