import { statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { NothingToJudge } from '../assess';
import { TemplateError } from '../evidence/template-file';
import { projectOfAll } from '../project';
import { inspectAssembly } from './assembly-inspection';
import { type Inspection, problem, refusal, together } from './inspection';
import { UsageError } from './io';
import { inspectTemplate } from './template-inspection';

/** Templates that the user named, whoever made them. */
export interface ForeignInputs {
  readonly assemblies: readonly string[];
  readonly templates: readonly string[];
}

/** What the user named, each once; undefined where the configuration is to be synthesized. */
export function foreignInputs({
  assembly = [],
  template = [],
}: {
  readonly assembly?: readonly string[];
  readonly template?: readonly string[];
}): ForeignInputs | undefined {
  if (assembly.length + template.length === 0) return undefined;
  return { assemblies: distinct(assembly), templates: distinct(template) };
}

const distinct = (paths: readonly string[]): readonly string[] => [
  ...new Map(paths.map((path) => [resolve(path), path])).values(),
];

/**
 * Looks at all of them before anything is read.
 * @throws UsageError with every problem at once
 */
export function inspected({ assemblies, templates }: ForeignInputs): Inspection {
  const inspection = together([...assemblies.map(inspectFolder), ...templates.map(inspectTemplate)]);
  if (inspection.problems.length > 0) throw refusal(inspection.problems);
  return inspection;
}

/** The folder to which their paths are relative. For a folder, the project that it lies in is asked for from inside. */
export const rootOf = ({ assemblies, templates }: ForeignInputs): string =>
  projectOfAll([...assemblies.map((folder) => join(folder, 'manifest.json')), ...templates]);

function inspectFolder(path: string) {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) return problem(path, 'no such folder', '文件夹不存在');
  if (stat.isDirectory()) return inspectAssembly(path);
  return problem(path, 'is a file: give a template to --template', '是文件：模板请使用 --template');
}

const ENDLESS = {
  en: 'the templates nest each other without end, or deeper than can be followed',
  zh: '模板相互嵌套没有尽头，或层次过深',
};

/**
 * Turns what the inputs lack into a sentence.
 * @param nothing the sentence for templates that hold nothing
 */
export function tolerant<Result>(nothing: () => UsageError, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (error instanceof TemplateError) throw refusal([{ file: error.file, message: error.because }]);
    if (error instanceof RangeError) throw new UsageError(ENDLESS);
    throw error instanceof NothingToJudge ? nothing() : error;
  }
}
