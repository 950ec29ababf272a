import type { Bilingual } from '../../../constructs/standard/bilingual';
import type { Standing } from '../../collect/local-cloud';
import type { Outcome } from '../../evidence/evidence';
import type { ExceptionState } from '../../evidence/exceptions';
import type { DesignStatus } from '../../evidence/facet-status';
import type { Cloud } from '../../evidence/subject';
import type { OperationStatus } from '../report';
import type { AttackEntry, TechniqueState, TrialEntry } from '../simulation';

/** How statuses, outcomes and kinds are called. */
export interface StatusWords {
  readonly name: Bilingual;
  /** A sign beside the colour, for those who do not see it. */
  readonly sign: string;
  readonly meaning: Bilingual;
}

export const DESIGN: Readonly<Record<DesignStatus, StatusWords>> = {
  met: {
    name: { en: 'met', zh: '满足' },
    sign: '✓',
    meaning: { en: 'every facet has its evidence, nothing is adverse', zh: '各要点证据齐备，且无相反证据' },
  },
  partial: {
    name: { en: 'partial', zh: '部分满足' },
    sign: '◐',
    meaning: { en: 'some evidence is there, the rest is named', zh: '部分证据具备，其余逐项列明' },
  },
  'not-met': {
    name: { en: 'not met', zh: '不满足' },
    sign: '✕',
    meaning: { en: 'a check failed', zh: '有检查未通过' },
  },
  'not-evaluated': {
    name: { en: 'not evaluated', zh: '未评价' },
    sign: '○',
    meaning: { en: 'no evidence either way, which is no pass', zh: '尚无证据，不视为通过' },
  },
  inherited: {
    name: { en: 'inherited', zh: '继承' },
    sign: '⇩',
    meaning: { en: 'the provider does it, its attestation is on file', zh: '由云服务商承担，证明在案' },
  },
  manual: {
    name: { en: 'manual', zh: '待人工提供' },
    sign: '✎',
    meaning: { en: 'the organisation must supply a record', zh: '须由组织提供记录' },
  },
  'not-applicable': {
    name: { en: 'not applicable', zh: '不适用' },
    sign: '–',
    meaning: { en: 'for the reason given', zh: '理由已注明' },
  },
};

export const OPERATION: Readonly<Record<OperationStatus, Bilingual>> = {
  effective: { en: 'effective', zh: '有效' },
  ineffective: { en: 'ineffective', zh: '失效' },
  stale: { en: 'stale', zh: '过期' },
  'not-observed': { en: 'not observed', zh: '未观测' },
  'not-applicable': { en: 'not applicable', zh: '不适用' },
};

/** How an outcome looks: the colour and sign of a status. */
export interface OutcomeWords {
  readonly name: Bilingual;
  readonly sign: string;
  readonly tone: 'good' | 'bad' | 'warn' | 'plain';
}

export const OUTCOMES: Readonly<Record<Outcome, OutcomeWords>> = {
  error: { name: { en: 'error', zh: '错误' }, sign: '✕', tone: 'bad' },
  failed: { name: { en: 'failed', zh: '失败' }, sign: '✕', tone: 'bad' },
  'non-compliant': { name: { en: 'non-compliant', zh: '不合规' }, sign: '✕', tone: 'bad' },
  ineffective: { name: { en: 'ineffective', zh: '失效' }, sign: '✕', tone: 'bad' },
  expired: { name: { en: 'expired', zh: '已过期' }, sign: '✕', tone: 'bad' },
  suppressed: { name: { en: 'excepted', zh: '已例外' }, sign: '◐', tone: 'warn' },
  unknown: { name: { en: 'undecided', zh: '未定' }, sign: '?', tone: 'warn' },
  missing: { name: { en: 'to be supplied', zh: '待提供' }, sign: '✎', tone: 'warn' },
  compliant: { name: { en: 'compliant', zh: '合规' }, sign: '✓', tone: 'good' },
  passed: { name: { en: 'passed', zh: '通过' }, sign: '✓', tone: 'good' },
  valid: { name: { en: 'valid', zh: '有效' }, sign: '✓', tone: 'good' },
  effective: { name: { en: 'effective', zh: '有效' }, sign: '✓', tone: 'good' },
  declared: { name: { en: 'declared', zh: '已声明' }, sign: '•', tone: 'plain' },
  'not-applicable': { name: { en: 'not applicable', zh: '不适用' }, sign: '–', tone: 'plain' },
};

/** Outcomes from worst to best: the order in which evidence is shown. */
export const OUTCOME_ORDER = Object.keys(OUTCOMES) as readonly Outcome[];

