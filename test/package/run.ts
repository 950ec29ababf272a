import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { bundleOf } from '../../constructs/handler-function/bundle';
import { consumer } from './consumer';

/**
 * Packs the package, installs it into a project of its own, and uses it there as platform and workload teams do. The
 * dependencies are those of the checkout, but only those that the package declares can be reached.
 */
const ROOT = resolve(__dirname, '../..');
const NAME = 'isms-landing-zone';

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly exports?: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
}

let passed = 0;
let failed = 0;

function check(title: string, problems: readonly string[]): void {
  if (problems.length === 0) passed += 1;
  else failed += 1;
  process.stdout.write(
    `${problems.length === 0 ? 'ok' : 'not ok'} ${title}\n${problems.map((line) => `   ${line}\n`).join('')}`,
  );
}

interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function run(cwd: string, command: string, ...args: readonly string[]): Ended {
  // neither what this process was started with nor the validator of CDK, which has a check of its own
  const { NODE_OPTIONS: _, NODE_PATH: __, ...env } = process.env;
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    env: { ...env, CDK_VALIDATION: 'false', NO_COLOR: '1' },
  });
  return { status, stdout, stderr };
}

const expectStatus = (ended: Ended, status: number): readonly string[] =>
  ended.status === status ? [] : [`exit code ${ended.status}, not ${status}`, ...ended.stderr.split('\n').slice(0, 12)];

const expectText = (text: string, ...wanted: readonly string[]): readonly string[] =>
  wanted.filter((part) => !text.includes(part)).map((part) => `says nothing of "${part}": ${text.slice(0, 400)}`);

/** Packs as `npm publish` would, and puts the result where `npm install` would. */
function install(project: string): string {
  const packed = run(ROOT, 'npm', 'pack', '--pack-destination', project);
  const [archive] = readdirSync(project).filter((file) => file.endsWith('.tgz'));
  if (packed.status !== 0 || !archive) throw new Error(`npm pack failed:\n${packed.stdout}${packed.stderr}`);
  const modules = join(project, 'node_modules');
  mkdirSync(join(modules, '.bin'), { recursive: true });
  run(project, 'tar', '-xzf', archive);
  cpSync(join(project, 'package'), join(modules, NAME), { recursive: true });
  rmSync(join(project, 'package'), { recursive: true });
  symlinkSync(join('..', NAME, 'bin', 'isms.js'), join(modules, '.bin', 'isms'));
  const { dependencies, peerDependencies } = manifestOf(join(modules, NAME));
  // the compiler of a workload team needs the types of Node
  for (const name of [...Object.keys({ ...dependencies, ...peerDependencies }), '@types/node']) link(name, modules);
  return join(modules, NAME);
}

function link(name: string, modules: string): void {
  mkdirSync(dirname(join(modules, name)), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules', name), join(modules, name));
}

const manifestOf = (folder: string): Manifest =>
  JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;

const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => statSync(join(folder, name)).isFile());

/** What the package must hold, and must not. */
function contentsOf(installed: string): readonly string[] {
  const files = filesIn(installed);
  const wanted = [
    'bin/isms.js',
    'dist/bin/isms.js',
    'dist/constructs/index.d.ts',
    'docs/landing-zone.schema.json',
    'LICENSE',
  ];
  const unwanted = files.filter((file) =>
    /(^|\/)(test|tools|node_modules|out|cdk\.out|cdktf\.out)\/|\.test\.|\.map$/.test(file),
  );
  const sources = files.filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'));
  return [
    ...wanted.filter((file) => !files.includes(file)).map((file) => `${file} is missing`),
    ...[...unwanted, ...sources].map((file) => `${file} is no part of a package`),
    ...files
      .filter((file) => file.startsWith('dist/') && readFileSync(join(installed, file), 'utf8').includes(ROOT))
      .map((file) => `${file} names a folder of this machine`),
  ];
}

/** What runs the sources, or whatever is there, and has nothing to do in the compiled folder. */
const START_OF_CHECKOUT = ['bin/isms.js', 'bin/sources.js'];

/** Every file beside the sources that they read when they run. */
function assetsOf(installed: string): readonly string[] {
  const assets = ['bin', 'lib', 'constructs', 'cdktf'].flatMap((folder) =>
    filesIn(join(ROOT, folder)).map((name) => join(folder, name)),
  );
  return assets
    .filter((file) => !/\.(ts|md)$/.test(file) && !START_OF_CHECKOUT.includes(file))
    .filter((file) => !existsSync(join(installed, 'dist', file)))
    .map((file) => `${file} was not copied`);
}

const BUILT_IN = new Set(builtinModules);

