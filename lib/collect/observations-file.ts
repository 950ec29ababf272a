import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError, usageProblem } from '../commands/io';
import { observationsContract } from './contract';
import type { Observations } from './observe';

/** Where `isms collect` writes, and where the other commands look. */
export const observationsIn = (out: string): string => join(out, 'observations.json');

export const observationsJson = (observations: Observations): string => `${JSON.stringify(observations, null, 1)}\n`;

/** @throws UsageError for a file that is not what `isms collect` writes */
export function readObservations(file: string): Observations {
  const parsed = observationsContract.safeParse(contentOf(file));
  if (parsed.success) return parsed.data as Observations;
  const { path, message } = parsed.error.issues[0] ?? { path: [], message: '' };
  throw damaged(file, `${path.join('.')}: ${message}`);
}

function contentOf(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw damaged(file, (error as Error).message);
  }
}

function damaged(file: string, why: string): UsageError {
  const because = {
    en: `${file} holds no observations (${why}). Run isms collect again, or delete it.`,
    zh: `${file} 不是有效的观测结果（${why}）。请重新运行 isms collect，或将其删除。`,
  };
  return new UsageError(because, [usageProblem(because, { code: 'unusable-file', file })]);
}
