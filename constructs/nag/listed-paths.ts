import type { Resource } from './template';

/** The paths that a pattern stands for: `Replicas.*.Tags` is one for each replica. */
export function listedPaths(resource: Resource, pattern: string): readonly string[] {
  const [list, rest] = pattern.split('.*.');
  if (list === undefined || rest === undefined) return [pattern];
  return resource.list(list).map((_, index) => `${list}.${index}.${rest}`);
}
