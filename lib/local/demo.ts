import type { Probe, ProbeOutcome } from '../collect/observe';
import { whyOf } from '../collect/observe';
import type { Ending, Played, Scene, Stage } from './scenes/scene';

/** A scene, and what came of it. */
export interface Lived {
  readonly scene: Scene;
  readonly played: Played;
  readonly probe: Probe;
}

const OUTCOMES: Readonly<Record<Ending, ProbeOutcome>> = {
  'as-expected': 'effective',
  wrong: 'ineffective',
  'not-enforced': 'not-enforced',
};

/** Plays scenes one after the other. One that breaks went wrong, and keeps no other from being played. */
export async function live(
  scenes: readonly Scene[],
  stage: Stage,
  onScene: (lived: Lived) => void,
  now: () => string = () => new Date().toISOString(),
): Promise<readonly Lived[]> {
  const day: Lived[] = [];
  for (const scene of scenes) {
    const at = now();
    const played = await scene.play(stage).catch(broken);
    const lived = { scene, played, probe: probeOf(scene, played, at) };
    day.push(lived);
    onScene(lived);
  }
  return day;
}

const broken = (error: unknown): Played => ({
  ending: 'wrong',
  happened: { en: `it broke: ${whyOf(error)}`, zh: `执行出错：${whyOf(error)}` },
  subject: null,
});

function probeOf({ id, title, facets }: Scene, { ending, happened, subject }: Played, at: string): Probe {
  const place = subject && {
    stack: subject.stack,
    account: subject.account,
    region: subject.region,
    logicalId: subject.logicalId,
  };
  const message = { en: `${title.en}: ${happened.en}`, zh: `${title.zh}：${happened.zh}` };
  return { check: id, facets, outcome: OUTCOMES[ending], at, subject: place, message };
}
