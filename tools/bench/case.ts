import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { azurePart } from '../../bin/azure-part';
import { beside } from '../../bin/beside';
import { assess } from '../../lib/assess';
import { loadForCommand } from '../../lib/commands/configuration';
import { htmlReport } from '../../lib/report/html';
import { jsonReport } from '../../lib/report/json';
import { buildReport } from '../../lib/report/report';
import { writeFolder } from '../../lib/report/write';
import { synthesizeAws } from '../../lib/synthesize';

/** What one run of a case measured; times in seconds. */
export interface CaseResult {
  readonly wallS: number;
  readonly cpuS: number;
  readonly peakMb: number;
  readonly stacks: number;
  readonly resources: number;
  readonly templateBytes: number;
  readonly synthS: number;
  readonly judgeS: number;
  readonly reportS: number;
}

/** One complete run in a process of its own: configuration, synthesis, judging, ledger, report. */
async function run(config: string, out: string): Promise<CaseResult> {
  process.env['CDK_VALIDATION'] = 'false';
  const silent = { out: () => undefined, err: () => undefined, colour: false, lang: 'en', json: false } as const;
  const asOf = '2026-11-01';
  const loaded = loadForCommand({ config }, silent, asOf);
  const assembly = join(out, 'cdk.out');

  beside.prepare();
  const [synthS] = timed(() => synthesizeAws(loaded.config, assembly, out));
  const azure = await azurePart.judging();
  const [judgeS, ledger] = timed(() =>
    assess({
      root: out,
      asOf,
      assemblies: [assembly],
      foreign: false,
      azure,
      config: loaded.assess,
      // as the command line does
      longProofs: beside.prove({ ...loaded.assess, assembly }),
    }),
  );
  const [reportS] = timed(() => {
    const report = buildReport(ledger);
    writeFolder(join(out, 'report'), { 'report.json': jsonReport(report), 'index.html': htmlReport(report) });
  });

  const templates = readdirSync(assembly).filter((file) => file.endsWith('.template.json'));
  const usage = process.resourceUsage();
  return {
    // since the process began, Node's own start included
    wallS: performance.now() / 1000,
    cpuS: (usage.userCPUTime + usage.systemCPUTime) / 1e6,
    peakMb: usage.maxRSS / 1024,
    stacks: templates.length,
    resources: ledger.resources.length,
    templateBytes: templates.reduce((sum, file) => sum + statSync(join(assembly, file)).size, 0),
    synthS,
    judgeS,
    reportS,
  };
}

function timed<Result>(work: () => Result): [number, Result] {
  const began = performance.now();
  const result = work();
  return [(performance.now() - began) / 1000, result];
}

const [config = '', out = ''] = process.argv.slice(2);
run(config, out).then((result) => process.stdout.write(JSON.stringify(result)));
