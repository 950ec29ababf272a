import type { Bilingual } from './bilingual';
import type { requirements } from './requirements';

/** A kind of record that the organisation, or its cloud provider, keeps as evidence. */
export interface RecordKind {
  /** The id that the configuration's `records` name it by, such as `risk-register`. */
  readonly id: string;
  readonly title: Bilingual;
  /** What it must contain, for an auditor to accept it. */
  readonly contents: Bilingual;
  /**
   * How old it may be, in days since its issue, as the facets that it shows demand.
   *
   * @default 365
   */
  readonly longestAgeDays?: number;
  /** For an attestation: the part of a cloud whose operator it is of; all regions of the partition where none is named. */
  readonly attests?: {
    readonly partition: 'aws' | 'aws-cn' | 'azure' | 'azure-china';
    readonly regions?: readonly string[];
  };
}

/** A year: audits, reviews and assessments come round in it. */
const DEFAULT_LONGEST_AGE_DAYS = 365;

const rows = [
  // Context, leadership and scope
  {
    id: 'context-analysis',
    title: { en: 'Context analysis', zh: '组织环境分析' },
    contents: {
      en: 'External and internal issues of cloud security, dated, each with source, owner and effect on the system.',
      zh: '云安全的外部与内部问题，注明日期，逐项列出来源、责任人及对体系的影响。',
    },
  },
  {
    id: 'interested-parties',
    title: { en: 'Needs of interested parties', zh: '相关方需求清单' },
    contents: {
      en: 'Needs of customers, staff, suppliers, partners and data subjects, each traced to a service level, control, agreement or privacy notice.',
      zh: '客户、员工、供应商、合作伙伴与数据主体的需求，逐项对应服务水平、控制、协议或隐私告知。',
    },
  },
  {
    id: 'compliance-obligations',
    title: { en: 'Compliance obligations', zh: '合规义务清单' },
    contents: {
      en: 'Obligations to authorities on cloud security, data and personal information, each with legal source, date, owner and the control that answers it.',
      zh: '监管对云安全、数据与个人信息的要求，逐项列出法律依据、日期、责任人及对应控制。',
    },
  },
  {
    id: 'responsibility-matrix',
    title: { en: 'Shared-responsibility matrix', zh: '共享责任矩阵' },
    contents: {
      en: 'Who is responsible for each control and activity, per service, supplier and cloud in use, with none left unassigned, accepted by each side.',
      zh: '按服务、供应商及在用的云，列明每项控制与活动的责任方，无遗漏，并经各方确认。',
    },
  },
  {
    id: 'scope-statement',
    title: { en: 'Scope statement', zh: '体系范围声明' },
    contents: {
      en: 'Service models, environments, security domains, units, systems, data, people and suppliers in scope, and where the boundary runs.',
      zh: '范围内的服务类型、云环境、安全域、组织单元、系统、数据、人员与供应商，以及体系边界。',
    },
  },
  {
    id: 'statement-of-applicability',
    title: { en: 'Statement of applicability', zh: '适用性声明' },
    contents: {
      en: 'Each clause and control held applicable or not, with the reason for every exclusion.',
      zh: '逐条说明条款与控制是否适用，每项不适用均给出理由。',
    },
  },
  {
    id: 'process-map',
    title: { en: 'Process map', zh: '过程图' },
    contents: {
      en: 'Processes with owner, input, output and order, showing at each step whether provider, customer or organisation acts.',
      zh: '各过程的责任人、输入、输出与顺序，逐步标明由供应商、客户或本组织执行。',
    },
  },
  {
    id: 'process-criteria',
    title: { en: 'Process criteria and methods', zh: '过程准则与方法' },
    contents: {
      en: 'For each process the criteria by which it runs safely and the procedure by which it is done and checked.',
      zh: '每个过程安全运行的准则，以及执行和检查的方法。',
    },
  },
  {
    id: 'isms-policy',
    title: { en: 'Information security policy', zh: '信息安全方针' },
    contents: {
      en: 'The policy in force, fit for purpose and risk, with commitments to compliance, data protection, continuity and improvement, approved by top management.',
      zh: '现行方针，适应组织目的与风险，含合规、数据保护、业务连续性与改进承诺，由最高管理者批准。',
    },
  },
  {
    id: 'security-objectives',
    title: { en: 'Objectives and their plan', zh: '信息安全目标与实现计划' },
    contents: {
      en: 'Each objective of 6.2 with definition, target, actions, resources, owner, due date and way of evaluation, approved.',
      zh: '6.2 各项目标的定义、目标值、措施、资源、责任人、时限与评价方法，并经批准。',
    },
  },
  {
    id: 'leadership-record',
    title: { en: 'Record of leadership', zh: '领导作用记录' },
    contents: {
      en: 'Decisions of top management that support staff and improvement, and its checks that each party does its share.',
      zh: '最高管理者支持员工与改进的决定，以及对各方履行责任的监督检查。',
    },
  },
  {
    id: 'service-life-cycle-procedure',
    title: { en: 'Service life-cycle procedure', zh: '服务全生命周期程序' },
    contents: {
      en: 'Security gates of a cloud service from design and purchase to operation and withdrawal.',
      zh: '云服务从设计、采购到运行、下线各阶段的安全关口。',
    },
  },
  {
    id: 'role-appointments',
    title: { en: 'Appointments and role descriptions', zh: '任命与岗位职责' },
    contents: {
      en: 'Holders, deputies, duties and powers of security owner, administrators, auditors and responders, matched to identity groups.',
      zh: '安全责任人、管理员、审计员与应急人员的任职者、副手、职责与权限，并与身份组对应。',
    },
  },
  {
    id: 'isms-performance-report',
    title: { en: 'Report to top management', zh: '体系绩效报告' },
    contents: {
      en: 'Conformity, performance, risks and chances for improvement, reported to top management in its cycle.',
      zh: '按周期向最高管理者报告体系符合性、绩效、风险与改进机会。',
    },
  },

  // Risk
  {
    id: 'risk-assessment',
    title: { en: 'Risk assessment', zh: '风险评估报告' },
    contents: {
      en: 'Method, criteria, date and results of the assessment in force, and the changes that called for it.',
      zh: '现行评估的方法、准则、日期与结果，以及触发评估的变更。',
    },
  },
  {
    id: 'risk-register',
    title: { en: 'Risk register', zh: '风险登记册' },
    contents: {
      en: 'Risks of all eight groups of 6.1, each with owner, score, treatment, due date, closure, residual score and linked controls.',
      zh: '覆盖 6.1 的八类风险，逐项列出责任人、评分、处置、到期日、关闭情况、残余评分与关联控制。',
    },
  },
  {
    id: 'opportunity-register',
    title: { en: 'Opportunity register', zh: '机遇清单' },
    contents: {
      en: 'Opportunities with owner, expected benefit and decision.',
      zh: '各项机遇的责任人、预期收益与决定。',
    },
  },
  {
    id: 'risk-treatment-plan',
    title: { en: 'Risk treatment plan', zh: '风险处置计划' },
    contents: {
      en: 'For each risk and opportunity the option chosen, the process or control that holds it, owner, due date, accepted residual risk and how its effect is judged.',
      zh: '针对每项风险与机遇的处置选项、所融入的过程或控制、责任人、时限、接受的残余风险与效果评价方法。',
    },
  },

  // Resources, people and communication
  {
    id: 'resource-plan',
    title: { en: 'Resource plan and budget', zh: '资源计划与预算' },
    contents: {
      en: 'People, technology, money, tools and premises for running, audits, reviews and drills, planned against provided.',
      zh: '运行、审核、评审与演练所需的人力、技术、资金、工具与场所，计划与实际对照。',
    },
  },
  {
    id: 'competence-profiles',
    title: { en: 'Competence profiles', zh: '岗位能力要求' },
    contents: {
      en: 'Knowledge, skill, experience and certificates needed for each cloud security post.',
      zh: '各云安全岗位所需的知识、技能、经验与证书。',
    },
  },
  {
    id: 'competence-assessment',
    title: { en: 'Competence assessment', zh: '能力评价记录' },
    contents: {
      en: 'Each post-holder compared with the profile, the effect of training judged, and what followed.',
      zh: '任职者与能力要求的对照、培训有效性评价及后续措施。',
    },
  },
  {
    id: 'training-records',
    title: { en: 'Training records', zh: '培训记录' },
    contents: {
      en: 'Plan, material and attendance of training on cloud security, ISO/IEC 27017, shared responsibility and data protection, per person.',
      zh: '云安全、ISO/IEC 27017、共享责任与数据保护培训的计划、教材与按人签到记录。',
    },
  },
  {
    id: 'awareness-records',
    title: { en: 'Awareness records', zh: '意识教育记录' },
    contents: {
      en: 'Acknowledgements that cover all people in scope: policy, shared responsibility, own contribution, consequences, operating rules.',
      zh: '覆盖范围内全部人员的确认记录：方针、共享责任、个人贡献、违规后果与操作规范。',
    },
  },
  {
    id: 'operating-rules',
    title: { en: 'Operating and disciplinary rules', zh: '操作规范与奖惩制度' },
    contents: {
      en: 'Rules per role for data protection, rights and operation in the cloud, and what follows from a breach.',
      zh: '按角色规定的数据保护、权限与云上操作规范，以及违规后果。',
    },
  },
  {
    id: 'communication-plan',
    title: { en: 'Communication plan', zh: '沟通计划' },
    contents: {
      en: 'What is told inside and outside, when, to whom, by whom and how, with current contacts of regulators, customers, suppliers and auditors.',
      zh: '内外部沟通的内容、时机、对象、负责人与方式，含监管、客户、供应商与审计机构的最新联系方式。',
    },
  },
  {
    id: 'communication-records',
    title: { en: 'Communication records', zh: '沟通记录' },
    contents: {
      en: 'Announcements, notices and meetings of the period, with date and who was reached.',
      zh: '本期公告、通知与会议，注明日期与送达对象。',
    },
  },

  // Documented information
  {
    id: 'document-register',
    title: { en: 'Document register', zh: '文件清单' },
    contents: {
      en: 'Every controlled document with id, version, owner, approver, issue date, next review and what its last change answered.',
      zh: '全部受控文件的编号、版本、责任人、批准人、发布日期、下次评审日期及最近更改的缘由。',
    },
  },
  {
    id: 'change-register',
    title: { en: 'Change register', zh: '变更登记册' },
    contents: {
      en: 'Changes to services, architecture and suppliers with request, security impact, approvers, result and rollback point.',
      zh: '服务、架构与供应商变更的申请、安全影响、批准人、结果与回退点。',
    },
  },
  {
    id: 'additional-controls',
    title: { en: 'Further operating controls', zh: '其他运行控制清单' },
    contents: {
      en: 'Operating controls that the risk assessment calls for beyond those listed, with reason, owner and evidence, or why none is needed.',
      zh: '风险评估要求的其他运行控制及其理由、责任人与证据，或无需设置的说明。',
    },
  },

  // Identity and operations
  {
    id: 'identity-provider-configuration',
    title: { en: 'Protection of the identity provider', zh: '身份提供方保护配置' },
    contents: {
      en: 'Export of who may change federation, directory and trust at the identity provider, and of its change alerts.',
      zh: '身份提供方中可更改联合、目录与信任关系的角色导出，以及变更告警配置。',
    },
    longestAgeDays: 92,
  },
  {
    id: 'identity-provider-mfa',
    title: { en: 'MFA of the identity provider', zh: '身份提供方多因素认证配置' },
    contents: {
      en: 'Export of the sign-in policies that demand MFA of every human sign-in, with excluded accounts and the reason for each.',
      zh: '要求所有人员登录使用多因素认证的登录策略导出，列明排除账号及理由。',
    },
    longestAgeDays: 92,
  },
  {
    id: 'identity-provider-authentication-methods',
    title: { en: 'Authentication-method report', zh: '认证方式报告' },
    contents: {
      en: 'Methods enabled and registered for privileged users: phishing-resistant factors in use, SMS and e-mail codes off.',
      zh: '特权用户启用和注册的认证方式：使用抗钓鱼因素，短信与邮件验证码停用。',
    },
    longestAgeDays: 92,
  },
  {
    id: 'identity-provider-territory',
    title: { en: 'Sign-in by territory', zh: '登录地域限制' },
    contents: {
      en: 'Policies of the identity provider that limit the territory of sign-in to classified data, with registered exceptions.',
      zh: '身份提供方限制访问分级数据登录地域的策略，以及已登记的例外。',
    },
    longestAgeDays: 92,
  },
  {
    id: 'directory-reconciliation',
    title: { en: 'Reconciliation with the directory', zh: '目录对账' },
    contents: {
      en: 'Human identities of the clouds reconciled with the directory and the staff list, differences explained.',
      zh: '各云人员身份与目录及人员名册的对账结果，差异逐项说明。',
    },
    longestAgeDays: 31,
  },
  {
    id: 'break-glass-custody',
    title: { en: 'Custody of break-glass identities', zh: '应急账号保管记录' },
    contents: {
      en: 'Two holders of separate factors, where they are sealed, the last test with both holders, and of each use its reason, the closed review and the new sealing.',
      zh: '分别保管认证因素的两名保管人、封存位置、两人共同参加的最近一次测试，以及每次使用的原因、已关闭的复核与重新封存。',
    },
    longestAgeDays: 183,
  },
  {
    id: 'root-account-custody',
    title: { en: 'Custody of root and owner accounts', zh: '根账号与所有者账号保管记录' },
    contents: {
      en: 'Per organisation or tenant: the root user, account-creating user or global administrators, their MFA device, holder, and absence of keys.',
      zh: '按组织或租户列出根用户、创建账号的用户或全局管理员，其 MFA 设备、保管人及无访问密钥的证明。',
    },
  },
  {
    id: 'high-risk-operations',
    title: { en: 'High-risk operations', zh: '高危操作目录' },
    contents: {
      en: 'Operations that need approval, with reason, approvers and the control that gates each.',
      zh: '须审批的操作及其理由、审批人与对应的管控措施。',
    },
  },
  {
    id: 'login-inventory',
    title: { en: 'Login inventory', zh: '登录账号清单' },
    contents: {
      en: 'Directory, host and database logins, each bound to one person or workload; vaulted master logins marked.',
      zh: '目录、主机与数据库登录账号，逐一对应个人或工作负载，并标明托管的主账号。',
    },
    longestAgeDays: 92,
  },
  {
    id: 'audit-log-review',
    title: { en: 'Weekly audit-log review', zh: '每周审计日志评审' },
    contents: {
      en: 'High-risk entries reviewed, the query that selected them, conclusions, and signature of an auditor who does not operate.',
      zh: '已评审的高危条目、筛选查询、结论，以及不参与运维的审计员签字。',
    },
    longestAgeDays: 7,
  },
  {
    id: 'key-rotation-log',
    title: { en: 'Rotation of imported and asymmetric keys', zh: '导入与非对称密钥轮换记录' },
    contents: {
      en: 'Keys that cannot rotate by themselves with date and witness of the last rotation, or the statement that there are none.',
      zh: '不能自动轮换的密钥及其最近轮换日期与见证人，或不存在此类密钥的声明。',
    },
  },
  {
    id: 'link-encryption-register',
    title: { en: 'Encryption of hybrid links', zh: '混合链路加密清单' },
    contents: {
      en: 'Links to data centres, partners and other clouds with method, suites and owner of each end, or the statement that there are none.',
      zh: '到数据中心、合作方与其他云的链路及其加密方式、套件与两端责任人，或不存在此类链路的声明。',
    },
  },
  {
    id: 'customer-notice-log',
    title: { en: 'Change notices to customers', zh: '客户变更通知记录' },
    contents: {
      en: 'Changes that could affect customers, with kind, date, effect, time of notice and confirmation of completion.',
      zh: '可能影响客户的变更：类型、日期、影响、通知时间与完成确认。',
    },
    longestAgeDays: 92,
  },
  {
    id: 'source-protection',
    title: { en: 'Protection of the source repository', zh: '源代码库保护配置' },
    contents: {
      en: 'Export of branch protection, required reviews and signed release tags of every repository that deploys.',
      zh: '所有用于部署的代码库的分支保护、必需评审与签名发布标签导出。',
    },
    longestAgeDays: 31,
  },
  {
    id: 'vulnerability-exceptions',
    title: { en: 'Accepted vulnerabilities', zh: '漏洞接受清单' },
    contents: {
      en: 'Vulnerabilities left open, with owner, compensating control, approver and expiry of at most 90 days, or that there are none.',
      zh: '暂不修复的漏洞及其责任人、补偿控制、批准人与不超过 90 天的期限，或无此类漏洞的声明。',
    },
    longestAgeDays: 90,
  },

  // Data
  {
    id: 'data-classification-scheme',
    title: { en: 'Data classification scheme', zh: '数据分类分级方案' },
    contents: {
      en: 'Named levels mapped to core, important, general and personal data, with the handling rule of each.',
      zh: '各级别名称与核心、重要、一般及个人数据的对应关系，以及各级处理规则。',
    },
  },
  {
    id: 'data-classification-list',
    title: { en: 'Data classification list', zh: '数据分类分级清单' },
    contents: {
      en: 'Level, personal-data flag, owner and handling of every data set, approved by the data owner.',
      zh: '每个数据集的级别、个人信息标识、责任人与处理要求，由数据责任人批准。',
    },
  },
  {
    id: 'data-processing-register',
    title: { en: 'Register of processing', zh: '数据处理活动登记册' },
    contents: {
      en: 'Exports, disclosures, masking, deletion and border crossings by data set, with purpose, recipient, approver and person in charge.',
      zh: '按数据集登记的导出、披露、脱敏、删除与出境，含目的、接收方、批准人与经办人。',
    },
  },
  {
    id: 'transfer-register',
    title: { en: 'Register of cross-border transfers', zh: '数据出境登记册' },
    contents: {
      en: 'Each cross-border flow with data, recipient, legal basis, impact assessment, contract or filing, and expiry, or that there are none.',
      zh: '每条跨境数据流的数据、接收方、法律依据、影响评估、合同或备案及有效期，或无跨境的声明。',
    },
    longestAgeDays: 92,
  },
  {
    id: 'retention-schedule',
    title: { en: 'Retention schedule', zh: '留存期限表' },
    contents: {
      en: 'Minimum and maximum period with legal basis for each data class and type of record.',
      zh: '各数据类别与记录类型的最短、最长留存期限及法律依据。',
    },
  },
  {
    id: 'destruction-certificates',
    title: { en: 'Destruction certificates', zh: '销毁证明' },
    contents: {
      en: 'Signed certificates of the period: what was destroyed, how, when and by whom, or that nothing was.',
      zh: '本期签署的销毁证明：销毁对象、方式、时间与执行人，或本期无销毁的声明。',
    },
  },
  {
    id: 'customer-exit-record',
    title: { en: 'Return of customer data', zh: '客户数据返还记录' },
    contents: {
      en: "Return and removal of a customer's data at the end of service or in the yearly exercise, with format, dates and confirmation.",
      zh: '服务终止或年度演练中客户数据的返还与清除，含格式、日期与确认。',
    },
  },

  // Suppliers and clouds
  {
    id: 'supplier-register',
    title: { en: 'Supplier register', zh: '供应商登记册' },
    contents: {
      en: 'Every supplier, integration and outsourced process with owner, service, data, access, contract end and date of assessment.',
      zh: '全部供应商、集成与外包过程的责任人、服务、数据、访问权、合同到期日与评估日期。',
    },
  },
  {
    id: 'supplier-admission',
    title: { en: 'Supplier admission', zh: '供应商准入记录' },
    contents: {
      en: 'Admission criteria and, per supplier, the decision with approver and date.',
      zh: '准入标准，以及每家供应商的准入决定、批准人与日期。',
    },
  },
  {
    id: 'supplier-assessment',
    title: { en: 'Supplier security assessment', zh: '供应商安全评估' },
    contents: {
      en: 'Assessment per supplier before use and at set intervals, with findings and their state.',
      zh: '每家供应商使用前及定期的安全评估、发现项及其状态。',
    },
  },
  {
    id: 'supplier-contract',
    title: { en: 'Supplier contracts', zh: '供应商合同' },
    contents: {
      en: 'Signed terms on data handling, access, incident notice, audit rights, sub-contractors, return and deletion, with passages marked.',
      zh: '已签署的数据处理、访问、事件通知、审计权、分包、返还与删除条款，并标明出处。',
    },
  },
  {
    id: 'supplier-risk-assessment',
    title: { en: 'Supplier risk assessment', zh: '供应商风险评估' },
    contents: {
      en: 'Risk of depending on each supplier (failure, lock-in, location, sub-contractors, access) with rating and treatment.',
      zh: '依赖每家供应商的风险（中断、锁定、地域、分包、访问）及其评级与处置。',
    },
  },
  {
    id: 'supplier-audit',
    title: { en: 'Supplier audits', zh: '供应商审计记录' },
    contents: {
      en: 'Audit plan, and for each supplier of classified data or critical service the last audit or review of its attestation.',
      zh: '审计计划，以及处理分级数据或提供关键服务的每家供应商最近一次审计或证明文件复核。',
    },
  },
  {
    id: 'supplier-findings',
    title: { en: 'Findings on suppliers', zh: '供应商问题清单' },
    contents: {
      en: 'Audit findings with owner, due date, verified closure and escalation of overdue ones.',
      zh: '审计发现及其责任人、期限、关闭验证与逾期升级。',
    },
  },
  {
    id: 'supplier-exit-plan',
    title: { en: 'Supplier exit plans', zh: '供应商退出计划' },
    contents: {
      en: 'Per critical supplier: data return, format, replacement, duration, and result of the exercise on paper.',
      zh: '每家关键供应商的数据返还、格式、替代方案、时长与桌面演练结果。',
    },
  },
  {
    id: 'supplier-exit-record',
    title: { en: 'Supplier exits', zh: '供应商退出记录' },
    contents: {
      en: "Per exit: secrets rotated with times, data returned, and the supplier's certificate of deletion, or that there was none.",
      zh: '每次退出的密钥轮换时间、数据返还与供应商删除证明，或本期无退出的声明。',
    },
  },
  {
    id: 'attestation-scope-review',
    title: { en: 'Review of attestation scope', zh: '证明文件范围复核' },
    contents: {
      en: 'Services, regions and period in use against those attested, each gap with a compensating control.',
      zh: '在用服务、区域与期间同证明文件范围的对照，每处缺口列明补偿控制。',
    },
    longestAgeDays: 92,
  },
  {
    id: 'cloud-parity-table',
    title: { en: 'Parity of clouds', zh: '多云差异表' },
    contents: {
      en: 'What one cloud lacks, with substitute or accepted risk, owner and expiry.',
      zh: '各云欠缺的能力及其替代措施或已接受风险、责任人与期限。',
    },
    longestAgeDays: 92,
  },
  {
    id: 'aws-attestation',
    title: { en: 'Attestation of Amazon Web Services', zh: '亚马逊云科技（全球）审计证明' },
    contents: {
      en: 'Independent audit report in force that names physical access, surveillance, environment, media, equipment and work in secure areas, for each region in use.',
      zh: '有效的独立审计报告，覆盖在用的每个区域，列明物理准入、监控、环境、介质、设备与安全区域内作业。',
    },
    attests: { partition: 'aws' },
  },
  {
    id: 'aws-iso-27017-certificate',
    title: { en: 'ISO/IEC 27017 certificate of Amazon Web Services', zh: '亚马逊云科技（全球）ISO/IEC 27017 证书' },
    contents: {
      en: 'Valid certificate with its statement of applicability, naming the services and regions in use.',
      zh: '有效证书及其适用性声明，列明在用的服务与区域。',
    },
    attests: { partition: 'aws' },
  },
  {
    id: 'aws-cn-sinnet-attestation',
    title: {
      en: 'Attestation of Sinnet, operator of AWS China (Beijing)',
      zh: '光环新网（亚马逊云科技北京区域运营方）审计证明',
    },
    contents: {
      en: 'Independent audit report in force that names physical access, surveillance, environment, media, equipment and work in secure areas, for each region in use.',
      zh: '有效的独立审计报告，覆盖在用的每个区域，列明物理准入、监控、环境、介质、设备与安全区域内作业。',
    },
    attests: { partition: 'aws-cn', regions: ['cn-north-1'] },
  },
  {
    id: 'aws-cn-sinnet-iso-27017-certificate',
    title: {
      en: 'ISO/IEC 27017 certificate of Sinnet, operator of AWS China (Beijing)',
      zh: '光环新网（亚马逊云科技北京区域运营方）ISO/IEC 27017 证书',
    },
    contents: {
      en: 'Valid certificate with its statement of applicability, naming the services and regions in use.',
      zh: '有效证书及其适用性声明，列明在用的服务与区域。',
    },
    attests: { partition: 'aws-cn', regions: ['cn-north-1'] },
  },
  {
    id: 'aws-cn-nwcd-attestation',
    title: {
      en: 'Attestation of NWCD, operator of AWS China (Ningxia)',
      zh: '西云数据（亚马逊云科技宁夏区域运营方）审计证明',
    },
    contents: {
      en: 'Independent audit report in force that names physical access, surveillance, environment, media, equipment and work in secure areas, for each region in use.',
      zh: '有效的独立审计报告，覆盖在用的每个区域，列明物理准入、监控、环境、介质、设备与安全区域内作业。',
    },
    attests: { partition: 'aws-cn', regions: ['cn-northwest-1'] },
  },
  {
    id: 'aws-cn-nwcd-iso-27017-certificate',
    title: {
      en: 'ISO/IEC 27017 certificate of NWCD, operator of AWS China (Ningxia)',
      zh: '西云数据（亚马逊云科技宁夏区域运营方）ISO/IEC 27017 证书',
    },
    contents: {
      en: 'Valid certificate with its statement of applicability, naming the services and regions in use.',
      zh: '有效证书及其适用性声明，列明在用的服务与区域。',
    },
    attests: { partition: 'aws-cn', regions: ['cn-northwest-1'] },
  },
  {
    id: 'azure-attestation',
    title: { en: 'Attestation of Microsoft Azure', zh: '微软 Azure（全球）审计证明' },
    contents: {
      en: 'Independent audit report in force that names physical access, surveillance, environment, media, equipment and work in secure areas, for each region in use.',
      zh: '有效的独立审计报告，覆盖在用的每个区域，列明物理准入、监控、环境、介质、设备与安全区域内作业。',
    },
    attests: { partition: 'azure' },
  },
  {
    id: 'azure-iso-27017-certificate',
    title: { en: 'ISO/IEC 27017 certificate of Microsoft Azure', zh: '微软 Azure（全球）ISO/IEC 27017 证书' },
    contents: {
      en: 'Valid certificate with its statement of applicability, naming the services and regions in use.',
      zh: '有效证书及其适用性声明，列明在用的服务与区域。',
    },
    attests: { partition: 'azure' },
  },
  {
    id: 'azure-china-21vianet-attestation',
    title: { en: 'Attestation of 21Vianet, operator of Azure China', zh: '世纪互联（Azure 中国运营方）审计证明' },
    contents: {
      en: 'Independent audit report in force that names physical access, surveillance, environment, media, equipment and work in secure areas, for each region in use.',
      zh: '有效的独立审计报告，覆盖在用的每个区域，列明物理准入、监控、环境、介质、设备与安全区域内作业。',
    },
    attests: { partition: 'azure-china' },
  },
  {
    id: 'azure-china-21vianet-iso-27017-certificate',
    title: {
      en: 'ISO/IEC 27017 certificate of 21Vianet, operator of Azure China',
      zh: '世纪互联（Azure 中国运营方）ISO/IEC 27017 证书',
    },
    contents: {
      en: 'Valid certificate with its statement of applicability, naming the services and regions in use.',
      zh: '有效证书及其适用性声明，列明在用的服务与区域。',
    },
    attests: { partition: 'azure-china' },
  },

  // Continuity
  {
    id: 'business-impact-analysis',
    title: { en: 'Business impact analysis', zh: '业务影响分析' },
    contents: {
      en: 'RTO and RPO of every service and classified store through a tier, with the impact behind it, approved by its owner.',
      zh: '每项服务与分级数据存储所属层级的 RTO 与 RPO 及其影响依据，由责任人批准。',
    },
  },
  {
    id: 'continuity-plan',
    title: { en: 'Business continuity plan', zh: '业务连续性计划' },
    contents: {
      en: 'Priorities, strategies, roles and contacts, based on the impact analysis, and the date of the last test.',
      zh: '基于影响分析的优先级、策略、角色与联系方式，以及最近测试日期。',
    },
  },
  {
    id: 'emergency-plan',
    title: { en: 'Emergency plans', zh: '应急预案' },
    contents: {
      en: 'Per scenario (loss of a region, provider, keys or data): triggers, first steps and who decides.',
      zh: '按场景（区域、供应商、密钥或数据丧失）列明触发条件、先期步骤与决策人。',
    },
  },
  {
    id: 'restore-drill-programme',
    title: { en: 'Restore drill programme', zh: '恢复演练方案' },
    contents: {
      en: 'Scenarios over the year: oldest, newest and random points, loss of a region, loss of a key, encrypted production data.',
      zh: '年度演练场景：最旧、最新与随机恢复点、区域丧失、密钥丧失与生产数据被加密。',
    },
  },
  {
    id: 'restore-drill-record',
    title: { en: 'Restore drill records', zh: '恢复演练记录' },
    contents: {
      en: 'Per drill the recovery point and rule of choice, timings, verification, deviations and participants.',
      zh: '每次演练的恢复点与选取规则、用时、验证结果、偏差与参加人员。',
    },
  },
  {
    id: 'second-cloud-recovery',
    title: { en: 'Recovery in a second cloud', zh: '第二云恢复方案' },
    contents: {
      en: 'Where a second cloud is in scope, how the service switches to it and when that was tried; otherwise why it is excluded.',
      zh: '范围内有第二云时的切换方式与试行日期，否则说明排除理由。',
    },
  },

  // Incidents
  {
    id: 'incident-grade-scheme',
    title: { en: 'Incident grades', zh: '事件分级标准' },
    contents: {
      en: 'Four grades with measurable criteria (impact, data class, volume, duration), mapped to the legal thresholds with source and date.',
      zh: '四个等级及可度量准则（影响、数据级别、数量、时长），并对应法定阈值及其来源与日期。',
    },
  },
  {
    id: 'on-call-roster',
    title: { en: 'On-call roster', zh: '值班表' },
    contents: {
      en: 'Primary, deputy and escalation for every hour, with contacts and the date they were tested.',
      zh: '全天候的主值、副值与升级联系人、联系方式及测试日期。',
    },
    longestAgeDays: 92,
  },
  {
    id: 'incident-response-plan',
    title: { en: 'Incident response plans', zh: '事件应急预案' },
    contents: {
      en: 'Per kind of incident who does what, in which order and with which contacts.',
      zh: '按事件类型列明分工、顺序与联系人。',
    },
  },
  {
    id: 'incident-resources',
    title: { en: 'Resources for incidents', zh: '应急资源清单' },
    contents: {
      en: 'Responders, tools, forensic account and contracts for outside help, with the date last checked.',
      zh: '应急人员、工具、取证账号与外部支援合同，以及最近核查日期。',
    },
  },
  {
    id: 'incident-register',
    title: { en: 'Incident register', zh: '事件登记册' },
    contents: {
      en: 'Cases of the period, open and closed, with grade, times, duplicates removed, and the totals of alerts and tickets they reconcile with.',
      zh: '本期已结与未结事件、等级与时间，去重后与告警、工单总数对账。',
    },
  },
  {
    id: 'incident-drill-programme',
    title: { en: 'Incident drill programme', zh: '事件演练方案' },
    contents: {
      en: 'At least six scenarios with the dates they were and will be drilled, one of grade 1 every half-year.',
      zh: '至少六个场景及其演练日期，其中一级事件场景每半年演练一次。',
    },
  },
  {
    id: 'incident-drill-report',
    title: { en: 'Incident drill report', zh: '事件演练报告' },
    contents: {
      en: 'Times to detect, activate, contain and report against target, and an owned action for each shortfall.',
      zh: '发现、启动、遏制与报告用时同目标的对照，每项差距均有责任人与措施。',
    },
    longestAgeDays: 183,
  },
  {
    id: 'incident-review',
    title: { en: 'Post-incident reviews', zh: '事件复盘记录' },
    contents: {
      en: 'For each grave incident what went well and what did not, lessons, decisions and actions, or that there was none.',
      zh: '每起重大事件的得失、教训、决定与措施，或本期无重大事件的声明。',
    },
  },
  {
    id: 'incident-closing-reports',
    title: { en: 'Closing reports', zh: '事件总结报告' },
    contents: {
      en: 'Cause, handling, loss, duty and lessons of each case that must be reported, with the date sent, or that there was none.',
      zh: '须上报事件的原因、处置、损失、责任与教训及报送日期，或本期无此类事件的声明。',
    },
  },
  {
    id: 'notification-deadlines',
    title: { en: 'Deadlines for reporting', zh: '报告时限表' },
    contents: {
      en: 'Deadlines by jurisdiction, grade and kind of operator, with legal source and date.',
      zh: '按法域、事件等级与运营者类型列明的报告时限，含法律依据与日期。',
    },
  },
  {
    id: 'notification-contacts',
    title: { en: 'Contacts for notification', zh: '通报联系人' },
    contents: {
      en: 'Authorities, customers and channels to data subjects, with the time each contract allows and the date the contact was tested.',
      zh: '主管部门、客户与告知数据主体的渠道，合同约定时限与联系方式测试日期。',
    },
    longestAgeDays: 183,
  },

  // Evaluation and improvement
  {
    id: 'monitoring-plan',
    title: { en: 'Monitoring and measurement plan', zh: '监视测量计划' },
    contents: {
      en: 'Indicators per process, and what else must be measured, with target, source, cycle, latest analysis and reason.',
      zh: '各过程指标及其他须测量的内容，含目标、来源、周期、最近分析与理由。',
    },
  },
  {
    id: 'monitoring-summary',
    title: { en: 'Monitoring summary', zh: '监视测量汇总' },
    contents: {
      en: "Incidents, latent weaknesses, suppliers' compliance and feedback of interested parties, with trend and action.",
      zh: '事件、隐患、供应商合规与相关方反馈的汇总，含趋势与措施。',
    },
  },
  {
    id: 'internal-audit-programme',
    title: { en: 'Internal audit programme', zh: '内部审核方案' },
    contents: {
      en: 'Audits of the year, their scope and criteria, and auditors who do not audit their own work.',
      zh: '年度审核安排、范围与准则，以及不审核本人工作的审核员。',
    },
  },
  {
    id: 'internal-audit-report',
    title: { en: 'Internal audit report', zh: '内部审核报告' },
    contents: {
      en: 'Criteria, samples, evidence, findings and conclusion on conformity and effectiveness.',
      zh: '审核准则、样本、证据、发现，以及对符合性与有效性的结论。',
    },
  },
  {
    id: 'management-review-pack',
    title: { en: 'Management review inputs', zh: '管理评审输入' },
    contents: {
      en: 'Earlier actions, changes, objectives with trend, control status, audits, risks, incidents, suppliers, resources and proposals.',
      zh: '以往措施、变化、目标趋势、控制状态、审核、风险、事件、供应商、资源与改进建议。',
    },
  },
  {
    id: 'management-review-minutes',
    title: { en: 'Management review minutes', zh: '管理评审记录' },
    contents: {
      en: 'Signed conclusions and decisions on improvement, objectives, resources and risk measures, with owner and due date.',
      zh: '签署的评审结论，以及改进、目标、资源与风险措施的决定，含责任人与期限。',
    },
  },
  {
    id: 'corrective-action-register',
    title: { en: 'Corrective action register', zh: '纠正措施登记册' },
    contents: {
      en: 'Nonconformities with cause, action, owner, due date, documents updated, detection or control added, and verified result.',
      zh: '不符合项的原因、措施、责任人、期限、更新的文件、新增的检测或控制与验证结果。',
    },
  },
  {
    id: 'improvement-register',
    title: { en: 'Improvement register', zh: '改进登记册' },
    contents: {
      en: 'Improvements of the year with source, decision, owner, due date and measured effect.',
      zh: '年度改进的来源、决定、责任人、期限与实测效果。',
    },
  },
] as const satisfies readonly RecordKind[];

