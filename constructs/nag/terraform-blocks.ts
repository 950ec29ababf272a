import { isObject } from './intrinsics';

/** A resource of a Terraform configuration in JSON. */
export interface TerraformBlock {
  readonly type: string;
  readonly name: string;
  /** `type.name` */
  readonly id: string;
  /** Anything else than an object is no block. */
  readonly body: unknown;
}

/** A comment, wherever a label may stand. */
const COMMENT = '//';

/**
 * The resources of a configuration. Terraform takes an object for each level of labels, or a list of objects that together say the same.
 * Where something else stands, type or name is empty and the body is what stands there.
 * @see https://developer.hashicorp.com/terraform/language/syntax/json#nested-block-mapping
 */
export function terraformBlocks(document: unknown): readonly TerraformBlock[] {
  const resource = isObject(document) ? document['resource'] : undefined;
  if (resource === undefined) return [];
  return labelled(resource).flatMap(([type, named]) =>
    (type === '' ? [['', named] as const] : labelled(named)).map(([name, body]) => ({
      type,
      name,
      id: `${type}.${name}`,
      body: Array.isArray(body) ? body[0] : body,
    })),
  );
}

function labelled(value: unknown): readonly (readonly [label: string, value: unknown])[] {
  const levels: readonly unknown[] = Array.isArray(value) ? value : [value];
  return levels.flatMap((level): [string, unknown][] =>
    isObject(level) ? Object.entries(level).filter(([label]) => label !== COMMENT) : [['', level]],
  );
}
