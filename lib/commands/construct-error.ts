import { relative, resolve, sep } from 'node:path';
import type { Problem } from '../config/problem';
import { UsageError, usageProblem } from './io';

const PRODUCT = resolve(__dirname, '../..');

/** The mark that the AWS CDK puts on errors by which its constructs refuse what they are given. */
const REFUSAL = Symbol.for('@aws-cdk/core.ValidationError');

/** `at new Log (/…/log.ts:12:5)`, or without the name and the brackets. */
const FRAME = /\(?((?:\/|[A-Za-z]:\\)[^()]*):(\d+):(\d+)\)?$/;

/**
 * A refusal by a construct of the AWS CDK is about what was written, and no fault of this program: it is told with the construct's path
 * and the line that made it. Anything else stays as it is.
 */
export function constructProblem(error: unknown): unknown {
  if (!(error instanceof Error) || !(REFUSAL in error)) return error;
  const path = (error as { readonly constructPath?: string }).constructPath ?? '';
  const place = placeIn(error.stack ?? '');
  const at = place ? `${place.file}:${place.line}: ` : '';
  const because = {
    en: `${at}${path} cannot be synthesized: ${error.message}`,
    zh: `${at}${path} 无法合成：${error.message}`,
  };
  return new UsageError(because, [usageProblem(because, { code: 'construct', key: path, ...place })]);
}

/** The first line that is of no library. */
function placeIn(stack: string): Pick<Problem, 'file' | 'line' | 'column'> | undefined {
  const frames = stack.split('\n').map((line) => FRAME.exec(line));
  const own = frames.find((frame) => frame && !frame[1]?.includes(`${sep}node_modules${sep}`));
  if (!own) return undefined;
  const [, file = '', line, column] = own;
  return { file: relative(PRODUCT, file).split(sep).join('/'), line: Number(line), column: Number(column) };
}
