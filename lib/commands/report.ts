import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Parts } from '../parts';
import { jsonReport } from '../report/json';
import { writeFolder } from '../report/write';
import { assessOptions, type JudgeOptions } from './assess-options';
import { gate } from './check';
import { ExitCode, fileSystemProblem, type Io, longStep } from './io';
import { paintedSummary } from './painted-summary';
import { inWorkspace } from './workspace';

/** `isms report`: writes `report.json` and `index.html`, whole or not at all, and ends with a summary. */
export async function reportCommand(options: JudgeOptions, io: Io, azure: Parts): Promise<number> {
  const folder = join(options.out, 'report');
  requireFolder(folder);
  const { networkGraphs } =
    require('../proofs/network/graph/network-graphs') as typeof import('../proofs/network/graph/network-graphs');
  const { report } = await assessOptions(options, io, azure, networkGraphs);
  await longStep(io, { en: 'Writing the report', zh: '正在生成报告' }, () => {
    const { htmlReport } = require('../report/html') as typeof import('../report/html');
    const files = { 'report.json': jsonReport(report), 'index.html': htmlReport(report) };
    return inWorkspace(options.out, async () => write(folder, files));
  });
  const code = gate(report);
  if (io.json) {
    io.out(`${JSON.stringify({ passed: code === ExitCode.fine, folder, findings: report.findings.length })}\n`);
  } else {
    io.out(`${paintedSummary(report, io)}\n${join(folder, 'index.html')}\n`);
  }
  return code;
}

/** A file of somebody's in the place of the report is not ours to replace. */
function requireFolder(folder: string): void {
  if (!existsSync(folder) || statSync(folder).isDirectory()) return;
  throw fileSystemProblem({ code: 'EEXIST', path: folder }, folder);
}

/** What another run, replacing the same folder at the same moment, makes of our own replacing. */
const COLLISIONS: ReadonlySet<string> = new Set(['ENOENT', 'ENOTEMPTY', 'EEXIST']);
const ATTEMPTS = 5;

/** Two runs may end at once: the later one has the last word. */
function write(folder: string, files: Readonly<Record<string, string>>, attempt = 1): void {
  try {
    writeFolder(folder, files);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (!COLLISIONS.has(code) || attempt === ATTEMPTS) throw fileSystemProblem({ code, path: folder }, folder) ?? error;
    write(folder, files, attempt + 1);
  }
}
