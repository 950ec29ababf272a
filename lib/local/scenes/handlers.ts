import type { DeployedResource } from '../../collect/observe';
import type { Raised } from './alarms';
import { WatchedLog } from './logs';
import { type Played, type Scene, type Stage, standing } from './scene';
import { askEvents, runFunction } from './wire';

/** How a run ended, by what Lambda and the function's log say. */
interface Run {
  readonly error: string | undefined;
  /** What the function noted, by its event. */
  readonly noted: readonly string[];
  readonly raised: readonly Raised[];
}

/** Runs a function as its deployed schedule does. */
async function scheduledRun(stage: Stage, handler: DeployedResource, name: string): Promise<Run> {
  const log = WatchedLog.of(stage, new RegExp(`/handlers/${name}$`));
  const began = Date.now();
  const { error } = await runFunction(stage, handler, handler.physicalId, await inputOf(stage, handler));
  const lines = (await log.since(began)).filter((line) => line.startsWith('{'));
  const noted = lines.map((line) => String((JSON.parse(line) as { readonly event?: string }).event));
  return { error, noted, raised: await log.count(lines) };
}

interface Targets {
  readonly Targets: readonly { readonly Arn: string; readonly Input?: string }[];
}

/** What the schedule sends to a function. @throws where no deployed rule calls it */
async function inputOf(stage: Stage, handler: DeployedResource): Promise<object> {
  const rules = stage.resources.filter(({ type, stack }) => type === 'AWS::Events::Rule' && stack === handler.stack);
  for (const { physicalId: Rule } of rules) {
    const { Targets } = await askEvents<Targets>(stage, handler, 'ListTargetsByRule', { Rule });
    const target = Targets.find(({ Arn }) => Arn.endsWith(`:function:${handler.physicalId}`));
    if (target) return JSON.parse(target.Input ?? '{}') as object;
  }
  throw new Error(`no schedule calls ${handler.physicalId}`);
}

const FUNCTION = 'AWS::Lambda::Function';

const blindSearch: Scene = {
  id: 'blind-leaver-search-alarmed',
  title: {
    en: 'Leavers are looked for where nobody can look: the emulator lists no sessions and has no directory',
    zh: '在无法查看之处核对离职人员：模拟器不列会话，也无目录',
  },
  expected: {
    en: 'the run fails, and those on call hear that not everything was seen',
    zh: '运行失败，值班人员获知未能全部核对',
  },
  facets: ['8.2/identity#leaver-revocation'],
  async play(stage): Promise<Played> {
    const handler = standing(stage, FUNCTION, /-leaver-reconciliation$/);
    const { error, noted, raised } = await scheduledRun(stage, handler, 'leaver-reconciliation');
    const unseen = noted.filter((event) => event === 'could-not-look').length;
    const heard = raised.some((alarm) => alarm.metric === 'LeaversUnseen' && alarm.heard);
    const good = error !== undefined && unseen > 0 && heard && !noted.includes('completed');
    return {
      ending: good ? 'as-expected' : 'wrong',
      happened: {
        en: `${error ? `failed (${error})` : 'did not fail'}, ${unseen} places not seen, alarm ${heard ? 'heard' : 'not heard'}`,
        zh: `${error ? `运行失败（${error}）` : '运行未失败'}，${unseen} 处未能查看，告警${heard ? '已送达' : '未送达'}`,
      },
      subject: handler,
    };
  },
};

const blindAssignment: Scene = {
  id: 'blind-assignment-changes-nothing',
  title: {
    en: 'Assignments are compared where there is no Identity Center, as in the emulator',
    zh: '在没有 Identity Center 之处（如模拟器）核对权限分配',
  },
  expected: { en: 'the run fails, before it gives or takes anything', zh: '运行失败，且未授予或收回任何权限' },
  facets: ['8.2/identity#group-based-assignment'],
  needs: 'Custom::IdentityAssignments',
  async play(stage): Promise<Played> {
    const handler = standing(stage, FUNCTION, /-identity-assignments$/);
    const { error, noted } = await scheduledRun(stage, handler, 'identity-assignments');
    return {
      ending: error !== undefined && noted.length === 0 ? 'as-expected' : 'wrong',
      happened: {
        en: `${error ? `failed (${error})` : 'did not fail'}, noted: ${noted.join(', ') || 'nothing'}`,
        zh: `${error ? `运行失败（${error}）` : '运行未失败'}，记录：${noted.join('、') || '无'}`,
      },
      subject: handler,
    };
  },
};

export const HANDLER_SCENES: readonly Scene[] = [blindSearch, blindAssignment];
