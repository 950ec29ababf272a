import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { alone } from '../../../lib/local/lock';
import { commandLineOf } from '../../../lib/local/process';
import { inScratchFolder } from './scratch-folder';

/** A process that waits to be ended. */
const waiting = () => spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });

/** The id of a process that has ended. */
async function endedPid(): Promise<number> {
  const child = spawn(process.execPath, ['-e', '']);
  await once(child, 'exit');
  return child.pid ?? 0;
}

describe('the lock of the local cloud', () => {
  test(
    'refuses a second run while one is at work, in both languages, and names its process',
    inScratchFolder(async (folder) => {
      await alone(folder, async () => {
        await expect(alone(folder, async () => undefined)).rejects.toMatchObject({
          because: {
            en: expect.stringContaining(`another isms local is at work here (process ${process.pid})`),
            zh: expect.stringContaining(`进程 ${process.pid}`),
          },
        });
      });
    }),
  );

  test(
    'is released when the work ends, also by an error',
    inScratchFolder(async (folder) => {
      await expect(
        alone(folder, async () => {
          throw new Error('refused');
        }),
      ).rejects.toThrow('refused');

      expect(existsSync(folder.lock)).toBe(false);
      await expect(alone(folder, async () => 'done')).resolves.toBe('done');
    }),
  );

  test(
    'leaves no empty folder behind, and none that holds anything is taken away',
    inScratchFolder(async (folder) => {
      await expect(
        alone(folder, async () => {
          throw new Error('no Python');
        }),
      ).rejects.toThrow('no Python');
      expect(existsSync(folder.root)).toBe(false);

      await alone(folder, async () => writeFileSync(folder.log, 'said'));
      expect(existsSync(folder.log)).toBe(true);
    }),
  );

  test(
    'of a killed run is taken over, and what it had started is ended',
    inScratchFolder(async (folder) => {
      const child = waiting();
      const commandLine = commandLineOf(child.pid ?? 0);
      const killed = { pid: await endedPid(), commandLine: 'node isms.js local up' };
      writeFileSync(folder.lock, JSON.stringify({ ...killed, children: [{ pid: child.pid, commandLine }] }));

      await expect(alone(folder, async () => 'done')).resolves.toBe('done');

      const [, signal] = await once(child, 'exit');
      expect(signal).toBe('SIGKILL');
    }),
  );

  test(
    'ends no process that has only got the id of one of its own',
    inScratchFolder(async (folder) => {
      const stranger = waiting();
      const killed = { pid: stranger.pid, commandLine: 'node isms.js local up' };
      const child = { pid: stranger.pid, commandLine: 'node cdk deploy' };
      writeFileSync(folder.lock, JSON.stringify({ ...killed, children: [child] }));

      await expect(alone(folder, async () => 'done')).resolves.toBe('done');

      expect(stranger.exitCode ?? stranger.signalCode).toBeNull();
      stranger.kill();
    }),
  );

  test(
    'notes what is started',
    inScratchFolder(async (folder) => {
      const child = waiting();
      await alone(folder, async ({ note }) => {
        note(child.pid ?? 0);
        const { children } = JSON.parse(readFileSync(folder.lock, 'utf8'));
        expect(children).toEqual([{ pid: child.pid, commandLine: expect.stringContaining('setInterval') }]);
      });
      child.kill();
    }),
  );

  test(
    'says so in both languages where its folder is a file',
    inScratchFolder(async (folder) => {
      rmSync(folder.root, { recursive: true });
      writeFileSync(folder.root, 'mine');

      await expect(alone(folder, async () => undefined)).rejects.toMatchObject({
        because: {
          en: expect.stringContaining(`${folder.root}, which has to be a folder that can be written`),
          zh: expect.stringContaining('必须是可写的文件夹'),
        },
      });
      expect(readFileSync(folder.root, 'utf8')).toBe('mine');
    }),
  );

  test(
    'that is damaged does not stand in the way',
    inScratchFolder(async (folder) => {
      writeFileSync(folder.lock, '{"pid":');

      await expect(alone(folder, async () => 'done')).resolves.toBe('done');
    }),
  );
});
