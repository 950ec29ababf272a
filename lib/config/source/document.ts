import { createHash } from 'node:crypto';
import type { DocumentReading } from '../checks';
import { fileBeside, missingMend, outside } from './beside';
import type { Remember } from './include';
import { readBytes } from './text';
import { readYaml } from './yaml';

/** A document may be a PDF with pictures; larger ones belong into an archive. */
const LARGEST_DOCUMENT_BYTES = 50 * 1024 * 1024;

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
  const text = () => bytes.toString('utf8');
  return {
    sha256: createHash('sha256').update(bytes).digest('hex'),
    text,
    // JSON is YAML
    locate: (path) => readYaml(text(), beside.shown).tree?.locate(path),
  };
}
