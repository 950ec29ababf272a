import { isAnyone } from './callers';
import type { Statement } from './policy';

/** True for a denial of whatever does not come over TLS, whoever sends it: each further condition would let something through. */
export function deniesClearText({ effect, principals, conditions }: Statement): boolean {
  const narrowing = Object.entries(conditions).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => `${operator} ${key} ${values.join()}`),
  );
  return (
    effect === 'Deny' &&
    principals.some(isAnyone) &&
    narrowing.length === 1 &&
    /^Bool(IfExists)? aws:securetransport false$/.test(narrowing.join())
  );
}
