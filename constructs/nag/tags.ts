import { isIntrinsic, isObject } from './intrinsics';
import { type Resource, Unresolved } from './template';

/**
 * The value of a resource's tag, or undefined where it has none. Types spell tags as a list of `Key` and `Value` or as a map.
 *
 * @param key without dots
 * @param path where the type keeps its tags
 * @throws Unresolved when the tags, or the value, are known at deployment only.
 */
export function tagOf(resource: Resource, key: string, path = 'Tags'): string | undefined {
  const tags = resource.raw(path);
  if (isIntrinsic(tags)) throw new Unresolved(path);
  const at = Array.isArray(tags) ? placeOf(key, tags, path) : `${path}.${key}`;
  const value = at === undefined ? undefined : resource.literal(at);
  return value === undefined ? undefined : String(value);
}

/** Where the value of a tag stands in a list of tags. */
function placeOf(key: string, tags: readonly unknown[], path: string): string | undefined {
  const index = tags.findIndex((tag) => isObject(tag) && tag['Key'] === key);
  if (index >= 0) return `${path}.${index}.Value`;
  if (tags.some((tag) => isIntrinsic(tag) || (isObject(tag) && isIntrinsic(tag['Key'])))) throw new Unresolved(path);
  return undefined;
}