/** Modules that the package loads and does not declare. */
function undeclared(installed: string): readonly string[] {
  const { dependencies, peerDependencies } = manifestOf(installed);
  const declared = new Set(Object.keys({ ...dependencies, ...peerDependencies }));
  const loaded = filesIn(join(installed, 'dist'))
    // a bundle holds what it loads
    .filter((file) => /\.js$|\.d\.ts$/.test(file) && !file.includes('/bundles/'))
    .flatMap((file) => {
      const text = readFileSync(join(installed, 'dist', file), 'utf8');
      return [...text.matchAll(/(?:require\(|\bfrom |\bimport\()["']([^."'][^"']*)["']/g)].map(([, name = '']) => name);
    })
    // quotes in a text may look like a module's name
    .filter((name) => /^(@[\w-]+\/)?\w[\w./-]*$/.test(name) && !BUILT_IN.has(name))
    .map((name) => name.split('/', name.startsWith('@') ? 2 : 1).join('/'));
  return [...new Set(loaded)].filter((name) => !declared.has(name)).map((name) => `${name} is not declared`);
}

/** A construct has a name in the package, and the name leads somewhere. */
function exportsOf(installed: string): readonly string[] {
  const { exports: exported = {} } = manifestOf(installed);
  const targets = Object.values(exported).flatMap((target) =>
    typeof target === 'string' ? [target] : Object.values(target),
  );
  // what has no module, such as programs for hosts alone, has nothing to import
  const constructs = readdirSync(join(ROOT, 'constructs'), { withFileTypes: true }).filter(
    (entry) =>
      entry.isDirectory() &&
      ['README.md', '.ts'].every((ending) =>
        readdirSync(join(ROOT, 'constructs', entry.name)).some((file) => file.endsWith(ending)),
      ),
  );
  return [
    ...targets
      .filter((target) => !target.includes('*') && !existsSync(join(installed, target)))
      .map((target) => `${target} is exported and does not exist`),
    ...constructs
      .filter(({ name }) => !(`./constructs/${name}` in exported))
      .map(({ name }) => `constructs/${name} is not exported`),
  ];
}

/** Of the release where both suites had run on what was packed; what lies in the project is somebody's word. */
function testsCounted(project: string): readonly string[] {
  const released = existsSync(join(project, 'node_modules', NAME, 'dist', 'test-results.json'));
  const counted = testsIn(project);
  const result = { id: '8.2/mfa#break-glass-mfa', title: 'made up', file: 'made/up.test.ts', passed: true };
  mkdirSync(join(project, 'out'), { recursive: true });
  const forged = join(project, 'out', 'test-results.json');
  writeFileSync(forged, JSON.stringify({ sources: '0'.repeat(64), results: [result] }));
  const again = run(project, join('node_modules', '.bin', 'isms'), 'report', '--as-of', '2026-11-23');
  const after = testsIn(project);
  rmSync(forged);
  return [
    ...expectStatus(again, 0),
    ...expectText(again.stderr, 'the package is spoken for by the tests that it was released with'),
    ...(released === counted > 0
      ? []
      : [`${counted} tests are counted, and the package has ${released ? 'some' : 'none'}`]),
    ...(after === counted ? [] : [`${after} tests are counted beside a forged file, not ${counted}`]),
  ];
}

function testsIn(project: string): number {
  const { requirements } = JSON.parse(readFileSync(join(project, 'out', 'report', 'report.json'), 'utf8')) as {
    readonly requirements: readonly { readonly evidence: readonly { readonly kind: string }[] }[];
  };
  return requirements.flatMap(({ evidence }) => evidence).filter(({ kind }) => kind === 'test').length;
}

/** Platform teams: the command line, on an example in a folder of theirs. */
function commandLine(project: string): void {
  const isms = (...args: readonly string[]): Ended => run(project, join('node_modules', '.bin', 'isms'), ...args);
  cpSync(join(ROOT, 'examples', 'quickstart', 'landing-zone.yaml'), join(project, 'landing-zone.yaml'));

  check('isms --help', expectStatus(isms('--help'), 0));
  check('isms validate', expectStatus(isms('validate'), 0));
  check('isms check', expectStatus(isms('check', '--as-of', '2026-11-23'), 0));
  const reported = isms('report', '--as-of', '2026-11-23');
  check('isms report', [
    ...expectStatus(reported, 0),
    ...expectText(reported.stdout, join('out', 'report', 'index.html')),
  ]);
  check('the report counts the tests of the release, and no others', testsCounted(project));
  check('the report names no folder of this machine', placesIn(project));
  check('isms explain', expectText(isms('explain', 's3-object-lock').stdout, 's3-object-lock: compliant'));
  const written = isms('init', '--config', 'other.yaml', ...ANSWERS);
  check('isms init', [
    ...expectStatus(written, 0),
    ...expectText(
      readFileSync(join(project, 'other.yaml'), 'utf8'),
      `$schema=./node_modules/${NAME}/docs/landing-zone.schema.json`,
    ),
  ]);
  check('isms preflight', expectStatus(isms('preflight'), 0));
  const synthesized = run(project, process.execPath, join('node_modules', NAME, 'dist', 'bin', 'landing-zone.js'));
  check('the CDK application', expectStatus(synthesized, 0));
}

const ANSWERS = [
  ...['--name', 'acme', '--owner', 'platform@example.com', '--profile', 'single-account', '--partition', 'aws'],
  ...['--home', 'eu-central-1', '--recovery', 'eu-west-1', '--account', '111111111111'],
];

function placesIn(folder: string): readonly string[] {
  return ['report.json', 'index.html'].flatMap((name) => {
    const text = readFileSync(join(folder, 'out', 'report', name), 'utf8');
    return [folder, ROOT, '/node_modules/', '../']
      .filter((place) => mentions(text, place))
      .map((place) => `${name} has ${place}`);
  });
}

/** As a source path would be written: the page itself holds such characters in its script. */
const mentions = (text: string, place: string): boolean =>
  place === '../' ? text.includes('"file":"../') : text.includes(place);

/** Workload teams: an application of their own that uses constructs and rules. */
function application(project: string): void {
  const compiler = join(dirname(require.resolve('typescript/package.json')), 'bin', 'tsc');
  const compiled = run(project, process.execPath, compiler, '-p', '.');
  check('an application compiles against the declarations', compiled.status === 0 ? [] : compiled.stdout.split('\n'));

  const started = (name: string): Ended => run(project, process.execPath, join('built', `${name}.js`));
  const compliant = started('compliant');
  check('a construct is compliant by default', [
    ...expectStatus(compliant, 0),
    ...wasJudged(project, 'compliant.out'),
    ...violations(project, 'compliant.out'),
  ]);
  const handlers = started('handlers');
  check('a handler has its code with neither SDK nor esbuild, the same as here', [
    ...expectStatus(handlers, 0),
    ...wasJudged(project, 'handlers.out'),
    ...violations(project, 'handlers.out'),
    ...sameBundle(project),
  ]);
  const plain = started('plain');
  check('the pack refuses a plain bucket, naming requirement and property', [
    ...(plain.status === 0 ? ['it was accepted'] : []),
    ...expectText(
      violations(project, 'plain.out').join('\n'),
      'IsmsChecks-s3-versioning',
      '8.6/log-storage#write-once',
      'VersioningConfiguration',
    ),
  ]);
  const weakened = started('weakened');
  check('a construct refuses less than the standard asks for, naming the requirement', [
    ...(weakened.status === 0 ? ['it was accepted'] : []),
    ...expectText(weakened.stderr, '8.6/log-retention', '30 days'),
  ]);
  check('the catalogue is typed', expectText(started('catalogue').stdout, '180 log retention'));
  const judged = run(project, join('node_modules', '.bin', 'isms'), 'check', '--assembly', 'plain.out');
  check('isms check --assembly', [
    ...expectStatus(judged, 1),
    ...expectText(judged.stdout, 'Shop/Uploads/Resource', 's3-versioning'),
  ]);
}

/** The bundle that was synthesized there is byte for byte what a checkout makes. */
function sameBundle(project: string): readonly string[] {
  const out = join(project, 'handlers.out');
  const deployed = (existsSync(out) ? filesIn(out) : [])
    .filter((file) => /^asset\..*\/index\.js$/.test(file))
    .map((file) => readFileSync(join(out, file), 'utf8'));
  const here = readFileSync(join(bundleOf('concurrent-use'), 'index.js'), 'utf8');
  return deployed.length === 1 && deployed[0] === here ? [] : [`${deployed.length} bundles, and not the same`];
}

interface ValidationReport {
  readonly pluginReports: readonly {
    readonly violations?: readonly { readonly ruleName: string; readonly description?: string }[];
  }[];
}

/** No violation means something only where the pack has run. */
const wasJudged = (project: string, out: string): readonly string[] =>
  existsSync(join(project, out, 'validation-report.json')) ? [] : ['nothing judged it'];

function violations(project: string, out: string): readonly string[] {
  const file = join(project, out, 'validation-report.json');
  if (!existsSync(file)) return [];
  const { pluginReports } = JSON.parse(readFileSync(file, 'utf8')) as ValidationReport;
  return pluginReports.flatMap(({ violations: found = [] }) =>
    found.map(({ ruleName, description }) => `${ruleName}: ${description}`),
  );
}

const project = mkdtempSync(join(tmpdir(), 'package-'));
try {
  const installed = install(project);
  for (const [name, text] of Object.entries(consumer)) writeFileSync(join(project, name), text);
  check('the package holds what it should', contentsOf(installed));
  check('the package holds the files that its code reads', assetsOf(installed));
  check('the package declares what it loads', undeclared(installed));
  check('the package exports its constructs', exportsOf(installed));
  commandLine(project);
  application(project);
} finally {
  rmSync(project, { recursive: true, force: true });
}
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;
