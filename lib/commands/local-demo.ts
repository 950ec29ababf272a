import Table from 'cli-table3';
import { awsRules } from '../../constructs/nag/registry';
import { deployedIn } from '../collect/deployed';
import { type DeployedResource, observe } from '../collect/observe';
import { readCdkAssembly } from '../evidence/cloudformation-assembly';
import { JudgedEstate } from '../evidence/estate';
import { observedEvidence } from '../evidence/observed';
import { type Lived, live } from '../local/demo';
import { withEnforcing } from '../local/enforcing';
import { writeProbes } from '../local/probes-file';
import { emulatorPython } from '../local/python';
import { SCENES } from '../local/scenes';
import { type Ending, playable, type Stage } from '../local/scenes/scene';
import { stackPlan } from '../stacks/plan';
import type { CommonOptions } from './cli';
import { ExitCode, type Io } from './io';
import { type LocalTarget, localTarget } from './local-target';

/** `isms local demo`: lives a day in the local cloud. What it shows enters the next observations, marked as emulated. */
export async function localDemoCommand(options: CommonOptions, io: Io): Promise<number> {
  const target = await localTarget(options, io);
  const stage = await stageOf(target);
  const day = await live(playable(SCENES, stage), stage, ({ scene, played }) =>
    io.err(`  ${SIGNS[played.ending]} ${scene.title[io.lang]}\n`),
  );
  writeProbes(
    target.folder,
    target.emulator.pid,
    day.map(({ probe }) => probe),
  );
  io.out(io.json ? `${JSON.stringify(day.map(dataOf), null, 2)}\n` : `${tableOf(day, io)}\n${NOTE[io.lang]}\n`);
  return day.some(({ played }) => played.ending === 'wrong') ? ExitCode.findings : ExitCode.fine;
}

async function stageOf({ config, folder, reach }: LocalTarget): Promise<Stage> {
  const estate = new JudgedEstate();
  readCdkAssembly(folder.assembly, estate);
  const resources: DeployedResource[] = [];
  for (const { id, account, region } of stackPlan(config)) {
    resources.push(...(await deployedIn({ stack: id, account, region }, reach(account, region))));
  }
  return {
    resources,
    client: (account, region) => reach(account, region).client,
    async judge(resource) {
      const observations = await observe([resource], ({ account, region }) => reach(account, region));
      return observedEvidence(estate, awsRules, { emulated: true, observations, probes: [] });
    },
    enforcing: async (work) => withEnforcing(await emulatorPython(folder), work),
  };
}

const SIGNS: Readonly<Record<Ending, string>> = { 'as-expected': '✓', wrong: '✕', 'not-enforced': '○' };

const ENDINGS: Readonly<Record<Ending, { readonly en: string; readonly zh: string }>> = {
  'as-expected': { en: 'as expected', zh: '符合预期' },
  wrong: { en: 'WRONG', zh: '不符合预期' },
  'not-enforced': { en: 'not enforced by the emulator', zh: '模拟器不执行' },
};

const HEADINGS: Readonly<Record<Io['lang'], readonly string[]>> = {
  en: ['scene', 'expected', 'happened', 'outcome', 'requirements'],
  zh: ['场景', '预期', '实际', '结果', '要求'],
};

const NOTE = {
  en: 'EMULATED: nothing here speaks of production. What the emulator does not enforce counts for nothing. isms collect --local takes it into the observations.',
  zh: '模拟环境：不代表生产环境。模拟器不执行的项目不计入任何结论。isms collect --local 会将其纳入观测。',
};

const requirementsOf = ({ scene }: Lived): readonly string[] => [
  ...new Set(scene.facets.map((facet) => facet.split('#')[0] ?? facet)),
];

const dataOf = (lived: Lived) => ({
  id: lived.scene.id,
  title: lived.scene.title,
  expected: lived.scene.expected,
  happened: lived.played.happened,
  outcome: lived.played.ending,
  requirements: requirementsOf(lived),
  emulated: true,
});

function tableOf(day: readonly Lived[], { lang }: Io): string {
  const table = new Table({
    head: [...HEADINGS[lang]],
    style: { head: [], border: [] },
    colWidths: [34, 34, 34, 18, 24],
    wordWrap: true,
  });
  for (const lived of day) {
    const { scene, played } = lived;
    table.push([
      scene.title[lang],
      scene.expected[lang],
      played.happened[lang],
      ENDINGS[played.ending][lang],
      requirementsOf(lived).join(' '),
    ]);
  }
  return table.toString();
}
