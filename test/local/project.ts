import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../support/landing-zone';

/** A project of its own with a local cloud of its own, apart from whatever runs in this folder. */
export class LocalProject {
  readonly root = mkdtempSync(join(tmpdir(), 'isms-local-'));
  readonly out = join(this.root, 'out');

  constructor(readonly port: number) {
    writeFileSync(join(this.root, 'package.json'), '{}');
    copyFileSync(join(ROOT, 'examples', 'quickstart', 'landing-zone.yaml'), join(this.root, 'landing-zone.yaml'));
    // making the virtual environment takes half a minute: an earlier one is used
    const made = join(ROOT, '.local', 'venv');
    mkdirSync(join(this.root, '.local'));
    if (existsSync(made)) symlinkSync(made, join(this.root, '.local', 'venv'));
  }

  /** Runs the command line in the project. */
  run(...args: readonly string[]) {
    return this.runWith({}, ...args);
  }

  /** The same with something more in the environment. */
  runWith(env: Readonly<Record<string, string>>, ...args: readonly string[]) {
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(ROOT, 'bin', 'isms.js'), ...args], {
      cwd: this.root,
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
      timeout: 150_000,
      env: { ...process.env, NO_COLOR: '1', ...env },
    });
    return { status, stdout, stderr };
  }

  /** @throws what the command said, unless it ended well */
  up(): void {
    const { status, stderr } = this.run('local', 'up', '--config', 'landing-zone.yaml', '--port', String(this.port));
    if (status !== 0) throw new Error(`isms local up ended with ${status}:\n${stderr}`);
  }

  /** Takes Azure out of the configuration: nothing is observed there yet, which keeps open what it has to show as well. */
  leaveOutAzure(): void {
    const config = join(this.root, 'landing-zone.yaml');
    writeFileSync(config, readFileSync(config, 'utf8').replace(/^azure:\n(?:[ #\n].*\n?)*/m, ''));
  }

  text(file: string): string {
    return readFileSync(join(this.out, file), 'utf8');
  }

  json(file: string): unknown {
    return JSON.parse(this.text(file));
  }

  down(): void {
    this.run('local', 'down');
    rmSync(this.root, { recursive: true, force: true });
  }
}
