import { type ChildProcess, spawn } from 'node:child_process';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../../lib/local/enforcing';
import { endpointOf } from '../../lib/local/environment';
import { localFolder } from '../../lib/local/folder';
import type { InventoryFile } from '../../lib/local/inventory-file';
import { CLI } from '../support/spawned';
import { LocalProject } from './project';

/** How a command ended. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A project whose local cloud is disturbed while commands run. */
export class Life extends LocalProject {
  readonly folder = localFolder(this.root);
  private readonly config = join(this.root, 'landing-zone.yaml');

  static async begin(): Promise<Life> {
    return new Life(await freePort());
  }

  /** Starts `isms local …`. */
  start(...args: readonly string[]): ChildProcess {
    return spawn(process.execPath, [CLI, 'local', ...args, '--config', this.config], { cwd: this.root });
  }

  startUp(...args: readonly string[]): ChildProcess {
    return this.start('up', '--port', String(this.port), ...args);
  }

  /** Runs `isms local …` to its end. */
  local(...args: readonly string[]): Promise<Ended> {
    return ended(this.start(...args));
  }

  bringUp(...args: readonly string[]): Promise<Ended> {
    return ended(this.startUp(...args));
  }

  /** Takes a configuration in place of the quickstart's. */
  takeConfiguration(file: string): void {
    copyFileSync(file, this.config);
  }

  edit(from: string, to: string): void {
    writeFileSync(this.config, readFileSync(this.config, 'utf8').replace(from, to));
  }

  emulatorPid(): number {
    return (JSON.parse(readFileSync(this.folder.state, 'utf8')) as { readonly pid: number }).pid;
  }

  /** What the last deployment left. */
  inventory(): InventoryFile['resources'] {
    return (JSON.parse(readFileSync(this.folder.inventory, 'utf8')) as InventoryFile).resources;
  }

  async isHealthy(): Promise<boolean> {
    return fetch(`${endpointOf(this.port)}/_ministack/health`).then(
      ({ ok }) => ok,
      () => false,
    );
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
