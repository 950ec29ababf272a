import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { runningEmulator, startEmulator, stopEmulator, stopStrays } from '../../../lib/local/emulator';
import { inScratchFolder } from './scratch-folder';

/** A server on the loopback interface while the work lasts. */
async function listening(answer: RequestListener, work: (port: number) => Promise<void>): Promise<void> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    await work((server.address() as AddressInfo).port);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

const healthy: RequestListener = (_, response) => response.end('{}');
const somethingElse: RequestListener = (_, response) => {
  response.statusCode = 404;
  response.end();
};

describe('the emulator', () => {
  test(
    'does not start on a port that something else has, and says so in both languages',
    inScratchFolder((folder) =>
      listening(somethingElse, async (port) => {
        await expect(startEmulator(folder, 'python3', { port, config: 'a.yaml' })).rejects.toMatchObject({
          because: {
            en: `port ${port} is in use. Stop what listens there, or choose another port with --port.`,
            zh: expect.stringContaining(`端口 ${port} 已被占用`),
          },
        });
        expect(existsSync(folder.state)).toBe(false);
      }),
    ),
  );

  test(
    'tells the emulator of another project from anything else on the port',
    inScratchFolder((folder) =>
      listening(healthy, async (port) => {
        await expect(startEmulator(folder, 'python3', { port, config: 'a.yaml' })).rejects.toMatchObject({
          because: {
            en: expect.stringContaining("by an emulator that is not this project's"),
            zh: expect.stringContaining('其他项目的模拟器'),
          },
        });
      }),
    ),
  );

  test(
    'that the state names is not believed where its process is another, even where something answers; nor is that ended',
    inScratchFolder((folder) =>
      listening(healthy, async (port) => {
        const stranger = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
        writeFileSync(folder.state, JSON.stringify({ pid: stranger.pid, port, config: 'a.yaml' }));

        await expect(runningEmulator(folder)).resolves.toBeUndefined();
        await stopEmulator(folder, { pid: stranger.pid ?? 0 });

        expect(existsSync(folder.state)).toBe(false);
        expect(stranger.exitCode ?? stranger.signalCode).toBeNull();
        stranger.kill();
      }),
    ),
  );

  test.each(['', '{', '{"pid":"all"}', '{"pid":1,"port":4566}'])(
    'is not there where its state is damaged: %s',
    (state) =>
      inScratchFolder(async (folder) => {
        writeFileSync(folder.state, state);

        await expect(runningEmulator(folder)).resolves.toBeUndefined();
        expect(existsSync(folder.state)).toBe(false);
      })(),
  );

  test(
    'of which the state says nothing is ended, and no other',
    inScratchFolder(async (folder) => {
      const emulatorOf = (root: string) =>
        spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)', '--', 'adapter/adapter.py', root], {
          stdio: 'ignore',
        });
      const [stray, known, other] = [
        emulatorOf(folder.root),
        emulatorOf(folder.root),
        emulatorOf(`${folder.root}/other`),
      ];
      const gone = once(stray, 'exit');

      await expect(stopStrays(folder, { pid: known.pid ?? 0 })).resolves.toBe(1);
      await gone;

      for (const left of [known, other]) {
        expect(left.exitCode ?? left.signalCode).toBeNull();
        left.kill();
      }
    }),
  );

  test(
    'that ends at once is told with what it said last',
    inScratchFolder(async (folder) => {
      // it takes the adapter for a program of its own, and fails
      await expect(startEmulator(folder, process.execPath, { port: 4579, config: 'a.yaml' })).rejects.toMatchObject({
        because: { en: expect.stringContaining('did not come up'), zh: expect.stringContaining('未能') },
      });
      expect(existsSync(folder.state)).toBe(false);
    }),
  );
});
