import { createColors } from 'picocolors';
import type { DesignStatus } from '../evidence/facet-status';
import type { Report } from '../report/report';
import { summary } from '../report/summary';
import type { Io } from './io';

type Paint = (text: string) => string;

/** The summary, with colours where standard output shows them: statuses, and what is open. */
export function paintedSummary(report: Report, io: Pick<Io, 'colourOut' | 'lang'>): string {
  const text = summary(report, io.lang);
  if (!io.colourOut) return text;
  const colours = createColors(true);
  const columns = columnColours(colours);
  const findings = [
    { begins: '  ', paint: colours.red },
    { begins: 'Q/BJKB', paint: colours.bold },
  ];
  const line = (row: string): string => {
    if (row.startsWith('│')) return paintedRow(row, columns, colours.dim);
    if (/^[┌├└]/.test(row)) return colours.dim(row);
    return findings.find(({ begins }) => row.startsWith(begins))?.paint(row) ?? row;
  };
  return text.split('\n').map(line).join('\n');
}

/** In the order of the table's columns: clause, one for each status, all. */
function columnColours({ green, yellow, red, dim, cyan, bold }: ReturnType<typeof createColors>): readonly Paint[] {
  const statuses: Readonly<Record<DesignStatus, Paint>> = {
    met: green,
    partial: yellow,
    'not-met': red,
    'not-evaluated': dim,
    inherited: cyan,
    manual: cyan,
    'not-applicable': dim,
  };
  return [bold, ...Object.values(statuses), bold];
}

/** `│ 8.4 │ 2 │` with each cell in the colour of its column. */
function paintedRow(row: string, columns: readonly Paint[], border: Paint): string {
  const cells = row.split('│').slice(1, -1);
  const painted = cells.map((cell, index) => columns[index]?.(cell) ?? cell);
  return `${border('│')}${painted.join(border('│'))}${border('│')}`;
}
