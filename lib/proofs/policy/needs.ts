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
      en: 'this partition is not known to have resource control policies; in their place the policies of roles, buckets, keys, vaults, topics, queues and secrets that the templates make are proved one by one',
      zh: '尚无资料表明该分区支持资源控制策略；代之以逐一证明模板所建角色、存储桶、密钥、备份保管库、主题、队列与机密自身的策略',
    },
  },
  /** Where a request came through, with the organization that owns it. */
  'organization-of-endpoints': {
    isMet: ({ scene }) => scene.partition === 'aws',
    lacking: {
      en: 'no document of this partition says that requests carry aws:VpceOrgID, by which an endpoint of another organization is told',
      zh: '该分区的文档未说明请求带有条件键 aws:VpceOrgID，而识别其他组织的终端节点须依据此键',
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
