import type { CheckReport } from '../evidence/requirement-status';
import type { Cloud } from '../evidence/subject';

/** A check with the clouds in which it comes to the same. */
export interface MergedCheck {
  readonly check: string;
  /** Absent where nothing was judged. */
  readonly state?: CheckReport['state'];
  readonly clouds: readonly Cloud[];
}

export function merged(checks: readonly CheckReport[]): readonly Required<MergedCheck>[] {
  const lines = new Map<string, Required<MergedCheck>>();
  for (const { check, state, cloud } of checks) {
    const key = `${check} ${state}`;
    lines.set(key, { check, state, clouds: [...(lines.get(key)?.clouds ?? []), cloud] });
  }
  return [...lines.values()];
}
