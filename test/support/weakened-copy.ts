import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LandingZone, ROOT, TODAY } from './landing-zone';

const COPIED = ['bin', 'lib', 'constructs', 'cdktf', 'examples', 'package.json', 'package-lock.json', 'tsconfig.json'];

/** A passage of a source file, and what stands there instead. */
export interface Edit {
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

const folders: string[] = [];

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A folder that is removed after the tests. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'isms-'));
  folders.push(folder);
  return folder;
}

/**
 * The sources in a folder of their own, with one edit.
 * @throws when the passage is not there exactly once: the test would prove nothing.
 */
export function weakenedCopy({ file, from, to }: Edit): string {
  const folder = temporaryFolder();
  for (const path of COPIED) cpSync(join(ROOT, path), join(folder, path), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'dir');
  const source = readFileSync(join(folder, file), 'utf8');
  if (source.split(from).length !== 2) throw new Error(`${file} does not have "${from}" once`);
  writeFileSync(
    join(folder, file),
    source.replace(from, () => to),
  );
  return folder;
}

export interface Checked {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** `isms check` of an example, run in a copy of the repository; what is synthesized goes to `out` in it. */
export function checkIn(folder: string, example: string, ...args: readonly string[]): Promise<Checked> {
  const config = join('examples', example, 'landing-zone.yaml');
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      [join('bin', 'isms.js'), 'check', '--config', config, '--as-of', TODAY, ...args],
      { cwd: folder, env: { ...process.env, NO_COLOR: '1' } },
    );
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk) => {
      stdout += chunk;
    });
    child.stderr.on('data', (chunk) => {
      stderr += chunk;
    });
    child.on('error', reject);
    child.on('close', (status) => resolve({ status, stdout, stderr }));
  });
}

/** A copy of what was synthesized, to be changed: `edit` changes the parsed content of one of its files. */
export class AssemblyCopy extends LandingZone {
  constructor(
    original: LandingZone,
    readonly folder = temporaryFolder(),
  ) {
    super(original.configFile, folder);
    cpSync(original.cdkOut, this.cdkOut, { recursive: true });
    if (existsSync(original.cdktfOut)) cpSync(original.cdktfOut, this.cdktfOut, { recursive: true });
  }

  /** @param file such as `cdk.out/quickstart-log-archive.template.json` */
  edit<Document>(file: string, change: (document: Document) => void): this {
    const path = join(this.folder, file);
    const document = JSON.parse(readFileSync(path, 'utf8'));
    change(document);
    writeFileSync(path, JSON.stringify(document));
    return this;
  }

  /** Changes the template of the baseline inside each StackSet of a stack that delivers it. */
  editBaseline(stack: string, change: (document: CfnDocument) => void): this {
    return this.edit<CfnDocument>(`cdk.out/${stack}.template.json`, ({ Resources: resources }) => {
      for (const { Type: type, Properties: properties } of Object.values(resources)) {
        if (type !== 'AWS::CloudFormation::StackSet') continue;
        if (!/-baseline-/.test(String(properties['StackSetName']))) continue;
        const body = JSON.parse(String(properties['TemplateBody']));
        change(body);
        properties['TemplateBody'] = JSON.stringify(body);
      }
    });
  }

  /** Arguments that name it to the command line. */
  get assemblyArguments(): readonly string[] {
    const folders = [this.cdkOut, ...(existsSync(this.cdktfOut) ? [this.cdktfOut] : [])];
    return folders.flatMap((folder) => ['--assembly', folder]);
  }
}

/** A CloudFormation template that may be changed. */
export interface CfnDocument {
  readonly Resources: Record<string, { readonly Type: string; readonly Properties: Record<string, unknown> }>;
}

/**
 * The properties of the one resource of a type whose logical id begins so.
 * @throws when there is none, or more than one.
 */
export function propertiesOf(document: CfnDocument, type: string, prefix: string): Record<string, unknown> {
  const [found, second] = Object.entries(document.Resources).filter(
    ([id, resource]) => resource.Type === type && id.startsWith(prefix),
  );
  if (!found || second) throw new Error(`${prefix} is not one ${type}`);
  return found[1].Properties;
}
