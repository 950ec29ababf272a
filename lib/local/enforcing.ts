import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ClientSettings } from '../collect/reader';
import { onInterruption } from '../commands/interruption';
import { startEmulator, stopEmulator } from './emulator';
import { clientOf } from './environment';
import { localFolder } from './folder';

/** MiniStack then checks signatures, and judges each request by the policies of who asks and of what is asked for. */
const ENFORCED = { AUTH: 'true', AWS_SECRET_ACCESS_KEY: 'local' };

/**
 * Starts an empty emulator that enforces policies, on a port of its own, and ends it when the work has ended. The key of an
 * account is its root there, whom no policy binds: users are made to try something.
 *
 * @param python of the virtual environment with the emulator
 */
export async function withEnforcing<Result>(
  python: string,
  work: (client: (account: string, region: string) => ClientSettings) => Promise<Result>,
): Promise<Result> {
  const scratch = mkdtempSync(join(tmpdir(), 'isms-enforcing-'));
  const folder = localFolder(scratch);
  const clear = (): void => rmSync(scratch, { recursive: true, force: true });
  const uninterrupted = onInterruption(clear);
  try {
    const started = await startEmulator(folder, python, { port: await freePort(), config: 'none', settings: ENFORCED });
    try {
      return await work((account, region) => clientOf(started.port, account, region));
    } finally {
      await stopEmulator(folder, started);
      started.keep();
    }
  } finally {
    clear();
    uninterrupted();
  }
}

/** A port of the loopback interface at which nothing listens. */
export function freePort(): Promise<number> {
  const server = createServer();
  return new Promise((done, fail) => {
    server.once('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => done(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
