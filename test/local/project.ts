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
import { azurePart } from '../../bin/azure-part';
import { ExitCode, UsageError } from '../../lib/commands/io';
import { programOf } from '../../lib/commands/program';
import { RecordingIo } from '../lib/commands/recording-io';
import { ROOT } from '../support/landing-zone';

/** How a command ended. */
export interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

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

  /** Runs a command of the command line in the project, in this process: what it loads is loaded once. */
  async run(...args: readonly string[]): Promise<Ran> {
    const io = new RecordingIo('en', args.includes('--json'));
    const folder = process.cwd();
    let status = 0;
    const finish = (code: number): void => {
      status = code;
    };
    process.chdir(this.root);
    try {
      const program = programOf({ lang: 'en', azure: azurePart, finish, ioOf: () => io });
      await program.parseAsync([process.execPath, 'isms', ...args]);
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      status = ExitCode.usage;
      io.err(error.because.en);
    } finally {
      process.chdir(folder);
    }
    return { status, stdout: io.stdout, stderr: io.stderr };
  }

  /** Runs the command line in a process of its own, with something more in its environment. */
  runApart(env: Readonly<Record<string, string>>, ...args: readonly string[]): Ran {
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(ROOT, 'bin', 'isms.js'), ...args], {
      cwd: this.root,
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
      timeout: 600_000,
      env: { ...process.env, NO_COLOR: '1', ...env },
    });
    return { status, stdout, stderr };
  }

  /** @throws what the command said, unless it ended well */
  up(): void {
    const { status, stderr } = this.runApart(
      {},
      'local',
      'up',
      '--port',
      String(this.port),
      '--config',
      'landing-zone.yaml',
    );
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
    this.runApart({}, 'local', 'down');
    rmSync(this.root, { recursive: true, force: true });
  }
}
