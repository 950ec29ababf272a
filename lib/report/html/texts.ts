import type { Bilingual } from '../../../constructs/standard/bilingual';
import type { DesignStatus } from '../../evidence/facet-status';
import type { OperationStatus } from '../report';

/** The words of the page. */
export const TEXTS = {
  title: { en: 'Compliance report', zh: '合规报告' },
  skip: { en: 'Skip to the content', zh: '跳到正文' },
  asOf: { en: 'As of', zh: '基准日' },
  commit: { en: 'Commit', zh: '提交' },
  none: { en: 'none', zh: '无' },
  scope: { en: 'Scope', zh: '范围' },
  accounts: { en: 'accounts', zh: '个账号' },
  overview: { en: 'Overview', zh: '总览' },
  requirements: { en: 'Requirements', zh: '要求' },
  findings: { en: 'Findings', zh: '问题' },
  exceptions: { en: 'Exceptions', zh: '例外' },
  resources: { en: 'Resources', zh: '资源' },
  manifest: { en: 'Manifest', zh: '输入清单' },
  design: { en: 'Design', zh: '设计' },
  operation: { en: 'Operation', zh: '运行' },
  byClause: { en: 'Design status by clause', zh: '各条款设计状态' },
  clause: { en: 'Clause', zh: '条款' },
  reading: { en: 'How to read this report', zh: '阅读说明' },
  readingDesign: {
    en: 'Design says how the landing zone is built, judged on the templates that are deployed and on records. A requirement is met only when each of its facets has every kind of evidence that it demands, and nothing speaks against it.',
    zh: '设计轴说明着陆区如何构建，依据将要部署的模板与记录判定。仅当每个要点所需的各类证据齐备且无相反证据时，要求才判为满足。',
  },
  readingOperation: {
    en: 'Operation says how it runs, and comes from observation and drills alone. Nothing in this report was observed after deployment, so it says nothing of operation.',
    zh: '运行轴说明其如何运行，仅来自观测与演练。本报告尚无部署后的观测，因此不对运行作出任何结论。',
  },
  readingInstructions: {
    en: 'Open a requirement to see its facets, the checks that would show each, and the evidence down to the resource and the line of source.',
    zh: '展开某项要求，可查看其要点、证明各要点所需的检查，以及落到资源与源代码行的证据。',
  },
  search: { en: 'Search', zh: '搜索' },
  searchHint: { en: 'id, title, resource, rule …', zh: '编号、标题、资源、规则……' },
  status: { en: 'Status', zh: '状态' },
  all: { en: 'all', zh: '全部' },
  kind: { en: 'Kind', zh: '类别' },
  control: { en: 'control', zh: '控制' },
  inherited: { en: 'inherited', zh: '继承' },
  organisational: { en: 'organisational', zh: '组织' },
  reason: { en: 'Why', zh: '理由' },
  facets: { en: 'Facets', zh: '要点' },
  checks: { en: 'Checks', zh: '检查' },
  evidence: { en: 'Evidence', zh: '证据' },
  showNotApplicable: { en: 'also show what was not applicable', zh: '同时显示不适用项' },
  noEvidence: { en: 'No evidence speaks to this requirement.', zh: '尚无与此要求相关的证据。' },
  check: { en: 'Check', zh: '检查' },
  outcome: { en: 'Outcome', zh: '结果' },
  subject: { en: 'Resource', zh: '资源' },
  source: { en: 'Source', zh: '源代码' },
  message: { en: 'Message', zh: '说明' },
  property: { en: 'Property', zh: '属性' },
  noFindings: { en: 'No findings.', zh: '没有问题。' },
  noExceptions: { en: 'No exceptions.', zh: '没有例外。' },
  owner: { en: 'Owner', zh: '责任人' },
  expires: { en: 'Expires', zh: '到期日' },
  state: { en: 'State', zh: '状态' },
  stack: { en: 'Stack', zh: '堆栈' },
  type: { en: 'Type', zh: '类型' },
  judgedBy: { en: 'Judged by', zh: '判定规则' },
  supporting: { en: 'Supporting', zh: '辅助资源' },
  where: { en: 'Where', zh: '位置' },
  excepted: { en: 'excepted by', zh: '例外依据' },
  manifestText: {
    en: 'The same commit, configuration, date and inputs give the same report, byte for byte. These are the inputs and their hashes.',
    zh: '相同的提交、配置、日期与输入逐字节生成相同的报告。以下为输入及其哈希。',
  },
  file: { en: 'File', zh: '文件' },
  tool: { en: 'Tool version', zh: '工具版本' },
  configuration: { en: 'Configuration (SHA-256)', zh: '配置（SHA-256）' },
  shown: { en: 'shown', zh: '显示' },
  of: { en: 'of', zh: '共' },
  print: { en: 'Print', zh: '打印' },
  nothingFound: { en: 'Nothing matches the filter.', zh: '没有符合筛选条件的条目。' },
  openAll: { en: 'Open all', zh: '全部展开' },
  closeAll: { en: 'Close all', zh: '全部收起' },
} as const satisfies Readonly<Record<string, Bilingual>>;

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
    meaning: { en: 'every facet has its evidence, and nothing is adverse', zh: '各要点证据齐备且无相反证据' },
  },
  partial: {
    name: { en: 'partial', zh: '部分满足' },
    sign: '◐',
    meaning: { en: 'some of the evidence is there; the rest is named', zh: '证据部分具备，其余逐项列明' },
  },
  'not-met': {
    name: { en: 'not met', zh: '不满足' },
    sign: '✕',
    meaning: { en: 'a check failed', zh: '有检查未通过' },
  },
  'not-evaluated': {
    name: { en: 'not evaluated', zh: '未评价' },
    sign: '○',
    meaning: { en: 'nothing applied: no evidence either way', zh: '无可适用的检查，尚无任何证据' },
  },
  inherited: {
    name: { en: 'inherited', zh: '继承' },
    sign: '⇩',
    meaning: { en: 'the provider does it, and its attestation is on file', zh: '由云服务商承担，且鉴证在案' },
  },
  manual: {
    name: { en: 'manual', zh: '待人工提供' },
    sign: '✎',
    meaning: { en: 'the organisation must supply the record that is named', zh: '须由组织提供所列记录' },
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

/** What one check of a facet comes to. */
export const SHOWING: Readonly<Record<string, Bilingual>> = {
  shown: { en: 'shown', zh: '已证明' },
  adverse: { en: 'failed', zh: '未通过' },
  suppressed: { en: 'excepted', zh: '已例外' },
  unknown: { en: 'undecided', zh: '未定' },
  'not-built': { en: 'no check yet', zh: '尚无检查' },
  absent: { en: 'nothing to judge', zh: '无可判定对象' },
  'missing-record': { en: 'record wanted', zh: '待提供记录' },
};

export const OUTCOMES: Readonly<Record<string, Bilingual>> = {
  declared: { en: 'declared', zh: '已声明' },
  compliant: { en: 'compliant', zh: '合规' },
  'non-compliant': { en: 'non-compliant', zh: '不合规' },
  'not-applicable': { en: 'not applicable', zh: '不适用' },
  suppressed: { en: 'excepted', zh: '已例外' },
  unknown: { en: 'unknown', zh: '未知' },
  error: { en: 'error', zh: '错误' },
  passed: { en: 'passed', zh: '通过' },
  failed: { en: 'failed', zh: '失败' },
  valid: { en: 'valid', zh: '有效' },
  expired: { en: 'expired', zh: '过期' },
  missing: { en: 'missing', zh: '缺失' },
  effective: { en: 'effective', zh: '有效' },
  ineffective: { en: 'ineffective', zh: '失效' },
};

export const EXCEPTION_STATES: Readonly<Record<string, Bilingual>> = {
  active: { en: 'active', zh: '生效中' },
  expiring: { en: 'expiring', zh: '即将到期' },
  expired: { en: 'expired', zh: '已过期' },
  unused: { en: 'unused', zh: '未使用' },
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
