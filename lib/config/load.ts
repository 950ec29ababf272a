import { createHash } from 'node:crypto';
import type { Bilingual } from '../../constructs/standard';
import type { CheckContext } from './checks';
import { type Judged, judge } from './judge';
import { ConfigError, type Fault, keyOf, type Path, type Problem } from './problem';
import type { LandingZoneConfig } from './schema';
import { readDocument } from './source/document';
import { type Remember, withIncludes } from './source/include';
import { readText } from './source/text';
import type { ReadFault, Reading, Tree } from './source/tree';
import { readYaml } from './source/yaml';

export interface CheckOptions {
  /** The day that counts as today, `YYYY-MM-DD`. @default - today, in UTC */
  readonly asOf?: string;
}

/** A file that the configuration consists of or names. */
export interface ConfigInput {
  /** As the configuration was named: relative to the working directory, if that was. */
  readonly path: string;
  readonly sha256: string;
}

export interface CheckedConfig {
  /** Present when there is no problem but warnings. */
  readonly config?: LandingZoneConfig;
  /** By file, line and column. */
  readonly problems: readonly Problem[];
  /** What was read: the file itself, what it includes, and the documents that it names. */
  readonly inputs: readonly ConfigInput[];
}

/** More than these are of no use to anybody. */
const MOST_PROBLEMS = 500;

/** @throws ConfigError with every error at once, when the configuration cannot be used. */
export function loadConfig(file: string, options: CheckOptions = {}): LandingZoneConfig {
  const { config, problems } = checkConfig(file, options);
  if (config) return config;
  throw new ConfigError(problems);
}

/** Reads and checks a configuration, and reports all that is wrong with it. Throws for nothing that a file can hold. */
export function checkConfig(file: string, options: CheckOptions = {}): CheckedConfig {
  const read = readText(file, file);
  return 'fault' in read
    ? { problems: [problemAt(read.fault)], inputs: [] }
    : checkText(read.text, read.bytes, file, options);
}

/** The same for a configuration that has not been written yet. */
export function checkConfigText(text: string, file: string, options: CheckOptions = {}): CheckedConfig {
  return checkText(text, Buffer.from(text), file, options);
}

function checkText(text: string, bytes: Buffer, file: string, options: CheckOptions): CheckedConfig {
  const inputs = new Map<string, string>();
  const remember: Remember = (path, content) => {
    inputs.set(path, createHash('sha256').update(content).digest('hex'));
  };
  remember(file, bytes);
  const { tree, faults } = readTree(text, file, remember);
  const context: Omit<CheckContext, 'isWritten'> = {
    asOf: options.asOf ?? new Date().toISOString().slice(0, 10),
    document: onceEach((document) => readDocument(file, document, remember)),
  };
  const unread = faults.flatMap(({ gap }) => (gap ? [gap] : []));
  const judged: Judged = tree ? judge(tree, context, unread) : { faults: [] };
  const problems = [...faults.map(problemAt), ...(tree ? judged.faults.map((fault) => problemOf(fault, tree)) : [])];
  const usable = !problems.some(({ severity }) => severity === 'error');
  return {
    ...(usable && judged.config && { config: judged.config }),
    problems: sorted(problems).slice(0, MOST_PROBLEMS),
    inputs: [...inputs].map(([path, sha256]) => ({ path, sha256 })),
  };
}

/** A document is read once, however many checks ask for it. */
function onceEach(read: CheckContext['document']): CheckContext['document'] {
  const readings = new Map<string, ReturnType<typeof read>>();
  return (document) => {
    const reading = readings.get(document) ?? read(document);
    readings.set(document, reading);
    return reading;
  };
}

function readTree(text: string, file: string, remember: Remember): Reading {
  const { tree, faults } = readYaml(text, file);
  if (!tree) return { faults };
  const whole = withIncludes(tree, file, remember);
  return { ...(whole.tree && { tree: whole.tree }), faults: [...faults.map(whole.moved), ...whole.faults] };
}

function problemOf(fault: Fault, tree: Tree): Problem {
  const { path, at = 'value', within, lacks: _lacks, beside, severity = 'error', ...rest } = fault;
  const place = within ?? tree.locate(path, at);
  const message = beside ? withLine(rest.message, beside, { tree, file: place.file }) : rest.message;
  return { ...place, severity, key: keyOf(path), ...rest, message };
}

/** `(network.home)` becomes `(network.home, line 12)`, with the file where that is another. */
function withLine(
  { en, zh }: Bilingual,
  beside: Path,
  from: { readonly tree: Tree; readonly file: string },
): Bilingual {
  const key = keyOf(beside);
  const { file, line } = from.tree.locate(beside, 'value');
  const other = file === from.file ? undefined : `${file}:${line}`;
  return {
    en: en.replace(key, `${key}, ${other ?? `line ${line}`}`),
    zh: zh.replace(key, `${key}，${other ?? `第 ${line} 行`}`),
  };
}

function problemAt({ path, gap: _, severity = 'error', ...fault }: ReadFault): Problem {
  return { severity, key: keyOf(path ?? []), ...fault };
}

function sorted(problems: readonly Problem[]): readonly Problem[] {
  const files = [...new Set(problems.map(({ file }) => file))];
  return [...problems].sort(
    (a, b) => files.indexOf(a.file) - files.indexOf(b.file) || a.line - b.line || a.column - b.column,
  );
}
