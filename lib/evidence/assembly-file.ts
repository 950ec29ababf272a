import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type * as z from 'zod';
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

/** A file that synthesis writes beside the templates. */
export interface Beside<Content> {
  readonly name: string;
  readonly shape: z.ZodType<Content>;
}

/**
 * Reads what lies beside the templates of an assembly; undefined for one made by others.
 * @param files takes what was read
 * @throws TemplateError when it holds something else than this product writes
 */
export function readBeside<Content>(
  directory: string,
  { name, shape }: Beside<Content>,
  files: string[],
): Content | undefined {
  const file = join(directory, name);
  if (!existsSync(file)) return undefined;
  const content = readAssemblyFile(file, files);
  const wrong = misshape(content, shape);
  if (wrong) throw new TemplateError(file, wrong);
  return content as Content;
}

/** In which respect a document is not what this product writes; undefined where it is. */
export function misshape(document: unknown, shape: z.ZodType): Bilingual | undefined {
  const [issue] = shape.safeParse(document).error?.issues ?? [];
  if (!issue) return undefined;
  const why = [...(issue.path.length > 0 ? [issue.path.join('.')] : []), issue.message].join(': ');
  return {
    en: `is not what isms synth writes (${why}): synthesize again`,
    zh: `不是 isms synth 写入的内容（${why}），请重新合成`,
  };
}

/**
 * Reads a file of an assembly, as CDK or CDKTF wrote it.
 * @param files takes it: all that is read of an assembly is an input of the report
 * @throws TemplateError when it is not there, or holds no JSON
 */
export function readAssemblyFile(file: string, files: string[]): unknown {
  const content = jsonIn(file);
  files.push(file);
  return content;
}

/**
 * What a file of an assembly holds, for a look at what it is.
 * @throws TemplateError when it is not there, or holds no JSON
 */
export function jsonIn(file: string): unknown {
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
