import { gapOf } from '../../../constructs/partition';
import type { Bilingual } from '../../../constructs/standard';
import type { Stage } from './stage';

/** What an attack may need to be tried. */
export type Need = keyof typeof NEEDS;

/** Whether it is there, and what to say where it is not. */
interface Requisite {
  readonly isMet: (stage: Stage) => boolean;
  readonly lacking: Bilingual;
}

/** Things of an organization that not every one has. */
export const NEEDS = {
  /** A partition that is known to have them needs them in any case. */
  'resource-control': {
    isMet: ({ places, scene }) =>
      gapOf(scene.partition, 'resource-control-policies') === undefined ||
      places.some(({ resourceControl = [] }) => resourceControl.length > 0),
    lacking: {
      en: 'this partition is not known to have resource control policies: the policy of each resource is proved by itself',
      zh: '尚无资料表明该分区支持资源控制策略：各资源自身的策略另行逐一证明',
    },
  },
  'expected-networks': {
    isMet: ({ scene }) => scene.expectedAddress !== '',
    lacking: {
      en: 'the configuration names no networks from which people are expected',
      zh: '配置未指定人员的预期来源网络',
    },
  },
} as const satisfies Readonly<Record<string, Requisite>>;
