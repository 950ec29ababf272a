import { requirements } from '../../constructs/standard';
import type { Supplier } from './schema';

/** Who can answer for a control. */
export const PARTIES = ['organisation', 'supplier', 'provider'] as const;
export type Party = (typeof PARTIES)[number];

export type Matrix = Readonly<Record<Party, readonly string[]>>;

/** The clouds in which a supplier's service can run. */
export type ServiceCloud = keyof NonNullable<Supplier['responsibilities']>;

/**
 * The controls that somebody has to answer for: what clause 8 wants deployed, or inherited from a cloud provider. The
 * other clauses are the management system itself, which an organisation cannot hand to others.
 */
export const SHARED_CONTROLS: readonly string[] = requirements
  .filter(({ id, expected }) => id.startsWith('8.') && expected !== 'organisational')
  .map(({ id }) => id);

const clauseOf = (control: string): string => control.split('/')[0] ?? control;

/** The clauses of those controls. */
export const SHARED_CLAUSES: readonly string[] = [...new Set(SHARED_CONTROLS.map(clauseOf))];

/** Who answers for a control: who is named for it, or else for its clause. More than one is one too many. */
export function partiesFor(control: string, matrix: Matrix): readonly Party[] {
  const named = PARTIES.filter((party) => matrix[party].includes(control));
  return named.length > 0 ? named : PARTIES.filter((party) => matrix[party].includes(clauseOf(control)));
}

/** Controls that nobody answers for. */
export const unassigned = (matrix: Matrix): readonly string[] =>
  SHARED_CONTROLS.filter((control) => partiesFor(control, matrix).length === 0);

/** Controls that several answer for, so that each can leave them to the other. */
export const disputed = (matrix: Matrix): readonly string[] =>
  SHARED_CONTROLS.filter((control) => partiesFor(control, matrix).length > 1);

/** The matrix of each cloud that the service of a supplier uses. */
export function matricesOf({ responsibilities = {} }: Pick<Supplier, 'responsibilities'>) {
  return (Object.entries(responsibilities) as [ServiceCloud, Matrix | undefined][]).flatMap(([cloud, matrix]) =>
    matrix ? [{ cloud, matrix }] : [],
  );
}
