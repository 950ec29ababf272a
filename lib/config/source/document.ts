import { createHash } from 'node:crypto';
import type { DocumentReading } from '../checks';
import { fileBeside, missingMend, outside } from './beside';
import type { Remember } from './include';
import { LARGEST_FILE_BYTES, readBytes } from './text';
import { readYaml } from './yaml';

/** A document may be a PDF with pictures; larger ones belong into an archive. */
const LARGEST_DOCUMENT_BYTES = 50 * 1024 * 1024;

/** Most documents show in their first bytes that they are not. */
const isBlank = (bytes: Buffer): boolean =>
  [bytes.subarray(0, 1024), bytes].every((part) => !/\S/.test(part.toString('utf8')));

/** Hashes a document that a configuration names, of whatever kind. */
export function readDocument(configFile: string, file: string, remember: Remember): DocumentReading {
  const beside = fileBeside(configFile, file);
  if (!beside) return { unreadable: outside };
  const bytes = readBytes(beside.path, LARGEST_DOCUMENT_BYTES);
  if (!Buffer.isBuffer(bytes)) {
    return {
      unreadable: bytes.code === 'missing-file' ? { ...bytes, code: 'missing-document', mend: missingMend } : bytes,
    };
  }
  remember(beside.shown, bytes);
  const kept = bytes.length > LARGEST_FILE_BYTES ? Buffer.alloc(0) : bytes;
  const text = () => kept.toString('utf8');
  return {
    sha256: createHash('sha256').update(bytes).digest('hex'),
    blank: isBlank(bytes),
    text,
    // JSON is YAML
    locate: (path) => readYaml(text(), beside.shown).tree?.locate(path),
  };
}
