import type { Bilingual } from '../bilingual';

/**
 * The management-system clauses of ISO/IEC 27001:2013, the edition that Q/BJKB 012-2026 cites: numbers and short titles
 * only. The Chinese titles are translations.
 */
export const iso27001 = {
  '4.1': { en: 'Understanding the organization and its context', zh: '理解组织及其环境' },
  '4.2': { en: 'Understanding the needs and expectations of interested parties', zh: '理解相关方的需求和期望' },
  '4.3': { en: 'Determining the scope of the ISMS', zh: '确定信息安全管理体系范围' },
  '4.4': { en: 'Information security management system', zh: '信息安全管理体系' },
  '5.1': { en: 'Leadership and commitment', zh: '领导和承诺' },
  '5.2': { en: 'Policy', zh: '方针' },
  '5.3': { en: 'Organizational roles, responsibilities and authorities', zh: '组织的角色、责任和权限' },
  '6.1.1': { en: 'Actions to address risks and opportunities: general', zh: '应对风险和机会的措施：总则' },
  '6.1.2': { en: 'Information security risk assessment', zh: '信息安全风险评估' },
  '6.1.3': { en: 'Information security risk treatment', zh: '信息安全风险处置' },
  '6.2': { en: 'Information security objectives and planning to achieve them', zh: '信息安全目标及其实现规划' },
  '7.1': { en: 'Resources', zh: '资源' },
  '7.2': { en: 'Competence', zh: '能力' },
  '7.3': { en: 'Awareness', zh: '意识' },
  '7.4': { en: 'Communication', zh: '沟通' },
  '7.5.1': { en: 'Documented information: general', zh: '文件化信息：总则' },
  '7.5.2': { en: 'Creating and updating', zh: '创建和更新' },
  '7.5.3': { en: 'Control of documented information', zh: '文件化信息的控制' },
  '8.1': { en: 'Operational planning and control', zh: '运行规划和控制' },
  '8.2': { en: 'Information security risk assessment', zh: '信息安全风险评估' },
  '8.3': { en: 'Information security risk treatment', zh: '信息安全风险处置' },
  '9.1': { en: 'Monitoring, measurement, analysis and evaluation', zh: '监视、测量、分析和评价' },
  '9.2': { en: 'Internal audit', zh: '内部审核' },
  '9.3': { en: 'Management review', zh: '管理评审' },
  '10.1': { en: 'Nonconformity and corrective action', zh: '不符合及纠正措施' },
  '10.2': { en: 'Continual improvement', zh: '持续改进' },
} as const satisfies Readonly<Record<string, Bilingual>>;

/** A clause number of ISO/IEC 27001:2013, such as `9.2`. */
export type Iso27001Clause = keyof typeof iso27001;
