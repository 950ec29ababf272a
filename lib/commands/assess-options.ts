import { existsSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { type AssessInputs, assess } from '../assess';
import { observationsIn, readObservations } from '../collect/observations-file';
import type { Ledger } from '../evidence/ledger';
import type { Parts } from '../parts';
import { projectOf, today } from '../project';
import { buildReport, type Report } from '../report/report';
import type { CommonOptions } from './cli';
import { type LoadedConfig, loadForCommand } from './configuration';
import { type ForeignInputs, foreignInputs, inspected, rootOf, tolerant } from './foreign-inputs';
import { problem, type Remark, refusal, together, told } from './inspection';
import { type Io, longStep, UsageError } from './io';
import { leftOut } from './left-out';
import { withSynthesis } from './synth';
import { testRunsIn } from './test-runs';

export interface JudgeOptions extends CommonOptions {
  readonly asOf?: string;
  readonly assembly?: readonly string[];
  readonly template?: readonly string[];
  /** What `isms collect` wrote. */
  readonly observations?: string;
}

export interface Assessment {
  readonly ledger: Ledger;
  readonly report: Report;
  /** What was seen and left out. */
  readonly notJudged: readonly Remark[];
}

/**
 * Judges what the options name: templates that anyone made, or the landing zone of the configuration, synthesized first.
 * @param networks draws the networks up, for who shows them. @default - nobody does
 */
export async function assessOptions(
  options: JudgeOptions,
  io: Io,
  parts: Parts,
  networks?: AssessInputs['networks'],
): Promise<Assessment> {
  const asOf = options.asOf ?? today();
  const foreign = foreignInputs(options);
  const observed = observedIn(options, foreign !== undefined);
  const loaded = options.config || !foreign ? loadForCommand(options, io, asOf) : undefined;
  const judging = await parts.judging();
  // tests are of the landing zone, and say nothing of templates made by others
  const tests = loaded ? testRunsIn(projectOf(loaded.file)) : { files: [], remarks: [] };
  const judge: Judge = (inputs) =>
    longStep(io, { en: 'Judging', zh: '正在判定' }, () =>
      tolerant(
        () => nothingToJudge(inputs.templates ?? []),
        () =>
          assess({
            ...inputs,
            asOf,
            azure: judging,
            ...(observed && { observed }),
            ...(networks && { networks }),
            ...(loaded && { config: loaded.assess }),
            testResults: tests.files,
          }),
      ),
    );
  if (foreign) {
    const { ledger, notJudged } = await judgeForeign(foreign, loaded, judge);
    return assessment(ledger, [...notJudged, ...tests.remarks], io);
  }
  if (!loaded) throw new Error('without templates a configuration is always loaded');
  const ledger = await withSynthesis(loaded, options.out, io, parts, (folders, within) => {
    const assemblies = folders.map((folder) => join(within, folder));
    const longProofs = provingBeside(assemblies, loaded, parts);
    return judge({
      root: projectOf(loaded.file),
      foreign: false,
      assemblies,
      ...(longProofs && { longProofs }),
    });
  });
  return assessment(ledger, tests.remarks, io);
}

/** Begins what takes longest of what is judged, where somebody works beside. */
function provingBeside([assembly]: readonly string[], { assess }: LoadedConfig, { prove }: Parts) {
  if (assembly === undefined) return undefined;
  const { demands, flows, organization } = assess;
  return prove?.({ assembly: resolve(assembly), demands, flows, ...(organization && { organization }) });
}

/**
 * What was observed: the file that the options name, otherwise the one beside the results. Templates made by others have
 * none unless it is named.
 */
function observedIn({ observations, out }: JudgeOptions, foreign: boolean): AssessInputs['observed'] {
  const beside = observationsIn(out);
  const file = observations ?? (!foreign && existsSync(beside) ? beside : undefined);
  return file === undefined ? undefined : { file, observations: readObservations(file) };
}

type Judge = (
  inputs: Pick<AssessInputs, 'root' | 'foreign' | 'assemblies' | 'templates' | 'longProofs'>,
) => Promise<Ledger>;

async function judgeForeign(
  { assemblies, templates }: ForeignInputs,
  loaded: LoadedConfig | undefined,
  judge: Judge,
): Promise<Pick<Assessment, 'ledger' | 'notJudged'>> {
  const { notJudged } = inspected({ assemblies, templates });
  const root = loaded ? projectOf(loaded.file) : rootOf({ assemblies, templates });
  const ledger = await judge({ root, foreign: true, assemblies, templates });
  const empty = templates.filter((file) => !isKnown(ledger, pathIn(root, file)));
  if (empty.length > 0 || !isKnown(ledger)) throw nothingToJudge(empty);
  return { ledger, notJudged };
}

const pathIn = (root: string, file: string): string => relative(root, resolve(file)).split(sep).join('/');

/** Whether a rule judges, or a reason excuses, any resource of a template or of all. */
const isKnown = ({ resources }: Ledger, template?: string): boolean =>
  resources.some(
    ({ subject, judgedBy, supporting }) =>
      (template === undefined || subject.stack === template) && (judgedBy.length > 0 || supporting !== null),
  );

const nothingKnown = (file: string) =>
  problem(
    file,
    'holds no resource that can be judged: rules know CloudFormation and azurerm resources',
    '没有可判定的资源：规则只识别 CloudFormation 与 azurerm 资源',
  );

/** Tells what was left out, and concludes. */
function assessment(ledger: Ledger, seen: readonly Remark[], io: Io): Assessment {
  const notJudged = [...seen, ...leftOut(ledger)];
  if (notJudged.length > 0) {
    io.err(io.lang === 'zh' ? '未判定：\n' : 'Not judged:\n');
    for (const remark of notJudged) io.err(`  ${told(remark, io.lang)}\n`);
  }
  return { ledger, report: buildReport(ledger), notJudged };
}

/** @param templates those that hold nothing; none where it is an assembly that does. */
const nothingToJudge = (templates: readonly string[]): UsageError =>
  templates.length > 0
    ? refusal(together(templates.map(nothingKnown)).problems)
    : new UsageError({
        en: 'nothing to judge: the assembly holds no CloudFormation or azurerm resource that a rule knows',
        zh: '没有可判定的内容：合成目录中没有规则识别的 CloudFormation 或 azurerm 资源',
      });
