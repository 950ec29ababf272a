import type { Report } from './report';

/** `report.json`: one fact a line would be large, one line would be unreadable in a diff; indented by one it is neither. */
export const jsonReport = (report: Report): string => `${JSON.stringify(report, null, 1)}\n`;
