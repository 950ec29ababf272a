import type { RequirementRow } from '../requirement';

export const clause10 = [
  {
    id: '10.1/improvement',
    clause: '10.1',
    expected: 'organisational',
    title: { en: 'continual improvement', zh: '持续改进' },
    summary: {
      en: 'The system is made more suitable, adequate and effective over time, not only repaired. To supply: the improvement log of the year with source, decision, owner and measured effect; trends of the objectives are inputs.',
      zh: '体系随时间不断变得更合用、更充分、更见效，而不只是修补。需提供：全年改进台账，载明来源、决定、责任人与实测效果；目标趋势可作为输入。',
    },
  },
  {
    id: '10.2/a',
    clause: '10.2',
    expected: 'control',
    title: { en: 'deal with the nonconformity', zh: '处置' },
    summary: {
      en: 'Every adverse result, failed control, incident or audit finding becomes a registered nonconformity with an owner within a day, is corrected or contained in time, and its consequences are dealt with.',
      zh: '每个不利结果、失效控制、事件或审核发现均在一日内登记为有责任人的不合格项，按时纠正或遏制，并处理其后果。',
    },
  },
  {
    id: '10.2/b',
    clause: '10.2',
    expected: 'organisational',
    title: { en: 'find the cause', zh: '评审原因' },
    summary: {
      en: 'The cause of a nonconformity is found and recorded, and whether the like exists or could occur elsewhere. To supply: the cause analysis per nonconformity with method, evidence and conclusion; search results are inputs.',
      zh: '查明并记录不合格的原因，判断他处是否存在或可能发生同类情况。需提供：逐项原因分析，含方法、证据与结论；排查结果可作为输入。',
    },
  },
  {
    id: '10.2/c',
    clause: '10.2',
    expected: 'control',
    title: { en: 'corrective action', zh: '纠正措施' },
    summary: {
      en: 'An action answers the cause, with owner, due date and resources, and escalates when overdue. The same weakness is searched for in all accounts and clouds as part of it.',
      zh: '纠正措施针对原因，明确责任人、期限与资源，逾期升级。同时在全部账号与云上排查同类弱点。',
    },
  },
  {
    id: '10.2/d',
    clause: '10.2',
    expected: 'control',
    title: { en: 'verify effectiveness', zh: '验证有效性' },
    summary: {
      en: 'Somebody other than the implementer confirms from evidence observed a while after the action that it worked. If the same finding returns, the nonconformity reopens by itself.',
      zh: '由实施人以外的人依据措施完成一段时间后的观测证据确认其有效。同一问题再次出现，该不合格项自动重开。',
    },
  },
  {
    id: '10.2/e',
    clause: '10.2',
    expected: 'organisational',
    title: { en: 'update documented information', zh: '更新成文信息' },
    summary: {
      en: 'Documents that the correction touches (risk register, procedures, plans, rules) are updated. To supply: the new versions with a reference to the nonconformity, or the note that no change was needed.',
      zh: '更新受纠正影响的文件，如风险登记册、规程、预案与规则。需提供：注明对应不合格项的新版本，或无需更改的说明。',
    },
  },
] as const satisfies readonly RequirementRow[];
