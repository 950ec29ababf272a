import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LandingZoneConfig } from '../config';
import { readCdkAssembly } from '../evidence/cloudformation-assembly';
import { JudgedEstate } from '../evidence/estate';
import { deploymentOf, documentsFolder } from '../preflight/deployment';
import { documentsOf } from '../preflight/documents';
import { preflight } from '../preflight/preflight';
import { renderText, stepsAsData } from '../preflight/render';
import { projectOf, today } from '../project';
import { writeFolder } from '../report/write';
import { synthesizeAws } from '../synthesize';
import type { CommonOptions } from './cli';
import { loadForCommand } from './configuration';
import { ExitCode, fileSystemProblem, type Io, step } from './io';

export interface PreflightOptions extends CommonOptions {
  readonly asOf?: string;
}

/**
 * `isms preflight`: what a deployment of the configuration takes, step by step, with the commands. Offline: it reads the
 * templates, asks nobody, and writes the few documents that the commands read.
 */
export function preflightCommand(options: PreflightOptions, io: Io): number {
  const { config, file } = loadForCommand(options, io, options.asOf ?? today());
  const estate = step(io, { en: 'Reading the templates', zh: '正在读取模板' }, () =>
    synthesized(config, projectOf(file)),
  );
  const deployment = deploymentOf(config, file, options.out, estate);
  try {
    writeFolder(documentsFolder(options.out), documentsOf(deployment));
  } catch (error) {
    throw fileSystemProblem(error, options.out) ?? error;
  }
  const sections = preflight(deployment);
  io.out(io.json ? `${JSON.stringify(stepsAsData(sections, io.lang), null, 2)}\n` : renderText(sections, io.lang));
  return ExitCode.fine;
}

/** The templates, from a folder that is gone afterwards: an assembly that the user made stays as it is. */
function synthesized(config: LandingZoneConfig, root: string): JudgedEstate {
  const folder = mkdtempSync(join(tmpdir(), 'isms-preflight-'));
  try {
    synthesizeAws(config, folder, root);
    const estate = new JudgedEstate();
    readCdkAssembly(folder, estate);
    return estate;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
