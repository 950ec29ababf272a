/** The files of one recording: read one at a time, since a recording may be larger than the memory. */
export interface RecordingFiles {
  /** The id of the session, from the folder's name. */
  readonly session: string;
  readonly names: () => Promise<readonly string[]>;
  /** @returns undefined for what is no file of a segment's size: a link, a folder, something larger */
  readonly read: (name: string) => Promise<Buffer | undefined>;
}
