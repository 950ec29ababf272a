import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { RecordingFiles } from '../../constructs/session-recording/recording/recording-files';
import { LARGEST_FILE, SESSION_ID } from '../../constructs/session-recording/recording/segment';

/** The recordings of a folder, a folder each as they are stored, in the order in which they began. */
export function recordingsIn(folder: string): readonly RecordingFiles[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && SESSION_ID.test(entry.name))
    .map(({ name }) => name)
    .sort()
    .map((name) => recordingFiles(join(folder, name)));
}

/** What of a folder is no recording, and passed over. */
export const othersIn = (folder: string): readonly string[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !(entry.isDirectory() && SESSION_ID.test(entry.name)))
    .map(({ name }) => name)
    .sort();

function recordingFiles(folder: string): RecordingFiles {
  return {
    session: basename(folder),
    names: async () => readdirSync(folder).sort(),
    read: async (name) => {
      const file = join(folder, name);
      const found = lstatSync(file);
      return found.isFile() && found.size <= LARGEST_FILE ? readFileSync(file) : undefined;
    },
  };
}
