import { type Comparison, type Discrepancy, since } from './discrepancies';
import { type Deployed, identityOf, type Placed, placeKey } from './inventory';

/** What stands, and how each resource compared with its template right after it was made. */
export interface Stood {
  readonly resources: readonly Deployed[];
  readonly comparison: Comparison;
}

/**
 * How each resource compared with its template right after it was made: now, for those that this deployment has made; as was
 * told then, for those that stood before. What somebody changed in between is nothing that the emulator has lost.
 */
export function asMade(before: Stood | undefined, resources: readonly Deployed[], now: Comparison): Comparison {
  const known = new Set(before?.resources.map(identityOf));
  const stood = new Set(resources.filter((resource) => known.has(identityOf(resource))).map(placeKey));
  const told = <Told extends Placed>(fresh: readonly Told[], then: readonly Told[] = []): readonly Told[] => [
    ...fresh.filter((one) => !stood.has(placeKey(one))),
    ...then.filter((one) => stood.has(placeKey(one))),
  ];
  return {
    read: now.read,
    unread: told(now.unread, before?.comparison.unread),
    discrepancies: told(now.discrepancies, before?.comparison.discrepancies),
  };
}

/** In what resources that were retained, and stand again, deviate now and did not before. An import changes nothing of a resource. */
export function takenOver(
  retained: Stood | undefined,
  resources: readonly Deployed[],
  { discrepancies }: Comparison,
): readonly Discrepancy[] {
  if (!retained) return [];
  const known = new Set(retained.resources.map(identityOf));
  const again = new Set(resources.filter((resource) => known.has(identityOf(resource))).map(placeKey));
  return since(discrepancies, retained.comparison.discrepancies).filter((one) => again.has(placeKey(one)));
}

/**
 * By identity of a resource, the paths at which the emulator kept nothing of what the template says. Where it made something
 * else of a property, that is no gap in what is known.
 */
export function notKeptOf({ resources, comparison }: Stood): ReadonlyMap<string, readonly string[]> {
  const paths = new Map<string, Set<string>>();
  for (const one of comparison.discrepancies) {
    if (!one.obeyed || one.missing === undefined) continue;
    paths.set(placeKey(one), (paths.get(placeKey(one)) ?? new Set()).add(one.missing));
  }
  return new Map(resources.map((resource) => [identityOf(resource), [...(paths.get(placeKey(resource)) ?? [])]]));
}

/** Whether all that stands was told of when a deployment came to its end: otherwise one has not. */
export function isAccountedFor(standing: readonly Deployed[], before: Stood | undefined): boolean {
  const known = new Set(before?.resources.map(identityOf));
  return standing.every((resource) => known.has(identityOf(resource)));
}
