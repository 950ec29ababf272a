import type { SimulationRow } from '../../evidence/simulation';
import type { Attack } from './attack';
import { ATTACKS } from './attacks';
import { DETECTED, type DetectedTechnique } from './detected-techniques';
import { ESCALATIONS } from './escalations';
import { ORDINARY_WORK } from './ordinary-work';
import { PERIMETER_ATTACKS } from './perimeter-attacks';

/** What is tried or detected, and under which heading reports show it. */
export type MatrixRow = (Attack | DetectedTechnique) & Pick<SimulationRow, 'family'>;

/**
 * Every row of the matrix: attacks, ways to more rights, attempts to pass the data perimeter, what detection alone can meet, and
 * what has to stay possible.
 */
export const MATRIX: readonly MatrixRow[] = [
  ...ATTACKS.map((row) => ({ ...row, family: 'attack' as const })),
  ...ESCALATIONS.map((row) => ({ ...row, family: 'escalation' as const })),
  ...PERIMETER_ATTACKS.map((row) => ({ ...row, family: 'perimeter' as const })),
  ...DETECTED.map((row) => ({ ...row, family: 'detection' as const })),
  { ...ORDINARY_WORK, family: 'work' },
];
