import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { composeAzure } from '../../../cdktf/stacks';
import { Testing } from '../../../cdktf/terraform';
import { configuration, GLOBAL } from '../support/configuration';
import { documentOf } from '../support/synthesis';

/** A type as Terraform writes it: `"string"`, `["list", "string"]`, `["set", ["object", { … }]]`. */
type Type = string | readonly [string, Type | Readonly<Record<string, Type>>];

interface Attribute {
  readonly type: Type;
  readonly required?: boolean;
  readonly optional?: boolean;
  readonly deprecated?: boolean;
}

interface Block {
  readonly attributes?: Readonly<Record<string, Attribute>>;
  readonly blocks?: Readonly<Record<string, Block & { readonly min_items?: number; readonly max_items?: number }>>;
}

const FILE = join(__dirname, '../support/azurerm-schemas.generated.json');
const { version, resources: schemas } = JSON.parse(readFileSync(FILE, 'utf8')) as {
  readonly version: string;
  readonly resources: Readonly<Record<string, Block>>;
};

/** What Terraform reads itself, before the provider. */
const META = ['//', 'depends_on', 'lifecycle', 'provider', 'count', 'for_each', 'timeouts'];

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What the provider would refuse in a block, a line each. */
function faultsIn(body: Record<string, unknown>, schema: Block, at: string): readonly string[] {
  const attributes = schema.attributes ?? {};
  const blocks = schema.blocks ?? {};
  const given = Object.keys(body).filter((name) => !META.includes(name));
  return [
    ...given.filter((name) => !attributes[name] && !blocks[name]).map((name) => `${at}.${name} is not known`),
    ...Object.keys(attributes)
      .filter((name) => attributes[name]?.required && !given.includes(name))
      .map((name) => `${at}.${name} is missing`),
    ...given.flatMap((name) =>
      attributes[name] ? attributeFaults(body[name], attributes[name], `${at}.${name}`) : [],
    ),
    ...Object.entries(blocks).flatMap(([name, block]) => blockFaults(body[name], block, `${at}.${name}`)),
  ];
}

function attributeFaults(value: unknown, attribute: Attribute, at: string): readonly string[] {
  if (!attribute.required && !attribute.optional) return [`${at} is the provider's to compute`];
  if (attribute.deprecated) return [`${at} is deprecated`];
  return fits(value, attribute.type) ? [] : [`${at} is no ${JSON.stringify(attribute.type)}`];
}

function fits(value: unknown, type: Type): boolean {
  if (typeof value === 'string' && value.includes('${')) return true;
  if (typeof type === 'string') return typeof value === (type === 'bool' ? 'boolean' : type);
  const [kind, of] = type;
  if (kind === 'map') return isObject(value) && Object.values(value).every((element) => fits(element, of as Type));
  if (kind === 'object') return isObject(value) && Object.keys(of).every((key) => key in value);
  return Array.isArray(value) && value.every((element) => fits(element, of as Type));
}

function blockFaults(value: unknown, block: NonNullable<Block['blocks']>[string], at: string): readonly string[] {
  const bodies = value === undefined ? [] : [value].flat();
  const least = block.min_items ?? 0;
  const most = block.max_items ?? Number.POSITIVE_INFINITY;
  if (bodies.length < least || bodies.length > most) return [`${at} stands ${bodies.length} times`];
  return bodies.flatMap((body, index) =>
    isObject(body) ? faultsIn(body, block, `${at}.${index}`) : [`${at} is no block`],
  );
}

describe('the synthesized stacks, by the schemas of the provider', () => {
  const documents = [configuration(), configuration(GLOBAL)]
    .flatMap((config) => composeAzure(Testing.app(), config))
    .map(documentOf);
  const resources = documents.flatMap((document) =>
    Object.entries(document['resource'] as Record<string, Record<string, Record<string, unknown>>>).flatMap(
      ([type, named]) => Object.entries(named).map(([name, body]) => ({ type, name, body })),
    ),
  );

  test('the schemas are those of the provider that is pinned', () => {
    expect(documents[0]?.['terraform']).toMatchObject({ required_providers: { azurerm: { version } } });
  });

  test('every argument exists, is of its type, is ours to set and not deprecated, and none is missing', () => {
    const faults = resources.flatMap(({ type, name, body }) =>
      schemas[type] ? faultsIn(body, schemas[type], `${type}.${name}`) : [`${type} has no schema here`],
    );

    expect(faults).toEqual([]);
  });

  test('the check sees what is wrong', () => {
    const schema = schemas['azurerm_key_vault'] ?? {};
    const vault = {
      name: 1,
      location: 'x',
      resource_group_name: 'g',
      sku_name: 's',
      vault_uri: 'u',
      purge: true,
      network_acls: {},
    };

    expect(faultsIn(vault, schema, 'v')).toEqual([
      'v.purge is not known',
      'v.tenant_id is missing',
      'v.name is no "string"',
      "v.vault_uri is the provider's to compute",
      'v.network_acls.0.bypass is missing',
      'v.network_acls.0.default_action is missing',
    ]);
  });
});
