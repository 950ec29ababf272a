import type { SimulationRow } from '../../evidence/simulation';
import type { Attack } from './attack';
import { ATTACKS } from './attacks';
import { DETECTED, type DetectedTechnique } from './detected-techniques';
import { ESCALATIONS } from './escalations';

/** What is tried or detected, and under which heading reports show it. */
export type MatrixRow = (Attack | DetectedTechnique) & Pick<SimulationRow, 'family'>;

/** Every row of the matrix: attacks, ways to more rights, and what detection alone can meet. */
export const MATRIX: readonly MatrixRow[] = [
  ...ATTACKS.map((row) => ({ ...row, family: 'attack' as const })),
  ...ESCALATIONS.map((row) => ({ ...row, family: 'escalation' as const })),
  ...DETECTED.map((row) => ({ ...row, family: 'detection' as const })),
];
