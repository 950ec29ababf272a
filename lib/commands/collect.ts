import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Table from 'cli-table3';
import { awsRules } from '../../constructs/nag/registry';
import { reachAs } from '../collect/auditor';
import { asConfigured, type CollectInputs, collect } from '../collect/collect';
import type { LocalCloud } from '../collect/local-cloud';
import { observationsIn, observationsJson } from '../collect/observations-file';
import type { Observations } from '../collect/observe';
import type { Reach } from '../collect/reader';
import { demandsOf, type LandingZoneConfig } from '../config';
import { readCdkAssembly } from '../evidence/cloudformation-assembly';
import { JudgedEstate } from '../evidence/estate';
import type { Evidence } from '../evidence/evidence';
import { sha256 } from '../evidence/ledger';
import { observedEvidence, observedSummary } from '../evidence/observed';
import { describeSubject } from '../evidence/subject';
import { notKeptOf } from '../local/as-made';
import { identityOf } from '../local/inventory';
import { type InventoryFile, inventoryIn } from '../local/inventory-file';
import { readProbes } from '../local/probes-file';
import { localCloudOf } from '../local/standing';
import { projectOf, today } from '../project';
import { visibleLine } from '../report/visible';
import { stackPlan } from '../stacks/plan';
import { synthesizeTemplates } from '../synthesize';
import type { CommonOptions } from './cli';
import { loadForCommand } from './configuration';
import { ExitCode, type Io, longStep } from './io';
import { localTarget } from './local-target';
import { inWorkspace } from './workspace';

/** Options of `isms collect`. */
export interface CollectOptions extends CommonOptions {
  /** The role that is assumed in each account. */
  readonly role?: string;
  /** Looks at the local cloud instead of AWS. */
  readonly local?: boolean;
}

/** What is looked at, and through which door. */
interface Target {
  readonly config: LandingZoneConfig;
  readonly file: string;
  readonly reach: (account: string, region: string) => Reach;
  readonly emulated: boolean;
  readonly probes: Observations['probes'];
  /** Of an emulated cloud, once a deployment to it has come to its end. */
  readonly localCloud?: LocalCloud;
  readonly notKept?: CollectInputs['notKept'];
  /** What was deployed, where it is at hand: otherwise it is synthesized. */
  readonly assembly?: string;
  /** By id that the emulator gave, the configuration's. */
  readonly given?: InventoryFile['given'];
}

/** `isms collect`: looks at what is deployed, read-only, judges it, and writes `observations.json` whole or not at all. */
export async function collectCommand(options: CollectOptions, io: Io): Promise<number> {
  const target = options.local ? await emulatedTarget(options, io) : productionTarget(options, io);
  const { config, reach, emulated, probes, localCloud, notKept, given } = target;
  const places = stackPlan(config).map(({ id, account, region }) => ({ stack: id, account, region }));
  const observations = await longStep(io, LOOKING, () =>
    collect({
      places,
      reach,
      emulated,
      probes,
      ...(localCloud && { localCloud }),
      ...(notKept && { notKept }),
      onStack: ({ stack, region }, count) => io.err(`  ${stack} ${region}: ${count}\n`),
    }),
  );
  const content = observationsJson(given ? asConfigured(observations, given) : observations);
  const evidence = await inWorkspace(options.out, async (folder) => {
    const judged = await longStep(io, JUDGING, async () => {
      const estate = new JudgedEstate(demandsOf(config));
      readCdkAssembly(assemblyOf(target, folder), estate);
      return observedEvidence(estate, awsRules, observations);
    });
    // aside first: a run that is stopped leaves what was there before
    const aside = observationsIn(folder);
    writeFileSync(aside, content);
    renameSync(aside, observationsIn(options.out));
    return judged;
  });
  return told({ observations, evidence, sha256: sha256(content) }, options, io);
}

function assemblyOf({ assembly, config, file }: Target, folder: string): string {
  if (assembly) return assembly;
  const made = join(folder, 'cdk.out');
  synthesizeTemplates(config, made, projectOf(file));
  return made;
}

const LOOKING = { en: 'Looking at what is deployed', zh: '正在查看已部署的资源' };
const JUDGING = { en: 'Judging it', zh: '正在判定' };

function productionTarget(options: CollectOptions, io: Io): Target {
  const { config, file } = loadForCommand(options, io, today());
  const role = options.role ?? `${config.name}-auditor`;
  return { config, file, reach: reachAs({ partition: config.partition, role }), emulated: false, probes: [] };
}

async function emulatedTarget(options: CollectOptions, io: Io): Promise<Target> {
  const { config, file, reach, folder, emulator } = await localTarget(options, io);
  const deployed = inventoryIn(folder);
  const notKept = deployed ? notKeptOf(deployed) : new Map<string, readonly string[]>();
  return {
    config,
    file,
    reach,
    emulated: true,
    probes: readProbes(folder, emulator.pid),
    ...(deployed && { localCloud: localCloudOf(deployed), assembly: folder.assembly, given: deployed.given }),
    notKept: (resource) => notKept.get(identityOf(resource)) ?? [],
  };
}

const HEADINGS: Readonly<Record<Io['lang'], readonly string[]>> = {
  en: ['type', 'read', 'could not be read'],
  zh: ['类型', '已读取', '无法读取'],
};

const EMULATED = {
  en: 'EMULATED: this was an emulated cloud. Nothing here speaks of production.',
  zh: '模拟环境：所查看的是模拟云，不代表生产环境。',
};

/** What came of a run. */
interface Collected {
  readonly observations: Observations;
  readonly evidence: readonly Evidence[];
  /** Of the file that was written: whoever saw the run can tell it from another. */
  readonly sha256: string;
}

function told({ observations, evidence, sha256 }: Collected, { out }: CollectOptions, io: Io): number {
  const bad = evidence.filter(({ outcome }) => outcome === 'ineffective');
  const file = observationsIn(out);
  const summary = observedSummary(observations);
  if (io.json) {
    const ineffective = bad.map(({ check, subject, property, message, requirements }) => ({
      check,
      subject,
      property: property ?? null,
      message,
      requirements,
    }));
    io.out(
      `${JSON.stringify({ file, sha256, ...summary, notReached: observations.notReached, ineffective }, null, 2)}\n`,
    );
  } else {
    io.out(`${tableOf(observations, io)}\n${observations.emulated ? `${EMULATED[io.lang]}\n` : ''}`);
    for (const { stack, account, region, failed } of observations.notReached) {
      io.out(`${visibleLine(`${stack} ${account} ${region}: ${failed}`)}\n`);
    }
    for (const entry of bad) io.out(`${lineOf(entry, io)}\n`);
    io.out(`${file}\nSHA-256 ${sha256}\n`);
  }
  return bad.length > 0 ? ExitCode.findings : ExitCode.fine;
}

function tableOf({ observations }: Observations, io: Io): string {
  const table = new Table({
    head: [...HEADINGS[io.lang]],
    style: { head: [], border: [] },
    colAligns: ['left', 'right', 'right'],
  });
  for (const type of [...new Set(observations.map((one) => one.type))].sort()) {
    const own = observations.filter((one) => one.type === type);
    const failed = own.filter((one) => 'failed' in one && !one.gone).length;
    table.push([type, own.length - failed || '', failed || '']);
  }
  return table.toString();
}

const lineOf = ({ check, subject, message, requirements }: Evidence, io: Io): string =>
  visibleLine(
    `${io.lang === 'zh' ? '失效' : 'ineffective'}: ${[subject && describeSubject(subject), check].filter(Boolean).join(' ')}: ${message[io.lang]} [${requirements.join(', ')}]`,
  );
