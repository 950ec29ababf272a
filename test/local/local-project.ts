import { type ChildProcess, spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { endpointOf } from '../../lib/local/environment';
import { localFolder } from '../../lib/local/folder';
import { profileFile } from '../../lib/local/profiles';
import { CLI } from '../support/spawned';

const ROOT = resolve(__dirname, '../..');

/** How a command ended. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A project of its own, with the single account's configuration and the virtual environment of this checkout. */
export class LocalProject {
  readonly root = mkdtempSync(join(tmpdir(), 'local-cloud-'));
  readonly folder = localFolder(this.root);
  readonly config = join(this.root, 'landing-zone.yaml');

  private constructor(readonly port: number) {
    mkdirSync(this.folder.root);
    symlinkSync(localFolder(ROOT).virtualEnvironment, this.folder.virtualEnvironment);
    copyFileSync(profileFile('single-account'), this.config);
  }

  static async create(): Promise<LocalProject> {
    return new LocalProject(await freePort());
  }

  /** Starts `isms local …`. */
  start(...args: readonly string[]): ChildProcess {
    return spawn(process.execPath, [CLI, 'local', ...args, '--config', this.config], { cwd: this.root });
  }

  up(...args: readonly string[]): Promise<Ended> {
    return this.run('up', '--port', String(this.port), ...args);
  }

  run(...args: readonly string[]): Promise<Ended> {
    return ended(this.start(...args));
  }

  edit(from: string, to: string): void {
    writeFileSync(this.config, readFileSync(this.config, 'utf8').replace(from, to));
  }

  emulatorPid(): number {
    return (JSON.parse(readFileSync(this.folder.state, 'utf8')) as { readonly pid: number }).pid;
  }

  async isHealthy(): Promise<boolean> {
    return fetch(`${endpointOf(this.port)}/_ministack/health`).then(
      ({ ok }) => ok,
      () => false,
    );
  }

  async remove(): Promise<void> {
    await this.run('down');
    rmSync(this.root, { recursive: true, force: true });
  }
}

/** Waits for a process, and keeps what it writes. */
export function ended(child: ChildProcess): Promise<Ended> {
  let stdout = '';
  let stderr = '';
  child.stdout?.on('data', (text) => (stdout += text));
  child.stderr?.on('data', (text) => (stderr += text));
  return new Promise((done) => child.once('close', (code) => done({ code, stdout, stderr })));
}

/** Waits until a process has written something on standard error. */
export function written(child: ChildProcess, text: string): Promise<void> {
  let stderr = '';
  return new Promise((done, fail) => {
    child.stderr?.on('data', (part) => {
      stderr += part;
      if (stderr.includes(text)) done();
    });
    child.once('close', () => fail(new Error(`ended before it wrote ${text}: ${stderr}`)));
  });
}

function freePort(): Promise<number> {
  const server = createServer();
  return new Promise((done) =>
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => done(typeof address === 'object' && address ? address.port : 0));
    }),
  );
}