/** An id of the kinds of record: a misspelt one does not compile. */
export type RecordId = (typeof rows)[number]['id'];

/** All kinds of record, by subject. */
export const records: readonly (RecordKind & { readonly id: RecordId })[] = rows;

type NotControl = Exclude<(typeof requirements)[number], { readonly expected: 'control' }>['id'];

const ATTESTATIONS = [
  'aws-attestation',
  'aws-cn-sinnet-attestation',
  'aws-cn-nwcd-attestation',
  'azure-attestation',
  'azure-china-21vianet-attestation',
] as const;

const ISO_27017_CERTIFICATES = [
  'aws-iso-27017-certificate',
  'aws-cn-sinnet-iso-27017-certificate',
  'aws-cn-nwcd-iso-27017-certificate',
  'azure-iso-27017-certificate',
  'azure-china-21vianet-iso-27017-certificate',
] as const;

/**
 * The records that show each requirement that deployed resources cannot: what the organisation supplies, and what the
 * provider attests. Of the attestations those count whose operator runs a region in use (`attestsPlace`).
 */
export const requirementRecords: Readonly<Record<NotControl, readonly RecordId[]>> = {
  '4.1/external': ['context-analysis'],
  '4.1/internal': ['context-analysis'],
  '4.2/a': ['compliance-obligations'],
  '4.2/b': ['interested-parties'],
  '4.2/c': ['interested-parties'],
  '4.2/d': ['interested-parties'],
  '4.2/records': ['interested-parties', 'compliance-obligations', 'responsibility-matrix'],
  '4.3/a': ['scope-statement'],
  '4.3/b': ['scope-statement'],
  '4.3/c': ['scope-statement'],
  '4.3/d': ['scope-statement'],
  '4.3/documented': ['scope-statement', 'statement-of-applicability'],
  '4.4/a': ['process-map'],
  '4.4/b': ['process-map'],
  '4.4/c': ['process-criteria'],
  '4.4/d': ['resource-plan', 'process-criteria'],
  '4.4/e': ['monitoring-plan'],
  '4.4/f': ['improvement-register'],
  '5.1/a': ['isms-policy', 'security-objectives'],
  '5.1/b': ['service-life-cycle-procedure'],
  '5.1/c': ['resource-plan'],
  '5.1/d': ['communication-records'],
  '5.1/e': ['management-review-minutes'],
  '5.1/f': ['leadership-record'],
  '5.1/g': ['leadership-record', 'improvement-register'],
  '5.1/h': ['responsibility-matrix', 'leadership-record'],
  '5.2/a': ['isms-policy', 'context-analysis', 'risk-assessment'],
  '5.2/b': ['isms-policy', 'security-objectives'],
  '5.2/c': ['isms-policy'],
  '5.2/d': ['isms-policy', 'communication-records'],
  '5.3/a': ['role-appointments'],
  '5.3/b': ['responsibility-matrix'],
  '5.3/c': ['role-appointments', 'isms-performance-report'],
  '5.3/d': ['role-appointments', 'isms-performance-report'],
  '6.1/risks': ['risk-register'],
  '6.1/opportunities': ['opportunity-register'],
  '6.1/a': ['risk-treatment-plan'],
  '6.1/b': ['risk-treatment-plan'],
  '6.1/c': ['risk-treatment-plan'],
  '6.2/planning': ['security-objectives'],
  '7.1/a': ['resource-plan'],
  '7.1/b': ['role-appointments', 'on-call-roster'],
  '7.1/d': ['resource-plan'],
  '7.2/a': ['competence-profiles'],
  '7.2/b': ['competence-profiles', 'competence-assessment'],
  '7.2/c': ['training-records'],
  '7.2/d': ['competence-assessment'],
  '7.2/e': ['competence-assessment', 'training-records'],
  '7.3/a': ['awareness-records'],
  '7.3/b': ['awareness-records'],
  '7.3/c': ['awareness-records', 'operating-rules'],
  '7.3/d': ['awareness-records', 'operating-rules'],
  '7.4/internal': ['communication-plan', 'communication-records'],
  '7.4/external': ['communication-plan', 'communication-records'],
  '7.5.1/a': ['isms-policy', 'security-objectives', 'scope-statement', 'responsibility-matrix'],
  '7.5.1/c': ['document-register', 'emergency-plan'],
  '7.5.1/e': ['supplier-register', 'supplier-contract', 'supplier-assessment', 'supplier-audit'],
  '7.5.1/f': ['incident-register', 'incident-closing-reports', 'corrective-action-register'],
  '7.5.1/g': ['internal-audit-report', 'management-review-minutes', 'improvement-register'],
  '8.1/a': ['risk-assessment', 'risk-treatment-plan'],
  '8.1/b': ['responsibility-matrix'],
  '8.1/e': ['additional-controls'],
  '8.5/physical-access': ATTESTATIONS,
  '8.5/surveillance': ATTESTATIONS,
  '8.5/environment': ATTESTATIONS,
  '8.5/media': ATTESTATIONS,
  '8.5/equipment': ATTESTATIONS,
  '8.5/physical-operations': ATTESTATIONS,
  '8.5/iso-27017': ISO_27017_CERTIFICATES,
  '8.7/admission': ['supplier-admission'],
  '8.7/assessment': ['supplier-assessment'],
  '8.7/contract': ['supplier-contract'],
  '8.7/responsibility': ['responsibility-matrix'],
  '8.7/risk-assessment': ['supplier-risk-assessment'],
  '8.8/continuity-plan': ['continuity-plan'],
  '8.8/emergency-plan': ['emergency-plan'],
  '8.9/resources': ['incident-resources'],
  '8.9/plan': ['incident-response-plan'],
  '8.9/review': ['incident-review'],
  '9.1/d': ['monitoring-summary'],
  '9.1/e': ['corrective-action-register'],
  '9.1/f': ['monitoring-plan'],
  '9.2/a': ['internal-audit-report'],
  '9.2/b': ['internal-audit-report'],
  '9.2/programme': ['internal-audit-programme', 'internal-audit-report', 'corrective-action-register'],
  '9.3/input-a': ['management-review-pack'],
  '9.3/input-b': ['management-review-pack'],
  '9.3/input-d': ['management-review-pack'],
  '9.3/input-e': ['management-review-pack'],
  '9.3/input-f': ['management-review-pack'],
  '9.3/output': ['management-review-minutes'],
  '10.1/improvement': ['improvement-register'],
  '10.2/b': ['corrective-action-register'],
  '10.2/e': ['corrective-action-register', 'document-register'],
};

/** The kind of record that an id names; undefined for an id from outside that names none. */
export const recordKindOf = (id: string): RecordKind | undefined => records.find((record) => record.id === id);

/** How old a record of this kind may be, in days since its issue. */
export const longestAgeDaysOf = (kind: RecordKind): number => kind.longestAgeDays ?? DEFAULT_LONGEST_AGE_DAYS;

/** Whether an attestation is of the operator of this place; a record of any other kind attests no place. */
export function attestsPlace(
  { attests }: RecordKind,
  place: { readonly partition: string; readonly region: string },
): boolean {
  if (attests?.partition !== place.partition) return false;
  return attests.regions?.includes(place.region) ?? true;
}
