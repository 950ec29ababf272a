import { join } from 'node:path';
import type { AzurePart } from '../azure-part';
import { jsonReport } from '../report/json';
import { summary } from '../report/summary';
import { writeFolder } from '../report/write';
import { assessOptions, type JudgeOptions } from './assess-options';
import { gate } from './check';
import { ExitCode, type Io, step } from './io';

/** `isms report`: writes `report.json` and `index.html`, whole or not at all, and ends with a summary. */
export async function reportCommand(options: JudgeOptions, io: Io, azure: AzurePart): Promise<number> {
  const { report } = await assessOptions(options, io, azure);
  const folder = join(options.out, 'report');
  const { htmlReport } = require('../report/html') as typeof import('../report/html');
  step(io, { en: 'Writing the report', zh: '正在生成报告' }, () =>
    writeFolder(folder, { 'report.json': jsonReport(report), 'index.html': htmlReport(report) }),
  );
  const passed = gate(report) === ExitCode.fine;
  if (io.json) io.out(`${JSON.stringify({ passed, folder, findings: report.findings.length })}\n`);
  else io.out(`${summary(report, io.lang)}\n${join(folder, 'index.html')}\n`);
  return gate(report);
}
