import * as z from 'zod';
import { formats } from '../lib/config/formats';
import { schema } from '../lib/config/schema';
import { accounts } from '../lib/config/sections/organization';

/** The part of JSON Schema that comes from the configuration's schema. */
export interface JsonSchema {
  readonly type?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: boolean | JsonSchema;
  readonly required?: readonly string[];
}

/** For editors: what they can check while somebody types. `isms validate` knows more. */
export function configurationSchema(): JsonSchema {
  const generated = z.toJSONSchema(schema, {
    io: 'input',
    target: 'draft-7',
    override({ zodSchema, jsonSchema }) {
      if (zodSchema === accounts) Object.assign(jsonSchema, withIncludes({ ...jsonSchema } as JsonSchema));
    },
  }) as JsonSchema;
  return {
    ...generated,
    // profile decides which of the two sections is needed
    ...{
      allOf: [needs('single-account', 'account', 'organization'), needs('organization', 'organization', 'account')],
    },
  };
}

const needs = (profile: string, section: string, other: string) => ({
  if: { properties: { profile: { const: profile } }, required: ['profile'] },
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
  then: { required: [section], properties: { [other]: false } },
});

/** Accounts may stand in other files. */
function withIncludes(list: JsonSchema): unknown {
  const include = {
    type: 'object',
    properties: {
      include: {
        type: 'string',
        description: 'CSV or YAML file with accounts, relative to this file and inside its folder.',
      },
    },
    required: ['include'],
    additionalProperties: false,
  };
  return {
    type: undefined,
    items: undefined,
    minItems: undefined,
    maxItems: undefined,
    anyOf: [{ type: 'array', minItems: 1, items: { anyOf: [list.items, include] } }, include],
  };
}

/** The reference page: every key, its values, its default and what it is for. */
export function configurationReference(): string {
  return [INTRODUCTION, ...sections('', configurationSchema()), WRITTEN_FORMS, ...formatRows(), ''].join('\n');
}

const INTRODUCTION = `# The configuration

<!-- Generated from lib/config by \`npm run generate\`: edit the schema instead. -->

One YAML file, \`landing-zone.yaml\`, says all that the landing zone needs to know. \`isms init\` writes one, \`isms validate\`
checks it offline and tells everything that is wrong at once, with the line and how to mend it. Defaults are the strict
choices, so a minimal file has fewer than 30 lines; \`examples/\` has three complete ones.

- The file is YAML 1.2 in UTF-8, at most 2 MB. Anchors, aliases and custom tags are not read: what the file says is what is there.
- Unknown keys are errors. Account ids are in quotes, since YAML would read a number and drop leading zeros.
- Files that it names (included accounts, records, metadata) are relative to it and lie inside its folder.
- Durations are written \`15m\`, \`4h\` or \`1d\`; dates \`2027-01-31\`; periods are days.
- With the first line \`# yaml-language-server: $schema=…/docs/landing-zone.schema.json\` editors complete and check keys.
`;

const WRITTEN_FORMS = `## Written forms

| form | what it looks like |
|---|---|`;

/** A heading and a table for an object, then for each object inside it. */
function sections(path: string, object: JsonSchema): readonly string[] {
  const rows = Object.entries(object.properties ?? {});
  const heading = path === '' ? '## Top level' : `## ${path}`;
  const inner = rows.flatMap(([key, value]) => {
    const below = objectIn(value);
    if (!below) return [];
    const name = `${path === '' ? '' : `${path}.`}${key}${isList(value) ? '[]' : ''}`;
    return sections(name, below);
  });
  return [
    heading,
    '',
    ...(path !== '' && object.description ? [object.description, ''] : []),
    '| key | value | default | what it is |',
    '|---|---|---|---|',
    ...rows.map(([key, value]) => row(key, value, object.required?.includes(key) === true)),
    '',
    ...inner,
  ];
}

function row(key: string, value: JsonSchema, required: boolean): string {
  const fallback = required ? '**required**' : defaultOf(value);
  return `| \`${key}\` | ${cell(formOf(value))} | ${cell(fallback)} | ${cell(value.description ?? '')} |`;
}

function defaultOf({ default: value }: JsonSchema): string {
  if (value === undefined) return '–';
  if (Array.isArray(value) && value.some((entry) => typeof entry === 'object')) return 'ready-made';
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return 'see below';
  return `\`${Array.isArray(value) ? JSON.stringify(value) : String(value)}\``;
}

function formOf(value: JsonSchema): string {
  if (value.const !== undefined) return `\`${String(value.const)}\``;
  if (value.enum) return value.enum.map((choice) => `\`${String(choice)}\``).join(', ');
  if (isList(value)) return objectIn(value) ? 'list, see below' : `list of ${formOf(value.items ?? {})}`;
  if (value.pattern) return formatNameOf(value.pattern);
  if (value.type === 'integer') return range(value);
  if (value.type === 'object') return value.properties ? 'see below' : 'keys with values';
  return value.type === 'string' ? 'text' : (value.type ?? '');
}

const range = ({ minimum, maximum }: JsonSchema): string =>
  minimum === undefined ? 'whole number' : `whole number, ${minimum} to ${maximum ?? 'any'}`;

function formatNameOf(pattern: string): string {
  const name = Object.entries(formats).find(([, format]) => format.pattern.source === pattern)?.[0];
  return name === undefined ? 'text' : `[${name}](#written-forms)`;
}

const formatRows = (): readonly string[] =>
  Object.entries(formats).map(([name, { demand }]) => `| ${name} | ${cell(demand.en)}<br>${cell(demand.zh)} |`);

const isList = ({ type, anyOf }: JsonSchema): boolean => type === 'array' || anyOf?.[0]?.type === 'array';

/** The object that a value is, or that the entries of a list are. */
function objectIn(value: JsonSchema): JsonSchema | undefined {
  if (value.properties) return value;
  const items = value.items ?? value.anyOf?.[0]?.items;
  if (items?.properties) return items;
  return items?.anyOf?.[0]?.properties ? items.anyOf[0] : undefined;
}

const cell = (text: string): string => text.replaceAll('|', '\\|');

/** What is written where, relative to the project. */
export const generatedFiles = (): Readonly<Record<string, string>> => ({
  'docs/landing-zone.schema.json': `${JSON.stringify(configurationSchema(), null, 2)}\n`,
  'docs/configuration.md': configurationReference(),
});
