import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { AzurermProvider } from '@cdktf/provider-azurerm/lib/provider';
import * as cdk from 'aws-cdk-lib';
import { transformSync } from 'esbuild';
import { TerraformStack, Testing } from '../cdktf/terraform';
import { awsRules } from '../constructs/nag/registry';
import { verdictOf } from '../constructs/nag/rule';
import { Estate, Template } from '../constructs/nag/template';

const ROOT = resolve(__dirname, '..');
const OUT = join(ROOT, 'out', 'readme');
const ENV = { account: '111111111111', region: 'eu-west-1' };

/** Folders without constructs whose README has examples of its own kind. `constructs/nag` has its own test. */
const LIBRARIES = ['constructs/partition', 'constructs/sdk-client', 'constructs/standard'];

interface Example {
  /** Folder of the README, relative to the project. */
  readonly folder: string;
  readonly source: string;
}

const foldersOf = (parent: string): readonly string[] =>
  readdirSync(join(ROOT, parent), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => `${parent}/${name}`);

const holdsConstruct = (folder: string): boolean =>
  readdirSync(join(ROOT, folder))
    .filter((file) => file.endsWith('.ts'))
    .some((file) => /^export class \w+ extends (Construct|RecordBucket)\b/m.test(read(`${folder}/${file}`)));

const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

const constructFolders = [...foldersOf('constructs'), ...foldersOf('cdktf/constructs')].filter(holdsConstruct);

const examplesIn = (folder: string): readonly Example[] =>
  [...read(`${folder}/README.md`).matchAll(/^```ts\n(.*?)^```$/gms)].map(([, source = '']) => ({ folder, source }));

const examples = [...constructFolders, ...LIBRARIES].flatMap(examplesIn);

