import type { FacetRow } from '../facet';

export const facets8_1 = [
  {
    id: '8.1/c#baseline-coverage',
    requirement: '8.1/c',
    statement: {
      en: 'Every account or subscription gets the security baseline automatically within 24 hours of creation, with none outside it.',
      zh: '每个账号或订阅在创建后 24 小时内自动获得安全基线，无一例外。',
    },
    availability: { aws: 'yes', awsCn: 'other: self-managed StackSets triggered on new accounts', azure: 'yes' },
    evidence: ['rule', 'proof:coverage'],
    operation: 'accounts with baseline equal accounts in the organization, checked daily',
  },
  {
    id: '8.1/c#hardened-images',
    requirement: '8.1/c',
    statement: {
      en: 'Compute starts only from approved hardened images rebuilt ≤ 90 days ago and checked against a named benchmark.',
      zh: '计算资源仅从经批准的加固镜像启动，镜像重建不超过 90 天并按指定基线核查。',
    },
    availability: { aws: 'yes', awsCn: 'yes', azure: 'yes' },
    evidence: ['rule', 'test'],
    operation: 'running instances on approved images ≤ 90 days old',
  },
  {
    id: '8.1/c#baseline-tamper-protection',
    requirement: '8.1/c',
    statement: {
      en: 'Member administrators cannot alter, detach or delete the baseline stacks, roles and configuration recording, while the platform role can.',
      zh: '成员账号管理员不能修改、剥离或删除基线堆栈、角色与配置记录，平台角色可以。',
    },
    availability: {
      aws: 'yes',
      awsCn: 'yes',
      azure: 'other: Azure Policy deny and denyAction with locks at management-group scope',
    },
    evidence: ['proof:policy-simulation'],
    operation: 'denied attempts on the baseline are alarmed',
  },
  {
    id: '8.1/c#configuration-monitoring',
    requirement: '8.1/c',
    statement: {
      en: 'Configuration is watched continuously and deviations are alarmed: the monitoring requirements are met.',
      zh: '配置持续监控且偏差告警，相关监控要求均判定为满足。',
    },
    availability: { aws: 'yes', awsCn: 'yes', azure: 'yes' },
    evidence: [],
    rollup: ['8.3/intrusion', '8.6/log-alerting', '9.1/b'],
    operation: 'as of the rolled-up requirements',
  },
  {
    id: '8.1/d#life-cycle-plan',
    requirement: '8.1/d',
    statement: {
      en: 'Every classified data set declares purpose of collection and a rule for each of the seven stages; a missing stage fails synth.',
      zh: '每个分级数据集须声明收集目的及七个阶段的处理规则，缺任一阶段则合成失败。',
    },
    availability: { aws: 'yes', awsCn: 'yes', azure: 'yes' },
    evidence: ['proof:completeness'],
    rollup: ['8.4/classification'],
    operation: 'none',
  },
  {
    id: '8.1/d#store-and-use',
    requirement: '8.1/d',
    statement: {
      en: 'Storage and use of classified data are controlled: the requirements for those stages are met.',
      zh: '分级数据的存储与使用受控，对应阶段的要求均判定为满足。',
    },
    availability: { aws: 'yes', awsCn: 'yes', azure: 'yes' },
    evidence: [],
    rollup: ['8.4/encryption-at-rest', '8.4/operation-audit', '8.4/leak-prevention'],
    operation: 'as of the rolled-up requirements',
  },
  {
    id: '8.1/d#transfer-and-backup',
    requirement: '8.1/d',
    statement: {
      en: 'Transfer and backup of classified data are controlled: the requirements for those stages are met.',
      zh: '分级数据的传输与备份受控，对应阶段的要求均判定为满足。',
    },
    availability: { aws: 'yes', awsCn: 'yes', azure: 'yes' },
    evidence: [],
    rollup: ['8.4/encryption-in-transit', '8.4/cross-border', '8.4/backup'],
    operation: 'as of the rolled-up requirements',
  },
  {
    id: '8.1/d#delete-and-anonymise',
    requirement: '8.1/d',
    statement: {
      en: 'Deletion and anonymisation are controlled: the requirements for those stages are met.',
      zh: '数据删除与匿名化受控，对应阶段的要求均判定为满足。',
    },
    availability: { aws: 'yes', awsCn: 'yes', azure: 'yes' },
    evidence: [],
    rollup: ['8.4/retention', '8.4/destruction', '8.4/masking'],
    operation: 'as of the rolled-up requirements',
  },
] as const satisfies readonly FacetRow[];
