import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/**
 * What this project calls of the SDK, in the library's own types. The library declares every operation in a file of its own, and compares
 * each call with a union of all of them: reading that was a third of the type check. `paths` in tsconfig.json leads to what is made here,
 * which holds no type of our own making: which client takes which command, and gives what, is read from the library.
 */
const ROOT = resolve(__dirname, '..');
const SOURCES = ['constructs', 'lib', 'test', 'tools'];

/** Read as they are: STS has the settings that all clients share; S3 has settings and streams of its own. */
const AS_THEY_ARE: ReadonlySet<string> = new Set(['s3', 'sts']);

const IMPORT = /import (?:type )?\{([^}]*)\} from '@aws-sdk\/client-([a-z0-9-]+)'/g;

/** The names that sources import, by client. */
function importedNames(): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const file of SOURCES.flatMap((folder) => sourcesBelow(join(ROOT, folder)))) {
    for (const [, names = '', client = ''] of readFileSync(file, 'utf8').matchAll(IMPORT)) {
      const known = found.get(client) ?? new Set<string>();
      for (const name of names.split(',')) known.add(name.replace(/^\s*(type )?| as \w+\s*$/g, '').trim());
      known.delete('');
      found.set(client, known);
    }
  }
  return found;
}

const sourcesBelow = (folder: string): readonly string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sourcesBelow(path);
    return entry.name.endsWith('.ts') ? [path] : [];
  });

/** Every file of declarations, by its path below the root, such as `types/sdk/client-kms.d.ts`. */
export const sdkTypes = (): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...importedNames()]
      .filter(([client]) => !AS_THEY_ARE.has(client) && isLibrary(client))
      .map(([client, names]) => [`types/sdk/client-${client}.d.ts`, declarationsOf(client, [...names].sort())]),
  );

const folderOf = (client: string): string => join(ROOT, 'node_modules', '@aws-sdk', `client-${client}`, 'dist-types');

function isLibrary(client: string): boolean {
  try {
    return readdirSync(folderOf(client)).length > 0;
  } catch {
    return false;
  }
}

/** What one operation takes and gives. */
interface Operation {
  readonly name: string;
  readonly input: string;
  readonly output: string;
}

function declarationsOf(client: string, names: readonly string[]): string {
  const models = new Map<string, Set<string>>();
  const model = (name: string): string => {
    if (name === '') return 'object';
    const file = modelFileOf(client, name);
    if (file === undefined) throw new Error(`@aws-sdk/client-${client} declares no ${name}`);
    models.set(file, (models.get(file) ?? new Set()).add(name));
    return name;
  };
  const stems = names.flatMap((name) => OPERATION.exec(name)?.slice(1).find(Boolean) ?? []);
  const operations = [...new Set(stems)].sort().flatMap((name) => operationOf(client, name, model) ?? []);
  const known = new Set(operations.map(({ name }) => name));
  const clientName = names.find((name) => name.endsWith('Client')) ?? '';
  const others = names.filter((name) => !OPERATION.test(name) && name !== clientName);
  const reexported = others.flatMap((name) => {
    const file = modelFileOf(client, name);
    return file === undefined ? [] : [`export { ${name} } from '${importPath(client, file)}';`];
  });
  const has = (name: string): boolean => names.includes(name);
  return [
    '// Made by `npm run generate` (tools/generate-sdk-types.ts), which says why.',
    "import type { STSClientConfig, STSClientResolvedConfig } from '@aws-sdk/client-sts';",
    "import type { Client, CommandImpl } from '@smithy/core/client';",
    "import type { HttpHandlerOptions, MetadataBearer, PaginationConfiguration, Paginator } from '@smithy/types';",
    ...[...models]
      .sort()
      .map(([file, of]) => `import type { ${[...of].sort().join(', ')} } from '${importPath(client, file)}';`),
    '',
    ...reexported,
    '',
    'interface Operations {',
    ...operations.map(({ name, input, output }) => `  readonly ${name}: [input: ${input}, output: ${output}];`),
    '}',
    '',
    'type Input = Operations[keyof Operations][0];',
    'type Output = Operations[keyof Operations][1] & MetadataBearer;',
    '',
    'type CommandOf<Name extends keyof Operations> = CommandImpl<Operations[Name][0], Operations[Name][1] & MetadataBearer, STSClientResolvedConfig, Input, Output>;',
    'type PaginatorOf<Name extends keyof Operations> = (',
    `  config: PaginationConfiguration & { readonly client: ${clientName} },`,
    '  input: Operations[Name][0],',
    ') => Paginator<Operations[Name][1] & MetadataBearer>;',
    '',
    `export declare class ${clientName} extends Client<HttpHandlerOptions, Input, Output, STSClientResolvedConfig> {`,
    `  constructor(config?: STSClientConfig);`,
    '}',
    '',
    ...[...known].flatMap((name) => [
      ...(has(`${name}Command`)
        ? [
            `export declare const ${name}Command: new (input: Operations['${name}'][0]) => CommandOf<'${name}'>;`,
            `export type ${name}Command = CommandOf<'${name}'>;`,
          ]
        : []),
      ...(has(`${name}CommandInput`) ? [`export type ${name}CommandInput = Operations['${name}'][0];`] : []),
      ...(has(`${name}CommandOutput`)
        ? [`export type ${name}CommandOutput = Operations['${name}'][1] & MetadataBearer;`]
        : []),
      ...(has(`paginate${name}`) ? [`export declare const paginate${name}: PaginatorOf<'${name}'>;`] : []),
    ]),
    '',
  ].join('\n');
}

const OPERATION = /^(\w+?)Command(?:Input|Output)?$|^paginate(\w+)$/;

function operationOf(client: string, name: string, model: (name: string) => string): Operation | undefined {
  const text = textOf(join(folderOf(client), 'commands', `${name}Command.d.ts`));
  if (text === undefined) return undefined;
  const [, input = ''] = /CommandInput extends (\w+)/.exec(text) ?? [];
  const [, output = ''] = /CommandOutput extends (\w+), __MetadataBearer/.exec(text) ?? [];
  return { name, input: model(input), output: model(output) };
}

function modelFileOf(client: string, name: string): string | undefined {
  const folder = join(folderOf(client), 'models');
  const declared = new RegExp(`^export (?:interface|type|declare (?:const|class)) ${name}\\b`, 'm');
  return readdirSync(folder)
    .filter((file) => file.endsWith('.d.ts'))
    .find((file) => declared.test(textOf(join(folder, file)) ?? ''));
}

const importPath = (client: string, file: string): string =>
  `../../node_modules/@aws-sdk/client-${client}/dist-types/models/${file.replace(/\.d\.ts$/, '')}`;

const read = new Map<string, string | undefined>();

function textOf(file: string): string | undefined {
  if (!read.has(file)) {
    try {
      read.set(file, readFileSync(file, 'utf8'));
    } catch {
      read.set(file, undefined);
    }
  }
  return read.get(file);
}
