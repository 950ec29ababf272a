import { checkConfig, type Problem } from '../config';
import type { CommonOptions } from './cli';
import { ExitCode, type Io, problemsJson } from './io';
import { renderProblems } from './problems';

export interface ValidateOptions extends Pick<CommonOptions, 'config'> {
  /** The day that counts as today, `YYYY-MM-DD`. */
  readonly asOf?: string;
}

const DEFAULT_FILE = 'landing-zone.yaml';

/** `isms validate`: everything that is wrong with the configuration, at once and offline. Warnings alone are no failure. */
export function validateCommand(options: ValidateOptions, io: Io): number {
  const file = options.config ?? DEFAULT_FILE;
  const { problems } = checkConfig(file, options.asOf === undefined ? {} : { asOf: options.asOf });
  if (io.json) io.out(problemsJson(problems));
  else if (problems.length > 0) io.err(renderProblems(problems, io));
  else io.out(io.lang === 'zh' ? `${file}：配置有效\n` : `${file}: valid\n`);
  return problems.some(isError) ? ExitCode.usage : ExitCode.fine;
}

const isError = ({ severity }: Problem): boolean => severity === 'error';
