import { itemIds } from '../preflight/billable';
import { billedLines } from '../preflight/billed';
import { outsideTheTable } from '../preflight/cost';
import { type Deployment, deploymentOf } from '../preflight/deployment';
import { type PricedLine, priced } from '../preflight/priced';
import { type Price, readPrices } from '../preflight/prices';
import { today } from '../project';
import type { CommonOptions } from './cli';
import { loadForCommand } from './configuration';
import { costData, costText } from './cost-text';
import { synthesizedEstate } from './estate-reading';
import { ExitCode, type Io, UsageError } from './io';
import { renderProblems } from './problems';

export interface CostOptions extends CommonOptions {
  readonly asOf?: string;
  /** Prices of the user's. */
  readonly prices?: string;
}

/** `isms cost`: what is billed, counted in the templates; with the user's prices, what that comes to. It knows no price itself. */
export async function costCommand(options: CostOptions, io: Io): Promise<number> {
  const asOf = options.asOf ?? today();
  const loaded = loadForCommand(options, io, asOf);
  const estate = await synthesizedEstate(loaded, options.out, io);
  const deployment = deploymentOf(loaded.config, loaded.file, options.out, estate);
  const lines = billedLines(deployment.resources);
  const prices = options.prices === undefined ? [] : pricesIn(options.prices, deployment, asOf, io);
  const bill: Bill = { lines: priced(lines, prices), prices, notes: outsideTheTable(deployment) };
  io.out(io.json ? `${JSON.stringify(costData(bill, io.lang), null, 2)}\n` : costText(bill, io.lang));
  return ExitCode.fine;
}

/** What is billed, with what is billed beside. */
export interface Bill {
  readonly lines: readonly PricedLine[];
  readonly prices: readonly Price[];
  readonly notes: ReturnType<typeof outsideTheTable>;
}

/** @throws UsageError with all that is wrong with them; warnings are told and pass. */
function pricesIn(file: string, { resources }: Deployment, asOf: string, io: Io): readonly Price[] {
  const known = { items: new Set(itemIds()), regions: new Set(resources.map(({ region }) => region)), asOf };
  const { prices, problems } = readPrices(file, known);
  if (problems.some(({ severity }) => severity === 'error')) {
    const rendered = {
      en: renderProblems(problems, { ...io, lang: 'en' }),
      zh: renderProblems(problems, { ...io, lang: 'zh' }),
    };
    throw new UsageError(rendered, problems);
  }
  if (problems.length > 0) io.err(renderProblems(problems, io));
  return prices;
}
