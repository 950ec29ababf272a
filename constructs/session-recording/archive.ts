/** A file of an archive. */
export interface ArchivedFile {
  /** Up to 100 characters of ASCII, without a folder. */
  readonly name: string;
  readonly content: Buffer;
}

/** In bytes: what a tar archive is made of. */
const BLOCK = 512;

/** Where a header holds what, in bytes. @see https://www.gnu.org/software/tar/manual/html_node/Standard.html */
const FIELDS = { name: 0, mode: 100, uid: 108, gid: 116, size: 124, mtime: 136, checksum: 148, type: 156, magic: 257 };

/**
 * A tar archive (POSIX.1-1988) that depends on nothing but names and contents: no times, no owners, readable by all and writable by
 * root alone. The same files give the same bytes on every machine.
 */
export function archiveOf(files: readonly ArchivedFile[]): Buffer {
  const sorted = [...files].sort((one, other) => (one.name < other.name ? -1 : 1));
  return Buffer.concat([
    ...sorted.flatMap(({ name, content }) => [header(name, content.length), content, paddingOf(content.length)]),
    Buffer.alloc(2 * BLOCK),
  ]);
}

const paddingOf = (size: number): Buffer => Buffer.alloc((BLOCK - (size % BLOCK)) % BLOCK);

function header(name: string, size: number): Buffer {
  const block = Buffer.alloc(BLOCK);
  const put = (text: string, at: number): number => block.write(text, at, 'latin1');
  put(name, FIELDS.name);
  put(octal(0o644, 7), FIELDS.mode);
  put(octal(0, 7), FIELDS.uid);
  put(octal(0, 7), FIELDS.gid);
  put(octal(size, 11), FIELDS.size);
  put(octal(0, 11), FIELDS.mtime);
  put('0', FIELDS.type);
  put('ustar\u000000', FIELDS.magic);
  // the sum is taken as if there were spaces in its place
  put(' '.repeat(8), FIELDS.checksum);
  const sum = block.reduce((total, byte) => total + byte, 0);
  put(`${octal(sum, 6)}\u0000 `, FIELDS.checksum);
  return block;
}

const octal = (value: number, digits: number): string => value.toString(8).padStart(digits, '0');
