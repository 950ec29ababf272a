import type { RequirementRow } from '../requirement';

export const clause8_1 = [
  {
    id: '8.1/a',
    clause: '8.1',
    expected: 'organisational',
    title: { en: 'risk assessment and control', zh: '风险评估与控制' },
    summary: {
      en: 'Cloud security risks are assessed at planned times and on change, and the controls chosen are put into operation. To supply: the risk assessment in force and the state of each treatment; control status from the report is an input.',
      zh: '按计划并在变更时评估云上风险，所选控制付诸实施。需提供：现行风险评估及各项处置的状态；报告中的控制状态可作为输入。',
    },
  },
  {
    id: '8.1/b',
    clause: '8.1',
    expected: 'organisational',
    title: { en: 'shared-responsibility model', zh: '共享责任模型' },
    summary: {
      en: "The division of responsibility between provider, organisation and customer is defined per service and lived up to. To supply: the matrix per service, accepted by each side, and evidence that each side's share is done.",
      zh: '按服务界定云服务商、本组织与客户的责任并切实履行。需提供：各方确认的逐项服务责任矩阵，以及各方履责的证据。',
    },
  },
  {
    id: '8.1/c',
    clause: '8.1',
    expected: 'control',
    title: { en: 'secure configuration, hardening, monitoring', zh: '安全配置加固监控' },
    summary: {
      en: 'Every account and host starts from a secure baseline that its own administrators cannot undo: hardened images, required settings and continuous watch for deviation, with none left out.',
      zh: '每个账号与主机均从安全基线起步且其管理员无法撤除：采用加固镜像、强制配置，并持续监视偏差，无一遗漏。',
    },
  },
  {
    id: '8.1/d',
    clause: '8.1',
    expected: 'control',
    title: { en: 'data life cycle: collect, store, use, transfer, back up, delete, anonymise', zh: '数据全生命周期' },
    summary: {
      en: 'Each classified data set has a rule for every stage of its life (collection, storage, use, transfer, backup, deletion, anonymisation) and the controls of those stages hold. A stage without a rule stops the synthesis.',
      zh: '每个分级数据集对其生命周期的七个阶段（从采集到匿名处理）均有规则，且各阶段的控制有效。缺少任一阶段的规则，合成即失败。',
    },
  },
  {
    id: '8.1/e',
    clause: '8.1',
    expected: 'organisational',
    title: { en: 'other operating controls', zh: '其他控制' },
    summary: {
      en: 'Operating controls that the risk assessment calls for beyond those listed are established. To supply: the list of such controls with reason, owner and evidence, or the reasoned statement that none is needed.',
      zh: '建立风险评估所需、前列各项之外的运行控制。需提供：此类控制的清单及理由、责任人与证据；如无需要，则说明理由。',
    },
  },
] as const satisfies readonly RequirementRow[];
