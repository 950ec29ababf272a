import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Bilingual } from '../../constructs/standard';
import { UsageError, usageProblem } from '../commands/io';
import { isOfAws } from './answered';
import { observationsFileContract } from './contract';
import type { Observations } from './observe';

/** Where `isms collect` writes, and where the other commands look. */
export const observationsIn = (out: string): string => join(out, 'observations.json');

/** The content of the file, its hash with it. */
export function observationsJson(observations: Observations): string {
  // as it will be read: JSON orders and drops keys
  const content = JSON.parse(JSON.stringify(observations)) as object;
  return `${JSON.stringify({ ...content, sha256: hashOf(content) }, null, 1)}\n`;
}

/**
 * What `isms collect` wrote. The hash shows that nobody has touched the file since, and where the answers came from that an
 * emulated cloud is not told as production; who writes a file and its hash anew is not found out here.
 *
 * @throws UsageError for a file that is not what `isms collect` writes, was changed, or contradicts itself
 */
export function readObservations(file: string): Observations {
  const content = contentOf(file);
  const parsed = observationsFileContract.safeParse(content);
  if (!parsed.success) {
    const { path, message } = parsed.error.issues[0] ?? { path: [], message: '' };
    const why = `${path.join('.')}: ${message}`;
    throw unusable(file, { en: `holds no observations (${why})`, zh: `不是有效的观测结果（${why}）` });
  }
  const { sha256: _, ...hashed } = content as object & { readonly sha256?: unknown };
  const { sha256, ...observations } = parsed.data;
  if (hashOf(hashed) !== sha256) throw unusable(file, CHANGED);
  const contradiction = contradictionIn(observations as Observations);
  if (contradiction) throw unusable(file, contradiction);
  return observations as Observations;
}

const hashOf = (content: object): string => createHash('sha256').update(JSON.stringify(content)).digest('hex');

const CHANGED: Bilingual = {
  en: 'was changed after isms collect had written it, and shows nothing (its sha256 is of another content)',
  zh: '在 isms collect 写入之后被改动，不再作为证据（sha256 与内容不符）',
};

/** What production cannot have said. */
function contradictionIn({ emulated, answeredBy, observations, localCloud }: Observations): Bilingual | undefined {
  if (emulated) return undefined;
  const strange = answeredBy.filter((origin) => !isOfAws(origin));
  if (strange.length > 0) return notProduction(`${strange[0]} answered`, `应答来自 ${strange[0]}`);
  if (localCloud || observations.some(({ notKept }) => notKept))
    return notProduction('it tells what an emulator has kept', '其中含有模拟器保留情况');
  const read = observations.some((observation) => 'properties' in observation);
  return read && answeredBy.length === 0
    ? notProduction('no endpoint of AWS answered', '没有 AWS 端点应答')
    : undefined;
}

const notProduction = (en: string, zh: string): Bilingual => ({
  en: `says that it is of production, which it is not: ${en}`,
  zh: `自称来自生产环境，实则不是：${zh}`,
});

function contentOf(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const why = (error as Error).message;
    throw unusable(file, { en: `holds no observations (${why})`, zh: `不是有效的观测结果（${why}）` });
  }
}

function unusable(file: string, { en, zh }: Bilingual): UsageError {
  const because = {
    en: `${file} ${en}. Run isms collect again, or delete it.`,
    zh: `${file} ${zh}。请重新运行 isms collect，或将其删除。`,
  };
  return new UsageError(because, [usageProblem(because, { code: 'unusable-file', file })]);
}
