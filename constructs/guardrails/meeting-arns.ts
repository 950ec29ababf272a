/** Whether some ARN is taken in by two patterns, part by part. What is no whole ARN is compared as it stands. */
export function meet(one: string, other: string): boolean {
  const [parts, others] = [arnParts(one), arnParts(other)];
  return parts && others
    ? parts.every((part, index) => overlap(part, others[index] ?? ''))
    : overlap(widened(one), widened(other));
}

/** Whether some text is taken in by both of two patterns with `*` and `?`. */
function overlap(one: string, other: string): boolean {
  // reached[i][j]: some text is taken in by the first i characters of the one and the first j of the other
  const reached = Array.from({ length: one.length + 1 }, () => new Array<boolean>(other.length + 1).fill(false));
  const at = (i: number, j: number): boolean => (i < 0 || j < 0 ? false : (reached[i]?.[j] ?? false));
  for (let i = 0; i <= one.length; i++) {
    for (let j = 0; j <= other.length; j++) {
      const [a, b] = [one[i - 1], other[j - 1]];
      const isStar = a === '*' || b === '*';
      const isSame = a === b || a === '?' || b === '?';
      const row = reached[i];
      if (row) {
        row[j] = (i === 0 && j === 0) || (isStar ? starred(at, i, j, a, b) : isSame && at(i - 1, j - 1));
      }
    }
  }
  return at(one.length, other.length);
}

/** A `*` takes in nothing, or one more character of the other pattern. */
const starred = (
  at: (i: number, j: number) => boolean,
  i: number,
  j: number,
  a: string | undefined,
  b: string | undefined,
): boolean => (a === '*' && (at(i - 1, j) || at(i, j - 1))) || (b === '*' && (at(i, j - 1) || at(i - 1, j)));

/** What varies stands for anything: `${Account}` of the reference, `${aws:username}` of a policy. */
export const widened = (text: string): string => text.replaceAll(/\$\{[^}]*\}|<[^>]*>/g, '*');

function arnParts(arn: string): readonly string[] | undefined {
  const parts = widened(arn).split(':');
  return parts.length < 6 ? undefined : [...parts.slice(0, 5), parts.slice(5).join(':')];
}