/** What one check of a facet comes to. */
export const SHOWING: Readonly<Record<string, OutcomeWords>> = {
  adverse: { name: { en: 'failed', zh: '未通过' }, sign: '✕', tone: 'bad' },
  suppressed: { name: { en: 'excepted', zh: '已例外' }, sign: '◐', tone: 'warn' },
  unknown: { name: { en: 'undecided before deployment', zh: '部署前无法判定' }, sign: '?', tone: 'warn' },
  shown: { name: { en: 'shown', zh: '已证明' }, sign: '✓', tone: 'good' },
  'missing-record': { name: { en: 'record wanted', zh: '待提供记录' }, sign: '✎', tone: 'plain' },
  absent: { name: { en: 'nothing to judge', zh: '无可判定对象' }, sign: '○', tone: 'plain' },
  'not-built': { name: { en: 'no check yet', zh: '尚无检查' }, sign: '○', tone: 'plain' },
  'not-run': { name: { en: 'not run', zh: '尚未运行' }, sign: '○', tone: 'plain' },
};

/** What a requirement that another one rolls up comes to. */
export const ROLLED_UP: Readonly<Record<string, Bilingual>> = {
  unknown: { en: 'partial', zh: '部分满足' },
  'not-built': { en: 'not evaluated', zh: '未评价' },
  adverse: { en: 'not met', zh: '不满足' },
  shown: { en: 'met', zh: '满足' },
};

export const KINDS: Readonly<Record<string, Bilingual>> = {
  rule: { en: 'rule', zh: '规则' },
  proof: { en: 'proof', zh: '证明' },
  test: { en: 'test', zh: '测试' },
  record: { en: 'record', zh: '记录' },
  requirement: { en: 'requirement', zh: '要求' },
  declared: { en: 'declared', zh: '声明' },
  observed: { en: 'observed', zh: '观测' },
};

export const PROOFS: Readonly<Record<string, Bilingual>> = {
  completeness: { en: 'Nothing is left out', zh: '完整性' },
  coverage: { en: 'All of the population is covered', zh: '覆盖率' },
  diff: { en: 'What a change would alter', zh: '变更差异' },
  'policy-simulation': { en: 'Policies under simulated calls', zh: '策略模拟' },
  reachability: { en: 'Which paths the network allows', zh: '网络可达性' },
  residency: { en: 'Where data can go', zh: '数据驻留' },
  'rto-rpo': { en: 'Recovery time and point', zh: 'RTO/RPO 推算' },
  'state-machine': { en: 'Every path of the workflow', zh: '流程状态机' },
};

/** What an attack or a published technique comes to. */
export const ATTACK_STATES: Readonly<Record<TechniqueState, OutcomeWords>> = {
  failed: { name: { en: 'failed', zh: '未通过' }, sign: '✕', tone: 'bad' },
  undecided: { name: { en: 'undecided', zh: '未定' }, sign: '?', tone: 'warn' },
  open: { name: { en: 'open', zh: '尚未覆盖' }, sign: '○', tone: 'plain' },
  detected: { name: { en: 'left to detection', zh: '依靠检测' }, sign: '◉', tone: 'warn' },
  refused: { name: { en: 'refused', zh: '已拒绝' }, sign: '⊘', tone: 'good' },
  allowed: { name: { en: 'allowed', zh: '已放行' }, sign: '✓', tone: 'good' },
  'left-out': { name: { en: 'left out', zh: '不适用' }, sign: '–', tone: 'plain' },
};

/** What came of a call. */
export const VERDICTS: Readonly<Record<TrialEntry['verdict'], Omit<OutcomeWords, 'tone'>>> = {
  refused: { name: { en: 'refused', zh: '拒绝' }, sign: '⊘' },
  'not-granted': { name: { en: 'not granted', zh: '未授权' }, sign: '⊘' },
  allowed: { name: { en: 'allowed', zh: '允许' }, sign: '✓' },
  undecided: { name: { en: 'undecided', zh: '未定' }, sign: '?' },
};

export const PURPOSES: Readonly<Record<TrialEntry['purpose'], Bilingual>> = {
  attempt: { en: 'Attempt', zh: '攻击尝试' },
  exemption: { en: 'The same by', zh: '同样的调用' },
  'look-alike': { en: 'Harmless calls', zh: '无害的调用' },
};

export const FAMILIES: Readonly<Record<AttackEntry['family'], Bilingual>> = {
  attack: { en: 'Attacks on what guardrails protect', zh: '针对护栏所护对象的攻击' },
  perimeter: { en: 'Data perimeter', zh: '数据边界' },
  escalation: { en: 'Privilege escalation', zh: '权限提升' },
  detection: { en: 'Met by detection', zh: '依靠检测应对' },
  work: { en: 'Work that has to stay possible', zh: '必须保持可行的日常工作' },
};

