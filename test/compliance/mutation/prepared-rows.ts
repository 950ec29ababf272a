import type { MatrixRow } from '../../../lib/proofs/policy/matrix';
import { rowOf, type TrialsAt, trialsOf } from '../../../lib/proofs/policy/policy-simulation';

/**
 * How rows come out on the stages of one organization whose guardrails change. Who asks what follows of the scene: it is prepared once
 * for each, and serves every stage with that scene.
 */
export function preparedRows(): typeof rowOf {
  const known = new Map<string, Map<MatrixRow, TrialsAt>>();
  return (row, stage) => {
    const scene = JSON.stringify(stage.scene);
    const byRow = known.get(scene) ?? new Map<MatrixRow, TrialsAt>();
    known.set(scene, byRow);
    const trials = byRow.get(row) ?? trialsOf(row, stage);
    byRow.set(row, trials);
    return rowOf(row, stage, trials);
  };
}
