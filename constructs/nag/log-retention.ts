/**
 * Days for which every log is kept at least: the six months of the Cybersecurity Law of China, which
 * `8.6/log-retention#minimum-period` counts as 183 days.
 */
export const LEAST_LOG_RETENTION_DAYS = 183;