/** Imports as a reader writes them, relative to the README or by the package's name, each replaced by another. */
const withImports = ({ folder, source }: Example, rewrite: (file: string) => string): string =>
  source.replace(/ from '(\.{1,2}\/[^']+|isms-landing-zone(?:\/[^']+)?)'/g, (_, path: string) => {
    const file = path.startsWith('.') ? join(ROOT, folder, path) : join(ROOT, packaged(path));
    return ` from '${rewrite(file)}'`;
  });

/** Where the package's names lead in a checkout. */
const packaged = (path: string): string =>
  path === 'isms-landing-zone' ? 'constructs/index' : path.replace(/^[^/]+\//, '');

/** What the compiler says of all examples together. */
function compiled(): string {
  rmSync(OUT, { recursive: true, force: true });
  mkdirSync(OUT, { recursive: true });
  for (const [index, example] of examples.entries()) {
    const file = `${String(index + 1).padStart(2, '0')}-${example.folder.replaceAll('/', '-')}.ts`;
    writeFileSync(
      join(OUT, file),
      withImports(example, (path) => relative(OUT, path)),
    );
  }
  // an example may name what it does not use any further
  const compilerOptions = { noUnusedLocals: false };
  writeFileSync(
    join(OUT, 'tsconfig.json'),
    JSON.stringify({ extends: '../../tsconfig.json', compilerOptions, include: ['*.ts'], exclude: [] }),
  );
  const tsc = join(dirname(require.resolve('typescript/package.json')), 'bin', 'tsc');
  const { stdout, stderr } = spawnSync(process.execPath, [tsc, '--noEmit', '-p', OUT], { cwd: ROOT, encoding: 'utf8' });
  return stdout + stderr;
}

/** What an example makes: CloudFormation templates, and how many resources there are in all. */
interface Made {
  readonly stacks: readonly { readonly stackName: string; readonly template: object; readonly region: string }[];
  readonly resources: number;
}

/** Runs an example, and synthesizes the applications that it makes, or else the stacks that it describes. */
function synthesize(example: Example): Made {
  const apps: cdk.App[] = [];
  class TracedApp extends cdk.App {
    constructor(props?: cdk.AppProps) {
      super({ ...props, analyticsReporting: false });
      apps.push(this);
    }
  }
  const exported = run(example, { 'aws-cdk-lib': { ...cdk, App: TracedApp } });
  const described = apps.length === 0 ? Object.values(exported) : [];
  for (const made of described) if (isClassOf(made, cdk.Stack)) new made(new TracedApp(), 'Example', { env: ENV });
  const terraform = described.flatMap((made) =>
    isClassOf(made, TerraformStack) ? [new made(Testing.app(), 'Example')] : [],
  );
  const stacks = apps.flatMap((app) =>
    app.synth().stacks.map(({ stackName, template, environment: { region } }) => ({ stackName, template, region })),
  );
  const resources = stacks.flatMap(({ template }) => Object.keys((template as { Resources?: object }).Resources ?? {}));
  return { stacks, resources: resources.length + terraform.flatMap(terraformResourcesOf).length };
}

/** The rules that fail on what an example makes, with its neighbours in the same application. */
function failing({ stacks }: Made): readonly string[] {
  const estate = new Estate();
  for (const { stackName, template, region } of stacks) {
    const partition = region.startsWith('cn-') ? 'aws-cn' : 'aws';
    Template.cloudFormation(template, { name: stackName, estate, environment: { region, partition } });
  }
  const failed = estate.resources.flatMap((resource) =>
    awsRules
      .filter(({ types }) => types.includes(resource.type))
      .filter((rule) => ['non-compliant', 'error'].includes(verdictOf(rule, resource).outcome))
      .map(({ id }) => id),
  );
  return [...new Set(failed)].sort();
}

/** What an example exports. */
function run(example: Example, modules: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const source = withImports(example, (path) => path);
  const { code } = transformSync(source, { loader: 'ts', format: 'cjs', target: 'node20' });
  const module = { exports: {} };
  const load = (path: string): unknown => modules[path] ?? require(path);
  new Function('require', 'module', 'exports', code)(load, module, module.exports);
  return module.exports;
}

const isClassOf = <Made>(
  value: unknown,
  base: abstract new (...of: never[]) => Made,
): value is new (
  ...of: unknown[]
) => Made => typeof value === 'function' && value.prototype instanceof base;

function terraformResourcesOf(stack: TerraformStack): readonly unknown[] {
  new AzurermProvider(stack, 'azurerm', { features: [{}] });
  const { resource } = JSON.parse(Testing.synth(stack, true)) as {
    readonly resource: Readonly<Record<string, object>>;
  };
  return Object.values(resource).flatMap((alike) => Object.keys(alike));
}

describe('READMEs', () => {
  test.each(constructFolders)('%s has one, with an example', (folder) => {
    expect(examplesIn(folder)).not.toHaveLength(0);
  });

  test('every example compiles', () => {
    expect(compiled()).toBe('');
  });

  test.each(examples.filter(({ folder }) => !LIBRARIES.includes(folder)))(
    'the example of $folder synthesizes',
    (example) => {
      expect(synthesize(example).resources).toBeGreaterThan(0);
    },
  );

  test.each(examples.filter(({ folder }) => folder.startsWith('constructs/') && !LIBRARIES.includes(folder)))(
    'the example of $folder complies, but for what the README leaves to whoever uses it',
    (example) => {
      const left = failing(synthesize(example));
      const told = read(`${example.folder}/README.md`);

      expect(left.filter((rule) => rule !== 'data-class-tag' && !told.includes(`\`${rule}\``))).toEqual([]);
    },
  );

  test.each(examples.filter(({ folder }) => LIBRARIES.includes(folder)))('the example of $folder runs', (example) => {
    expect(() => synthesize(example)).not.toThrow();
  });
});

describe('links', () => {
  const pages = [
    'README.md',
    'cdktf/README.md',
    ...readdirSync(join(ROOT, 'docs'))
      .filter((file) => file.endsWith('.md'))
      .map((file) => `docs/${file}`),
    ...[...constructFolders, ...LIBRARIES, 'constructs/nag'].map((folder) => `${folder}/README.md`),
  ];

  test.each(pages)('%s leads to what exists', (page) => {
    const targets = [...read(page).matchAll(/\]\(([^)#\s]+)[^)]*\)/g)].map(([, target = '']) => target);
    const missing = targets.filter(
      (target) => !/^[a-z]+:/.test(target) && !existsSync(join(ROOT, dirname(page), target)),
    );
    expect(missing).toEqual([]);
  });
});
