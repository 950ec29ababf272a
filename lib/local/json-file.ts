import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';

/** Writes a file whole or not at all: a run that is stopped leaves what was there before. */
export function writeWhole(file: string, content: object): void {
  const aside = `${file}.new`;
  writeFileSync(aside, `${JSON.stringify(content, null, 1)}\n`);
  renameSync(aside, file);
}

/** What a file holds; undefined where there is none, or it is damaged: then it is as good as none. */
export function contentOf<Content>(file: string): Content | undefined {
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Content;
  } catch {
    return undefined;
  }
}
