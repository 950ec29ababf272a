import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { LARGEST_FILE, SESSION_ID } from './segment';

/** The files of one recording: read one at a time, since a recording may be larger than the memory. */
export interface RecordingFiles {
  /** The id of the session, from the folder's name. */
  readonly session: string;
  readonly names: readonly string[];
  /** @returns undefined for what is no file of a segment's size: a link, a folder, something larger */
  readonly read: (name: string) => Buffer | undefined;
}

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
    get names() {
      return readdirSync(folder).sort();
    },
    read: (name) => {
      const file = join(folder, name);
      const found = lstatSync(file);
      return found.isFile() && found.size <= LARGEST_FILE ? readFileSync(file) : undefined;
    },
  };
}
