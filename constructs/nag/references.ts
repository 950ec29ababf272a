import { type Resource, Unresolved } from './template';

/**
 * Whether a text is but a reference to a resource of the same template, such as `${Role.Arn}`, which is then an exact name.
 * @throws Unresolved when it is but a reference to anything else: a parameter may hold a wildcard.
 */
export function refersToResource(text: string, from: Resource, path: string): boolean {
  const [, id] = /^\$\{(?!aws:)([^}]+)\}$/.exec(text) ?? [];
  if (id === undefined) return false;
  if (from.template.find(id.split('.')[0] ?? '')) return true;
  throw new Unresolved(path);
}
