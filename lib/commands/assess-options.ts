import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type AssessConfig, assess, NothingToJudge } from '../assess';
import type { AzurePart } from '../azure-part';
import type { Ledger } from '../evidence/ledger';
import { TemplateError } from '../evidence/template-file';
import { projectOf, today } from '../project';
import { buildReport, type Report } from '../report/report';
import type { CommonOptions } from './cli';
import { loadForCommand } from './configuration';
import { type Io, step, UsageError } from './io';
import { synthesizeForCommand } from './synth';

export interface JudgeOptions extends CommonOptions {
  readonly asOf?: string;
  readonly assembly?: readonly string[];
  readonly template?: readonly string[];
}

export interface Assessment {
  readonly ledger: Ledger;
  readonly report: Report;
}

/** Judges what the options name: templates that anyone made, or the landing zone of the configuration, synthesized first. */
export async function assessOptions(options: JudgeOptions, io: Io, azure: AzurePart): Promise<Assessment> {
  const asOf = options.asOf ?? today();
  const foreign = [...(options.assembly ?? []), ...(options.template ?? [])];
  for (const path of foreign) requireExisting(path);
  const loaded = options.config || foreign.length === 0 ? loadForCommand(options, io, asOf) : undefined;
  const root = projectOf(loaded?.file ?? join(resolve(foreign[0] ?? '.'), 'x'));
  const assemblies =
    foreign.length > 0 || !loaded
      ? (options.assembly ?? [])
      : await synthesizeForCommand(loaded, options.out, root, io, azure);
  const azureJudging = await azure.judging();
  const ledger = step(io, { en: 'Judging', zh: '正在判定' }, () =>
    tolerant(() =>
      assess({
        root,
        asOf,
        assemblies,
        azure: azureJudging,
        foreign: foreign.length > 0,
        templates: options.template ?? [],
        testResults: join(root, 'out', 'test-results.json'),
        ...(loaded && { config: loaded.assess satisfies AssessConfig }),
      }),
    ),
  );
  return { ledger, report: buildReport(ledger) };
}

function requireExisting(path: string): void {
  if (existsSync(path) && statSync(path)) return;
  throw new UsageError({ en: `${path}: no such file or folder`, zh: `${path}：文件或文件夹不存在` });
}

/** Turns what the inputs lack into a sentence. */
function tolerant<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (error instanceof TemplateError) {
      throw new UsageError({ en: error.message, zh: `${error.file}：${error.because.zh}` });
    }
    if (error instanceof NothingToJudge) {
      throw new UsageError({
        en: 'nothing to judge: no CloudFormation or azurerm resource was found. Name a template file, or the folder of an assembly (the one that holds manifest.json).',
        zh: '没有可判定的内容：未找到 CloudFormation 或 azurerm 资源。请指定模板文件，或含 manifest.json 的合成目录。',
      });
    }
    throw error;
  }
}