export const POLICY_KINDS: Readonly<Record<string, Bilingual>> = {
  identity: { en: 'identity policy', zh: '身份策略' },
  boundary: { en: 'permission boundary', zh: '权限边界' },
  session: { en: 'session policy', zh: '会话策略' },
  resource: { en: 'resource policy', zh: '资源策略' },
  'service-control': { en: 'service control policy', zh: '服务控制策略' },
  'resource-control': { en: 'resource control policy', zh: '资源控制策略' },
  endpoint: { en: 'endpoint policy', zh: '终端节点策略' },
};

export const EXCEPTION_STATES: Readonly<Record<ExceptionState, OutcomeWords>> = {
  active: { name: { en: 'active', zh: '生效中' }, sign: '✓', tone: 'plain' },
  expiring: { name: { en: 'expires soon', zh: '即将到期' }, sign: '!', tone: 'warn' },
  expired: { name: { en: 'expired', zh: '已过期' }, sign: '✕', tone: 'bad' },
  unused: { name: { en: 'unused', zh: '未使用' }, sign: '✕', tone: 'bad' },
};

export const CLOUDS: Readonly<Record<Cloud, string>> = { aws: 'AWS', azure: 'Azure' };

export const PARTITIONS: Readonly<Record<string, Bilingual>> = {
  aws: { en: 'AWS', zh: 'AWS（全球）' },
  'aws-cn': { en: 'AWS China', zh: 'AWS（中国）' },
  azure: { en: 'Azure', zh: 'Azure（全球）' },
  'azure-china': { en: 'Azure China', zh: 'Azure（中国）' },
};

/** Headings of the clauses: numbers and short terms. */
export const CLAUSES: Readonly<Record<string, Bilingual>> = {
  '4.1': { en: 'Context', zh: '组织背景' },
  '4.2': { en: 'Interested parties', zh: '相关方' },
  '4.3': { en: 'Scope', zh: '体系范围' },
  '4.4': { en: 'Management system', zh: '管理体系' },
  '5.1': { en: 'Leadership', zh: '领导作用' },
  '5.2': { en: 'Policy', zh: '方针' },
  '5.3': { en: 'Roles', zh: '岗位职责' },
  '6.1': { en: 'Risks and opportunities', zh: '风险和机遇' },
  '6.2': { en: 'Objectives', zh: '目标' },
  '6.3': { en: 'Planning of changes', zh: '变更策划' },
  '7.1': { en: 'Resources', zh: '资源' },
  '7.2': { en: 'Competence', zh: '能力' },
  '7.3': { en: 'Awareness', zh: '意识' },
  '7.4': { en: 'Communication', zh: '沟通' },
  '7.5.1': { en: 'Documents and records', zh: '成文信息' },
  '7.5.2': { en: 'Document control', zh: '成文信息控制' },
  '8.1': { en: 'Operational control', zh: '运行策划' },
  '8.2': { en: 'Access control', zh: '访问控制' },
  '8.3': { en: 'Network', zh: '网络与通信' },
  '8.4': { en: 'Data', zh: '数据安全' },
  '8.5': { en: 'Physical', zh: '物理与环境' },
  '8.6': { en: 'Operations', zh: '运维安全' },
  '8.7': { en: 'Suppliers', zh: '供应商' },
  '8.8': { en: 'Continuity', zh: '业务连续性' },
  '8.9': { en: 'Incidents', zh: '应急处置' },
  '9.1': { en: 'Measurement', zh: '监视测量' },
  '9.2': { en: 'Internal audit', zh: '内部审核' },
  '9.3': { en: 'Management review', zh: '管理评审' },
  '10.1': { en: 'Improvement', zh: '持续改进' },
  '10.2': { en: 'Nonconformity', zh: '不合格与纠正' },
};

/** What stands behind a resource of the local cloud. */
export const STANDINGS: Readonly<Record<Standing, { readonly name: Bilingual; readonly meaning: Bilingual }>> = {
  real: {
    name: { en: 'Real', zh: '真实 API' },
    meaning: {
      en: 'a service of the emulator has it, and its API answers for it',
      zh: '由模拟器的服务承载，其 API 可应答',
    },
  },
  recorded: {
    name: { en: 'Recorded only', zh: '仅登记' },
    meaning: { en: 'CloudFormation alone knows it', zh: '只存在于 CloudFormation' },
  },
  refused: { name: { en: 'Refused', zh: '被拒绝' }, meaning: { en: 'it was not made', zh: '未能创建' } },
};
