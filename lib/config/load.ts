import { createHash } from 'node:crypto';
import { type CheckContext, checks } from './checks';
import { defaultPolicyTypes } from './checks/organization';
import { completeIdentity } from './identity-documents';
import { ConfigError, type Fault, keyOf, type Path, type Problem } from './problem';
import { withRaisedDefaults } from './raised-defaults';
import { type Salvage, salvage, valueAt } from './salvage';
import { type LandingZoneConfig, type ParsedConfig, type SectionKey, schema } from './schema';
import { readDocument } from './source/document';
import { type Remember, withIncludes } from './source/include';
import { readText } from './source/text';
import type { ReadFault, Reading, Tree } from './source/tree';
import { readYaml } from './source/yaml';
import { faultsOf } from './zod-issues';

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
  const context: CheckContext = {
    asOf: options.asOf ?? new Date().toISOString().slice(0, 10),
    document: (document) => readDocument(file, document, remember),
  };
  const unread = faults.flatMap(({ path }) => (path ? [path] : []));
  const judged: Judged = tree ? judge(tree, context, unread) : { faults: [] };
  const problems = [...faults.map(problemAt), ...(tree ? judged.faults.map((fault) => problemOf(fault, tree)) : [])];
  const usable = !problems.some(({ severity }) => severity === 'error');
  return {
    ...(usable && judged.config && { config: judged.config }),
    problems: sorted(problems).slice(0, MOST_PROBLEMS),
    inputs: [...inputs].map(([path, sha256]) => ({ path, sha256 })),
  };
}

function readTree(text: string, file: string, remember: Remember): Reading {
  const { tree, faults } = readYaml(text, file);
  if (!tree) return { faults };
  const whole = withIncludes(tree, file, remember);
  return { ...(whole.tree && { tree: whole.tree }), faults: [...faults, ...whole.faults] };
}

interface Judged {
  readonly config?: LandingZoneConfig;
  readonly faults: readonly Fault[];
}

/** Against the schema and, as far as that lets through, against the checks. */
function judge(tree: Tree, context: CheckContext, unread: readonly Path[]): Judged {
  const written = withRaisedDefaults(tree.value);
  const parsed = schema.safeParse(written);
  if (parsed.success && unread.length === 0) {
    return {
      config: complete(parsed.data, context, tree),
      faults: checks.flatMap((check) => [...check.judge(parsed.data, context)]),
    };
  }
  const ask = (path: Path) => ({ value: valueAt(tree.value, path), written: tree.written(path) });
  const issues = parsed.success ? [] : parsed.error.issues.slice(0, MOST_PROBLEMS);
  const rest = salvage(written);
  const blind = [...rest.removed, ...unread];
  const found = issues.flatMap((issue) => faultsOf(issue, schema, ask));
  const meant = new Set(found.flatMap((fault) => (fault.meant ? [keyOf(fault.meant)] : [])));
  const schemaFaults = found
    .filter(({ code, path }) => code !== 'missing-key' || !meant.has(keyOf(path)))
    // rows that an include should have brought are told of where it stands
    .filter(standsDespite(unread));
  return { faults: [...schemaFaults, ...semanticFaults(rest, blind, context)] };
}

function semanticFaults(rest: Salvage, blind: readonly Path[], context: CheckContext): readonly Fault[] {
  const runnable = checks.filter(({ needs }) => needs.every((key: SectionKey) => rest.readable.has(key)));
  return runnable
    .flatMap((check) => [...check.judge(rest.sections as ParsedConfig, context)])
    .map((fault) => ({ ...fault, path: rest.original(fault.path) }))
    .filter(standsDespite(blind));
}

/** Whether a fault would be one too if everything had been read: it is not of a gap, nor of a list that has one. */
const standsDespite =
  (gaps: readonly Path[]) =>
  ({ path, lacks }: Fault): boolean =>
    !gaps.some((gap) => begins(path, gap) || (lacks && (begins(gap, lacks) || begins(lacks, gap))));

const begins = (path: Path, start: Path): boolean =>
  start.length <= path.length && start.every((part, index) => path[index] === part);

/** Fills what one section takes from another, and what stands in documents. */
function complete(parsed: ParsedConfig, context: CheckContext, tree: Tree): LandingZoneConfig {
  const everywhere = [...parsed.regions.allowed, ...Object.values(parsed.azure?.regions ?? {})];
  const dataClasses = parsed.dataClasses.map((dataClass) => ({
    ...dataClass,
    handling: { ...dataClass.handling, regions: dataClass.handling.regions ?? everywhere },
  }));
  const organization = parsed.organization && {
    ...parsed.organization,
    policyTypes: parsed.organization.policyTypes ?? defaultPolicyTypes(parsed.partition),
  };
  // the checks have made sure that the profile has its section
  const identity = completeIdentity(parsed.identity, context, tree);
  return {
    ...parsed,
    dataClasses,
    identity,
    checkedOn: context.asOf,
    ...(organization && { organization }),
  } as LandingZoneConfig;
}

function problemOf(fault: Fault, tree: Tree): Problem {
  const { path, at = 'value', within, lacks: _lacks, meant: _meant, severity = 'error', ...rest } = fault;
  return { ...(within ?? tree.locate(path, at)), severity, key: keyOf(path), ...rest };
}

function problemAt({ path, severity = 'error', ...fault }: ReadFault): Problem {
  return { severity, key: keyOf(path ?? []), ...fault };
}

function sorted(problems: readonly Problem[]): readonly Problem[] {
  const files = [...new Set(problems.map(({ file }) => file))];
  return [...problems].sort(
    (a, b) => files.indexOf(a.file) - files.indexOf(b.file) || a.line - b.line || a.column - b.column,
  );
}
