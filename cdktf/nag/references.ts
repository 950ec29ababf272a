import type { Resource } from '../../constructs/nag/template';

/**
 * True where the value at a path refers to a resource, or to something within it, such as
 * `${azurerm_storage_account.logs.id}/blobServices/default`.
 */
export const refersTo = (resource: Resource, path: string, target: Resource): boolean =>
  resource.text(path).startsWith(`\${${target.id}.`);

/** Resources of a type whose value at a path refers to a resource or to something within it. */
export const referring = (target: Resource, type: string, path: string): readonly Resource[] =>
  target.template.ofType(type).filter((other) => refersTo(other, path, target));

/** Resources of a type that name another: by reference to its name, or by the name as it is written. */
export const naming = (target: Resource, type: string, path: string): readonly Resource[] =>
  target.template
    .ofType(type)
    .filter(
      (other) => refersTo(other, path, target) || (target.has('name') && other.text(path) === target.text('name')),
    );
