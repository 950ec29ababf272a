import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { LocalFolder } from '../../../lib/local/folder';
import { emulatorPython } from '../../../lib/local/python';
import { inScratchFolder } from './scratch-folder';

/** Puts a `python3` of this script, and no other, on the path while the work lasts. */
async function withPython(folder: LocalFolder, script: string | undefined, work: () => Promise<void>): Promise<void> {
  const path = process.env['PATH'];
  const bin = join(folder.root, 'bin');
  mkdirSync(bin, { recursive: true });
  if (script !== undefined) {
    writeFileSync(join(bin, 'python3'), `#!/bin/sh\n${script}\n`);
    chmodSync(join(bin, 'python3'), 0o755);
  }
  process.env['PATH'] = bin;
  try {
    await work();
  } finally {
    process.env['PATH'] = path;
  }
}

/** A Python that makes a virtual environment, whose own then does as `pip` says. */
const making = (pip: string): string =>
  `case "$1" in -c) echo 3 11;; *) /bin/mkdir -p "$3/bin"; printf '#!/bin/sh\\n${pip}\\n' > "$3/bin/python"; /bin/chmod +x "$3/bin/python";; esac`;

describe('the Python of the emulator', () => {
  test(
    'is asked for where there is none',
    inScratchFolder((folder) =>
      withPython(folder, undefined, async () => {
        await expect(emulatorPython(folder)).rejects.toMatchObject({
          because: {
            en: 'the local cloud needs Python 3.10 or later. Install it; nothing else of isms needs it.',
            zh: expect.stringContaining('Python 3.10'),
          },
        });
      }),
    ),
  );

  test(
    'is asked for where it is too old, naming the one that is there',
    inScratchFolder((folder) =>
      withPython(folder, 'echo 3 8', async () => {
        await expect(emulatorPython(folder)).rejects.toMatchObject({
          because: { en: expect.stringContaining('(found: python3 3.8)'), zh: expect.stringContaining('python3 3.8') },
        });
      }),
    ),
  );

  test(
    'says what is missing where it can make no virtual environment',
    inScratchFolder((folder) =>
      withPython(folder, 'case "$1" in -c) echo 3 12;; *) echo no module named venv >&2; exit 1;; esac', async () => {
        await expect(emulatorPython(folder)).rejects.toMatchObject({
          because: {
            en: expect.stringMatching(/python3-venv\): no module named venv/),
            zh: expect.stringContaining('虚拟环境'),
          },
        });
      }),
    ),
  );

  test(
    'says that pip needs the network, and begins anew at the next start',
    inScratchFolder(async (folder) => {
      await withPython(folder, making('echo no route to host >&2; exit 1'), async () => {
        await expect(emulatorPython(folder)).rejects.toMatchObject({
          because: {
            en: expect.stringMatching(/needs the network.*no route to host/),
            zh: expect.stringContaining('网络'),
          },
        });
      });
      const python = join(folder.virtualEnvironment, 'bin', 'python');
      await withPython(folder, making('exit 0'), async () => {
        await expect(emulatorPython(folder)).resolves.toBe(python);
      });
    }),
  );

  test(
    'is made once, and again where its interpreter has gone',
    inScratchFolder(async (folder) => {
      await withPython(folder, making('exit 0'), async () => {
        const python = await emulatorPython(folder);
        expect(existsSync(python)).toBe(true);
      });
      await withPython(folder, 'exit 1', async () => {
        await expect(emulatorPython(folder)).resolves.toContain(dirname(folder.virtualEnvironment));
      });
    }),
  );
});
