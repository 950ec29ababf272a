import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RecordingFiles } from '../../constructs/session-recording/recording/recording-files';
import { LARGEST_FILE, SESSION_ID } from '../../constructs/session-recording/recording/recording-files';

/** The recordings of a folder, a folder each as they are stored, in the order in which they began. */
export function recordingsIn(folder: string): readonly RecordingFiles[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && SESSION_ID.test(entry.name))
    .map(({ name }) => name)
    .sort()
    .map((name) => recordingFiles(folder, name));
}

/** What of a folder is no recording, and passed over. */
export interface Other {
  readonly name: string;
  /** It is a folder or a link: somebody may have renamed a recording, or put one elsewhere. */
  readonly maybeRecording: boolean;
}

export const othersIn = (folder: string): readonly Other[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !(entry.isDirectory() && SESSION_ID.test(entry.name)))
    .map((entry) => ({ name: entry.name, maybeRecording: !entry.isFile() }))
    .sort((one, other) => (one.name < other.name ? -1 : 1));

function recordingFiles(folder: string, session: string): RecordingFiles {
  return {
    session,
    names: async () => readdirSync(join(folder, session)).sort(),
    read: async (name) => {
      const file = join(folder, session, name);
      const found = lstatSync(file);
      return found.isFile() && found.size <= LARGEST_FILE ? readFileSync(file) : undefined;
    },
  };
}
