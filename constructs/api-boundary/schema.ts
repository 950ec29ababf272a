/** What API Gateway checks a body against: JSON Schema, draft 4. */
export interface JsonSchema {
  readonly type: 'array' | 'boolean' | 'integer' | 'null' | 'number' | 'object' | 'string';
  readonly description?: string;
  /** Values that it may have. A text that has such a list needs no other limit. */
  readonly enum?: readonly unknown[];
  /** Of an object: what may be in it. */
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  /** Of an object: what has to be in it. */
  readonly required?: readonly string[];
  /** Of an object: always false, so that nothing unknown passes. */
  readonly additionalProperties?: false;
  /** Of a list: what is in it. */
  readonly items?: JsonSchema;
  readonly minItems?: number;
  /** Of a list. */
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly minLength?: number;
  /** Of a text, in characters. */
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly format?: string;
  /** Of a number. */
  readonly minimum?: number;
  /** Of a number. */
  readonly maximum?: number;
  readonly multipleOf?: number;
}

const DRAFT = 'http://json-schema.org/draft-04/schema#';

/** Words that are understood: whatever else stands in a schema could let through what the others keep out. */
const WORDS = new Set([
  ...['type', 'description', 'enum', 'properties', 'required', 'additionalProperties', 'items', 'minItems', 'maxItems'],
  ...['uniqueItems', 'minLength', 'maxLength', 'pattern', 'format', 'minimum', 'maximum', 'multipleOf'],
]);

/** What each type has to say so that nothing unbounded or unknown is taken. */
const DEMANDS: Readonly<Record<JsonSchema['type'], (schema: JsonSchema) => string | undefined>> = {
  boolean: () => undefined,
  null: () => undefined,
  string: ({ maxLength, enum: values }) =>
    isCount(maxLength) || values !== undefined ? undefined : 'has no maxLength, so that it may be of any size',
  integer: bounded,
  number: bounded,
  array: ({ items, maxItems }) => {
    if (items === undefined) return 'has no items, so that anything may be in it';
    return isCount(maxItems) ? undefined : 'has no maxItems, so that it may be of any size';
  },
  object: ({ properties, additionalProperties }) => {
    if (properties === undefined) return 'has no properties, so that it says nothing of what is in it';
    return additionalProperties === false
      ? undefined
      : 'does not set additionalProperties to false, so that unknown fields pass';
  },
};

function bounded({ minimum, maximum, enum: values }: JsonSchema): string | undefined {
  if (values !== undefined || (Number.isFinite(minimum) && Number.isFinite(maximum))) return undefined;
  return 'has no minimum and maximum, so that any number passes';
}

const isCount = (value: unknown): boolean => Number.isInteger(value) && Number(value) >= 0;

/**
 * Where a schema lets through what nobody expects, and how: `body.lines has no maxItems, …`; undefined where it does not.
 * @param at path that tells a person where
 */
export function looseEnd(schema: JsonSchema, at = 'body'): string | undefined {
  const strange = Object.keys(schema).find((word) => !WORDS.has(word));
  if (strange !== undefined) return `${at} says ${strange}, of which it is not known what it lets through`;
  const demand = Object.hasOwn(DEMANDS, schema.type) ? DEMANDS[schema.type] : undefined;
  if (demand === undefined) return `${at} has no type`;
  const loose = demand(schema);
  if (loose !== undefined) return `${at} ${loose}`;
  const inner = Object.entries(schema.properties ?? {}).map(([name, part]) => looseEnd(part, `${at}.${name}`));
  return [...inner, schema.items && looseEnd(schema.items, `${at}[]`)].find((one) => one !== undefined);
}

/** A schema as API Gateway takes it for a model. */
export const modelOf = (schema: JsonSchema): object => ({ $schema: DRAFT, ...schema });
