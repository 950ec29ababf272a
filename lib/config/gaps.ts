import type { Fault, Path } from './problem';

/** What of a configuration is not known, since it is ill-formed or could not be read. */
export interface Gap {
  readonly path: Path;
  /** `value`: nothing is known of what stands there. `rest`: what is known stands, but more belongs to it. */
  readonly lacks: 'value' | 'rest';
}

/** Whether a fault would be one too if everything were known: it is not of a gap, nor of a collection that has one. */
export function standsDespite(gaps: readonly Gap[]): (fault: Fault) => boolean {
  const unknown = new Set(gaps.filter(({ lacks }) => lacks === 'value').map(({ path }) => JSON.stringify(path)));
  return (fault) => {
    if (beginnings(fault.path).some((path) => unknown.has(JSON.stringify(path)))) return false;
    const lacking = lackingOf(fault);
    return !lacking.some((pattern) => gaps.some(({ path }) => isPartOf(pattern, path)));
  };
}

const beginnings = (path: Path): readonly Path[] => [...path.map((_, index) => path.slice(0, index)), path];

/** Of a missing key it is the key. */
const lackingOf = ({ code, path, lacks }: Fault): readonly Path[] => lacks ?? (code === 'missing-key' ? [path] : []);

const isPartOf = (pattern: Path, gap: Path): boolean =>
  gap.length <= pattern.length && gap.every((part, index) => pattern[index] === part || pattern[index] === '*');
