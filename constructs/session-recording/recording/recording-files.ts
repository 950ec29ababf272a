/** In bytes, what no segment of the recorder comes near: a larger file is none. */
export const LARGEST_FILE = 8 * 1024 * 1024;

/** `20261128T105600Z-9f5ea20f5930a857`: when the session began, and a random part. It is the folder's name. */
export const SESSION_ID = /^\d{8}T\d{6}Z-[0-9a-f]{16}$/;

/** The files of one recording: read one at a time, since a recording may be larger than the memory. */
export interface RecordingFiles {
  /** The id of the session, from the folder's name. */
  readonly session: string;
  readonly names: () => Promise<readonly string[]>;
  /** @returns undefined for what is no file of a segment's size: a link, a folder, something larger */
  readonly read: (name: string) => Promise<Buffer | undefined>;
}
