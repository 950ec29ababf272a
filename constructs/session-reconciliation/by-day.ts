/** The index's secondary index by day. */
export const BY_DAY = 'by-day';
