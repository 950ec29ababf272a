import { readFileSync } from 'node:fs';
import { relative, resolve, sep } from 'node:path';
import type { AssessConfig } from '../assess';
import { accountsOf, checkConfig, demandsOf, flowsInForce, type LandingZoneConfig, unitsOf } from '../config';
import { projectOf } from '../project';
import { declaredNetworkOf } from '../proofs/completeness/declared-network';
import { declaredIdentityOf } from '../proofs/identity/declared';
import { registerOf } from '../proofs/outsourcing/register';
import type { CommonOptions } from './cli';
import { type Io, UsageError } from './io';
import { renderProblems } from './problems';

/** What a command reads where none is named. */
export const DEFAULT_FILE = 'landing-zone.yaml';

/** A configuration that passed every check, with what the ledger needs to know of it. */
export interface LoadedConfig {
  readonly file: string;
  readonly config: LandingZoneConfig;
  readonly assess: AssessConfig;
}

/** @throws UsageError with all problems, when the configuration cannot be used; warnings are told and pass. */
export function loadForCommand(options: Pick<CommonOptions, 'config'>, io: Io, asOf: string): LoadedConfig {
  const file = options.config ?? DEFAULT_FILE;
  const { config, problems, inputs } = checkConfig(file, { asOf });
  if (!config) {
    const rendered = {
      en: renderProblems(problems, { ...io, lang: 'en' }),
      zh: renderProblems(problems, { ...io, lang: 'zh' }),
    };
    throw new UsageError(rendered, problems);
  }
  if (problems.length > 0) io.err(renderProblems(problems, io));
  const root = projectOf(file);
  return {
    file,
    config,
    assess: {
      text: readFileSync(file, 'utf8'),
      inputs: inputs.map(({ path, sha256 }) => ({ path: relative(root, resolve(path)).split(sep).join('/'), sha256 })),
      accounts: accountsOf(config).length,
      organization: unitsOf(config),
      demands: demandsOf(config),
      flows: flowsInForce(config),
      network: declaredNetworkOf(config),
      register: registerOf(config),
      identity: declaredIdentityOf(config),
      exceptions: config.exceptions,
      records: config.records,
    },
  };
}
