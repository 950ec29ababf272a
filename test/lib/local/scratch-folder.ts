import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type LocalFolder, localFolder } from '../../../lib/local/folder';

/** Gives a test the folder of a local cloud that is gone afterwards. */
export function inScratchFolder(work: (folder: LocalFolder) => Promise<void>): () => Promise<void> {
  return async () => {
    const project = mkdtempSync(join(tmpdir(), 'local-'));
    const folder = localFolder(project);
    mkdirSync(folder.root);
    try {
      await work(folder);
    } finally {
      rmSync(project, { recursive: true, force: true });
    }
  };
}
