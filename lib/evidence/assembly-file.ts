import { readFileSync } from 'node:fs';
import type { Bilingual } from '../../constructs/standard';

/** A file that cannot be judged, and what to do about it. */
export class TemplateError extends Error {
  constructor(
    readonly file: string,
    readonly because: Bilingual,
  ) {
    super(`${file}: ${because.en}`);
  }
}

/**
 * Reads a file of an assembly, as CDK or CDKTF wrote it.
 * @throws TemplateError when it is not there, or holds no JSON
 */
export function readAssemblyFile(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) {
      throw new TemplateError(file, { en: `is no JSON: ${error.message}`, zh: `不是 JSON：${error.message}` });
    }
    const code = (error as NodeJS.ErrnoException).code ?? 'unreadable';
    throw new TemplateError(file, {
      en: `cannot be read (${code}): synthesize the assembly again`,
      zh: `无法读取（${code}），请重新合成`,
    });
  }
}
