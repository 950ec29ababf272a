import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/**
 * Synthesizes every example with the pinned CDK CLI, unmodified and with CDK's own validator on, and runs cfn-lint over the
 * templates and over those inside StackSets. Needs Python; installs the pinned cfn-lint into a folder of its own.
 */
const ROOT = resolve(__dirname, '../..');
const CFN_LINT = 'cfn-lint==1.58.0';

/** Availability zones are named, so that no change of an account moves a subnet: an architecture decision, not an oversight. */
const ACCEPTED = 'W3010';

let passed = 0;
let failed = 0;

function check(title: string, problems: readonly string[]): void {
  if (problems.length === 0) passed += 1;
  else failed += 1;
  process.stdout.write(
    `${problems.length === 0 ? 'ok' : 'not ok'} ${title}\n${problems.map((line) => `   ${line}\n`).join('')}`,
  );
}

/** Synthesizes with the CLI, and returns what it or the validator complains of. */
function synthesize(example: string, out: string): readonly string[] {
  const config = join('examples', example, 'landing-zone.yaml');
  const { CDK_VALIDATION: _, ...env } = process.env;
  const run = spawnSync('node_modules/.bin/cdk', ['synth', '-q', '-c', `config=${config}`, '-o', out], {
    cwd: ROOT,
    env: { ...env, CDK_DISABLE_CLI_TELEMETRY: '1', AWS_EC2_METADATA_DISABLED: 'true', CI: 'true' },
    encoding: 'utf8',
  });
  const complaints = `${run.stdout}${run.stderr}`.split('\n').filter((line) => /\b(error|warning)\b/i.test(line));
  return [...(run.status === 0 ? [] : [`cdk synth exited with ${run.status}`]), ...complaints, ...violations(out)];
}

interface ValidationReport {
  readonly pluginReports: readonly {
    readonly violations?: readonly { readonly ruleName: string; readonly description?: string }[];
  }[];
}

function violations(out: string): readonly string[] {
  const { pluginReports } = JSON.parse(readFileSync(join(out, 'validation-report.json'), 'utf8')) as ValidationReport;
  return pluginReports.flatMap(({ violations: found = [] }) =>
    found.map(({ ruleName, description }) => `${ruleName}: ${description}`),
  );
}

/** A template that the validator must refuse: its silence about ours would otherwise prove nothing. */
const FAULTY = `
  const { App, CfnResource, Stack } = require('aws-cdk-lib');
  const app = new App({ outdir: process.argv[1] });
  new CfnResource(new Stack(app, 'Faulty'), 'Key', { type: 'AWS::KMS::Key', properties: { EnableKeyRotation: 'sometimes', Nonsense: 1 } });
  app.synth();
`;

function seesFaults(out: string): readonly string[] {
  const { CDK_VALIDATION: _, ...env } = process.env;
  spawnSync(process.execPath, ['-e', FAULTY, out], { cwd: ROOT, env });
  return violations(out).length > 0 ? [] : ['the validator accepts a property that does not exist'];
}

/** The templates of an assembly, those inside StackSets written out beside it. */
function templatesOf(out: string): readonly string[] {
  const templates = readdirSync(out).filter((file) => file.endsWith('.template.json'));
  const embedded = join(out, 'embedded');
  mkdirSync(embedded, { recursive: true });
  for (const file of templates) {
    const { Resources: resources = {} } = JSON.parse(readFileSync(join(out, file), 'utf8')) as Template;
    for (const [id, { Properties: properties }] of Object.entries(resources)) {
      if (typeof properties?.TemplateBody === 'string')
        writeFileSync(join(embedded, `${id}.template.json`), properties.TemplateBody);
    }
  }
  return [...templates.map((file) => join(out, file)), ...readdirSync(embedded).map((file) => join(embedded, file))];
}

interface Template {
  readonly Resources?: Readonly<Record<string, { readonly Properties?: { readonly TemplateBody?: unknown } }>>;
}

function cfnLint(bin: string, templates: readonly string[], regions: readonly string[]): readonly string[] {
  const run = spawnSync(
    join(bin, 'cfn-lint'),
    ['--ignore-checks', ACCEPTED, '--format', 'parseable', '--regions', ...regions, '--', ...templates],
    { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
  );
  const lines = `${run.stdout}${run.stderr}`.split('\n').filter(Boolean);
  return run.status === 0 ? lines : [`cfn-lint exited with ${run.status}`, ...lines];
}

/** A virtual environment beside the dependencies, made once. */
function installed(): string {
  const folder = join(ROOT, 'node_modules', '.cache', CFN_LINT);
  const bin = join(folder, 'bin');
  if (spawnSync(join(bin, 'cfn-lint'), ['--version']).status === 0) return bin;
  rmSync(folder, { recursive: true, force: true });
  execFileSync('python3', ['-m', 'venv', folder], { stdio: 'inherit' });
  execFileSync(join(bin, 'python'), ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', CFN_LINT], {
    stdio: 'inherit',
  });
  return bin;
}

const REGIONS: Readonly<Record<string, readonly string[]>> = {
  quickstart: ['eu-central-1', 'eu-west-1', 'us-east-1'],
  organization: ['eu-central-1', 'eu-west-1', 'us-east-1'],
  china: ['cn-north-1', 'cn-northwest-1'],
};

const bin = installed();
const folder = mkdtempSync(join(tmpdir(), 'validator-'));
try {
  check('the validator refuses a faulty template', seesFaults(join(folder, 'faulty')));
  for (const [example, regions] of Object.entries(REGIONS)) {
    const out = join(folder, example);
    check(`${example}: cdk synth with the validator is clean`, synthesize(example, out));
    check(`${example}: cfn-lint is clean`, cfnLint(bin, templatesOf(out), regions));
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;
